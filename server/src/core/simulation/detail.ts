/**
 * What drawings need in addition to the report: single requests, distributions over time, curves. Units are in the
 * names.
 */
import type { TracedRequest } from "./des/trace.ts";
import type { PercentilePoint } from "./kernel/percentiles.ts";

/** Of one disk of the report. */
export interface DiskDetail {
  readonly vm: string;
  readonly slot: string;
  /**
   * Requests of this disk in the order of their issue: up to 48 consecutive ones from the middle of the run, fewer if
   * they have many steps, and those with a role, from the second half of the run.
   */
  readonly requests: readonly TracedRequest[];
  /** The response time below which a share of the requests stays, by ascending share, as far as the sample supports. */
  readonly percentiles: readonly PercentilePoint[];
  readonly heatMap: HeatMap;
  readonly throughputCurve: ThroughputCurve;
}

/** How many requests completed in a span of time with a response time in a span; both after the warm-up. */
export interface HeatMap {
  readonly startUs: number;
  readonly columnUs: number;
  /** Edges between the rows, with a constant ratio; one more than there are rows. Empty if nothing completed. */
  readonly rowEdgesUs: readonly number[];
  /** By column, then by row. */
  readonly counts: readonly (readonly number[])[];
}

/** The analytic engine's result for this disk with all others idle. */
export interface ThroughputCurve {
  /** Empty where only a simulation gives figures. */
  readonly points: readonly {
    readonly queueDepth: number;
    readonly throughputIops: number;
    readonly responseTimeUs: number;
  }[];
  readonly zeroLoadResponseUs: number;
  readonly maximumIops: number;
  /** Outstanding requests at which the two asymptotes meet. */
  readonly kneeQueueDepth: number;
}
