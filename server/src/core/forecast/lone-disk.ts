/** One disk alone on its host, with the limits of its path, as the rules judge it in every VM of a file. */
import { isInReach } from "../model/boot.ts";
import { transportOf } from "../model/drivers.ts";
import type { EffectiveHost, HostDisk, HostVolume } from "../model/effective-hosts.ts";
import { type Device, type Disk, effectiveType, known, parentsOf, type VirtualMachine } from "../model/layout.ts";
import { volumeOf } from "../model/volumes.ts";
import type { RuleContext } from "../rule-context.ts";
import { hasOneChannelPerController } from "../schema/hyper-v-limits.ts";
import { defaultLoad, type LoadFigures } from "../schema/loads.ts";
import { capacity } from "../simulation/analytic/predict.ts";
import { volumeTimes } from "../simulation/analytic/volume-capacity.ts";
import { buildNetwork } from "../simulation/network.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { checkSpec, type LoadSpec } from "../simulation/system-spec.ts";
import { rememberLast } from "../syntax/incremental/retained-values.ts";
import { effectiveLoad, type Forecast, forecastVm, guestKind, hasLimits, simulatedRelease } from "./forecast.ts";

export interface LoneDisk {
  /** What its path can serve, requests per second. */
  readonly maximumIops: number;
  /** Whether its open load needs more. */
  readonly isOverloaded: boolean;
  /** What a request takes of its volume, and then of those of its parents: microseconds by station. */
  readonly volumeUs: readonly ReadonlyMap<string, number>[];
  readonly load: LoadSpec;
}

/** A VM with everything that the forecast of its disks depends on. */
export interface LoneContext extends RuleContext {
  readonly vm: VirtualMachine;
  readonly costs: Costs;
}

/** By the costs, and by everything else that the limits depend on. */
const knownKinds = new WeakMap<Costs, Map<string, LoneDisk | undefined>>();

/** More kinds of disks than a hand-written file has. */
const maxKinds = 1000;

/** `undefined` if the disk cannot be simulated. A disk without requests is judged with the usual ones. */
export function loneDisk(device: Device, context: LoneContext): LoneDisk | undefined {
  const disks = disksOf(context);
  if (!disks.has(device)) disks.set(device, find(device, context));
  return disks.get(device);
}

/** Two rules need the same disks of a VM. */
const disksOf = rememberLast((_: LoneContext) => new Map<Device, LoneDisk | undefined>());

/** Building a network takes a hundred times as long as describing its kind, and thousands of disks differ only in their names. */
function find(device: Device, context: LoneContext): LoneDisk | undefined {
  let known = knownKinds.get(context.costs);
  if (!known || known.size === maxKinds) {
    known = new Map();
    knownKinds.set(context.costs, known);
  }
  const kind = kindOf(device, context);
  if (!known.has(kind)) known.set(kind, solve(loneForecast(device, context)));
  return known.get(kind);
}

/** For the disk alone, without notes. */
export function loneForecast(device: Device, context: LoneContext): Forecast {
  const { vm, costs } = context;
  return forecastVm(vm, context, { costs, device, idleLoad: defaultLoad, withoutNotes: true });
}

export function solve({ spec }: Forecast): LoneDisk | undefined {
  const disk = spec.vms[0]?.disks[0];
  if (!disk || checkSpec(spec) !== undefined) return undefined;
  const network = buildNetwork(spec);
  const { maximumIops, isExceeded } = capacity(network, 0);
  return {
    maximumIops,
    isOverloaded: isExceeded,
    volumeUs: [disk.volume, ...disk.parentVolumes].map((volume) => volumeTimes(network, 0, volume)),
    load: disk.load,
  };
}

/** Everything that `loneForecast` makes its spec from, except names: disks of the same kind have the same limits. */
function kindOf(device: Device, context: LoneContext): string {
  const { vm, definitions } = context;
  const { content } = device;
  const release = simulatedRelease(context);
  const transport = transportOf(device, vm, release);
  if (content.kind === "dvd" || !transport || !isInReach(device, vm, [release])) return "none";
  const host = context.host === "unknown" ? undefined : context.host;
  const load = effectiveLoad(device, vm, definitions);
  const { sizeBytes, blockSizeBytes } = content;
  const maximumIops = hasLimits(content, release) ? content.maximumIops : undefined;
  const ofVm = `${known(vm.processors)} ${guestKind(vm)} ${hasOneChannelPerController(release)}`;
  const ofDisk = `${transport} ${sizeBytes?.value} ${blockSizeBytes?.value} ${maximumIops?.value}`;
  const place = content.kind === "disk" ? placeOfFile(content, host) : placeOfDisk(content.number.value, host);
  return `${known(host?.processors)} ${ofVm} ${ofDisk} ${place} ${load && numberOfLoad(load)}`;
}

function placeOfDisk(number: number, host: EffectiveHost | undefined): string {
  const described = host?.physicalDisks.find((candidate) => candidate.number.value === number);
  return `physical ${described && numberOfMedium(described)}`;
}

/** For a differencing disk also which of its files are on the same volume. */
function placeOfFile(disk: Disk, host: EffectiveHost | undefined): string {
  const type = effectiveType(disk);
  const own = host && volumeOf(disk.file.value, host);
  const place = `${type} ${disk.file.value.extension === ".vhd"} ${own && numberOfVolume(own)}`;
  if (type !== "differencing") return place;
  const volumes = [own, ...parentsOf(disk).map(({ file }) => host && volumeOf(file.value, host))];
  return `${place} ${volumes.map((volume) => volume && `${volumes.indexOf(volume)} ${numberOfVolume(volume)}`)}`;
}

const numberOfLoad = numbered((load: LoadFigures) => load);
const numberOfMedium = numbered(({ medium }: HostDisk) => medium);
const numberOfVolume = numbered(({ medium, prefix, linkBitsPerSecond, latencyUs }: HostVolume) => {
  return [medium, prefix.value.form, linkBitsPerSecond?.value, latencyUs?.value];
});

/** One number for all objects with the same `describe`, because thousands of disks share a load and a volume. */
function numbered<T extends object>(describe: (value: T) => unknown): (value: T) => number {
  const numbers = new WeakMap<T, number>();
  const byText = new Map<string, number>();
  let last = 0;
  return (value) => {
    let number = numbers.get(value);
    if (number === undefined) {
      const text = JSON.stringify(describe(value));
      number = byText.get(text) ?? ++last;
      if (byText.size === maxKinds) byText.clear();
      byText.set(text, number);
      numbers.set(value, number);
    }
    return number;
  };
}
