import { pages } from "../hyper-v-limits.ts";
import type { ArgumentSpec, StatementSpec } from "../spec.ts";

const media: ArgumentSpec = {
  name: "media",
  type: { kind: "name", of: "media" },
  doc: "What it is made of; the simulation takes its costs from this.",
};

const capacity: ArgumentSpec = {
  name: "capacity",
  type: { kind: "size", min: 0, max: Number.POSITIVE_INFINITY, step: 1 },
  doc: "How much it holds. The disks on it are checked against this.",
};

export const host: StatementSpec = {
  keyword: "host",
  places: ["file"],
  doc: "A Hyper-V host: its volumes, physical disks and processors.",
  forms: [
    {
      sequence: [{ name: "name", type: { kind: "name", of: "host" }, doc: "The name that VMs refer to with `on`." }],
      options: [],
      block: { place: "host", required: true },
      doc: "A Hyper-V host.",
    },
  ],
  json: { shape: "map", property: "hosts" },
};

export const cluster: StatementSpec = {
  keyword: "cluster",
  places: ["file"],
  doc: "A failover cluster: its release and its volumes, which all its hosts have.",
  forms: [
    {
      sequence: [
        { name: "name", type: { kind: "name", of: "cluster" }, doc: "The name that hosts refer to with `cluster`." },
      ],
      options: [],
      block: { place: "cluster", required: true },
      doc: "A failover cluster.",
    },
  ],
  json: { shape: "map", property: "clusters" },
};

function inPlace(
  keyword: string,
  place: "host" | "volume",
  argument: ArgumentSpec,
  doc: string,
  linked?: string,
): StatementSpec {
  return {
    keyword,
    places: [place],
    doc,
    forms: [{ sequence: [argument], options: [], doc }],
    json: { shape: "value", property: keyword },
    once: keyword,
    ...(linked === undefined ? {} : { link: linked }),
  };
}

export const hostCluster = inPlace(
  "cluster",
  "host",
  { name: "name", type: { kind: "name", of: "cluster" }, doc: "A cluster of this file." },
  "The failover cluster that the host belongs to: its release and its volumes hold for the host, too.",
);

export const hostProcessors = inPlace(
  "processors",
  "host",
  {
    name: "count",
    type: { kind: "number", min: 1, max: 2048 },
    doc: "Logical processors, which the root partition and the VMs share.",
    default: "32, and the report says so",
  },
  "The number of logical processors of the host.",
  pages.limits,
);

export const link = inPlace(
  "link",
  "volume",
  { name: "rate", type: { kind: "link-rate" }, doc: "The speed of the network to the share." },
  "The speed of the network to a share, such as 10Gbps.",
);

export const latency = inPlace(
  "latency",
  "volume",
  { name: "duration", type: { kind: "duration", mayBeZero: true }, doc: "The round trip of the network to the share." },
  "The round trip of the network to a share, such as 200us.",
);

export const volume: StatementSpec = {
  keyword: "volume",
  places: ["host", "cluster"],
  doc: "A location of files: a drive, a folder or a share. A path belongs to the longest prefix that fits.",
  forms: [
    {
      sequence: [{ name: "prefix", type: { kind: "path", of: "folder" }, doc: "A drive, folder or share." }, media],
      options: [capacity],
      block: { place: "volume", required: false },
      doc: "A location of files.",
    },
  ],
  json: { shape: "map", property: "volumes" },
};

export const physical: StatementSpec = {
  keyword: "physical",
  places: ["host"],
  doc: "A disk of the host that a VM may use as a whole (pass-through). It must be offline on the host.",
  forms: [
    {
      sequence: [
        {
          name: "number",
          type: { kind: "number", min: 0, max: Number.POSITIVE_INFINITY },
          doc: "The disk number, as in Get-Disk. It can change when the host restarts.",
        },
        media,
      ],
      options: [capacity],
      doc: "A host disk.",
    },
  ],
  json: { shape: "map", property: "physicalDisks" },
  link: pages.diskNumbers,
};
