/**
 * Translates a layout into the simulation's vocabulary: which way each disk's I/O goes, what its load is and what it
 * lies on. What the layout leaves open is filled in by one stated assumption each, and told as a note.
 */

import { bootDisk, devicesInReach } from "../model/boot.ts";
import { hasDrivers, transportOf } from "../model/drivers.ts";
import {
  type Device,
  type Disk,
  effectiveType,
  generationOf,
  type Host,
  known,
  type LayoutItem,
  type PhysicalDiskUse,
  parentsOf,
  slotName,
  slotTitle,
  type VirtualMachine,
} from "../model/layout.ts";
import { volumeOf } from "../model/volumes.ts";
import { isSharedByHosts } from "../model/windows-path.ts";
import { type Definitions, loadNamed, type RuleContext, ruleContextOf } from "../rule-context.ts";
import { controllers, startsFrom } from "../schema/controllers.ts";
import { hasOneChannelPerController } from "../schema/hyper-v-limits.ts";
import { builtInLoads, type LoadFigures } from "../schema/loads.ts";
import type { Media } from "../schema/media.ts";
import { isClient, isPreRelease, type Release } from "../schema/releases.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { Phase, Transport } from "../simulation/report.ts";
import { bounds, type DiskSpec, type LoadSpec, type SystemSpec, type VmSpec } from "../simulation/system-spec.ts";

/** A disk of the layout that is simulated, with its place in the spec. */
export interface ForecastDisk {
  readonly vm: VirtualMachine;
  readonly device: Device;
  /** Index among all disks of the spec, in the order of its VMs. */
  readonly index: number;
}

export interface Forecast {
  readonly spec: SystemSpec;
  readonly disks: readonly ForecastDisk[];
  /** What was filled in, and what was left out. */
  readonly notes: readonly string[];
}

export interface ForecastOptions {
  readonly costs: Costs;
  /** What the layout means after start-up, unless another phase is asked for. */
  readonly phase?: Phase;
  /** Load of disks that have none to simulate; without it such disks are left out. */
  readonly idleLoad?: LoadFigures;
  /** What every disk that is not idle carries instead of its own load. */
  readonly load?: LoadFigures;
  /** Only this VM, if given. */
  readonly vm?: VirtualMachine;
  /** Only this device, if given: what it would serve if all others were idle. */
  readonly device?: Device;
}

/** The medium that stands in where no host says what a file lies on. */
export const standInMedium: Media = "ssd-sata";
const standInSize = 64 * 2 ** 30;

/** Block sizes when the disk says none: VHD's own, and the default of New-VHD for VHDX. */
const blockSizes = { vhd: 2 * 2 ** 20, vhdx: 32 * 2 ** 20 } as const;

export function forecast(layout: readonly LayoutItem[], definitions: Definitions, options: ForecastOptions): Forecast {
  const builder = new Builder(options);
  for (const item of layout) {
    const isWanted = item.kind === "vm" && (options.vm === undefined || item === options.vm);
    if (isWanted) builder.addVm(item, ruleContextOf(item, definitions));
  }
  return builder.finish();
}

/** The release whose behaviour is simulated: the stated one, else the newest server release in question. */
export function simulatedRelease({ releases }: RuleContext): Release {
  const servers = (releases ?? []).filter((release) => !isClient(release));
  return (servers.length > 0 ? servers : (releases ?? [])).at(-1) ?? "windows-server-2025";
}

