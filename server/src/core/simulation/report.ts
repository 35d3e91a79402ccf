/**
 * The report of one simulation: the shape that the command line, the server and the preview all carry.
 * Units are in the names. The simulation fills it with the labels that its network was given; it never makes one up.
 */

/** `first-writes`: with drivers, while the blocks of dynamic and differencing disks do not exist yet. */
export type Phase = "firmware" | "without-drivers" | "with-drivers" | "first-writes";
export type Transport = "ide-emulated" | "ide-enlightened" | "scsi-synthetic";
export type Engine = "analytic" | "des";
export type Confidence = "high" | "medium" | "low";
export type Actor = "guest user" | "guest kernel" | "hypervisor" | "root kernel" | "vmwp.exe" | "device";

export interface SimulationReport {
  readonly seed: number;
  readonly requests: number;
  readonly warmupRequests: number;
  /** For the longest run: parts that share nothing are simulated separately. */
  readonly simulatedSeconds: number;
  readonly phase: Phase;
  readonly disks: readonly DiskReport[];
  readonly stations: readonly StationReport[];
  readonly hosts: readonly HostReport[];
  readonly whatIf: readonly WhatIf[];
  readonly assumptions: readonly Assumption[];
  /** Sentences about limits of the whole run; those of single disks are at the disks. */
  readonly notes: readonly string[];
}

export interface DiskReport {
  readonly vm: string;
  /** Slot as the layout writes it, such as `ide 0:0`. */
  readonly slot: string;
  readonly transport: Transport;
  /** `fixed`, `dynamic`, `differencing` or `physical`. */
  readonly type: string;
  /** Prefix of the volume, `physical N`, or `undefined` for the stand-in medium if no host says where the file is. */
  readonly volume?: string | undefined;
  readonly load: LoadReport;
  /** Its requests that completed after the warm-up, on which its figures are based. */
  readonly measuredRequests: number;
  readonly throughputIops: number | null;
  readonly throughputBytesPerSecond: number | null;
  readonly responseTimeUs: ResponseTime;
  /** `null` if it cannot be determined; absent from a run without assumptions. */
  readonly band?: Band | null | undefined;
  /** `null` where no request was observed. */
  readonly perRequest: PerRequest | null;
  /** The stages in order; waiting and service of all of them add up to the mean response time. */
  readonly stages: readonly StageReport[];
  readonly bottleneck: Bottleneck;
  /** Whether it is an open load that exceeds what the path can serve; its figures describe the bounded run only. */
  readonly saturated: boolean;
  /** Sentences about what these figures assume and leave out. */
  readonly notes: readonly string[];
}

/** What a disk is called in a report. */
export type DiskName = Pick<DiskReport, "vm" | "slot">;

export function isSameDisk(one: DiskName, other: DiskName): boolean {
  return one.vm === other.vm && one.slot === other.slot;
}

/** A figure of a disk, by the name used in expectations. */
export type ReportedMetric = "iops" | "bandwidth" | "mean" | "p50" | "p90" | "p95" | "p99" | "p99.9";

/**
 * I/Os or bytes per second, or microseconds: infinite if more requests arrive than the path serves. `null` if the run
 * did not observe it. For an open load that is served, its rate, because the number of requests that arrive during a
 * run is random.
 */
export function reportedFigure(disk: DiskReport, metric: ReportedMetric): number | null {
  const { throughputIops, throughputBytesPerSecond, responseTimeUs, saturated, load } = disk;
  if (saturated && metric !== "iops" && metric !== "bandwidth") return Number.POSITIVE_INFINITY;
  const { rate, requestSizeBytes } = load;
  switch (metric) {
    case "iops":
      return rate !== undefined && isServed(disk) ? rate : throughputIops;
    case "bandwidth":
      return rate !== undefined && isServed(disk) ? rate * requestSizeBytes : throughputBytesPerSecond;
    case "p99.9":
      return responseTimeUs.p999;
    default:
      return responseTimeUs[metric];
  }
}

function isServed({ throughputIops, measuredRequests, load: { rate = 0 }, saturated }: DiskReport): boolean {
  return throughputIops !== null && !saturated && isRateReached(throughputIops, rate, measuredRequests);
}

