/**
 * Published figures and the model's own figures for them. A calibrated row reads back what a default was set from and
 * guards against regressions; an independent row is validation. The model is not tuned to make a row pass: one that
 * misses says why.
 */
import { predict, predictTogether } from "../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { costDefinition, costTable } from "../../server/src/core/simulation/paths/cost-table.ts";
import type { MediaId } from "../../server/src/core/simulation/paths/media.ts";
import type { DiskReport } from "../../server/src/core/simulation/report.ts";
import type { DiskSpec, SystemSpec, VolumeSpec } from "../../server/src/core/simulation/system-spec.ts";
import { disk, gib, ideDisk, load, system } from "../simulation/specs.ts";
import { simulate } from "../support/simulate.ts";

export interface TruthRow {
  readonly name: string;
  readonly group: "calibrated" | "independent" | "informational" | "cannot be asked";
  readonly published: string;
  /** The lowest and highest figure that is accepted. */
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly ours: () => number;
  /** The published figure limits ours on one side only. */
  readonly isOneSided?: boolean;
  /** Why the model misses the row, for one that is known to. */
  readonly miss?: string;
  readonly remark?: string;
}

const none = Number.POSITIVE_INFINITY;
const around = (value: number, tolerance: number) => ({ low: value * (1 - tolerance), high: value * (1 + tolerance) });

/** The position of the costs of low confidence in their ranges while a figure is computed. */
type CostEnd = "default" | "low" | "high";
let costEnd: CostEnd = "default";

/** The figure of a row with all costs of low confidence at one end of their ranges: the band of uncertainty. */
export function atCostEnd(row: TruthRow, end: CostEnd): number {
  costEnd = end;
  try {
    return row.ours();
  } finally {
    costEnd = "default";
  }
}

/** Costs that a row sets itself are unchanged. */
function withCostEnd(spec: SystemSpec): SystemSpec {
  if (costEnd === "default") return spec;
  const index = costEnd === "low" ? 0 : 1;
  const moved = costTable.filter(
    ({ id, unit, confidence, default: value }) => unit === "us" && confidence === "low" && spec.costs[id] === value,
  );
  return {
    ...spec,
    costs: { ...spec.costs, ...Object.fromEntries(moved.map(({ id, range }) => [id, range[index]!])) },
  };
}

/** Throughput of all disks together on the analytic engine. */
const iops = (spec: SystemSpec): number =>
  predictTogether(buildNetwork(withCostEnd(spec))).reduce((sum, { throughputIops }) => sum + throughputIops, 0);

/** Throughput of all disks together over one discrete-event run. */
const simulated = (spec: SystemSpec): number =>
  disksOf(spec).reduce((sum, { throughputIops }) => sum + throughputIops!, 0);

function disksOf(spec: SystemSpec): readonly DiskReport[] {
  const outcome = simulate(withCostEnd(spec), { seed: 1, requests: 20_000, withoutAssumptions: true });
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  return outcome.report.disks;
}

const on = (medium: MediaId) => ({ volumes: [{ key: "C:", medium }] });
const deep = (queueDepth: number, changes: Partial<DiskSpec["load"]> = {}) => load({ queueDepth, ...changes });
const sized = (bytes: number) => [{ bytes, share: 1 }];

/** A volume by itself: the synthetic path with every software cost at zero. */
const noSoftware = Object.fromEntries(
  costTable.filter(({ id, unit }) => unit === "us" && !id.startsWith("media.")).map(({ id }) => [id, 0]),
);
const bare = (medium: MediaId, queueDepth: number, read: number, bytes = 4096): number =>
  iops(
    system([disk({ type: "physical", load: deep(queueDepth, { read, sizes: sized(bytes) }) })], {
      ...on(medium),
      costs: noSoftware,
    }),
  );

const bareRow = (
  name: string,
  medium: MediaId,
  queueDepth: number,
  read: number,
  published: number,
  bytes = 4096,
): TruthRow => ({
  name: `15 ${name}`,
  group: "calibrated",
  published: `${published} IOPS`,
  ...around(published, 0.1),
  unit: "IOPS",
  ours: () => bare(medium, queueDepth, read, bytes),
});

