/** The way of one request of a device, stage by stage, and what the simulation's analytic engine expects of it. */

import { count, duration, throughputInWords } from "../figures.ts";
import { sensibleChanges } from "../forecast/changes.ts";
import { type Forecast, forecast, simulatedRelease } from "../forecast/forecast.ts";
import { type PathSummary, pathSummary } from "../forecast/path-summary.ts";
import { hasDrivers, transportOf } from "../model/drivers.ts";
import { type Device, slotTitle, type VirtualMachine } from "../model/layout.ts";
import { type Definitions, ruleContextOf } from "../rule-context.ts";
import type { Transport } from "../schema/controllers.ts";
import { formatSize } from "../schema/format.ts";
import { pages } from "../schema/hyper-v-limits.ts";
import { defaultLoad } from "../schema/loads.ts";
import { type Prediction, predict } from "../simulation/analytic/predict.ts";
import { buildNetwork, type Network } from "../simulation/network.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { stageLong } from "../simulation/paths/stage-names.ts";
import { stationName } from "../simulation/station-names.ts";
import { checkSpec, type DiskSpec, type VolumeSpec } from "../simulation/system-spec.ts";
import { paragraphs, plain } from "./hover-text.ts";

/** Markdown; empty for a device that has no I/O to speak of. `isWhole` adds the way of a request stage by stage. */
export function describeDevice(
  device: Device,
  vm: VirtualMachine,
  definitions: Definitions,
  costs: Costs,
  isWhole: boolean,
): string {
  const release = simulatedRelease(ruleContextOf(vm, definitions));
  const transport = transportOf(device, vm, release);
  if (!transport) return whyNoTransport(device, vm);
  const way = `${slotTitle(device)} uses the path **${transport}** after start-up: ${ways[transport]}`;
  if (device.content.kind === "dvd") return isWhole ? paragraphs(way, documentation) : way;
  const system = forecast([vm], definitions, { costs, device, idleLoad: defaultLoad });
  const disk = system.spec.vms[0]?.disks[0];
  if (!disk || checkSpec(system.spec) !== undefined) return way;
  const network = buildNetwork(system.spec);
  const own = predict(network, 0);
  const expected = paragraphs(
    expectation(system, disk, own),
    elsewhere(system, own),
    ...[...(disk.notes ?? []), ...system.notes].map(plain),
  );
  if (!isWhole) return expected;
  const beforeDrivers = transport === "ide-enlightened" ? startUp(device, vm, definitions, costs) : "";
  return paragraphs(way, expected, beforeDrivers, stageTable(network), documentation);
}

const ways: Readonly<Record<Transport, string>> = {
  "ide-emulated":
    "the guest programs the registers of an IDE controller that does not exist. Each access leaves the guest and is served by vmwp.exe on the host; the controller does one command at a time, for both its devices.",
  "ide-enlightened":
    "the guest's VMBus driver takes the IDE disk over. Requests go through one ring of shared memory, without register accesses and without sub-channels; start-up still uses the emulated controller.",
  "scsi-synthetic":
    "the guest's VMBus driver puts requests on a ring of shared memory, and the host's kernel takes them off. Many are under way at once; vmwp.exe is not involved.",
};

const documentation = `[How storage paths perform](${pages.storagePerformance})`;

function whyNoTransport(device: Device, vm: VirtualMachine): string {
  if (hasDrivers(vm) !== false) return "";
  return `The guest has no VMBus storage drivers, so it does not see ${slotTitle(device)}.`;
}

