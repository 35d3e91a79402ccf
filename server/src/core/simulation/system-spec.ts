/**
 * What a caller passes to the simulation: virtual machines with disks, volumes with media and the costs, as plain data.
 * Labels are returned unchanged in the report; nothing here knows files or a layout.
 */
import { exactly, whole } from "../figures.ts";
import { type Costs, maxProcessors } from "./paths/costs.ts";
import type { MediaId } from "./paths/media.ts";
import type { Phase, Transport } from "./report.ts";

export interface SystemSpec {
  readonly phase: Phase;
  readonly vms: readonly VmSpec[];
  readonly volumes: readonly VolumeSpec[];
  /** From `resolveCosts`. */
  readonly costs: Costs;
}

/** What the VMs of one host share. */
export interface HostSpec {
  /** Empty for VMs without a known host, which count as on one host. */
  readonly name: string;
  /** Logical processors; by default the cost `host.processors`. */
  readonly processors?: number | undefined;
}

export interface VmSpec {
  readonly name: string;
  /** The nameless host by default. */
  readonly host?: HostSpec | undefined;
  readonly processors: number;
  /** A Linux guest's ATA driver waits between register accesses. */
  readonly guest: "linux" | "other";
  /** Rules of the host for VMBus storage: before Windows Server 2012 or since. */
  readonly channelRules: "before-2012" | "since-2012";
  readonly disks: readonly DiskSpec[];
}

export interface DiskSpec {
  /** Slot as the layout writes it; returned in the report. */
  readonly slot: string;
  readonly transport: Transport;
  /** Disks with the same key within a VM share a controller; also the station's name in the report, such as `ide 0`. */
  readonly controller: string;
  readonly type: "physical" | "fixed" | "dynamic" | "differencing";
  readonly format: "vhd" | "vhdx";
  /** Keys of the volumes that the parents of a differencing disk are on, the nearest parent first; otherwise empty. */
  readonly parentVolumes: readonly string[];
  readonly blockSizeBytes: number;
  readonly sizeBytes: number;
  /**
   * Whether the blocks of a dynamic or differencing disk exist: `filled` is the steady state. `empty` is its beginning, in
   * which a random write finds none, and a sequential one enters the next when the last is full.
   */
  readonly blocks: "filled" | "empty";
  /** Key of a volume of this spec. */
  readonly volume: string;
  /** Label of the volume in the report; `undefined` for a stand-in medium. */
  readonly volumeLabel?: string | undefined;
  readonly load: LoadSpec;
  /** What was assumed about this disk, and what was left out; returned in the report. */
  readonly notes?: readonly string[] | undefined;
  /** How the emulated controller is driven; `dma` by default. */
  readonly ideCommand?: "dma" | "pio" | "atapi" | undefined;
  /** VMBus channels of the controller; by the channel rules by default. */
  readonly channels?: number | undefined;
  /** Requests outstanding on the controller or device; by default the cost `outstanding`. */
  readonly outstandingLimit?: number | undefined;
  /** Storage QoS: units of 8 KB, rounded up, that the host lets through per second. */
  readonly maximumIops?: number | undefined;
}

export interface VolumeSpec {
  readonly key: string;
  /** The kind of its disks; if only a data sheet describes them, the most similar kind. */
  readonly medium: MediaId;
  /** Equal disks in parallel; 1 by default. */
  readonly disks?: number | undefined;
  readonly resiliency?: Resiliency | undefined;
  /** Figures of one disk that replace those of a flash medium. */
  readonly sheet?: DataSheet | undefined;
  /** Whether a durable write may stay in the disk's cache; by default, this depends on the medium. */
  readonly powerLossProtection?: boolean | undefined;
  /** Whether a file server has its disks, so that what they cost takes none of the host's processors. */
  readonly isShare?: boolean | undefined;
  /** The network path to a share; if absent, it is not included in the figures. */
  readonly network?: NetworkSpec | undefined;
}

/** How disks store data: once, several times, or with one or two parities. */
export type Resiliency = "simple" | "mirror" | "three-way-mirror" | "parity" | "dual-parity";

/** For 4 KiB requests; rates in bytes per second. */
export interface DataSheet {
  readonly readLatencyUs?: number;
  readonly writeLatencyUs?: number;
  readonly readIops?: number;
  readonly writeIops?: number;
  readonly readBandwidth?: number;
  readonly writeBandwidth?: number;
}

export interface NetworkSpec {
  readonly bitsPerSecond?: number | undefined;
  /** Round trip; by the cost `net.delay` by default. */
  readonly latencyUs?: number | undefined;
}

export interface LoadSpec {
  readonly sizes: readonly { readonly bytes: number; readonly share: number }[];
  /** Share of reads, 0 to 1. */
  readonly read: number;
  /** Share of random requests, 0 to 1. */
  readonly random: number;
  /** Share of the writes that are written through, 0 to 1; 0 by default. */
  readonly durable?: number | undefined;
  /** Closed: requests always outstanding. Exactly one of `queueDepth` and `rate`. */
  readonly queueDepth?: number | undefined;
  /** Open: mean arrivals per second. */
  readonly rate?: number | undefined;
  /** Open: requests that arrive together; 1 by default. */
  readonly burst?: number | undefined;
}