/** One VM with several controllers, each with a disk on a fast volume of its own. */
function wide(processors: number, controllers: number, channels: number, hostProcessors: number): SystemSpec {
  const numbers = Array.from({ length: controllers }, (_, number) => number);
  return system(
    numbers.map((n) =>
      disk({ slot: `scsi ${n}:0`, controller: `scsi ${n}`, volume: `${n}`, channels, load: deep(256) }),
    ),
    {
      vm: { processors },
      volumes: numbers.map((n) => ({ key: `${n}`, medium: "optane" })),
      // An array that is never the bottleneck, and a host as large as its VM.
      costs: { "host.processors": hostProcessors, "media.optane.readUnits": 1000, "media.optane.readRate": 1e6 },
    },
  );
}

/** 16 VMs with one disk each on one spinning disk, Hyper-V 2008. */
function sixteen(changes: Partial<DiskSpec>): SystemSpec {
  const spec = system([disk({ format: "vhd", sizeBytes: 16 * gib, ...changes })], {
    ...on("hdd-7200"),
    vm: { channelRules: "before-2012" },
  });
  return { ...spec, vms: Array.from({ length: 16 }, (_, n) => ({ ...spec.vms[0]!, name: `vm${n}` })) };
}
const mixed = deep(2, { read: 0.7, sizes: sized(8192) });
const firstWrites = deep(2, { read: 0, sizes: sized(4096) });

/** The block sizes at that time: 2 MiB for a VHD and a differencing disk, 32 MiB for a dynamic VHDX. */
const blockSize = (format: "vhd" | "vhdx", type: "dynamic" | "differencing"): number =>
  (format === "vhdx" && type === "dynamic" ? 32 : 2) * 2 ** 20;

/** Sequential writes of 1 MiB into a disk that grows. */
const growing = (format: "vhd" | "vhdx", type: "dynamic" | "differencing", medium: MediaId): number =>
  simulated(
    system(
      [
        disk({
          type,
          format,
          blocks: "empty",
          blockSizeBytes: blockSize(format, type),
          sizeBytes: 1024 * gib,
          load: deep(1, { read: 0, random: 0, sizes: sized(2 ** 20) }),
        }),
      ],
      on(medium),
    ),
  );

/**
 * Why row 6 is missed. The figures follow from those of the model: two writes of 1 MiB fill a block of a VHD, 17.4 ms
 * at the mean media rate of 120 MB/s, and a ratio of 1.25 leaves 4.4 ms a block for its metadata. A random access is
 * 12.7 ms: 8.5 of seek and half a revolution of 8.3; one on the neighbouring track 5.0: 0.8 and the same half. The
 * published text says neither medium nor queue depth.
 */
const vhdMetadataMiss = {
  "hdd-7200":
    "For each new block of 2 MiB a VHD writes its bitmap and its footer beside the data, and its table at the start of the file and the host's record of the file's length elsewhere; a VHDX keeps its table in memory. Two accesses elsewhere take 26 ms, where the data takes 17: 2.5. With the table on the next track, there and back, and no record, they would take 10 ms: 1.6. In the cache of a disk or an array they would take nothing: 1.0. The published figure leaves 4.4 ms, and its text does not say what the disk was.",
  "ssd-sata":
    "The four small writes of a VHD per new block of 2 MiB take some 0.15 ms of flash, where the data takes 4: 1.04. The published figure leaves 1 ms for them, and its text does not say what the disk was.",
} as const;

const emulated = (queueDepth: number, medium: MediaId = "ssd-sata") =>
  system([ideDisk({ load: deep(queueDepth) })], on(medium));
const synthetic = (queueDepth: number, medium: MediaId = "ssd-sata", changes: Partial<DiskSpec> = {}) =>
  system([disk({ load: deep(queueDepth), ...changes })], on(medium));