/** Stages that follow one another in the same hands share a row. */
function stageTable(network: Network): string {
  const { stages, ...counts } = pathSummary(network, 0);
  const rows: { actor: string; names: string[]; us: number }[] = [];
  for (const { id, actor, visits, us } of stages) {
    const name = stageLong(id);
    const shown = visits > 1 ? `${name} (${count(visits)} times)` : name;
    const last = rows.at(-1);
    if (last?.actor === actor) {
      last.names.push(shown);
      last.us += us;
    } else rows.push({ actor, names: [shown], us });
  }
  const lines = rows.map(({ actor, names, us }) => `| ${actor} | ${names.join("; ")} | ${duration(us)} |`);
  const table = ["| where | what | time |", "| --- | --- | ---: |", ...lines].join("\n");
  return `One request on its own:\n\n${table}\n\nA request costs ${countsText(counts)}.`;
}

/** What the same disk costs while the guest's drivers are not there yet: in its loader, or without integration services. */
function startUp(device: Device, vm: VirtualMachine, definitions: Definitions, costs: Costs): string {
  const { spec } = forecast([vm], definitions, { costs, device, idleLoad: defaultLoad, phase: "without-drivers" });
  const network = buildNetwork(spec);
  return `Before the drivers are loaded it uses the path **ide-emulated**: ${countsText(pathSummary(network, 0))} a request, one command at a time on the controller, ${figures(predict(network, 0))}.`;
}

function countsText({
  exits,
  hypercalls,
  interrupts,
}: Pick<PathSummary, "exits" | "hypercalls" | "interrupts">): string {
  return `${plural(exits, "register exit")}, ${plural(hypercalls, "hypercall")} and ${plural(interrupts, "interrupt")}`;
}

function plural(value: number, noun: string): string {
  return `${value === 0 ? "no" : count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

function expectation({ spec }: Forecast, disk: DiskSpec, prediction: Prediction): string {
  const { station, utilization } = prediction.bottleneck;
  const what = `${loadText(disk)} on ${mediumText(spec.volumes.find(({ key }) => key === disk.volume)!)}`;
  if (prediction.method === "simulation")
    return `Only a simulation can tell what to expect for ${what}: the command **HVVM: Preview I/O Path Simulation** runs one.`;
  const saturated = prediction.saturated ? " The load exceeds what the path can serve." : "";
  return `Expected for ${what}: **${figures(prediction)}**. The bottleneck is ${plain(stationName(station, spec.vms[0]!.name))}, ${Math.round(utilization * 100)} % busy.${saturated}`;
}

function mediumText({ medium, disks = 1, resiliency, sheet = {} }: VolumeSpec): string {
  const one = Object.keys(sheet).length > 0 ? `disks of a data sheet` : medium;
  if (disks === 1) return Object.keys(sheet).length > 0 ? "the disk of a data sheet" : one;
  return `${disks} ${one} (${resiliency})`;
}

/** What the same disk would do on the other controller type. */
function elsewhere(system: Forecast, own: Prediction): string {
  if (own.method === "simulation") return "";
  const moves = sensibleChanges(system).filter(
    ({ change }) => change.startsWith("move to") || change.startsWith("load the"),
  );
  const lines = moves.map(({ change, spec }) => {
    const there = predict(buildNetwork(spec), 0);
    return `- ${change}: ${figures(there)} (${throughputInWords(there.throughputIops / own.throughputIops)})`;
  });
  return lines.length > 0 ? `The same load, if you\n\n${lines.join("\n")}` : "";
}

function figures({ throughputIops, responseTimeUs }: Prediction): string {
  return `${count(throughputIops)} IOPS at ${duration(responseTimeUs)}`;
}

function loadText({ load }: DiskSpec): string {
  const total = load.sizes.reduce((sum, { share }) => sum + share, 0);
  const mean = load.sizes.reduce((sum, { bytes, share }) => sum + bytes * share, 0) / total;
  const size = load.sizes.length > 1 ? `${formatSize(Math.round(mean / 512) * 512)} on average` : formatSize(mean);
  const depth = load.rate === undefined ? `queue depth ${load.queueDepth}` : `${count(load.rate)} requests a second`;
  return `${size}, ${Math.round(load.read * 100)} % reads, ${Math.round(load.random * 100)} % random, ${depth}`;
}
