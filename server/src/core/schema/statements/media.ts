import { builtInMediaList, resiliencies } from "../media.ts";
import type { StatementSpec, ValueType } from "../spec.ts";
import { definition, setting } from "./setting.ts";

export const media = definition("media", {
  property: "media",
  doc: "A named medium: an array, a pool, a SAN or a data sheet. Volumes and physical disks may be made of it.",
  short: "A named medium.",
  name: "The name that volumes and physical disks refer to. A built-in name is redefined.",
});

export const of = setting("media", "of", {
  name: "media",
  type: { kind: "name", of: "media" },
  doc: `The disk that it is made of: a medium that this file defines without "disks", or one of ${builtInMediaList}.`,
});

export const disks = setting("media", "disks", {
  name: "count",
  type: { kind: "number", min: 1, max: 1000 },
  doc: "How many disks it is made of.",
  default: "1",
});

export const resiliency = setting("media", "resiliency", {
  name: "resiliency",
  type: {
    kind: "keyword",
    words: Object.fromEntries(Object.entries(resiliencies).map(([word, { doc }]) => [word, doc])),
  },
  doc: "How the data is distributed over the disks.",
  default: "simple",
});

const ofSheet = (keyword: string, name: string, type: ValueType, doc: string): StatementSpec =>
  setting("media", keyword, { name, type, doc });

const iops: ValueType = { kind: "number", min: 1, max: Number.POSITIVE_INFINITY };
const bandwidth: ValueType = { kind: "size", min: 1, max: Number.POSITIVE_INFINITY, step: 1 };

export const readLatency = ofSheet(
  "read-latency",
  "duration",
  { kind: "duration" },
  "Data sheet: a read of 4 KB at queue depth 1.",
);
export const writeLatency = ofSheet(
  "write-latency",
  "duration",
  { kind: "duration" },
  "Data sheet: a write of 4 KB at queue depth 1.",
);
export const readIops = ofSheet("read-iops", "count", iops, "Data sheet: random reads of 4 KB a second, at most.");
export const writeIops = ofSheet("write-iops", "count", iops, "Data sheet: random writes of 4 KB a second, at most.");
export const readBandwidth = ofSheet(
  "read-bandwidth",
  "size",
  bandwidth,
  "Data sheet: sequential reads a second, at most, such as 3GB.",
);
export const writeBandwidth = ofSheet(
  "write-bandwidth",
  "size",
  bandwidth,
  "Data sheet: sequential writes a second, at most, such as 2GB.",
);

export const powerLossProtection = setting("media", "power-loss-protection", {
  name: "state",
  type: { kind: "switch" },
  doc: "Whether a durable write may complete in the disk's cache.",
  default: 'that of "of", else on',
});
