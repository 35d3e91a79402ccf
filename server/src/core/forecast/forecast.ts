/**
 * Translates a layout into the simulation's vocabulary: the path of each disk's I/O, its load and its medium. What the
 * layout leaves open is filled in with one stated assumption each, which becomes a note of the report.
 */

import { bootDisk, devicesInReach } from "../model/boot.ts";
import { hasDrivers, transportOf } from "../model/drivers.ts";
import type { EffectiveHost } from "../model/effective-hosts.ts";
import {
  type Device,
  type Disk,
  effectiveType,
  generationOf,
  known,
  type LayoutItem,
  type PhysicalDiskUse,
  parentsOf,
  slotName,
  slotTitle,
  type VirtualMachine,
} from "../model/layout.ts";
import { type Definitions, loadNamed, type RuleContext, ruleContextOf } from "../rule-context.ts";
import { controllers, startsFrom } from "../schema/controllers.ts";
import { hasOneChannelPerController, hasStorageQos } from "../schema/hyper-v-limits.ts";
import { builtInLoads, type LoadFigures } from "../schema/loads.ts";
import { isClient, isPreRelease, type Release } from "../schema/releases.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { Phase, Transport } from "../simulation/report.ts";
import {
  bounds,
  type DiskSpec,
  type HostSpec,
  type LoadSpec,
  type SystemSpec,
  type VmSpec,
} from "../simulation/system-spec.ts";
import { rememberLast } from "../syntax/incremental/retained-values.ts";
import { withAssumedLoads } from "./assumed-loads.ts";
import { diskNotes } from "./disk-notes.ts";
import { SpecVolumes } from "./spec-volumes.ts";

/** A disk of the layout that is simulated, with its index in the spec. */
export interface ForecastDisk {
  readonly vm: VirtualMachine;
  readonly device: Device;
  /** Index among all disks of the spec, in the order of its VMs. */
  readonly index: number;
}

export interface Forecast {
  readonly spec: SystemSpec;
  readonly disks: readonly ForecastDisk[];
  /** What was filled in or left out, apart from the disks' own notes. */
  readonly notes: readonly string[];
}

export interface ForecastOptions {
  readonly costs: Costs;
  /** The phase to simulate; after start-up by default. */
  readonly phase?: Phase;
  /** The load for disks that have none; without it, such disks are left out. */
  readonly idleLoad?: LoadFigures;
  /** If given, only this device gets `idleLoad`. */
  readonly idleDevice?: Device;
  /** The load that every disk that is not idle carries in place of its own. */
  readonly load?: LoadFigures;
  /** If given, only this VM. */
  readonly vm?: VirtualMachine;
  /** If given, only this device: what it would serve if all others were idle. */
  readonly device?: Device;
  /**
   * Leave out the notes of disks: a rule that judges thousands of disks would spend its time on texts that nobody
   * reads.
   */
  readonly withoutNotes?: boolean;
}

const standInSize = 64 * 2 ** 30;

export function forecast(layout: readonly LayoutItem[], definitions: Definitions, options: ForecastOptions): Forecast {
  const builder = new Builder(options);
  for (const item of layout) {
    const isWanted = item.kind === "vm" && (options.vm === undefined || item === options.vm);
    if (isWanted) builder.addVm(item, ruleContextOf(item, definitions));
  }
  return builder.finish();
}

/** One VM, in a context that is already known. */
export function forecastVm(vm: VirtualMachine, ruleContext: RuleContext, options: ForecastOptions): Forecast {
  const builder = new Builder(options);
  builder.addVm(vm, ruleContext);
  return builder.finish();
}

/**
 * The release whose behaviour is simulated: the stated one, or else the newest server release that the VM is checked
 * against.
 */
export function simulatedRelease({ releases }: RuleContext): Release {
  const servers = (releases ?? []).filter((release) => !isClient(release));
  return (servers.length > 0 ? servers : (releases ?? [])).at(-1) ?? "windows-server-2025";
}

/**
 * The load of a disk: its own; or else, for the boot disk, `boot` while the system starts and `system` once its drivers
 * are loaded; or else `idle`. `undefined` if that is unknown.
 */
