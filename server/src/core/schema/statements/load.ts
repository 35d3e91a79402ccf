import { builtInLoads, loadRanges } from "../loads.ts";
import type { StatementSpec } from "../spec.ts";
import { definition, setting } from "./setting.ts";

export const load = definition("load", {
  property: "loads",
  doc: "A named workload that disks can carry.",
  short: "A named workload.",
  name: "The name that disks refer to with `load`.",
});

export const diskLoad: StatementSpec = {
  keyword: "load",
  places: ["disk"],
  doc: "The workload that this disk carries. Without it: `system` for the boot disk, `boot` while it starts, else `idle`.",
  forms: [
    {
      sequence: [
        {
          name: "name",
          type: { kind: "name", of: "load" },
          doc: `A load of this file, or one that every file knows: ${Object.keys(builtInLoads).join(", ")}.`,
        },
      ],
      options: [],
      doc: "A load by its name.",
    },
    { sequence: [], options: [], block: { place: "load", required: true }, doc: "A load of this disk alone." },
  ],
  json: { shape: "value", property: "load" },
  once: "load",
};

export const requestSize = setting("load", "request-size", {
  name: "size",
  type: { kind: "size", ...loadRanges.requestSize },
  doc: "Bytes of one request: 512B to 32MB in steps of 512B.",
  default: "8KB",
});

export const read = setting("load", "read", {
  name: "percent",
  type: { kind: "percent" },
  doc: "Share of reads; the rest are writes.",
  default: "70%",
});

export const random = setting("load", "random", {
  name: "percent",
  type: { kind: "percent" },
  doc: "Share of requests to random places; the rest follow one another.",
  default: "100%",
});

export const durable = setting("load", "durable", {
  name: "percent",
  type: { kind: "percent" },
  doc: "Share of the writes that are written through (FUA): such a write completes only when the medium has stored it.",
  default: "0%",
});

export const queueDepth = setting(
  "load",
  "queue-depth",
  {
    name: "count",
    type: { kind: "number", ...loadRanges.queueDepth },
    doc: "Closed workload: this many requests are always outstanding.",
    default: "8",
  },
  { once: "queue depth and rate" },
);

export const rate = setting(
  "load",
  "rate",
  {
    name: "count",
    type: { kind: "number", ...loadRanges.rate },
    doc: "Open workload: this many requests arrive each second, instead of a queue depth.",
  },
  { once: "queue depth and rate" },
);