/**
 * What a disk carries: its own load; else, for the boot disk, `boot` while the system starts and `system` once its drivers
 * are loaded; else `idle`. `undefined` if that is unknown.
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
  if (bootDisk(vm, devicesInReach(vm)) !== device) return builtInLoads.idle;
  return phase === "firmware" || phase === "without-drivers" ? builtInLoads.boot : builtInLoads.system;
}

class Builder {
  private readonly vms: VmSpec[] = [];
  private readonly volumes = new Map<string, Media>();
  /** Keys of the volumes that are one for all hosts, by the key of their path. */
  private readonly sharedVolumes = new Map<string, string>();
  private readonly disks: ForecastDisk[] = [];
  private readonly notes = new Set<string>();

  constructor(private readonly options: ForecastOptions) {}

  addVm(vm: VirtualMachine, ruleContext: RuleContext): void {
    const release = simulatedRelease(ruleContext);
    const name = vm.name?.value ?? "";
    const specs: DiskSpec[] = [];
    for (const device of devicesInReach(vm, [release])) {
      if (this.options.device && device !== this.options.device) continue;
      const spec = this.diskSpec(device, vm, ruleContext, release);
      if (!spec) continue;
      this.disks.push({ vm, device, index: this.disks.length });
      specs.push(spec);
    }
    if (specs.length === 0) return;
    if (!ruleContext.isReleaseStated) {
      this.notes.add(`No platform is known for "${name}"; it is simulated as on ${release}.`);
    }
    this.vms.push({
      name,
      host: { name: hostOf(ruleContext)?.name?.value ?? "" },
      processors: known(vm.processors) ?? 1,
      guest: (known(vm.guest) ?? "").startsWith("linux") ? "linux" : "other",
      channelRules: hasOneChannelPerController(release) ? "before-2012" : "since-2012",
      disks: specs,
    });
  }

  finish(): Forecast {
    const volumes = [...this.volumes].map(([key, medium]) => ({ key, medium }));
    const phase = this.options.phase ?? "with-drivers";
    const { costs } = this.options;
    return { spec: { phase, vms: this.vms, volumes, costs }, disks: this.disks, notes: [...this.notes] };
  }

  private diskSpec(device: Device, vm: VirtualMachine, around: RuleContext, release: Release): DiskSpec | undefined {
    const { content } = device;
    if (content.kind === "dvd") return undefined;
    const transport = this.transport(device, vm, release);
    if (!transport) return undefined;
    const figures = effectiveLoad(device, vm, around.definitions, this.options.phase);
    const own = figures && loadSpec(figures);
    const load = own && this.options.load ? loadSpec(this.options.load) : own;
    const held = load ?? (this.options.idleLoad && loadSpec(this.options.idleLoad));
    if (!held) return undefined;
    const host = hostOf(around);
    const { key, label } =
      content.kind === "disk" ? this.volume(content, device, vm, host) : this.physical(content, device, vm, host);
    const format = content.kind === "disk" && content.file.value.extension === ".vhd" ? "vhd" : "vhdx";
    const type = content.kind === "disk" ? (effectiveType(content) ?? "dynamic") : "physical";
    return {
      slot: slotName(device),
      transport,
      controller: `${controllers[device.controllerType].keyword} ${device.slot.value.controller}`,
      type,
      format,
      chainLength:
        type === "differencing" ? Math.min(1 + Math.max(1, parentsOf(content).length), bounds.chainLength) : 1,
      blockSizeBytes: this.blockSize(content) ?? blockSizes[format],
      sizeBytes: this.size(content),
      blocks: "filled",
      volume: key,
      volumeLabel: label,
      load: held,
      // Hyper-V does not limit a pass-through disk; a rule says so.
      ...(content.kind === "disk" && content.maximumIops && content.maximumIops.value > 0
        ? { maximumIops: content.maximumIops.value }
        : {}),
    };
  }

  /** By the phase: firmware and a guest whose drivers are not loaded use the emulated controller, and see no SCSI in generation 1. */
  private transport(device: Device, vm: VirtualMachine, release: Release): Transport | undefined {
    const { phase } = this.options;
    const title = `${slotName(device)} of "${vm.name?.value ?? ""}"`;
    if (phase === undefined || phase === "with-drivers") {
      const way = transportOf(device, vm, release);
      if (!way)
        this.notes.add(
          `${title} is left out: ${hasDrivers(vm) === false ? "its guest has no VMBus storage drivers" : "its drivers are unknown"}.`,
        );
      return way;
    }
    const { emulated, synthetic } = controllers[device.controllerType].transports;
    if (emulated) return emulated;
    const generation = generationOf(vm);
    const isStart = generation !== undefined && startsFrom(device.controllerType, generation);
    if (isStart && phase === "firmware" && !isPreRelease(release)) return synthetic;
    this.notes.add(`${title} is left out: nothing sees ${device.controllerType} in this phase.`);
    return undefined;
  }

  private volume(
    disk: Disk,
    device: Device,
    vm: VirtualMachine,
    host: Host | undefined,
  ): { key: string; label?: string } {
    const volume = host && volumeOf(disk.file.value, host);
    if (!volume) return this.standIn(device, vm);
    const { text } = volume.prefix.value;
    if (!isSharedByHosts(volume.prefix.value)) {
      const key = `"${text}" on ${host.name?.value}`;
      this.volumes.set(key, volume.media.value);
      return { key, label: text };
    }
    // A share or cluster volume is one for all hosts; the first that lists it says what it stands on.
    const key = this.sharedVolumes.get(volume.prefix.value.key) ?? `"${text}"`;
    this.sharedVolumes.set(volume.prefix.value.key, key);
    if (!this.volumes.has(key)) this.volumes.set(key, volume.media.value);
    return { key, label: text };
  }

  private physical(
    disk: PhysicalDiskUse,
    device: Device,
    vm: VirtualMachine,
    host: Host | undefined,
  ): { key: string; label?: string } {
    const number = disk.number.value;
    const described = host?.physicalDisks.find((candidate) => candidate.number.value === number);
    if (!described) return { ...this.standIn(device, vm), label: `physical ${number}` };
    const key = `physical disk ${number} on ${host?.name?.value}`;
    this.volumes.set(key, described.media.value);
    return { key, label: `physical ${number}` };
  }

  private standIn(device: Device, vm: VirtualMachine): { key: string } {
    const key = `${slotTitle(device)} of ${vm.name?.value ?? `VM ${this.vms.length + 1}`}`;
    this.volumes.set(key, standInMedium);
    this.notes.add(`No host says what some disks lie on; each of them stands on an own ${standInMedium}.`);
    return { key };
  }

  /** `undefined` where the disk says none that any disk could have. */
  private blockSize({ blockSizeBytes }: Disk | PhysicalDiskUse): number | undefined {
    if (!blockSizeBytes) return undefined;
    const { value } = blockSizeBytes;
    if (value >= 512 && value <= bounds.blockSizeBytes) return value;
    this.notes.add("A block size that no disk can have counts as not said.");
    return undefined;
  }

  private size(content: Disk | PhysicalDiskUse): number {
    if (content.sizeBytes) return Math.max(512, Math.min(content.sizeBytes.value, bounds.sizeBytes));
    this.notes.add("A disk without a size counts as 64GB.");
    return standInSize;
  }
}

const hostOf = ({ host }: RuleContext): Host | undefined => (host === "unknown" ? undefined : host);

/** `undefined` for a load without requests. */
function loadSpec({ requestSizes, read, random, queueDepth, rate }: LoadFigures): LoadSpec | undefined {
  if (queueDepth === 0) return undefined;
  const sizes = requestSizes.map(({ bytes, weight }) => ({ bytes, share: weight }));
  return { sizes, read, random, ...(rate === undefined ? { queueDepth } : { rate }) };
}
