/** One disk alone on its host, with the limits of its path: what the rules judge in every VM of a file. */
import type { Device, VirtualMachine } from "../model/layout.ts";
import type { RuleContext } from "../rule-context.ts";
import { defaultLoad } from "../schema/loads.ts";
import { capacity } from "../simulation/analytic/predict.ts";
import { volumeCapacity } from "../simulation/analytic/volume-capacity.ts";
import { buildNetwork } from "../simulation/network.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { checkSpec, type DiskSpec, type SystemSpec } from "../simulation/system-spec.ts";
import { rememberLast } from "../syntax/incremental/retained-values.ts";
import { type Forecast, forecastVm } from "./forecast.ts";

export interface LoneDisk extends Limits {
  readonly system: Forecast;
  readonly disk: DiskSpec;
}

interface Limits {
  /** Whether its open load brings more requests than its path can serve. */
  readonly isOverloaded: boolean;
  /** What its volume, and then those of its parents, can serve of its requests, per second; infinite for one that it does not reach. */
  readonly volumeIops: readonly number[];
}

/** A VM with what its disks are forecast by. */
export interface LoneContext extends RuleContext {
  readonly vm: VirtualMachine;
  readonly costs: Costs;
}

/** `undefined` where the disk cannot be simulated. A disk without requests counts with the usual ones. */
export function loneDisk(device: Device, context: LoneContext): LoneDisk | undefined {
  const disks = disksOf(context);
  if (!disks.has(device)) disks.set(device, find(device, context));
  return disks.get(device);
}

/** Two rules ask for the same disks of a VM. */
const disksOf = rememberLast((_: LoneContext) => new Map<Device, LoneDisk | undefined>());

function find(device: Device, context: LoneContext): LoneDisk | undefined {
  const { vm, costs } = context;
  const system = forecastVm(vm, context, { costs, device, idleLoad: defaultLoad, withoutNotes: true });
  const disk = system.spec.vms[0]?.disks[0];
  const limits = disk && limitsOf(system.spec, disk);
  return limits && { system, disk, ...limits };
}

/** By what the network of a disk is built from. */
const limitsByCosts = new WeakMap<Costs, Map<string, Limits | undefined>>();

/** More kinds of disk than a file has that people write. */
const maxKinds = 1000;

/** The network of a disk takes long to build, and thousands of disks differ in their names alone. */
function limitsOf(spec: SystemSpec, disk: DiskSpec): Limits | undefined {
  let known = limitsByCosts.get(spec.costs);
  if (!known || known.size === maxKinds) {
    known = new Map();
    limitsByCosts.set(spec.costs, known);
  }
  const kind = withoutNames(spec, disk);
  if (!known.has(kind)) known.set(kind, solve(spec, disk));
  return known.get(kind);
}

function solve(spec: SystemSpec, disk: DiskSpec): Limits | undefined {
  if (checkSpec(spec) !== undefined) return undefined;
  const network = buildNetwork(spec);
  return {
    isOverloaded: capacity(network, 0).isExceeded,
    volumeIops: [disk.volume, ...disk.parentVolumes].map((volume) => volumeCapacity(network, 0, volume)),
  };
}

function withoutNames({ phase, vms, volumes }: SystemSpec, disk: DiskSpec): string {
  const [{ host, ...vm } = { host: undefined }] = vms;
  const place = (volume: string) => volumes.findIndex(({ key }) => key === volume);
  const own = {
    ...disk,
    slot: "",
    controller: "",
    volume: place(disk.volume),
    volumeLabel: "",
    parentVolumes: disk.parentVolumes.map(place),
  };
  const media = volumes.map((volume) => ({ ...volume, key: "" }));
  return JSON.stringify([phase, { ...vm, name: "", disks: [] }, host?.processors, own, media]);
}
