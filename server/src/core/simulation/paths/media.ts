/**
 * The media of volumes, as data: positioning and rotation of spinning disks, latency, parallel units and link of flash.
 * Every parameter is also an entry of the cost table, so that a costs file can override it.
 */
import type { Actor, Confidence } from "../report.ts";

export type MediaId =
  | "hdd-5400"
  | "hdd-7200"
  | "hdd-15000"
  | "ssd-sata"
  | "ssd-nvme"
  | "ssd-nvme-datacenter"
  | "optane"
  | "ssd-sas"
  | "ssd-nvme-gen4"
  | "ssd-nvme-gen5";

/** One parameter of a medium: default, plausible range, confidence and source. */
interface Parameter {
  readonly default: number;
  readonly range: readonly [number, number];
  readonly confidence: Confidence;
  readonly source: string;
}

type SpinningParameter =
  | "seekTrackUs"
  | "seekAverageUs"
  | "seekFullUs"
  | "revolutionUs"
  | "overheadUs"
  | "innerRate"
  | "outerRate"
  | "queueGain";
export type FlashParameter = "readUs" | "writeUs" | "readUnits" | "writeUnits" | "readRate" | "writeRate";

/** With power-loss protection, a durable write costs as much as any other. */
export type Medium = { readonly hasPowerLossProtection: boolean } & (
  | {
      readonly kind: "spinning";
      readonly parameters: Readonly<Record<SpinningParameter, Parameter>>;
    }
  | {
      readonly kind: "flash";
      readonly parameters: Readonly<Record<FlashParameter, Parameter>>;
    }
);

export const estimate = "Engineering estimate, to be replaced by a measurement";

const constellation = "Seagate Constellation ES.3 product manual";
const travelstar = "Hitachi Travelstar 5K320 OEM specification";
const ostep = "Arpaci-Dusseau, Operating Systems: Three Easy Pieces, chapter on hard disk drives";
const samsung = "Samsung data sheet figures as quoted by KitGuru reviews";
const p4500 = "Lenovo product guide, Intel P4500";
const optane = "Hajnoczi, KVM Forum 2020; Tom's Hardware, DC P4800X review";
const sas = "blocksandfiles.com, 2021-04-27, Samsung PM1643";
const cd7 = "computerbase.de, 2021-11, Kioxia CD7";
const micron = "Reviews of the Micron 9550 MAX quoting Micron";
const queueing = `${estimate}; fits about 170 IOPS at 16 outstanding requests on a 7200 rpm disk`;
const overhead = `${estimate}; the command overhead of a disk controller`;

const published = (value: number, low: number, high: number, source: string): Parameter => ({
  default: value,
  range: [low, high],
  confidence: "high",
  source,
});
const derived = (value: number, low: number, high: number, source: string): Parameter => ({
  ...published(value, low, high, source),
  confidence: "medium",
});
const estimated = (value: number, low: number, high: number, source = estimate): Parameter => ({
  ...published(value, low, high, source),
  confidence: "low",
});

