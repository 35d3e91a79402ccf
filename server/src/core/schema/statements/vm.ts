import { guestFacts, guestWords } from "../guests.ts";
import { hasGeneration2, pages } from "../hyper-v-limits.ts";
import { definition, setting } from "./setting.ts";

export const vm = definition("vm", {
  property: "vms",
  doc: "A virtual machine.",
  short: "A virtual machine.",
  name: "The name of the VM.",
});

export const on = setting(
  "vm",
  "on",
  { name: "host", type: { kind: "name", of: "host" }, doc: "A host in this file." },
  { doc: "The host that the VM runs on: its release and its volumes apply." },
);

export const generation = setting(
  "vm",
  "generation",
  {
    name: "generation",
    type: {
      kind: "choice",
      numbers: {
        1: "BIOS, two IDE controllers, and SCSI after start-up. It starts from IDE.",
        2: "UEFI and SCSI only, from 2012 R2 on. It starts from SCSI.",
      },
      refusal: (value, { releases }) =>
        value === "2" && releases.length > 0 && !releases.some(hasGeneration2) ? `not on ${releases[0]}` : undefined,
    },
    doc: "The kind of virtual hardware. It cannot be changed later.",
    default: "1",
  },
  { doc: "The kind of virtual hardware: 1 (BIOS, IDE and SCSI) or 2 (UEFI, SCSI only).", link: pages.generations },
);

export const guest = setting(
  "vm",
  "guest",
  {
    name: "system",
    type: {
      kind: "keyword",
      words: guestWords,
      orString: true,
      refusal: (system, { generation }) =>
        generation === 2 && !guestFacts(system)!.bootsOnGeneration2 ? "cannot start in generation 2" : undefined,
    },
    doc: "A known system, or a string for an unlisted one, which counts as having VMBus drivers.",
  },
  { doc: "The guest's operating system: it decides whether there are VMBus storage drivers.", link: pages.guests },
);

export const integrationServices = setting(
  "vm",
  "integration-services",
  {
    name: "state",
    type: { kind: "switch" },
    doc: "Whether the guest has VMBus storage drivers.",
    default: "what the guest system is known to have, else on",
  },
  {
    doc: "Whether the guest has VMBus storage drivers. Without them SCSI is invisible and IDE stays emulated.",
    link: pages.emulatedHardware,
  },
);

export const processors = setting(
  "vm",
  "processors",
  {
    name: "count",
    type: { kind: "number", min: 1, max: 2048 },
    doc: "Virtual processors; from 2012 on, a SCSI controller has one channel for every 16 of them.",
    default: "1",
  },
  { doc: "The number of virtual processors.", link: pages.storagePerformance },
);

export const startupClasses = {
  cd: "The first DVD drive with a disc that boots.",
  ide: "The first IDE disk with a boot sector.",
  "legacy-network": "Network start through a legacy adapter.",
  floppy: "The floppy drive.",
} as const;

export type StartupClass = keyof typeof startupClasses;

/** The order that New-VM gives. */
export const defaultStartup = Object.keys(startupClasses) as readonly StartupClass[];

export const startup = setting(
  "vm",
  "startup",
  {
    name: "classes",
    type: { kind: "keyword", words: startupClasses },
    doc: "All four classes, each once.",
    default: defaultStartup.join(" "),
    list: true,
  },
  {
    doc: "The start-up order of generation 1. There is no order among the disks of one class. It can be changed only while the VM is off.",
    link: pages.setVmBios,
    isAboutStart: true,
    generation: 1,
  },
);

export const bootOrder = setting(
  "vm",
  "boot-order",
  {
    name: "entries",
    type: {
      kind: "address",
      of: "SCSI",
      orWords: {
        network: "The network adapters.",
        file: "The entry that the guest's boot loader made, such as the Windows Boot Manager.",
      },
    },
    doc: "Slots such as 0:1, `network` and `file`, each once.",
    list: true,
    isUnique: true,
    default: "the boot device first",
  },
  {
    doc: "The start-up order of the firmware in generation 2. Devices that it leaves out are not tried. It can be changed only while the VM is off.",
    link: pages.setVmFirmware,
    isAboutStart: true,
    generation: 2,
  },
);
