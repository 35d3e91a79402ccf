/** Names for what the report identifies by id: transports, phases, stages, stations and changes. */

import { bytes, count, duration, growing, percent, whole } from "../figures.ts";
import type {
  Actor,
  Confidence,
  DiskReport,
  LoadReport,
  Phase,
  SimulationReport,
  Transport,
} from "../simulation/report.ts";

/** Such as `9.69 ms`. */
export function meanResponse({ responseTimeUs, saturated }: DiskReport): string {
  return saturated ? growing : duration(responseTimeUs.mean);
}

/** From the guest's application down to the hardware. */
export const actorNames: Readonly<Record<Actor, string>> = {
  "guest user": "Guest user",
  "guest kernel": "Guest kernel",
  hypervisor: "Hypervisor",
  "root kernel": "Root kernel",
  "vmwp.exe": "vmwp.exe",
  device: "Device",
};

/** In the order of the lanes. */
export const actors = Object.keys(actorNames) as readonly Actor[];

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

export const phaseNames: Readonly<Record<Phase, string>> = {
  firmware: "Firmware",
  "without-drivers": "While starting (no Hyper-V drivers yet)",
  "with-drivers": "After start-up",
  "first-writes": "First writes",
};

export const phases = Object.keys(phaseNames) as readonly Phase[];

/** Such as `after start-up`. */
export function phaseInSentence(phase: Phase): string {
  if (phase === "firmware") return "firmware phase";
  return `${phaseNames[phase].charAt(0).toLowerCase()}${phaseNames[phase].slice(1)}`;
}

export const phaseMeanings: Readonly<Record<Phase, string>> = {
  firmware: "The firmware and the boot loader read; no driver of the guest runs yet.",
  "without-drivers": "The guest runs without VMBus storage drivers, as before the integration services are installed.",
  "with-drivers": "The guest has loaded its VMBus storage drivers.",
  "first-writes":
    "As with drivers, while dynamic and differencing disks still have to make the blocks that are written.",
};

export const confidenceNames: Readonly<Record<Confidence, string>> = { high: "High", medium: "Medium", low: "Low" };

/** Load in one line: `8 KB, 67% read, 100% random, queue depth 32`. */
export function loadInWords(load: LoadReport): string {
  const arrivals =
    load.rate === undefined ? `queue depth ${count(load.queueDepth ?? 0)}` : `${count(load.rate)} requests a second`;
  return `${bytes(load.requestSizeBytes)}, ${percent(load.read)} read, ${percent(load.random)} random, ${arrivals}`;
}

/**
 * Describes a run: its seed, how many requests were measured after the warm-up, the simulated time, and the costs file,
 * if any.
 */
export function runFacts(
  { seed, requests, warmupRequests, simulatedSeconds }: SimulationReport,
  costsFile: string | undefined,
): readonly string[] {
  const measured = `${whole(requests - warmupRequests)} requests measured after ${whole(warmupRequests)} of warm-up`;
  const simulated = `${duration(simulatedSeconds * 1_000_000)} simulated`;
  return [
    `Seed ${Number.isFinite(seed) ? seed : "–"}`,
    measured,
    simulated,
    ...(costsFile === undefined ? [] : [`costs of ${costsFile}`]),
  ];
}

/** A name with a dot, such as `vmwp.exe`, stays in lower case. */
export function sentenceCase(text: string): string {
  if (/^[a-z]+\.[a-z]/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Only the file name, because paths are too long for a station. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1) || path;
}