/** All presets. Rates are MB/s (10^6 bytes), latencies those of a 4 KiB request with nothing else outstanding. */
export const media: Readonly<Record<MediaId, Medium>> = {
  // Spinning disk, 5400 rpm, 2.5 inch.
  "hdd-5400": {
    kind: "spinning",
    hasPowerLossProtection: false,
    parameters: {
      seekTrackUs: published(1000, 800, 1500, travelstar),
      seekAverageUs: published(12_000, 10_000, 14_000, travelstar),
      seekFullUs: published(20_000, 18_000, 25_000, travelstar),
      revolutionUs: published(60e6 / 5400, 60e6 / 5400, 60e6 / 5400, travelstar),
      overheadUs: estimated(150, 100, 300, overhead),
      innerRate: estimated(60, 40, 80),
      outerRate: estimated(100, 80, 140),
      queueGain: estimated(0.28, 0, 0.4, queueing),
    },
  },
  // Spinning disk, 7200 rpm, 3.5 inch.
  "hdd-7200": {
    kind: "spinning",
    hasPowerLossProtection: false,
    parameters: {
      seekTrackUs: derived(800, 500, 1200, `${constellation}; seek curve of three data-sheet numbers`),
      seekAverageUs: derived(8500, 8000, 10_000, `${constellation}; seek curve of three data-sheet numbers`),
      seekFullUs: derived(17_000, 15_000, 20_000, `${constellation}; seek curve of three data-sheet numbers`),
      revolutionUs: published(60e6 / 7200, 60e6 / 7200, 60e6 / 7200, constellation),
      overheadUs: estimated(150, 100, 300, overhead),
      innerRate: published(83, 70, 120, constellation),
      outerRate: published(175, 150, 260, constellation),
      queueGain: estimated(0.28, 0, 0.4, queueing),
    },
  },
  // Spinning disk, 15000 rpm.
  "hdd-15000": {
    kind: "spinning",
    hasPowerLossProtection: false,
    parameters: {
      seekTrackUs: estimated(400, 200, 600),
      seekAverageUs: published(4000, 3500, 4500, ostep),
      seekFullUs: estimated(8000, 7000, 10_000),
      revolutionUs: published(4000, 4000, 4000, ostep),
      overheadUs: estimated(150, 100, 300, overhead),
      innerRate: estimated(100, 80, 125),
      outerRate: estimated(200, 125, 220),
      queueGain: estimated(0.28, 0, 0.4, queueing),
    },
  },
  // SATA SSD (Samsung 870 EVO).
  "ssd-sata": {
    kind: "flash",
    hasPowerLossProtection: false,
    parameters: {
      readUs: published(77, 60, 120, samsung),
      writeUs: published(28, 20, 60, samsung),
      readUnits: derived(7.5, 4, 10, `${samsung}: 98,000 IOPS at 32 outstanding`),
      writeUnits: derived(2.5, 1.5, 4, `${samsung}: 88,000 IOPS at 32 outstanding`),
      readRate: published(560, 500, 560, samsung),
      writeRate: published(530, 400, 530, samsung),
    },
  },
  // NVMe SSD, consumer (Samsung 970 EVO Plus).
  "ssd-nvme": {
    kind: "flash",
    hasPowerLossProtection: false,
    parameters: {
      readUs: estimated(53, 45, 90),
      writeUs: published(16.7, 14, 30, samsung),
      readUnits: estimated(32, 16, 64),
      writeUnits: derived(9, 6, 12, `${samsung}: 550,000 IOPS at 32 outstanding`),
      readRate: estimated(3500, 2500, 3500),
      writeRate: estimated(3300, 1500, 3300),
    },
  },
  // NVMe SSD, data centre, steady state (Intel P4500 4 TB).
  "ssd-nvme-datacenter": {
    kind: "flash",
    hasPowerLossProtection: true,
    parameters: {
      readUs: published(115, 85, 130, p4500),
      writeUs: published(20, 13, 40, p4500),
      readUnits: derived(74, 50, 90, `${p4500}: 645,000 IOPS`),
      writeUnits: derived(1.25, 1, 2, `${p4500}: 62,500 IOPS in steady state`),
      readRate: published(3200, 2500, 3300, p4500),
      writeRate: published(1800, 1000, 1900, p4500),
    },
  },
  // Optane SSD (Intel P4800X).
  optane: {
    kind: "flash",
    hasPowerLossProtection: true,
    parameters: {
      readUs: published(10, 8, 14, optane),
      writeUs: published(10, 8, 14, optane),
      readUnits: estimated(8, 3, 16, `${optane}: at least 3, then bound by bandwidth`),
      writeUnits: estimated(8, 3, 16, `${optane}: at least 3, then bound by bandwidth`),
      readRate: published(2300, 2200, 2400, optane),
      writeRate: published(2200, 2000, 2400, optane),
    },
  },
  // SAS SSD, 12 Gbit/s (Samsung PM1643).
  "ssd-sas": {
    kind: "flash",
    hasPowerLossProtection: true,
    parameters: {
      readUs: estimated(110, 90, 150),
      writeUs: estimated(30, 20, 60),
      readUnits: derived(44, 35, 55, `${sas}: 400,000 IOPS`),
      writeUnits: derived(2.7, 2, 4, `${sas}: 90,000 IOPS`),
      readRate: published(2100, 1900, 2100, sas),
      writeRate: published(2000, 1700, 2000, sas),
    },
  },
  // NVMe SSD, data centre, PCIe 4.0, read-intensive (Kioxia CD7).
  "ssd-nvme-gen4": {
    kind: "flash",
    hasPowerLossProtection: true,
    parameters: {
      readUs: published(75, 70, 110, cd7),
      writeUs: published(14, 12, 25, cd7),
      readUnits: derived(79, 65, 95, `${cd7}: 1,050,000 IOPS`),
      writeUnits: estimated(2.5, 2, 4, `${cd7}; the 180,000 IOPS of its writes are not from the text`),
      readRate: published(6450, 5500, 7000, cd7),
      writeRate: published(5600, 3500, 5600, cd7),
    },
  },
  // NVMe SSD, data centre, PCIe 5.0, mixed use (Micron 9550 MAX 6.4 TB).
  "ssd-nvme-gen5": {
    kind: "flash",
    hasPowerLossProtection: true,
    parameters: {
      readUs: published(60, 55, 90, micron),
      writeUs: published(15, 12, 25, micron),
      readUnits: derived(198, 150, 210, `${micron}: 3,300,000 IOPS`),
      writeUnits: derived(9.6, 4, 11, `${micron}: 640,000 IOPS`),
      readRate: published(14_000, 12_000, 14_500, micron),
      writeRate: published(10_000, 6500, 10_500, micron),
    },
  },
};