const exitsOf = (changes: Partial<DiskSpec>): number => disksOf(system([ideDisk(changes)]))[0]!.perRequest!.exits;
const exitRow = (name: string, exits: number, changes: Partial<DiskSpec>): TruthRow => ({
  name: `9 register accesses, ${name}`,
  group: "calibrated",
  published: `${exits}`,
  low: exits,
  high: exits,
  unit: "exits",
  ours: () => exitsOf(changes),
});

const cpuOf = ({ perRequest }: DiskReport): number => perRequest!.guestCpuUs + perRequest!.rootCpuUs;

const single2008 = system([disk({ type: "physical", load: deep(128) })], {
  ...on("ssd-nvme-datacenter"),
  vm: { channelRules: "before-2012" },
  // The array of the test served its host 200,000 reads per second.
  costs: { "media.ssd-nvme-datacenter.readUnits": 23 },
});

const noFaster =
  "The block lookup costs 0.5 us of thousands; scattered blocks on the host's disk are not modelled, and no source separates them.";

/**
 * Equal VMs on one host, in turn on its volumes. The number of VMs and their load in the published tests are assumed
 * where the row says so.
 */
function cluster(of: {
  readonly hostProcessors: number;
  readonly vms: number;
  readonly processors: number;
  readonly queueDepth: number;
  readonly read?: number;
  readonly bytes?: number;
  readonly random?: number;
  readonly volumes: readonly VolumeSpec[];
  readonly costs?: Record<string, number>;
}): SystemSpec {
  const spec = system([], {
    vm: { host: { name: "node", processors: of.hostProcessors } },
    volumes: of.volumes,
    costs: of.costs ?? {},
  });
  const vms = Array.from({ length: of.vms }, (_, n) => ({
    ...spec.vms[0]!,
    name: `vm${n}`,
    processors: of.processors,
    disks: [
      disk({
        volume: of.volumes[n % of.volumes.length]!.key,
        load: deep(of.queueDepth, { read: of.read ?? 1, random: of.random ?? 1, sizes: sized(of.bytes ?? 4096) }),
      }),
    ],
  }));
  return { ...spec, vms };
}

/** Persistent memory: 5 us and never the bottleneck. */
const memory = {
  "media.optane.readUs": 5,
  "media.optane.writeUs": 5,
  "media.optane.readUnits": 1000,
  "media.optane.writeUnits": 1000,
  "media.optane.readRate": 1e6,
  "media.optane.writeRate": 1e6,
};
/** Storage Spaces Direct over twelve nodes: a write also works for its copies on the others. */
const storageSpaces = { "spaces.read": 22, "spaces.write": 65 + 2.75 * 20 };
const inMemory = (read: number) =>
  simulated(
    cluster({
      hostProcessors: 112,
      vms: 28,
      processors: 2,
      queueDepth: 8,
      read,
      volumes: [{ key: "C:", medium: "optane", disks: 12, resiliency: "three-way-mirror" }],
      costs: { ...memory, ...storageSpaces },
    }),
  );
const optanes = (count: number) =>
  simulated(
    cluster({
      hostProcessors: 96,
      vms: 20,
      processors: 4,
      queueDepth: 16,
      volumes: Array.from({ length: count }, (_, n) => ({ key: `${n}`, medium: "optane" as const })),
    }),
  );

/** One VM of the Cloud Platform System: SMB 3 to a scale-out file server. Network and server are not described. */
const overShare = (read: number, bytes: number, queueDepth: number, processors: number): number =>
  simulated(
    cluster({
      hostProcessors: 32,
      vms: 1,
      processors,
      queueDepth,
      read,
      bytes,
      volumes: [{ key: "C:", medium: "ssd-sata", network: { bitsPerSecond: 1e10 } }],
    }),
  );
const overNvme = (medium: MediaId): number =>
  (simulated(
    cluster({
      hostProcessors: 32,
      vms: 8,
      processors: 2,
      queueDepth: 8,
      read: 0.7,
      bytes: 65_536,
      volumes: [{ key: "C:", medium }],
    }),
  ) *
    65_536) /
  1e6 /
  8;
const tiering = "Tiers, mirror and write-through of the file server are not described; the share is one SATA SSD.";

