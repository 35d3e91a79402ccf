/** What drawings need beyond the report: single requests, distributions over time, curves. Units are in the names. */
import type { TracedRequest } from "./des/trace.ts";
import type { PercentilePoint } from "./kernel/percentiles.ts";

/** Of one disk of the report. */
export interface DiskDetail {
  readonly vm: string;
  readonly slot: string;
  /**
   * Requests of this disk in the order of their issue: up to 48 consecutive ones from the middle of the run, fewer where
   * they have many steps, and those with a role, picked among the requests of the run's second half.
   */
  readonly requests: readonly TracedRequest[];
  /** The response time below which a share of the requests stays, by rising share, as far as the sample reaches. */
  readonly percentiles: readonly PercentilePoint[];
  readonly heatMap: HeatMap;
  readonly throughputCurve: ThroughputCurve;
}

/** How many requests completed in a span of time with a response time in a span; both after the warm-up. */
export interface HeatMap {
  readonly startUs: number;
  readonly columnUs: number;
  /** Edges between the rows, rising by a constant ratio; one more than there are rows. Empty when nothing completed. */
  readonly rowEdgesUs: readonly number[];
  /** By column, then by row. */
  readonly counts: readonly (readonly number[])[];
}

/** What the analytic engine says of this disk with all others idle. */
export interface ThroughputCurve {
  /** None where only a simulation can tell. */
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
