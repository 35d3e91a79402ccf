import { type ControllerType, controllers } from "../controllers.ts";
import { pages } from "../hyper-v-limits.ts";
import type { ArgumentSpec, FormSpec, StatementSpec } from "../spec.ts";

function slotOf(controllerType: ControllerType): ArgumentSpec {
  return {
    name: "slot",
    type: { kind: "address", of: controllerType },
    doc: "Controller number and controller location.",
  };
}

export const diskFile: ArgumentSpec = {
  name: "file",
  type: { kind: "path", of: "disk" },
  doc: "The virtual hard disk file: .vhd (generation 1), .vhdx (from 2012 on) or .vhds (from 2016 on, SCSI only).",
  json: "disk",
};

const diskNumber: ArgumentSpec = {
  name: "number",
  type: { kind: "number", min: 0, max: Number.POSITIVE_INFINITY, of: "physical-disk" },
  doc: "The host's disk number, as in Get-Disk. It can change when the host restarts.",
  json: "physicalDisk",
};

const isoFile: ArgumentSpec = {
  name: "iso",
  type: { kind: "path", of: "iso", isReused: true },
  doc: "The disc image.",
  json: "dvd",
};

const drive: ArgumentSpec = {
  name: "drive",
  type: { kind: "text" },
  doc: "The host's optical drive.",
  generation: 1,
  json: "physicalDvd",
};

const diskTypes = {
  fixed: "All space is allocated at creation; every request is a plain offset into the file.",
  dynamic: "The file grows as it is written; each request looks up its block.",
  differencing: "The file holds what differs from its parent; reads may go through the whole chain.",
} as const;

const diskType: ArgumentSpec = {
  name: "type",
  type: { kind: "keyword", words: diskTypes, old: { sparse: "dynamic", delta: "differencing" } },
  doc: "How the file gets its space.",
  default: "differencing with a parent, else dynamic",
};

const diskSize: ArgumentSpec = {
  name: "size",
  type: { kind: "size", min: 0, max: Number.POSITIVE_INFINITY, step: 1 },
  doc: "The size that the guest sees, not the space that the file takes. From 2012 R2 on, a VHDX on SCSI can be resized while the VM runs; a disk on IDE only while the VM is off.",
};

const boot: ArgumentSpec = {
  name: "boot",
  type: { kind: "flag" },
  doc: "The VM starts from this device.",
  isAboutStart: true,
};

const shared: ArgumentSpec = {
  name: "shared",
  type: { kind: "flag" },
  doc: "Several VMs may use this disk at the same time (a guest cluster). From 2012 R2 on, on servers.",
};

const fileOptions = [diskType, diskSize, boot, shared];
const diskBlock = { place: "disk", required: false } as const;

const deviceForms = (slot: ArgumentSpec, offered: readonly ArgumentSpec[]): readonly FormSpec[] => [
  {
    sequence: [slot, "disk", diskFile],
    options: fileOptions,
    offered,
    block: diskBlock,
    doc: "A virtual hard disk.",
    json: { property: "disk" },
  },
  {
    sequence: [slot, "disk", "physical", diskNumber],
    options: fileOptions,
    offered: [boot],
    block: diskBlock,
    doc: "A disk of the host that the VM uses as a whole (pass-through).",
    json: { property: "physicalDisk" },
  },
  {
    sequence: [slot, "dvd", isoFile],
    options: [boot],
    doc: "A DVD drive with a disc image.",
    json: { property: "dvd" },
  },
  {
    sequence: [slot, "dvd", "physical", drive],
    options: [boot],
    doc: "The host's optical drive.",
    json: { property: "physicalDvd" },
  },
  {
    sequence: [slot, "dvd", "empty"],
    options: [],
    doc: "A DVD drive without a disc.",
    json: { property: "dvd", isNull: true },
  },
];

const ide: StatementSpec = {
  ...written("IDE"),
  places: ["vm"],
  doc: "A device in an IDE slot: controller 0 or 1, location 0 or 1. Generation 1 only. It can be added or removed only while the VM is off.",
  forms: deviceForms(slotOf("IDE"), [diskType, diskSize, boot]),
  generation: 1,
  link: pages.limits,
};

const controller: ArgumentSpec = {
  name: "controller",
  type: { kind: "number", min: 0, max: Number.POSITIVE_INFINITY },
  doc: "Controller number.",
};

const scsi: StatementSpec = {
  ...written("SCSI"),
  places: ["vm"],
  doc: "A device in a SCSI slot: controller 0 to 3, location 0 to 63; or a controller by its number alone. From 2008 R2 on, a disk can be added or removed while the VM runs; a controller only while the VM is off.",
  forms: [
    ...deviceForms(slotOf("SCSI"), fileOptions),
    { sequence: [controller], options: [], doc: "A SCSI controller, even if it is empty.", isAlone: true },
  ],
  link: pages.storagePerformance,
};

/** The statement of each controller type. */
export const deviceStatements: Readonly<Record<ControllerType, StatementSpec>> = { IDE: ide, SCSI: scsi };

function written(controllerType: ControllerType): Pick<StatementSpec, "keyword" | "json"> {
  const { keyword } = controllers[controllerType];
  return { keyword, json: { shape: "map", property: keyword } };
}

const floppyFile: ArgumentSpec = {
  name: "file",
  type: { kind: "path", of: "floppy", isReused: true },
  doc: "The floppy image.",
};

export const floppy: StatementSpec = {
  keyword: "floppy",
  places: ["vm"],
  doc: "The one floppy drive of a generation 1 VM.",
  forms: [
    { sequence: [floppyFile], options: [], doc: "A floppy drive with an image." },
    { sequence: ["empty"], options: [], doc: "A floppy drive without an image.", json: { property: "", isNull: true } },
  ],
  json: { shape: "value", property: "floppy" },
  once: "floppy",
  generation: 1,
};

export const network: StatementSpec = {
  keyword: "network",
  places: ["vm"],
  doc: "A network adapter: synthetic unless `legacy`; not connected without a switch.",
  forms: [
    {
      sequence: [],
      options: [
        {
          name: "legacy",
          type: { kind: "flag" },
          doc: "An emulated adapter, which generation 1 needs to start from the network. Generation 1 only.",
          generation: 1,
        },
        { name: "switch", type: { kind: "text", of: "switch" }, doc: "The virtual switch that it is connected to." },
      ],
      doc: "A network adapter.",
    },
  ],
  json: { shape: "list", property: "networks" },
  link: pages.addNetworkAdapter,
};
