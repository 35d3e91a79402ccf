import { pages } from "../hyper-v-limits.ts";
import type { ArgumentSpec, StatementSpec } from "../spec.ts";
import { definition, setting } from "./setting.ts";

const media: ArgumentSpec = {
  name: "media",
  type: { kind: "name", of: "media" },
  doc: "The medium it is made of; the simulation takes its costs from this.",
};

const capacity: ArgumentSpec = {
  name: "capacity",
  type: { kind: "size", min: 0, max: Number.POSITIVE_INFINITY, step: 1 },
  doc: "Its capacity. The disks on it are checked against this.",
};

export const host = definition("host", {
  property: "hosts",
  doc: "A Hyper-V host: its volumes, physical disks and processors.",
  short: "A Hyper-V host.",
  name: "The name that VMs refer to with `on`.",
});

export const cluster = definition("cluster", {
  property: "clusters",
  doc: "A failover cluster: its release, and the volumes that all its hosts share.",
  short: "A failover cluster.",
  name: "The name that hosts refer to with `cluster`.",
});

export const hostCluster = setting(
  "host",
  "cluster",
  { name: "name", type: { kind: "name", of: "cluster" }, doc: "A cluster in this file." },
  { doc: "The failover cluster that the host belongs to: its release and its volumes apply to the host, too." },
);

export const hostProcessors = setting(
  "host",
  "processors",
  {
    name: "count",
    type: { kind: "number", min: 1, max: 2048 },
    doc: "Logical processors, which the root partition and the VMs share.",
    default: "32, and the report says so",
  },
  { doc: "The number of logical processors of the host.", link: pages.limits },
);

export const link = setting(
  "volume",
  "link",
  { name: "rate", type: { kind: "link-rate" }, doc: "The speed of the network to the share." },
  { doc: "The speed of the network to a share, such as 10Gbps." },
);

export const latency = setting(
  "volume",
  "latency",
  { name: "duration", type: { kind: "duration", mayBeZero: true }, doc: "The round trip of the network to the share." },
  { doc: "The round trip of the network to a share, such as 200us." },
);

export const volume: StatementSpec = {
  keyword: "volume",
  places: ["host", "cluster"],
  doc: "A location of files: a drive, a folder or a share. A path belongs to the volume with the longest matching prefix.",
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
