/**
 * What the analytic engine predicts for one disk, together with everything that shares a host or a volume with it: the
 * only source of the figures in hovers, inlay hints, lenses and titles of refactorings.
 */
import type { HvvmDocument } from "../document.ts";
import { oncePerItem } from "../document-item.ts";
import { count, duration } from "../figures.ts";
import { type Change, changes } from "../forecast/changes.ts";
import { type Forecast, forecast } from "../forecast/forecast.ts";
import { type Device, slotName, type VirtualMachine } from "../model/layout.ts";
import { type Definitions, ruleContextOf } from "../rule-context.ts";
import { busyLoadOf } from "../rules/loaded-disks.ts";
import { defaultLoad } from "../schema/loads.ts";
import type { Limitation } from "../simulation/analytic/limitations.ts";
import { type Prediction, predictTogether } from "../simulation/analytic/predict.ts";
import { buildNetwork } from "../simulation/network.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { stationName } from "../simulation/station-names.ts";
import { checkSpec, type DiskSpec, type SystemSpec } from "../simulation/system-spec.ts";

export interface DiskForecast {
  readonly device: Device;
  /** The VMs that share a host or a volume with the disk's VM, and which of their disks it is. */
  readonly system: Forecast;
  readonly index: number;
  readonly disk: DiskSpec;
  readonly prediction: Prediction;
  /** The station that limits it, in words. */
  readonly bottleneck: string;
}

/** The disks that carry a load other than `boot`, `system` and `idle`. */
export function loadedDisks(vm: VirtualMachine, definitions: Definitions): readonly Device[] {
  const around = ruleContextOf(vm, definitions);
  return vm.devices.filter((device) => busyLoadOf(device, around) !== undefined);
}

/** A disk without a load is given the usual one. `undefined` for a disk that cannot be simulated. */
export function diskForecast(
  device: Device,
  vm: VirtualMachine,
  document: HvvmDocument,
  costs: Costs,
): DiskForecast | undefined {
  const known = knownSystem(vm, document, costs);
  const { definitions } = document;
  if (known === "many") {
    const alone = systemOf([vm], definitions, costs, device);
    return alone === "many" ? undefined : forecastIn(device, vm, alone, "many");
  }
  if (known?.places.has(placeOf(vm, device))) return forecastIn(device, vm, known);
  const own = systemOf(withVm(known?.vms ?? [], vm), definitions, costs, device);
  return own === "many" ? undefined : forecastIn(device, vm, own);
}

/** `90 IOPS at 21 ms`; a load that its path cannot serve has no response time. */
export function figures({ throughputIops, responseTimeUs, saturated }: Prediction): string {
  return saturated ? `${count(throughputIops)} IOPS` : `${count(throughputIops)} IOPS at ${duration(responseTimeUs)}`;
}

/** The figures after each change of the disk, unless only a simulation can tell. */
export function changedForecasts(
  { system, index }: DiskForecast,
  isWanted: (change: Change) => boolean,
): readonly { readonly change: Change; readonly there: Prediction }[] {
  if (system.disks.length > maxCompared) return [];
  return changes(system)
    .filter((change) => change.disk === index && isWanted(change) && checkSpec(change.spec) === undefined)
    .map((change) => ({ change, there: predictTogether(buildNetwork(change.spec))[index]! }))
    .filter(({ there }) => there.method !== "simulation");
}

/** This many disks are estimated together, in some milliseconds. */
const maxTogether = 256;
const maxCompared = 64;

interface KnownSystem {
  readonly vms: readonly VirtualMachine[];
  readonly system: Forecast;
  readonly predictions: readonly Prediction[];
  /** Index of a disk by `placeOf`. */
  readonly places: ReadonlyMap<string, number>;
}

function forecastIn(
  device: Device,
  vm: VirtualMachine,
  known: KnownSystem | undefined,
  limitation?: Limitation,
): DiskForecast | undefined {
  const index = known?.places.get(placeOf(vm, device));
  if (!known || index === undefined) return undefined;
  const { system, predictions } = known;
  const prediction: Prediction = limitation
    ? { ...predictions[index]!, method: "simulation", limitation }
    : predictions[index]!;
  const disk = system.spec.vms.flatMap(({ disks }) => disks)[index]!;
  const bottleneck = stationName(prediction.bottleneck.station, vm.name?.value ?? "");
  return { device, system, index, disk, prediction, bottleneck };
}