export const truthRows: readonly TruthRow[] = [
  {
    name: "1 Hyper-V 2008, one VM, 4 KiB reads",
    group: "calibrated",
    published: "145000 IOPS",
    ...around(145_000, 0.15),
    unit: "IOPS",
    ours: () => iops(single2008),
  },
  {
    name: "1 Hyper-V 2008, VM over host",
    group: "calibrated",
    published: "0.725",
    ...around(0.725, 0.15),
    unit: "ratio",
    ours: () => iops(single2008) / 200_000,
  },
  {
    name: "2 one channel of 2012 stays below 200,000",
    group: "calibrated",
    published: "below 200000 IOPS",
    low: 0,
    high: 200_000 * (1 + 1e-9),
    unit: "IOPS",
    ours: () => predict(buildNetwork(wide(64, 1, 1, 64)), 0).throughputIops,
  },
  {
    name: "2 Server 2012, 64 processors, 4 controllers with 4 channels",
    group: "independent",
    published: "more than 1000000 IOPS",
    low: 1e6,
    high: none,
    unit: "IOPS",
    ours: () => iops(wide(64, 4, 4, 64)),
    isOneSided: true,
    remark: "host of 64 processors; the demonstration showed 1 million and somewhat more",
  },
  {
    name: "3 VMBus below directly assigned NVMe",
    group: "calibrated",
    published: "below 10000000 IOPS",
    low: 0,
    high: 1e7,
    unit: "IOPS",
    ours: () => iops(wide(64, 4, 4, 64)),
    remark: "the world of row 2; 64 channels alone would allow 12.8 million",
  },
  {
    name: "4 fixed over dynamic VHD, 16 VMs, 70/30 8 KiB",
    group: "independent",
    published: "1.10 to 1.15",
    low: 1.05,
    high: 1.2,
    unit: "ratio",
    ours: () => iops(sixteen({ load: mixed })) / iops(sixteen({ type: "dynamic", load: mixed })),
    miss: noFaster,
  },
  {
    name: "4 fixed over dynamic VHD, first writes of 4 KiB",
    group: "independent",
    published: "at least 1.5",
    low: 1.5,
    high: none,
    unit: "ratio",
    ours: () =>
      simulated(sixteen({ load: firstWrites })) /
      simulated(sixteen({ type: "dynamic", blocks: "empty", load: firstWrites })),
  },
  {
    name: "5 2008 R2, dynamic over fixed",
    group: "independent",
    published: "0.85 to 0.95",
    low: 0.85,
    high: 0.95,
    unit: "ratio",
    ours: () => iops(sixteen({ type: "dynamic", load: mixed })) / iops(sixteen({ load: mixed })),
    miss: noFaster,
  },
  {
    name: "5 2008 R2, fixed over pass-through",
    group: "independent",
    published: "0.95 to 1.00",
    low: 0.95,
    high: 1,
    unit: "ratio",
    ours: () => iops(synthetic(1, "ssd-sata")) / iops(synthetic(1, "ssd-sata", { type: "physical" })),
  },
  ...(["dynamic", "differencing"] as const).flatMap((type) =>
    (["hdd-7200", "ssd-sata"] as const).map(
      (medium): TruthRow => ({
        name: `6 VHDX over VHD, 1 MiB sequential writes, ${type}, ${medium}`,
        group: "independent",
        published: "about 1.25",
        low: 1.15,
        high: 1.35,
        unit: "ratio",
        ours: () => growing("vhdx", type, medium) / growing("vhd", type, medium),
        miss: vhdMetadataMiss[medium],
      }),
    ),
  ),
  {
    name: "1 Hyper-V 2008, four VMs",
    group: "informational",
    published: "159000 IOPS with a mix of VMs",
    ...around(159_000, 0.15),
    unit: "IOPS",
    ours: () =>
      iops({ ...single2008, vms: Array.from({ length: 4 }, (_, n) => ({ ...single2008.vms[0]!, name: `vm${n}` })) }),
    miss: "Four equal VMs reach the array's limit; the published mix is not described.",
  },
  ...(["hdd-5400", "hdd-7200", "hdd-15000"] as const).map(
    (medium): TruthRow => ({
      name: `7 emulated IDE, sequential 128 KiB reads, ${medium}`,
      group: "informational",
      published: "19.97 MB/s, disk and host unknown",
      low: 10,
      high: 100,
      unit: "MB/s",
      ours: () =>
        (iops(system([ideDisk({ load: deep(1, { random: 0, sizes: sized(131_072) }) })], on(medium))) * 131_072) / 1e6,
    }),
  ),
  {
    name: "8 enlightened over emulated, flash, queue depth 1",
    group: "independent",
    published: "more than 2",
    low: 2,
    high: none,
    unit: "ratio",
    ours: () => iops(system([ideDisk({ transport: "ide-enlightened" })])) / iops(emulated(1)),
  },
  exitRow("DMA", 26, {}),
  exitRow("DMA with LBA48", 31, { sizeBytes: 256 * gib, load: deep(1, { sizes: sized(262_144) }) }),
  exitRow("PIO of 4 KiB", 1043, { ideCommand: "pio" }),
  exitRow("ATAPI", 31, { ideCommand: "atapi" }),
  {
    name: "9 interrupts per DMA command",
    group: "calibrated",
    published: "1.000",
    low: 1,
    high: 1,
    unit: "interrupts",
    ours: () => disksOf(emulated(1))[0]!.perRequest!.interrupts,
  },
  {
    name: "10 fastest hardware exit of the table",
    group: "calibrated",
    published: "761 cycles (Westmere)",
    low: 761,
    high: 761,
    unit: "cycles",
    ours: () => costDefinition("exit.hw")!.range[0],
  },
  {
    name: "10 slowest hardware exit of the table",
    group: "calibrated",
    published: "3963 cycles (Prescott)",
    low: 3963,
    high: 3963,
    unit: "cycles",
    ours: () => costDefinition("exit.hw")!.range[1],
  },
  {
    name: "11 all channels and a long queue over one and a short one",
    group: "independent",
    published: "2.2",
    low: 1.5,
    high: 3,
    unit: "ratio",
    ours: () =>
      iops(system([disk({ load: deep(128) })], { ...on("ssd-nvme-datacenter"), vm: { processors: 32 } })) /
      iops(
        system([disk({ load: deep(128), channels: 1, outstandingLimit: 64 })], {
          ...on("ssd-nvme-datacenter"),
          vm: { processors: 32 },
        }),
      ),
    remark: "32 processors: 2 channels; the short queue is taken as 64",
  },
  {
    name: "12 one queue against the host on fast NVMe",
    group: "independent",
    published: "0.06 to 0.07",
    low: 0,
    high: 0.5,
    unit: "ratio",
    ours: () => iops(synthetic(256, "ssd-nvme-datacenter")) / bare("ssd-nvme-datacenter", 256, 1),
    remark: "shape: well below the host",
  },
  {
    name: "12 more queues over one",
    group: "independent",
    published: "at least 3",
    low: 3,
    high: none,
    unit: "ratio",
    ours: () =>
      iops(system([disk({ load: deep(256), channels: 8 })], { ...on("ssd-nvme-datacenter"), vm: { processors: 64 } })) /
      iops(synthetic(256, "ssd-nvme-datacenter")),
  },
  {
    name: "13 interrupts for nothing",
    group: "independent",
    published: "at most 1.6",
    low: 1,
    high: 1.6,
    unit: "ratio",
    ours: () =>
      iops(system([disk()], { ...on("optane"), costs: { "irq.inject": 0, eoi: 0 } })) / iops(synthetic(1, "optane")),
  },
  {
    name: "14 CPU saved against an emulated adapter with queues",
    group: "independent",
    published: "10 to 30 %",
    low: 10,
    high: 30,
    unit: "%",
    ours: () =>
      100 *
      (1 -
        cpuOf(disksOf(synthetic(1))[0]!) /
          (cpuOf(disksOf(emulated(1))[0]!) - 24 * withCostEnd(system([])).costs["ide.access"]!)),
    remark: "the emulated path with 2 accesses per request instead of 26",
  },
  bareRow("870 EVO, reads, queue depth 1", "ssd-sata", 1, 1, 13_000),
  bareRow("870 EVO, reads, queue depth 32", "ssd-sata", 32, 1, 98_000),
  bareRow("870 EVO, writes, queue depth 1", "ssd-sata", 1, 0, 36_000),
  bareRow("870 EVO, writes, queue depth 32", "ssd-sata", 32, 0, 88_000),
  bareRow("970 EVO Plus, writes, queue depth 1", "ssd-nvme", 1, 0, 60_000),
  bareRow("970 EVO Plus, writes, queue depth 32", "ssd-nvme", 32, 0, 550_000),
  bareRow("P4500, reads, queue depth 256", "ssd-nvme-datacenter", 256, 1, 645_000),
  bareRow("P4500, writes, queue depth 32", "ssd-nvme-datacenter", 32, 0, 62_500),
  bareRow("P4800X, 8 KiB reads, 8 outstanding", "optane", 8, 1, 280_000, 8192),
  bareRow("7200 rpm, reads, queue depth 1", "hdd-7200", 1, 1, 77.9),
  {
    name: "16 64 outstanding at 28,508 IOPS respond after",
    group: "calibrated",
    published: "2.245 ms by Little's law",
    ...around(64, 0.02),
    unit: "requests",
    ours: () => {
      const [one] = disksOf(synthetic(64));
      return (one!.throughputIops! * one!.responseTimeUs.mean!) / 1e6;
    },
    remark: "throughput times response time of our run with 64 outstanding",
  },
  {
    name: "17 Server 2019, a node of 2 x 28 cores, persistent memory, reads of 4 KiB",
    group: "calibrated",
    published: "1150000 IOPS a node",
    ...around(1_150_000, 0.25),
    unit: "IOPS",
    ours: () => inMemory(1),
    remark:
      "the work of Storage Spaces, 22 us per read, comes from this row; 28 VMs of 2 processors with queue depth 8 are assumed",
  },
  {
    name: "18 the same with 10 % writes, over row 17",
    group: "independent",
    published: "0.685",
    ...around(0.685, 0.15),
    unit: "ratio",
    ours: () => inMemory(0.9) / inMemory(1),
    miss: "A write costs the processors as much as three reads here; the published ratio takes five or six at whatever was the limit, which is not described.",
  },
  {
    name: "19 Server 2016, a node, reads of 4 KiB",
    group: "independent",
    published: "419000 IOPS a node",
    ...around(419_000, 0.25),
    unit: "IOPS",
    ours: () => inMemory(1),
    miss: "What made 2016 slower than 2019 is not described.",
  },
  {
    name: "20 Cloud Platform System, a VM of 1 processor, reads of 4 KiB over SMB",
    group: "informational",
    published: "9018 IOPS a VM at 0.90 ms",
    ...around(9018, 0.25),
    unit: "IOPS",
    ours: () => overShare(1, 4096, 8, 1),
    miss: tiering,
  },
  {
    name: "21 the same, 70/30",
    group: "informational",
    published: "2866 IOPS a VM",
    ...around(2866, 0.25),
    unit: "IOPS",
    ours: () => overShare(0.7, 4096, 9, 1),
    miss: tiering,
  },
  {
    name: "22 the same, SQL Server, 8 KiB, 82 % reads",
    group: "informational",
    published: "2643 IOPS a VM",
    ...around(2643, 0.25),
    unit: "IOPS",
    ours: () => overShare(0.82, 8192, 8, 4),
    miss: tiering,
  },
  {
    name: "23 scale-out file server, 8 KiB, writes over reads, mirrored SATA flash",
    group: "informational",
    published: "0.64",
    ...around(0.64, 0.15),
    unit: "ratio",
    ours: () => {
      const at = (read: number) =>
        simulated(
          cluster({
            hostProcessors: 64,
            vms: 8,
            processors: 4,
            queueDepth: 16,
            read,
            bytes: 8192,
            volumes: [{ key: "C:", medium: "ssd-sata", disks: 4, resiliency: "mirror" }],
          }),
        );
      return at(0) / at(1);
    },
    miss: "Whether disks, processors or network were the limit is not described.",
  },
  {
    name: "24 two flash arrays as file servers, 2 million reads, 1.6 million writes",
    group: "cannot be asked",
    published: "0.80 writes over reads, p99 4.5 ms",
    low: 0,
    high: none,
    unit: "",
    ours: () => Number.NaN,
    remark: "the array is not described by what a data sheet says",
  },
  {
    name: "25 Server 2008 R2, pass-through over fixed VHD",
    group: "independent",
    published: "about 1.05",
    low: 1,
    high: 1.1,
    unit: "ratio",
    ours: () => iops(synthetic(8, "ssd-sata", { type: "physical" })) / iops(synthetic(8, "ssd-sata")),
  },
  {
    name: "26 Server 2012, fixed over the physical disk",
    group: "independent",
    published: "0.96 to 0.98",
    low: 0.94,
    high: 1,
    unit: "ratio",
    ours: () => iops(synthetic(8, "ssd-sata")) / iops(synthetic(8, "ssd-sata", { type: "physical" })),
  },
  {
    name: "27 an SMB 3 share over local storage, sequential reads of 512 KiB",
    group: "informational",
    published: "0.97",
    low: 0.92,
    high: 1.01,
    unit: "ratio",
    ours: () => {
      const at = (network?: VolumeSpec["network"]) =>
        simulated(
          cluster({
            hostProcessors: 32,
            vms: 1,
            processors: 4,
            queueDepth: 8,
            random: 0,
            bytes: 524_288,
            volumes: [{ key: "C:", medium: "ssd-sata", network }],
          }),
        );
      return at({ bitsPerSecond: 1e10 }) / at();
    },
    remark: "the load is not described; 10 Gbit/s are assumed",
  },
  {
    name: "28 NVMe over SATA, all VMs of a host",
    group: "independent",
    published: "more than 4",
    low: 4,
    high: none,
    unit: "ratio",
    isOneSided: true,
    ours: () => overNvme("ssd-nvme") / overNvme("ssd-sata"),
    remark: "8 VMs, 64 KiB, 70/30, queue depth 8 are assumed",
  },
  {
    name: "28 a VM on NVMe",
    group: "independent",
    published: "more than 250 MB/s",
    low: 250,
    high: none,
    unit: "MB/s",
    isOneSided: true,
    ours: () => overNvme("ssd-nvme"),
  },
  {
    name: "29 a node of 2 x 24 cores, 2 Optane P4800X as iSCSI storage",
    group: "independent",
    published: "558000 IOPS a node",
    ...around(558_000, 0.25),
    unit: "IOPS",
    ours: () => optanes(2),
    miss: "iSCSI and a storage service in user mode are not modelled.",
  },
  {
    name: "30 a node of 2 x 24 cores, 4 Optane P4800X as local cache",
    group: "independent",
    published: "2230000 IOPS a node",
    ...around(2_230_000, 0.25),
    unit: "IOPS",
    ours: () => optanes(4),
    remark: "20 VMs with queue depth 16 are assumed",
  },
  {
    name: "31 Azure Stack HCI nodes, writes over reads, three-way mirror",
    group: "informational",
    published: "0.122",
    ...around(0.122, 0.25),
    unit: "ratio",
    ours: () => {
      const at = (read: number, queueDepth: number) =>
        simulated(
          cluster({
            hostProcessors: 112,
            vms: 64,
            processors: 2,
            queueDepth,
            read,
            volumes: [{ key: "C:", medium: "ssd-nvme-gen4", disks: 8, resiliency: "three-way-mirror" }],
          }),
        );
      return at(0, 16) / at(1, 32);
    },
    miss: "Number of nodes, disks and what limited them are not in the text read.",
    remark: "eight disks of PCIe 4.0 a node are assumed",
  },
];

/** Whether our figure is within the row's limits. */
export const holds = ({ low, high, group }: TruthRow, ours: number): boolean =>
  group === "cannot be asked" || (ours >= low && ours <= high);
