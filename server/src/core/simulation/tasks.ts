/**
 * The tasks that a simulation consists of. Each is plain data and self-contained, so that any thread can perform it
 * with the same result.
 */
import type { DiskDetail } from "./detail.ts";
import type { DiskReport, Engine, HostReport, StationReport } from "./report.ts";
import type { SystemSpec } from "./system-spec.ts";

export type SimulationTask = PilotTask | RunTask | CompareTask | AssumptionsTask | BandsTask;
export type TaskResult = PilotResult | RunResult | CompareResult | AssumptionsResult | BandsResult;

/**
 * Determines with little effort what is worth simulating for a part, so that this can be done in parallel to the run
 * and not after it.
 */
export interface PilotTask {
  readonly kind: "pilot";
  readonly spec: SystemSpec;
  readonly seed: number;
  /** The disks for which changes are to be compared. */
  readonly compared: readonly number[];
}

export interface PilotResult {
  readonly kind: "pilot";
  readonly costIds: readonly string[];
  /** Whether the analytic engine gives the figures of all its disks. */
  readonly isPredictable: boolean;
  /** The analytic engine's prediction for each disk. */
  readonly expectedIops: readonly number[];
  /** Requests of a short run of this part, and the disks to compare that such a run carries. */
  readonly shortRequests: number;
  readonly carried: readonly CarriedDisk[];
}

/** A disk with its figures in the short run. */
export interface CarriedDisk extends ShortFigures {
  readonly disk: number;
  readonly isSaturated: boolean;
}

/** Simulates a part that shares nothing with the rest. Disks are indexes in that part. */
export interface RunTask {
  readonly kind: "run";
  readonly spec: SystemSpec;
  readonly seed: number;
  readonly requests: number;
  /** Of the whole simulation, for notes that say how long it would have to be. */
  readonly requestsOfAll: number;
  /** By how many events the run may be longer, until its slowest disk has enough requests. */
  readonly extraEvents: number;
  readonly detailed: readonly number[];
}

export interface RunResult {
  readonly kind: "run";
  readonly requests: number;
  readonly warmupRequests: number;
  readonly simulatedSeconds: number;
  readonly events: number;
  readonly disks: readonly DiskReport[];
  readonly stations: readonly StationReport[];
  readonly hosts: readonly HostReport[];
  readonly notes: readonly string[];
  /** In the order of `RunTask.detailed`. */
  readonly details: readonly DiskDetail[];
}

/** Simulates a changed part in a short run. */
export interface CompareTask {
  readonly kind: "compare";
  readonly spec: SystemSpec;
  readonly seed: number;
  readonly requests: number;
  /** The disks whose figures are needed. */
  readonly disks: readonly number[];
}

export interface CompareResult {
  readonly kind: "compare";
  /** In the order of `CompareTask.disks`; `undefined` if the run has too few of the disk's requests. */
  readonly figures: readonly (ShortFigures | undefined)[];
}

export interface ShortFigures {
  readonly throughputIops: number;
  readonly responseTimeUs: number;
}

/** Weighs some of the costs of a part. */
export interface AssumptionsTask {
  readonly kind: "assumptions";
  readonly spec: SystemSpec;
  readonly seed: number;
  readonly engine: Engine;
  readonly costIds: readonly string[];
}

export interface AssumptionsResult {
  readonly kind: "assumptions";
  /**
   * In the order of `AssumptionsTask.costIds`, of the throughput of all disks of the part; `null` where it is unknown.
   */
  readonly elasticities: readonly (number | null)[];
}

/** Determines the uncertainty of a part from the costs of low confidence. */
export interface BandsTask {
  readonly kind: "bands";
  readonly spec: SystemSpec;
  readonly seed: number;
  readonly engine: Engine;
}

export interface BandsResult {
  readonly kind: "bands";
  /** In the order of the part's disks; `null` where it is unknown. */
  readonly disks: readonly (BandFactors | null)[];
}

/** Lowest and highest figure relative to that with all costs at their values, which is between them. */
export interface BandFactors {
  readonly throughput: readonly [number, number];
  readonly responseTime: readonly [number, number];
}