export const mediaIds = Object.keys(media) as readonly MediaId[];

/** Id of a medium's parameter in the cost table, such as `media.ssd-sata.readUs`. */
export const mediaCostId = (medium: MediaId, parameter: SpinningParameter | FlashParameter): string =>
  `media.${medium}.${parameter}`;

const meanings: Readonly<
  Record<SpinningParameter | FlashParameter, { readonly unit: string; readonly meaning: string }>
> = {
  seekTrackUs: { unit: "us", meaning: "Seek to the neighbouring track." },
  seekAverageUs: { unit: "us", meaning: "Mean seek between two random places." },
  seekFullUs: { unit: "us", meaning: "Seek across the whole disk." },
  revolutionUs: { unit: "us", meaning: "One revolution; a random request waits for half of it on average." },
  overheadUs: { unit: "us", meaning: "Command overhead of the disk itself, for sequential requests too." },
  innerRate: { unit: "MB/s", meaning: "Media rate at the innermost zone." },
  outerRate: { unit: "MB/s", meaning: "Media rate at the outermost zone." },
  queueGain: {
    unit: "ratio",
    meaning:
      "How much faster positioning gets each time the queue of requests that the disk may reorder doubles (up to 32).",
  },
  readUs: { unit: "us", meaning: "Latency of a 4 KiB read with nothing else outstanding." },
  writeUs: { unit: "us", meaning: "Latency of a 4 KiB write with nothing else outstanding." },
  readUnits: { unit: "units", meaning: "Reads that the medium serves at the same time." },
  writeUnits: { unit: "units", meaning: "Writes that the medium serves at the same time." },
  readRate: { unit: "MB/s", meaning: "Read rate of the link." },
  writeRate: { unit: "MB/s", meaning: "Write rate of the link." },
};

/** The parameters of all media as entries of the cost table. */
export const mediaCosts = mediaIds.flatMap((id) =>
  Object.entries(media[id].parameters).map(([name, parameter]) => {
    const key = name as SpinningParameter | FlashParameter;
    return { ...parameter, ...meanings[key], id: mediaCostId(id, key), actor: "device" as Actor };
  }),
);