/** Most requests that a simulation completes. */
export const maxRequests = 2_000_000;

/** Limits of what is simulated; beyond them `checkSpec` refuses. */
export const bounds = {
  disks: 4096,
  disksOfVolume: 1000,
  queueDepth: 4096,
  requestBytes: 64 * 2 ** 20,
  processors: 4096,
  hostProcessors: maxProcessors,
  ratePerSecond: 1e9,
  parents: 1023,
  blockSizeBytes: 2 ** 30,
  sizeBytes: 2 ** 60,
} as const;

/** The first problem of a spec that cannot be simulated, as a sentence, or `undefined`. */
export function checkSpec(spec: SystemSpec): string | undefined {
  const volumes = new Set(spec.volumes.map((volume) => volume.key));
  for (const { key, sheet = {}, network = {}, disks: count = 1 } of spec.volumes) {
    if (!Number.isInteger(count) || !isWithin(count, 1, bounds.disksOfVolume))
      return `${key} has 1 to ${bounds.disksOfVolume} disks.`;
    if (Object.values(sheet).some((figure) => !isWithin(figure, 1e-3, 1e15)))
      return `The data sheet of ${key} has a figure that no disk can have.`;
    if (!isWithin(network.bitsPerSecond ?? 1, 1, 1e15) || !isWithin(network.latencyUs ?? 0, 0, 1e9))
      return `The network to ${key} has a figure that none can have.`;
  }
  let disks = 0;
  for (const vm of spec.vms) {
    if (!isWithin(vm.processors, 1, bounds.processors))
      return `VM "${vm.name}" needs 1 to ${bounds.processors} processors.`;
    const { host } = vm;
    if (host?.processors !== undefined && !isWithin(host.processors, 1, bounds.hostProcessors))
      return `Host "${host.name}" needs 1 to ${bounds.hostProcessors} processors.`;
    for (const disk of vm.disks) {
      disks++;
      const problem = checkDisk(disk, volumes);
      if (problem) return `Disk "${disk.slot}" of VM "${vm.name}": ${problem}`;
    }
  }
  if (disks === 0) return "There is no disk to simulate.";
  if (disks > bounds.disks)
    return `A simulation covers at most ${exactly(bounds.disks, "disk")}, and this one has ${whole(disks)}. Put each host or cluster into a layout of its own.`;
  return undefined;
}

function checkDisk(disk: DiskSpec, volumes: ReadonlySet<string>): string | undefined {
  const { load } = disk;
  if (!volumes.has(disk.volume)) return `the volume "${disk.volume}" is not described.`;
  if (load.sizes.length === 0) return "the load has no request size.";
  if (load.sizes.some(({ bytes }) => !isWithin(bytes, 512, bounds.requestBytes)))
    return "request sizes go from 512 bytes to 64 MiB.";
  if (
    load.sizes.some(({ share }) => !isWithin(share, 0, 1e9)) ||
    !(load.sizes.reduce((sum, size) => sum + size.share, 0) > 0)
  )
    return "the shares of the request sizes must be positive.";
  if (!isWithin(load.read, 0, 1) || !isWithin(load.random, 0, 1) || !isWithin(load.durable ?? 0, 0, 1))
    return "the shares of reads, random requests and durable writes go from 0 to 1.";
  if ((load.queueDepth === undefined) === (load.rate === undefined))
    return "the load needs either a queue depth or a rate.";
  if (
    load.queueDepth !== undefined &&
    !(Number.isInteger(load.queueDepth) && isWithin(load.queueDepth, 1, bounds.queueDepth))
  )
    return `the queue depth goes from 1 to ${bounds.queueDepth}.`;
  if (load.rate !== undefined && !isWithin(load.rate, 1e-3, bounds.ratePerSecond))
    return "the rate goes from 0.001 to 10^9 per second.";
  if (load.burst !== undefined && !(Number.isInteger(load.burst) && isWithin(load.burst, 1, 1024)))
    return "a burst has 1 to 1024 requests.";
  if (disk.parentVolumes.length > bounds.parents) return `a chain has at most ${bounds.parents} parents.`;
  const unknown = disk.parentVolumes.find((key) => !volumes.has(key));
  if (unknown !== undefined) return `the volume "${unknown}" is not described.`;
  if (!isWithin(disk.blockSizeBytes, 512, bounds.blockSizeBytes)) return "the block size goes from 512 bytes to 1 GiB.";
  if (!isWithin(disk.sizeBytes, 512, bounds.sizeBytes)) return "the size goes from 512 bytes to 2^60 bytes.";
  if (disk.channels !== undefined && !isWithin(disk.channels, 1, 64)) return "a controller has 1 to 64 channels.";
  if (disk.outstandingLimit !== undefined && !isWithin(disk.outstandingLimit, 1, 1e6))
    return "the outstanding limit goes from 1 to 10^6.";
  if (disk.maximumIops !== undefined && !isWithin(disk.maximumIops, 1, bounds.ratePerSecond))
    return "the maximum of IOPS goes from 1 to 10^9.";
  return undefined;
}

const isWithin = (value: number, low: number, high: number): boolean => value >= low && value <= high;
