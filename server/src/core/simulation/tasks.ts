/**
 * The pieces that a simulation is made of. Each is plain data that says everything about it, so that any thread can perform
 * it, and its result is the same on each.
 */
import type { DiskDetail } from "./detail.ts";
import type { DiskReport, Engine, HostReport, StationReport } from "./report.ts";
import type { SystemSpec } from "./system-spec.ts";

export type SimulationTask = PilotTask | RunTask | CompareTask | AssumptionsTask | BandsTask;
export type TaskResult = PilotResult | RunResult | CompareResult | AssumptionsResult | BandsResult;

/** Finds out in short what is worth asking about a part, so that it is asked beside the run and not after it. */
export interface PilotTask {
  readonly kind: "pilot";
  readonly spec: SystemSpec;
  readonly seed: number;
  /** Of which changes are to be compared. */
  readonly compared: readonly number[];
}

export interface PilotResult {
  readonly kind: "pilot";
  readonly costIds: readonly string[];
  /** Whether the analytic engine tells the figures of all its disks. */
  readonly isPredictable: boolean;
  /** What the analytic engine expects of each disk. */
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
  /** By so many events the run may be longer, until its slowest disk has enough requests. */
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

/** Simulates a changed part in short. */
export interface CompareTask {
  readonly kind: "compare";
  readonly spec: SystemSpec;
  readonly seed: number;
  readonly requests: number;
  /** Whose figures are wanted. */
  readonly disks: readonly number[];
}

export interface CompareResult {
  readonly kind: "compare";
  /** In the order of `CompareTask.disks`; `undefined` where the run says too little. */
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
  /** In the order of `AssumptionsTask.costIds`, of the throughput of all disks of the part; `null` where it cannot be told. */
  readonly elasticities: readonly (number | null)[];
}

/** Finds what the costs of low confidence leave open of a part. */
export interface BandsTask {
  readonly kind: "bands";
  readonly spec: SystemSpec;
  readonly seed: number;
  readonly engine: Engine;
}

export interface BandsResult {
  readonly kind: "bands";
  /** In the order of the part's disks; `null` for one of which it cannot be told. */
  readonly disks: readonly (BandFactors | null)[];
}

/** Lowest and highest figure over that with all costs at their values, which lies between them. */
export interface BandFactors {
  readonly throughput: readonly [number, number];
  readonly responseTime: readonly [number, number];
}
