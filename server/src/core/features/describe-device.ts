/** Describes a device's I/O in the order in which a reader asks: the verdict, the figures, the best change. */
import type { HvvmDocument } from "../document.ts";
import { count, counted, duration, percent, ratio } from "../figures.ts";
import { sensibleChanges } from "../forecast/changes.ts";
import { type Forecast, forecast, simulatedRelease } from "../forecast/forecast.ts";
import { type RequestCosts, requestCosts } from "../forecast/request-costs.ts";
import { isInReach } from "../model/boot.ts";
import { hasDrivers, transportOf } from "../model/drivers.ts";
import { type Device, known, slotTitle, type VirtualMachine } from "../model/layout.ts";
import { type Definitions, ruleContextOf } from "../rule-context.ts";
import type { Transport } from "../schema/controllers.ts";
import { formatSize } from "../schema/format.ts";
import { pages } from "../schema/hyper-v-limits.ts";
import { defaultLoad } from "../schema/loads.ts";
import { allReleases } from "../schema/releases.ts";
import { limitations } from "../simulation/analytic/limitations.ts";
import { type Prediction, predict } from "../simulation/analytic/predict.ts";
import { buildNetwork } from "../simulation/network.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { isFull, kneeUtilization } from "../simulation/stations.ts";
import type { DiskSpec, VolumeSpec } from "../simulation/system-spec.ts";
import { canBeMade } from "./change-edit.ts";
import { changedForecasts, type DiskForecast, diskForecast, figures } from "./disk-forecast.ts";
import { paragraphs, plain } from "./hover-text.ts";
import { vmStart } from "./start/vm-start.ts";

/** Markdown; empty for a device without notable I/O. With `isWhole` it begins with the path of its I/O. */
export function describeDevice(
  device: Device,
  vm: VirtualMachine,
  document: HvvmDocument,
  costs: Costs,
  isWhole: boolean,
): string {
  const { definitions } = document;
  if (!isInReach(device, vm, ruleContextOf(vm, definitions).releases ?? allReleases)) return "";
  const transport = transportOf(device, vm, simulatedRelease(ruleContextOf(vm, definitions)));
  if (!transport) return whyNoTransport(device, vm);
  const verdict = isWhole ? verdictOf(device, vm, transport) : "";
  const link = isWhole ? documentation : "";
  if (device.content.kind === "dvd") return paragraphs(verdict, link);
  const forecastIn = (phase?: "without-drivers") =>
    forecast([vm], definitions, { costs, device, idleLoad: defaultLoad, ...(phase ? { phase } : {}) });
  const alone = forecastIn();
  const disk = alone.spec.vms[0]?.disks[0];
  const expected = disk && diskForecast(device, vm, document, costs);
  if (!expected) return paragraphs(verdict, link);
  return paragraphs(
    verdict,
    whyHypothetical(vm, definitions),
    expectation(expected),
    isWhole ? costsText(requestCosts(buildNetwork(alone.spec)), costs) : "",
    isWhole && transport === "ide-enlightened" ? whileStarting(forecastIn("without-drivers"), costs) : "",
    bestChange(expected, document),
    ...(expected.prediction.limitation ? [] : [...(disk.notes ?? []), ...alone.notes].map(plain)),
    link,
  );
}

/** Above the figures of a VM that does not start: why; empty for any other. */
function whyHypothetical(vm: VirtualMachine, definitions: Definitions): string {
  const { outcome, reason } = vmStart(vm, ruleContextOf(vm, definitions).releases);
  if (outcome !== "fails") return "";
  return `✗ **${plain(vm.name?.value ?? "The VM")}** does not start: ${plain(reason)}. The figures are those if it started.`;
}

function verdictOf(device: Device, vm: VirtualMachine, transport: Transport): string {
  const slot = `**${slotTitle(device)}**`;
  switch (transport) {
    case "ide-emulated":
      return `${slot} is emulated: vmwp.exe on the host serves each request, one at a time on the controller.`;
    case "ide-enlightened":
      return `${slot} uses the fast VMBus driver once ${guestName(vm)} has started.`;
    case "scsi-synthetic":
      return `${slot} uses the fast VMBus driver.`;
  }
}

function guestName(vm: VirtualMachine): string {
  return known(vm.guest)?.startsWith("windows") ? "Windows" : "the guest";
}

const documentation = `[How storage paths perform](${pages.storagePerformance})`;

function whyNoTransport(device: Device, vm: VirtualMachine): string {
  if (hasDrivers(vm) !== false) return "";
  return `The guest has no VMBus storage drivers, so it does not see ${slotTitle(device)}.`;
}

