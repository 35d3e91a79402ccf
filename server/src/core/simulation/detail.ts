/** What drawings need beyond the report: single requests, distributions over time, curves. Units stand in the names. */
import type { TracedRequest } from "./des/trace.ts";

/** Of one disk of the report. */
export interface DiskDetail {
  readonly vm: string;
  readonly slot: string;
  /** Requests of this disk in the order of their issue: consecutive ones from the middle of the run, and those with a role. */
  readonly requests: readonly TracedRequest[];
  /** The response time below which a share of the requests stays, by rising share. */
  readonly percentiles: readonly PercentilePoint[];
  readonly heatMap: HeatMap;
  readonly throughputCurve: ThroughputCurve;
}

export interface PercentilePoint {
  /** 0 to 1. */
  readonly share: number;
  readonly us: number;
  /** 95 % confidence interval. */
  readonly lowUs: number;
  readonly highUs: number;
}

/** How many requests completed in a span of time with a response time in a span; both after the warm-up. */
export interface HeatMap {
  readonly startUs: number;
  readonly columnUs: number;
  /** Edges between the rows, rising; one more than there are rows. */
  readonly rowEdgesUs: readonly number[];
  /** By column, then by row. */
  readonly counts: readonly (readonly number[])[];
}

/** What the analytic engine says of this disk with all others idle. */
export interface ThroughputCurve {
  readonly points: readonly {
    readonly queueDepth: number;
    readonly throughputIops: number;
    readonly responseTimeUs: number;
  }[];
  readonly zeroLoadResponseUs: number;
  readonly maximumIops: number;
  /** Requests outstanding at which both asymptotes meet. */
  readonly kneeQueueDepth: number;
}