const placeOf = ({ name }: VirtualMachine, device: Device): string => `${slotName(device)} ${name?.value ?? ""}`;

/**
 * The systems of a version of a document, by one of their hosts, because a lens, a hint and a hover ask for the same.
 */
const systems = new WeakMap<
  HvvmDocument,
  { readonly costs: Costs; readonly byHost: Map<string, KnownSystem | "many" | undefined> }
>();

function knownSystem(vm: VirtualMachine, document: HvvmDocument, costs: Costs): KnownSystem | "many" | undefined {
  let known = systems.get(document);
  if (known?.costs !== costs) {
    known = { costs, byHost: new Map() };
    systems.set(document, known);
  }
  const host = hostName(vm, document.definitions);
  if (!known.byHost.has(host)) {
    const vms = vmsBeside(host, document);
    known.byHost.set(host, vms === "many" ? vms : systemOf(vms, document.definitions, costs));
  }
  return known.byHost.get(host);
}

/** `undefined` if nothing can be simulated. `idle` is a disk that gets the usual load if it has none. */
function systemOf(
  vms: readonly VirtualMachine[],
  definitions: Definitions,
  costs: Costs,
  idle?: Device,
): KnownSystem | "many" | undefined {
  const idleLoad = idle && { idleLoad: defaultLoad, idleDevice: idle };
  const system = forecast(vms, definitions, { costs, withoutNotes: true, ...idleLoad });
  if (system.disks.length === 0 || checkSpec(system.spec) !== undefined) return undefined;
  if (system.disks.length > maxTogether) return "many";
  const predictions = predictionsOf(system.spec);
  const places = new Map(system.disks.map(({ vm, device }, index) => [placeOf(vm, device), index]));
  return { vms, system, predictions, places };
}

/** Kept for the systems that were asked for last, by content: most keystrokes do not change any. */
const lastPredictions = new Map<string, readonly Prediction[]>();
/** A host with its disks is some 40 KB. */
const maxKept = 8;

function predictionsOf(spec: SystemSpec): readonly Prediction[] {
  const key = JSON.stringify(spec);
  const predictions = lastPredictions.get(key) ?? predictTogether(buildNetwork(spec));
  if (lastPredictions.size === maxKept) lastPredictions.clear();
  lastPredictions.set(key, predictions);
  return predictions;
}

/** The VMs on a host, and on those that share a volume with it; VMs without a known host count as on one. */
function vmsBeside(host: string, { places, definitions }: HvvmDocument): readonly VirtualMachine[] | "many" {
  const hosts = hostsBeside(host, definitions);
  const own = places.items.filter((item) => namedHosts(item).some((name) => hosts.has(knownName(name, definitions))));
  // Reading all of them would take longer than an estimate.
  if (own.length > maxTogether) return "many";
  return own.flatMap((item) =>
    item.layout.filter((part): part is VirtualMachine => part.kind === "vm" && hosts.has(hostName(part, definitions))),
  );
}

/** `vm` may come from another reading of the same text. */
function withVm(vms: readonly VirtualMachine[], vm: VirtualMachine): readonly VirtualMachine[] {
  const others = vms.filter(({ name }) => name?.value !== vm.name?.value);
  return [...others, vm];
}

const namedHosts = oncePerItem(({ layout }) =>
  layout.flatMap((part) => (part.kind === "vm" ? [writtenHost(part)] : [])),
);

const writtenHost = ({ on }: VirtualMachine): string => (on && on !== "unknown" ? on.value.toLowerCase() : "");

const knownName = (name: string, { hosts }: Definitions): string => (hosts.has(name) ? name : "");

const hostName = (vm: VirtualMachine, definitions: Definitions): string => knownName(writtenHost(vm), definitions);

function hostsBeside(host: string, { hosts }: Definitions): ReadonlySet<string> {
  const found = new Set([host]);
  for (const name of found) {
    const keys = new Set(hosts.get(name)?.volumes.map(({ key }) => key));
    for (const [other, { volumes }] of hosts) if (volumes.some(({ key }) => keys.has(key))) found.add(other);
  }
  return found;
}
