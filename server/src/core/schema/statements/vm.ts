import { guestWords } from "../guests.ts";
import { pages } from "../hyper-v-limits.ts";
import type { ArgumentSpec, StatementSpec } from "../spec.ts";

export const vm: StatementSpec = {
  keyword: "vm",
  places: ["file"],
  doc: "A virtual machine.",
  forms: [
    {
      sequence: [{ name: "name", type: { kind: "name", of: "vm" }, doc: "The name of the VM." }],
      options: [],
      block: { place: "vm", required: true },
      doc: "A virtual machine.",
    },
  ],
  json: { shape: "map", property: "vms" },
};

function inVm(keyword: string, property: string, argument: ArgumentSpec, doc: string, link?: string): StatementSpec {
  return {
    keyword,
    places: ["vm"],
    doc,
    forms: [{ sequence: [argument], options: [], doc }],
    json: { shape: "value", property },
    once: keyword,
    ...(link === undefined ? {} : { link }),
  };
}

export const on = inVm(
  "on",
  "on",
  { name: "host", type: { kind: "name", of: "host" }, doc: "A host of this file." },
  "The host that the VM runs on: its release and its volumes hold.",
);

export const generation = inVm(
  "generation",
  "generation",
  {
    name: "generation",
    type: {
      kind: "choice",
      numbers: {
        1: "BIOS, two IDE controllers, and SCSI after start-up. It starts from IDE.",
        2: "UEFI and SCSI only, from 2012 R2 on. It starts from SCSI.",
      },
    },
    doc: "The kind of virtual hardware. It cannot be changed later.",
    default: "1",
  },
  "The kind of virtual hardware: 1 (BIOS, IDE and SCSI) or 2 (UEFI, SCSI only).",
  pages.generations,
);

export const guest = inVm(
  "guest",
  "guest",
  {
    name: "system",
    type: { kind: "keyword", words: guestWords, orString: true },
    doc: "A known system, or a string for an unlisted one, which counts as having VMBus drivers.",
  },
  "The guest's operating system: it decides whether there are VMBus storage drivers.",
  pages.guests,
);

export const integrationServices = inVm(
  "integration-services",
  "integrationServices",
  {
    name: "state",
    type: { kind: "switch" },
    doc: "Whether the guest has VMBus storage drivers.",
    default: "what the guest system is known to have, else on",
  },
  "Whether the guest has VMBus storage drivers. Without them SCSI is invisible and IDE stays emulated.",
  pages.emulatedHardware,
);

export const processors = inVm(
  "processors",
  "processors",
  {
    name: "count",
    type: { kind: "number", min: 1, max: 2048 },
    doc: "Virtual processors; from 2012 on, a SCSI controller has one channel for every 16 of them.",
    default: "1",
  },
  "The number of virtual processors.",
  pages.storagePerformance,
);

export const startupClasses = {
  cd: "The first DVD drive with a disc that boots.",
  ide: "The first IDE disk with a boot sector.",
  "legacy-network": "Network start through a legacy adapter.",
  floppy: "The floppy drive.",
} as const;

export const startup: StatementSpec = {
  ...inVm(
    "startup",
    "startup",
    {
      name: "classes",
      type: { kind: "keyword", words: startupClasses },
      doc: "All four classes, each once.",
      default: "cd ide legacy-network floppy",
      list: true,
    },
    "The start-up order of generation 1. There is no order among the disks of one class. It is changed while the VM is off.",
    pages.setVmBios,
  ),
  isAboutStart: true,
  generation: 1,
};

export const bootOrder: StatementSpec = {
  ...inVm(
    "boot-order",
    "bootOrder",
    {
      name: "entries",
      type: {
        kind: "address",
        of: "SCSI",
        orWords: {
          network: "The network adapters.",
          file: "What the guest's boot loader entered, such as the Windows Boot Manager.",
        },
      },
      doc: "Slots such as 0:1, `network` and `file`, each once.",
      list: true,
      isUnique: true,
      default: "the boot device first",
    },
    "The firmware's start-up order of generation 2. What is left out is not tried. It is changed while the VM is off.",
    pages.setVmFirmware,
  ),
  isAboutStart: true,
  generation: 2,
};