export function effectiveLoad(
  device: Device,
  vm: VirtualMachine,
  definitions: Definitions,
  phase: Phase = "with-drivers",
): LoadFigures | undefined {
  const { content } = device;
  if (content.kind === "dvd" || content.load === "unknown") return undefined;
  if (content.load && "figures" in content.load) return content.load.figures;
  if (content.load) {
    const figures = loadNamed(content.load.name.value, definitions);
    return figures === "unknown" ? undefined : figures;
  }
  if (bootDiskOf(vm) !== device) return builtInLoads.idle;
  return phase === "firmware" || phase === "without-drivers" ? builtInLoads.boot : builtInLoads.system;
}

/** Whether Storage QoS works on it. Hyper-V refuses limits on a pass-through or shared disk and before 2012 R2; a rule says so. */
export function hasLimits(content: Device["content"], release: Release): content is Disk {
  return content.kind === "disk" && !content.shared && hasStorageQos(release);
}

/** What the cost of a request depends on. */
export function guestKind({ guest }: VirtualMachine): VmSpec["guest"] {
  return (known(guest) ?? "").startsWith("linux") ? "linux" : "other";
}

const bootDiskOf = rememberLast((vm: VirtualMachine) => bootDisk(vm, devicesInReach(vm)));

/** Whether the load is not written in the layout but the default of a boot disk. */
function hasAssumedLoad(device: Device, vm: VirtualMachine, definitions: Definitions): boolean {
  const { content } = device;
  return (
    content.kind !== "dvd" && content.load === undefined && effectiveLoad(device, vm, definitions)?.queueDepth !== 0
  );
}

class Builder {
  private readonly vms: VmSpec[] = [];
  private readonly volumes: SpecVolumes;
  private readonly disks: ForecastDisk[] = [];
  /** Boot disks whose load the layout does not state. */
  private readonly assumedLoads = new Set<DiskSpec>();
  private readonly notes = new Set<string>();

  constructor(private readonly options: ForecastOptions) {
    this.volumes = new SpecVolumes(options.costs);
  }

  addVm(vm: VirtualMachine, ruleContext: RuleContext): void {
    const release = simulatedRelease(ruleContext);
    const name = vm.name?.value ?? "";
    const specs: DiskSpec[] = [];
    const { device: only, load, withoutNotes } = this.options;
    for (const device of devicesInReach(only ? { ...vm, devices: [only] } : vm, [release])) {
      const spec = this.diskSpec(device, vm, ruleContext, release);
      if (!spec) continue;
      this.disks.push({ vm, device, index: this.disks.length });
      specs.push(spec);
      if (!load && !withoutNotes && hasAssumedLoad(device, vm, ruleContext.definitions)) this.assumedLoads.add(spec);
    }
    if (specs.length === 0) return;
    if (!ruleContext.isReleaseStated) {
      this.notes.add(`No platform is known for "${name}"; it is simulated as on ${release}.`);
    }
    this.vms.push({
      name,
      host: this.hostSpec(ruleContext),
      processors: known(vm.processors) ?? 1,
      guest: guestKind(vm),
      channelRules: hasOneChannelPerController(release) ? "before-2012" : "since-2012",
      disks: specs,
    });
  }

  private hostSpec(ruleContext: RuleContext): HostSpec {
    const host = hostOf(ruleContext);
    const processors = known(host?.processors);
    const name = host?.name?.value ?? "";
    if (processors === undefined) {
      const assumed = Math.max(1, Math.round(this.options.costs["host.processors"]!));
      const title = host ? `Host "${name}" does not state its processors` : "No host states its processors";
      this.notes.add(`${title}; ${assumed} logical ones are assumed.`);
    }
    return { name, ...(processors === undefined ? {} : { processors: Math.min(processors, bounds.hostProcessors) }) };
  }

  finish(): Forecast {
    const phase = this.options.phase ?? "with-drivers";
    const { costs } = this.options;
    return {
      spec: { phase, vms: withAssumedLoads(this.vms, this.assumedLoads), volumes: this.volumes.specs, costs },
      disks: this.disks,
      notes: [...this.notes],
    };
  }