/** The figures of the same disk while the guest's drivers are not loaded yet. */
function whileStarting({ spec }: Forecast, costs: Costs): string {
  const network = buildNetwork(spec);
  const alone = predict(network, 0);
  const expected = alone.method === "simulation" ? "" : `${figures(alone)}. `;
  return `While starting (no Hyper-V drivers yet): ${expected}${costsText(requestCosts(network), costs)}`;
}

function costsText({ exits, hypercalls, interrupts }: RequestCosts, costs: Costs): string {
  const time = exits === 0 ? "" : ` (${duration(exits * (costs["ide.access"] ?? 0))})`;
  return `A request costs ${plural(exits, "register exit")}${time}, ${plural(hypercalls, "hypercall")} and ${plural(interrupts, "interrupt")}.`;
}

function plural(value: number, noun: string): string {
  return value === 0 ? `no ${noun}s` : counted(value, noun);
}

function expectation({ system, index, disk, prediction, bottleneck, device }: DiskForecast): string {
  const { content } = device;
  const assumed = content.kind !== "dvd" && content.load === undefined ? "an assumed load of " : "";
  const medium = system.spec.volumes.find(({ key }) => key === disk.volume)!;
  const beside = system.disks.length > 1 ? `, beside ${othersText(system, index)}` : "";
  const what = `${assumed}${loadText(disk)} on ${mediumText(medium)}${beside}`;
  if (prediction.limitation)
    return `Only a simulation can tell what to expect for ${what}, because ${limitations[prediction.limitation]}: the command **HVVM: Preview I/O Path Simulation** runs one.`;
  const saturated = prediction.saturated ? " The load exceeds what the path can serve." : "";
  const { utilization } = prediction.bottleneck;
  // Below the knee no station is near its limit, and the bottleneck is where a request spends the most time.
  const busiest = isFull(utilization) ? "The bottleneck is" : "The busiest part is";
  const part = utilization < kneeUtilization ? "Most of the time is spent in" : busiest;
  return `Expected for ${what}: **${figures(prediction)}**. ${part} ${plain(bottleneck)}, ${percent(utilization)} busy.${saturated}`;
}

function othersText({ disks }: Forecast, index: number): string {
  const others = disks.length - 1;
  const isOneVm = disks.every(({ vm }) => vm === disks[index]!.vm);
  return `${plural(others, "other disk")} with requests ${isOneVm ? "of the VM" : "on its host and volumes"}`;
}

function mediumText({ medium, disks = 1, resiliency, sheet = {} }: VolumeSpec): string {
  const one = Object.keys(sheet).length > 0 ? `disks of a data sheet` : medium;
  if (disks === 1) return Object.keys(sheet).length > 0 ? "the disk of a data sheet" : one;
  return `${disks} ${one} (${resiliency})`;
}

/** The best of the changes that can be written without a new problem, if it gains enough. */
function bestChange(expected: DiskForecast, document: HvvmDocument): string {
  const own = expected.prediction;
  if (own.limitation) return "";
  const isPossible = canBeMade(document);
  const sensible = new Set(sensibleChanges(expected.system).map(({ disk, change }) => `${disk} ${change}`));
  const candidates = changedForecasts(expected, ({ disk, change }) => sensible.has(`${disk} ${change}`))
    .map((candidate) => ({ ...candidate, gain: gainOf(own, candidate.there) }))
    .filter(({ gain }) => gain >= minGain)
    .sort((a, b) => b.gain - a.gain);
  const best = candidates.find(({ change }) => isPossible(change));
  return best ? `**Best change**: ${best.change.change}, ${figures(best.there)} (${ratio(best.gain)} as fast).` : "";
}

/** A smaller gain is not worth the change. */
const minGain = 1.05;

/** By throughput; for a load with a rate, whose throughput is always the same, by response time. */
function gainOf(own: Prediction, there: Prediction): number {
  if (own.saturated || there.saturated) return there.throughputIops / own.throughputIops;
  return Math.max(there.throughputIops / own.throughputIops, own.responseTimeUs / there.responseTimeUs);
}

function loadText({ load }: DiskSpec): string {
  const total = load.sizes.reduce((sum, { share }) => sum + share, 0);
  const mean = load.sizes.reduce((sum, { bytes, share }) => sum + bytes * share, 0) / total;
  const size = load.sizes.length > 1 ? `${formatSize(Math.round(mean / 512) * 512)} on average` : formatSize(mean);
  const depth = load.rate === undefined ? `queue depth ${load.queueDepth}` : `${count(load.rate)} requests a second`;
  return `${size}, ${percent(load.read)} reads, ${percent(load.random)} random, ${depth}`;
}
