import { builtInMediaList, resiliencies } from "../media.ts";
import type { ArgumentSpec, StatementSpec, ValueType } from "../spec.ts";

export const media: StatementSpec = {
  keyword: "media",
  places: ["file"],
  doc: "A named medium: an array, a pool, a SAN or a data sheet. Volumes and physical disks may be made of it.",
  forms: [
    {
      sequence: [
        {
          name: "name",
          type: { kind: "name", of: "media" },
          doc: "The name that volumes and physical disks refer to. A built-in name is redefined.",
        },
      ],
      options: [],
      block: { place: "media", required: true },
      doc: "A named medium.",
    },
  ],
  json: { shape: "map", property: "media" },
};

function inMedia(keyword: string, property: string, argument: ArgumentSpec): StatementSpec {
  return {
    keyword,
    places: ["media"],
    doc: argument.doc,
    forms: [{ sequence: [argument], options: [], doc: argument.doc }],
    json: { shape: "value", property },
    once: keyword,
  };
}

export const of = inMedia("of", "of", {
  name: "media",
  type: { kind: "name", of: "media" },
  doc: `The disk that it is made of: a medium that this file defines without "disks", or one of ${builtInMediaList}.`,
});

export const disks = inMedia("disks", "disks", {
  name: "count",
  type: { kind: "number", min: 1, max: 1000 },
  doc: "How many disks it is made of.",
  default: "1",
});

export const resiliency = inMedia("resiliency", "resiliency", {
  name: "resiliency",
  type: {
    kind: "keyword",
    words: Object.fromEntries(Object.entries(resiliencies).map(([word, { doc }]) => [word, doc])),
  },
  doc: "How the data is distributed over the disks.",
  default: "simple",
});

const ofSheet = (keyword: string, property: string, name: string, type: ValueType, doc: string): StatementSpec =>
  inMedia(keyword, property, { name, type, doc });

const iops: ValueType = { kind: "number", min: 1, max: Number.POSITIVE_INFINITY };
const bandwidth: ValueType = { kind: "size", min: 1, max: Number.POSITIVE_INFINITY, step: 1 };

export const readLatency = ofSheet(
  "read-latency",
  "readLatency",
  "duration",
  { kind: "duration" },
  "Data sheet: a read of 4 KB at queue depth 1.",
);
export const writeLatency = ofSheet(
  "write-latency",
  "writeLatency",
  "duration",
  { kind: "duration" },
  "Data sheet: a write of 4 KB at queue depth 1.",
);
export const readIops = ofSheet(
  "read-iops",
  "readIops",
  "count",
  iops,
  "Data sheet: random reads of 4 KB a second, at most.",
);
export const writeIops = ofSheet(
  "write-iops",
  "writeIops",
  "count",
  iops,
  "Data sheet: random writes of 4 KB a second, at most.",
);
export const readBandwidth = ofSheet(
  "read-bandwidth",
  "readBandwidth",
  "size",
  bandwidth,
  "Data sheet: sequential reads a second, at most, such as 3GB.",
);
export const writeBandwidth = ofSheet(
  "write-bandwidth",
  "writeBandwidth",
  "size",
  bandwidth,
  "Data sheet: sequential writes a second, at most, such as 2GB.",
);

export const powerLossProtection = inMedia("power-loss-protection", "powerLossProtection", {
  name: "state",
  type: { kind: "switch" },
  doc: "Whether a durable write may complete in the disk's cache.",
  default: 'that of "of", else on',
});