  private diskSpec(device: Device, vm: VirtualMachine, around: RuleContext, release: Release): DiskSpec | undefined {
    const { content } = device;
    if (content.kind === "dvd") return undefined;
    const transport = this.transport(device, vm, release);
    if (!transport) return undefined;
    const figures = effectiveLoad(device, vm, around.definitions, this.options.phase);
    const own = figures && loadSpec(figures);
    const load = own && this.options.load ? loadSpec(this.options.load) : own;
    const { idleLoad, idleDevice } = this.options;
    const takesIdleLoad = idleLoad && (idleDevice === undefined || idleDevice === device);
    const held = load ?? (takesIdleLoad ? loadSpec(idleLoad) : undefined);
    if (!held) return undefined;
    const host = hostOf(around);
    const owner = `${slotTitle(device)} of ${vm.name?.value ?? `VM ${this.vms.length + 1}`}`;
    const place =
      content.kind === "disk"
        ? this.volumes.file(content.file.value, host, owner)
        : this.volumes.physicalDisk(content.number.value, host, owner);
    const format = content.kind === "disk" && content.file.value.extension === ".vhd" ? "vhd" : "vhdx";
    const type = content.kind === "disk" ? (effectiveType(content) ?? "dynamic") : "physical";
    const parents = type === "differencing" ? parentsOf(content).slice(0, bounds.parents) : [];
    const parentPlaces = parents.map(({ file }, level) =>
      this.volumes.file(file.value, host, `parent ${level + 1} of ${owner}`),
    );
    const isFirstWrites = this.options.phase === "first-writes" && (type === "dynamic" || type === "differencing");
    const spec: DiskSpec = {
      slot: slotName(device),
      transport,
      controller: `${controllers[device.controllerType].keyword} ${device.slot.value.controller}`,
      type,
      format,
      // A differencing disk has a parent even if the layout does not name it.
      parentVolumes: type === "differencing" && parents.length === 0 ? [place.key] : parentPlaces.map(({ key }) => key),
      blockSizeBytes: validBlockSize(content) ?? defaultBlockSize(type, format),
      sizeBytes: content.sizeBytes ? Math.max(512, Math.min(content.sizeBytes.value, bounds.sizeBytes)) : standInSize,
      blocks: isFirstWrites ? "empty" : "filled",
      volume: place.key,
      volumeLabel: place.label,
      load: held,
      ...(hasLimits(content, release) && content.maximumIops && content.maximumIops.value > 0
        ? { maximumIops: content.maximumIops.value }
        : {}),
    };
    if (this.options.withoutNotes) return spec;
    const places = [place, ...parentPlaces];
    const isStandIn = places.some((each) => this.volumes.isStandIn(each));
    const ofMedia = new Set(places.flatMap(({ notes }) => notes ?? []));
    return { ...spec, notes: [...diskNotes(content, spec, isStandIn, this.options.costs), ...ofMedia] };
  }

  /** Depends on the phase: the firmware, and a guest whose drivers are not loaded, use the emulated controller and in generation 1 do not see SCSI. */
  private transport(device: Device, vm: VirtualMachine, release: Release): Transport | undefined {
    const { phase } = this.options;
    const title = () => `${slotName(device)} of "${vm.name?.value ?? ""}"`;
    if (phase === undefined || phase === "with-drivers" || phase === "first-writes") {
      const way = transportOf(device, vm, release);
      if (!way)
        this.notes.add(
          `${title()} is left out: ${hasDrivers(vm) === false ? "its guest has no VMBus storage drivers" : "its drivers are unknown"}.`,
        );
      return way;
    }
    const { emulated, synthetic } = controllers[device.controllerType].transports;
    if (emulated) return emulated;
    const generation = generationOf(vm);
    const isStart = generation !== undefined && startsFrom(device.controllerType, generation);
    if (isStart && phase === "firmware" && !isPreRelease(release)) return synthetic;
    this.notes.add(`${title()} is left out: nothing sees ${device.controllerType} in this phase.`);
    return undefined;
  }
}

/** `undefined` if the disk does not state a block size that is valid for it. */
function validBlockSize({ blockSizeBytes }: Disk | PhysicalDiskUse): number | undefined {
  const value = blockSizeBytes?.value;
  return value !== undefined && value >= 512 && value <= bounds.blockSizeBytes ? value : undefined;
}

/** Of VHD, of a differencing VHDX, and the default of New-VHD for a dynamic one. */
const defaultBlockSize = (type: DiskSpec["type"], format: DiskSpec["format"]): number =>
  (format === "vhd" || type === "differencing" ? 2 : 32) * 2 ** 20;

const hostOf = ({ host }: RuleContext): EffectiveHost | undefined => (host === "unknown" ? undefined : host);

/** `undefined` for a load without requests. */
function loadSpec({ requestSizes, read, random, durable, queueDepth, rate }: LoadFigures): LoadSpec | undefined {
  if (queueDepth === 0) return undefined;
  const sizes = requestSizes.map(({ bytes, weight }) => ({ bytes, share: weight }));
  return { sizes, read, random, durable, ...(rate === undefined ? { queueDepth } : { rate }) };
}
