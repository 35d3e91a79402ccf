import { mediaWords } from "../media.ts";
import type { ArgumentSpec, StatementSpec } from "../spec.ts";

const media: ArgumentSpec = {
  name: "media",
  type: { kind: "keyword", words: mediaWords },
  doc: "What it is made of; the simulation takes its costs from this.",
};

const capacity: ArgumentSpec = {
  name: "capacity",
  type: { kind: "size", least: 0, most: Number.POSITIVE_INFINITY, step: 1 },
  doc: "How much it holds; the disks on it are held against this.",
};

export const host: StatementSpec = {
  keyword: "host",
  places: ["file"],
  doc: "A Hyper-V host: its volumes and physical disks.",
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

export const volume: StatementSpec = {
  keyword: "volume",
  places: ["host"],
  doc: "A place where files lie: a drive, a folder or a share. A path belongs to the longest prefix that fits.",
  forms: [
    {
      sequence: [{ name: "prefix", type: { kind: "path", of: "folder" }, doc: "A drive, folder or share." }, media],
      options: [capacity],
      doc: "A place where files lie.",
    },
  ],
  json: { shape: "map", property: "volumes" },
};

export const physical: StatementSpec = {
  keyword: "physical",
  places: ["host"],
  doc: "A host disk that a VM may take whole (pass-through). It must be offline on the host.",
  forms: [
    {
      sequence: [
        {
          name: "number",
          type: { kind: "number", least: 0, most: Number.POSITIVE_INFINITY },
          doc: "The disk number, as in Get-Disk.",
        },
        media,
      ],
      options: [capacity],
      doc: "A host disk.",
    },
  ],
  json: { shape: "map", property: "physicalDisks" },
};
