/** The statements in a disk's block, except its load. */
import { pages } from "../hyper-v-limits.ts";
import type { FormSpec, StatementSpec } from "../spec.ts";
import { diskFile } from "./devices.ts";
import { setting } from "./setting.ts";

export const parent: StatementSpec = {
  keyword: "parent",
  places: ["disk", "parent"],
  doc: "The parent of a differencing disk; in its block, the parent's own parent.",
  forms: [
    {
      sequence: [{ ...diskFile, type: { kind: "path", of: "disk", isReused: true }, json: "file" }],
      options: [],
      block: { place: "parent", required: false },
      doc: "The file that holds the data that the child does not.",
    },
  ],
  json: { shape: "value", property: "parent" },
  once: "parent",
  link: pages.newVhd,
};

export const blockSize = setting(
  "disk",
  "block-size",
  {
    name: "size",
    type: { kind: "size", min: 0, max: Number.POSITIVE_INFINITY, step: 1 },
    doc: "The unit by which a dynamic or differencing file grows: a power of two from 1 MB to 256 MB for VHDX; 512 KB or 2 MB for VHD. For Linux file systems on a dynamic VHDX Microsoft advises 1 MB.",
  },
  { link: pages.newVhd },
);

export const sectorSize = setting(
  "disk",
  "sector-size",
  {
    name: "bytes",
    type: {
      kind: "choice",
      numbers: {
        512: "The sector size that every system supports.",
        4096: "The native sector size of 4K disks; VHDX only.",
      },
    },
    doc: "The logical sector size of the virtual disk.",
    default: "512",
  },
  { link: pages.newVhd },
);

export const physicalSectorSize = setting(
  "disk",
  "physical-sector-size",
  {
    name: "bytes",
    type: {
      kind: "choice",
      numbers: { 512: "What a disk with 512-byte sectors reports.", 4096: "What a 4K disk reports; VHDX only." },
    },
    doc: "The physical sector size that the virtual disk reports to its guest.",
    default: "4096 for VHDX, 512 for VHD",
  },
  { link: pages.newVhd },
);

export const partitionStyle = setting(
  "disk",
  "partition-style",
  {
    name: "style",
    type: {
      kind: "keyword",
      words: {
        mbr: "A master boot record: the BIOS of generation 1 starts from it.",
        gpt: "A GUID partition table: the firmware of generation 2 starts from it.",
      },
    },
    doc: "The partition style of the disk's image, if it is known.",
  },
  { link: pages.generations },
);

const iops = { kind: "number", min: 0, max: Number.POSITIVE_INFINITY } as const;

export const minimumIops = setting(
  "disk",
  "minimum-iops",
  {
    name: "count",
    type: iops,
    doc: "Storage QoS, from 2012 R2 on: the rate below which the host raises an event, in I/Os of 8 KB per second.",
  },
  { link: pages.addHardDisk },
);

export const maximumIops = setting(
  "disk",
  "maximum-iops",
  {
    name: "count",
    type: iops,
    doc: "Storage QoS, from 2012 R2 on: the highest rate that the disk gets, in I/Os of 8 KB per second.",
  },
  { link: pages.addHardDisk },
);

const atMost = (metric: string, doc: string): FormSpec => ({
  sequence: [metric, { name: "duration", type: { kind: "duration" }, doc: "The maximum response time." }],
  options: [],
  doc,
  once: `expect ${metric}`,
});

export const expect: StatementSpec = {
  keyword: "expect",
  places: ["disk"],
  doc: "What this disk must reach in the simulation under its load; each metric once.",
  forms: [
    {
      sequence: [
        "iops",
        {
          name: "count",
          type: { kind: "number", min: 0, max: Number.POSITIVE_INFINITY },
          doc: "Minimum requests per second.",
        },
      ],
      options: [],
      doc: "The minimum number of requests per second.",
      once: "expect iops",
    },
    {
      sequence: [
        "bandwidth",
        {
          name: "size",
          type: { kind: "size", min: 0, max: Number.POSITIVE_INFINITY, step: 1 },
          doc: "Minimum data per second, such as 500MB.",
        },
      ],
      options: [],
      doc: "The minimum amount of data per second.",
      once: "expect bandwidth",
    },
    atMost("mean", "A mean response time of at most this."),
    atMost("p50", "Half of the requests answered within this."),
    atMost("p90", "90% of the requests answered within this."),
    atMost("p95", "95% of the requests answered within this."),
    atMost("p99", "99% of the requests answered within this."),
    atMost("p99.9", "99.9% of the requests answered within this."),
  ],
  json: { shape: "values", property: "expect" },
};
