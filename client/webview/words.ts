/** The words of the page for what the report names by id: transports, phases, stages, stations and changes. */
import type { Actor, Confidence, LoadReport, Phase, Transport } from "../../server/src/core/simulation/report.ts";
import { bytes, count, percent } from "./format.ts";

/** From the guest's application down to the hardware: the order of the lanes. */
export const actors: readonly Actor[] = [
  "guest user",
  "guest kernel",
  "hypervisor",
  "root kernel",
  "vmwp.exe",
  "device",
];

export const actorNames: Readonly<Record<Actor, string>> = {
  "guest user": "Guest user",
  "guest kernel": "Guest kernel",
  hypervisor: "Hypervisor",
  "root kernel": "Root kernel",
  "vmwp.exe": "vmwp.exe",
  device: "Device",
};

export const transportNames: Readonly<Record<Transport, string>> = {
  "ide-emulated": "emulated IDE",
  "ide-enlightened": "enlightened IDE",
  "scsi-synthetic": "synthetic SCSI",
};

export const transportMeanings: Readonly<Record<Transport, string>> = {
  "ide-emulated":
    "Every register access leaves the guest and is served by vmwp.exe; one command at a time per controller.",
  "ide-enlightened": "An IDE disk whose requests travel over one VMBus channel, without register accesses.",
  "scsi-synthetic": "Requests travel over VMBus rings; many are outstanding at once.",
};

export const phases: readonly Phase[] = ["firmware", "without-drivers", "with-drivers"];

export const phaseNames: Readonly<Record<Phase, string>> = {
  firmware: "Firmware",
  "without-drivers": "Without drivers",
  "with-drivers": "With drivers",
};

export const phaseMeanings: Readonly<Record<Phase, string>> = {
  firmware: "The firmware and the boot loader read; no driver of the guest runs yet.",
  "without-drivers": "The guest runs without VMBus storage drivers, as before the integration services are installed.",
  "with-drivers": "The guest has loaded its VMBus storage drivers.",
};

export const confidenceNames: Readonly<Record<Confidence, string>> = { high: "High", medium: "Medium", low: "Low" };

/** What a stage makes happen at the border between guest and host, once per visit at most. */
export type Crossing = "exit" | "hypercall" | "interrupt";

interface StageWords {
  /** Fits a station of the diagram. */
  readonly short: string;
  readonly long: string;
  readonly crossing?: Crossing;
}

const stageWords: Readonly<Record<string, StageWords>> = {
  "g.issue": { short: "System call", long: "System call to port driver" },
  "vsc.build": { short: "Build request", long: "Build request and page list" },
  "sig.out": { short: "Signal host", long: "Signal the host", crossing: "hypercall" },
  "root.wake": { short: "Wake host", long: "Interrupt and wake the host's thread" },
  chan: { short: "VMBus channel", long: "Serial work on the VMBus channel" },
  "chan.before2012": { short: "VMBus channel", long: "Serial work on the VMBus channel" },
  outstanding: { short: "Request limit", long: "Wait within the limit of outstanding requests" },
  processor: { short: "Virtual CPU", long: "Wait for a virtual processor" },
  "ide.channel": { short: "IDE channel", long: "Wait for the IDE channel" },
  ctx: { short: "Switch to vmwp", long: "Context switch to vmwp.exe" },
  "media.service": { short: "Medium", long: "Service of the medium" },
  "media.transfer": { short: "Transfer", long: "Transfer over the device's link" },
  "vsp.exec": { short: "Map, execute", long: "Map guest pages, execute request" },
  "vhd.fixed": { short: "Fixed VHD", long: "Offset in the fixed disk file" },
  "vhd.dyn": { short: "Block table", long: "Look up the block of the dynamic disk" },
  "vhd.diff": { short: "Disk chain", long: "Walk the chain of differencing disks" },
  ntfs: { short: "File system", long: "File system of the host" },
  "root.disk": { short: "Disk driver", long: "Disk class and port driver of the host" },
  "root.cmpl": { short: "Complete I/O", long: "Device interrupt and completion" },
  "vsp.cmpl": { short: "Reply packet", long: "Completion packet to the guest's ring" },
  "g.cmpl": { short: "Complete request", long: "Interrupt handler and completion in the guest" },
  "g.wake": { short: "Wake thread", long: "Wake the waiting thread" },
  "ide.access": { short: "Register access", long: "Trapped register accesses", crossing: "exit" },
  "ide.guestDelay": { short: "Driver delays", long: "Waiting loops of the guest's driver" },
  "ide.copy": { short: "Bounce copy", long: "Copy through the bounce buffer" },
  "irq.inject": { short: "Inject interrupt", long: "Inject the completion interrupt", crossing: "interrupt" },
  eoi: { short: "End of interrupt", long: "End of interrupt" },
};

/** An id that the page does not know stands for itself. */
export function stageShort(id: string): string {
  return stageWords[id]?.short ?? id;
}

export function stageLong(id: string): string {
  return stageWords[id]?.long ?? id;
}

export function stageCrossing(id: string): Crossing | undefined {
  return stageWords[id]?.crossing;
}

/** Load in one line: `8 KB, 67% read, 100% random, queue depth 32`. */
export function loadInWords(load: LoadReport): string {
  const arrivals =
    load.rate === undefined ? `queue depth ${count(load.queueDepth ?? 0)}` : `${count(load.rate)} arrivals/s`;
  return `${bytes(load.requestSizeBytes)}, ${percent(load.read)} read, ${percent(load.random)} random, ${arrivals}`;
}

/** A name with a dot, such as `vmwp.exe`, keeps its small letter. */
export function sentenceCase(text: string): string {
  if (/^[a-z]+\.[a-z]/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The file's own name: paths are too long for a station. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1) || path;
}