/** Whether an open load lacks no more requests than chance explains: three standard deviations of as many arrivals. */
export function isRateReached(throughputIops: number, rate: number, measuredRequests: number): boolean {
  return throughputIops > rate * (1 - 3 / Math.sqrt(measuredRequests));
}

/** If Storage QoS limits the disk, another slot or medium has no benefit. */
export function isHeldByLimit({ vm, slot, bottleneck }: DiskReport): boolean {
  return bottleneck.station === limitStation(vm, slot) && bottleneck.limit === "capacity";
}

export const limitStation = (vm: string, slot: string): string => `${vm}: ${slot} limit`;

export interface Bottleneck {
  readonly station: string;
  readonly utilization: number;
  /** `capacity`: the busiest station is the bottleneck. `latency`: no station is near its limit, and this one takes the most time. */
  readonly limit: "latency" | "capacity";
}

export interface LoadReport {
  /** Mean request size for a mix. */
  readonly requestSizeBytes: number;
  /** Share of reads, 0 to 1. */
  readonly read: number;
  /** Share of random requests, 0 to 1. */
  readonly random: number;
  /** Closed workload: requests always outstanding. */
  readonly queueDepth?: number | undefined;
  /** Open workload: arrivals per second. */
  readonly rate?: number | undefined;
}

/** Lowest and highest figure with all costs of low confidence at one end of their ranges. */
export interface Band {
  readonly throughputIops: readonly [number, number];
  /** Of the mean. */
  readonly responseTimeUs: readonly [number, number];
}

/** In microseconds; `null` for what the run did not observe, or cannot support. */
export interface ResponseTime {
  readonly mean: number | null;
  /** Half-width of the 95% confidence interval of the mean; `null` if the run does not support one. */
  readonly halfWidth95: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
}

export interface PerRequest {
  readonly exits: number;
  readonly hypercalls: number;
  readonly interrupts: number;
  readonly contextSwitches: number;
  readonly guestCpuUs: number;
  readonly rootCpuUs: number;
}

export interface StageReport {
  /** Id of the cost or station, such as `ide.access`. */
  readonly id: string;
  readonly actor: Actor;
  /** Id of the station that serves the stage, without the number of a channel; absent for a plain delay. */
  readonly station?: string | undefined;
  readonly visits: number;
  /** `null` if no request was observed; the same applies to the waiting time. */
  readonly serviceUs: number | null;
  readonly waitingUs: number | null;
}

/** Waiting and service; `null` where no request was observed. */
export function stageTimeUs({ serviceUs, waitingUs }: StageReport): number | null {
  return serviceUs === null || waitingUs === null ? null : serviceUs + waitingUs;
}

/** The same for sums: 0 where no request was observed. */
export function observedTimeUs(stage: StageReport): number {
  return stageTimeUs(stage) ?? 0;
}

export interface StationReport {
  readonly id: string;
  readonly actor: Actor;
  readonly servers: number;
  readonly utilization: number;
  readonly meanQueueLength: number;
  readonly throughputPerSecond: number;
}

/** The processors of one host that the I/O of its VMs uses. */
export interface HostReport {
  /** `undefined` for VMs without a known host. */
  readonly host?: string | undefined;
  /** Logical processors: stated, or assumed. */
  readonly processors: number;
  /** Mean number of processors at work for the I/O, and the same by who works. */
  readonly processorsInUse: number;
  readonly byActor: readonly { readonly actor: Actor; readonly processorsInUse: number }[];
  /** `null` where no request was observed. */
  readonly processorsPer100000Iops: number | null;
}

export interface WhatIf {
  readonly vm: string;
  readonly slot: string;
  /** What would change, such as `move to SCSI`. */
  readonly change: string;
  readonly throughputRatio: number;
  /** `null` if the disk is `saturated` without the change: then its response time only reflects how long the run was. */
  readonly responseTimeRatio: number | null;
  readonly engine: Engine;
}

export interface Assumption {
  /** Id in the cost table. */
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly range: readonly [number, number];
  readonly confidence: Confidence;
  readonly source: string;
  /** Relative change of total throughput per relative change of this cost; `null` if it cannot be determined. */
  readonly elasticity: number | null;
}
