/** The part of a VM that a target supports, and what the target does not support. */
import type { VirtualMachine } from "../model/layout.ts";
import { compareSlots, isSameSlot, vmSlotTitle } from "../model/slots.ts";
import { isSharedByHosts, parseWindowsPath } from "../model/windows-path.ts";
import type { VmSlot } from "../schema/controllers.ts";
import { isAtLeast, type Release } from "../schema/releases.ts";
import { type LimitKind, reasonOf, type Target, targetLimits, targets } from "./target-limits.ts";
import { type DiskPlan, type DvdPlan, type FilePlan, isDescribed, type VmPlan, vmPlan } from "./vm-plan.ts";

/** A part of a VM that the target does not support. */
export interface Loss {
  readonly kind: LimitKind;
  /** Where it is, such as `SCSI 0:1`; `undefined` for the VM as a whole. */
  readonly place: string | undefined;
}

/** A VM without what the target does not support; that is listed in `losses`. */
export interface ExportedVm {
  readonly vm: VmPlan;
  readonly losses: readonly Loss[];
}

/** Records a part that may not be supported, and returns whether it is not. */
type Lose = (kind: LimitKind, place?: string) => boolean;

/** `release`: that of the VM's host, if it is stated. `isInCluster`: whether its host is in a cluster. */
export function exportedVm(
  vm: VirtualMachine,
  { release, isInCluster }: { readonly release?: Release | undefined; readonly isInCluster?: boolean },
  target: Target,
): ExportedVm {
  const plan = vmPlan(vm);
  const losses: Loss[] = [];
  const lose: Lose = (kind, place) => {
    const isLost = reasonOf(kind, target) !== undefined;
    if (isLost) losses.push({ kind, place });
    return isLost;
  };
  if (release && !isAtLeast(release, targets[target].oldestRelease)) lose("release");
  if (isInCluster) lose("cluster-role");
  const disks = plan.disks
    .filter((disk) => hasSlot(disk, lose) && hasContent(disk, lose))
    .map((disk) => withSettings(disk, lose, target));
  const dvds = plan.dvds.filter((dvd) => isDvdSupported(dvd, plan, lose));
  const used = new Set([...plan.disks, ...plan.dvds].map((slot) => slot.controllerType === "SCSI" && slot.controller));
  for (let controller = 1; controller < plan.scsiControllers; controller++)
    if (!used.has(controller)) lose("scsi-controllers", `SCSI ${controller}`);
  const isFirst = isFirstSupported(plan.bootDevice, disks, dvds, target);
  const supported: VmPlan = {
    ...plan,
    disks,
    dvds,
    files: filesOf(plan, disks).map((file) => withOptions(file, lose)),
    adapters: plan.adapters.filter(
      ({ isLegacy, switchName, name }) =>
        !(isLegacy && lose("legacy-network", name)) &&
        !(switchName === undefined && lose("network-without-switch", name)),
    ),
    floppy: plan.floppy !== undefined && lose("floppy") ? undefined : plan.floppy,
    bootDevice: isFirst ? plan.bootDevice : undefined,
  };
  if (vm.startup && plan.generation === 1) lose("startup");
  if (!isFirst || !isOrderSupported(supported, target)) lose("boot-order");
  return { vm: supported, losses };
}

function hasSlot(slot: VmSlot, lose: Lose): boolean {
  if (slot.location > 63 && lose("location-above-63", vmSlotTitle(slot))) return false;
  return !(slot.controllerType === "SCSI" && slot.controller > 0 && lose("scsi-controllers", vmSlotTitle(slot)));
}

function hasContent(disk: DiskPlan, lose: Lose): boolean {
  if (typeof disk.content === "number") return !lose("physical-disk", vmSlotTitle(disk));
  return !(/\.vhds$/i.test(disk.content) && lose("vhd-set", vmSlotTitle(disk)));
}

function withSettings(disk: DiskPlan, lose: Lose, target: Target): DiskPlan {
  const isShared = disk.isShared && !lose("shared", vmSlotTitle(disk));
  const isLimited = disk.minimumIops > 0 || disk.maximumIops > 0;
  // taliesins accepts the fields, but applies them late.
  const isDropped = isLimited && lose("iops", vmSlotTitle(disk)) && target !== "taliesins";
  return { ...disk, isShared, ...(isDropped ? { minimumIops: 0, maximumIops: 0 } : {}) };
}

function isDvdSupported(dvd: DvdPlan, { generation }: VmPlan, lose: Lose): boolean {
  const place = vmSlotTitle(dvd);
  if (dvd.controllerType === "SCSI" && generation === 1 && lose("dvd-on-scsi-generation-1", place)) return false;
  return hasSlot(dvd, lose) && !(dvd.isPhysical && lose("physical-dvd", place));
}

/** Whether the target can start a VM without a boot order from its boot device. taliesins keeps the order of its drives. */
function isFirstSupported(
  bootDevice: VmSlot | undefined,
  disks: readonly DiskPlan[],
  dvds: readonly DvdPlan[],
  target: Target,
): boolean {
  if (!bootDevice) return true;
  const isBoot = (slot: VmSlot) => isSameSlot(slot, bootDevice);
  if (target === "ansible") return disks.some(isBoot);
  if (target !== "taliesins") return [...disks, ...dvds].some(isBoot);
  const [first] = [...disks, ...dvds].sort(compareSlots);
  return first !== undefined && isBoot(first);
}

/** Whether every entry of the boot order is of a kind that the target finds on any host, and exists. */
function isOrderSupported({ bootOrder, disks, dvds, adapters }: VmPlan, target: Target): boolean {
  const drives = target === "ansible" ? disks : [...disks, ...dvds];
  return bootOrder.every((entry) =>
    typeof entry === "string"
      ? target === "powershell" || (entry === "network" && target === "windsorcli" && adapters.length > 0)
      : target !== "taliesins" && drives.some((drive) => isSameSlot(drive, entry)),
  );
}

/** The files of `disks` and their parents. */
function filesOf({ files }: VmPlan, disks: readonly DiskPlan[]): readonly FilePlan[] {
  const needed = new Set(disks.map(({ content }) => `${content}`.toLowerCase()));
  // Parents come before their children.
  for (const { path, parent } of [...files].reverse())
    if (parent !== undefined && needed.has(path.toLowerCase())) needed.add(parent.toLowerCase());
  return files.filter(({ path }) => needed.has(path.toLowerCase()));
}

function withOptions(file: FilePlan, lose: Lose): FilePlan {
  const { path, type, sizeBytes, blockSizeBytes, sectorSizeBytes, physicalSectorSizeBytes } = file;
  if ((sizeBytes ?? 0) % 4096 !== 0) lose("size-step", path);
  const hasOptions = type === "differencing" && (sizeBytes ?? blockSizeBytes) !== undefined;
  const losesOptions = hasOptions && lose("differencing-options", path);
  const losesBlock = blockSizeBytes !== undefined && lose("block-size", path);
  const losesSectors = (sectorSizeBytes ?? physicalSectorSizeBytes) !== undefined && lose("sector-size", path);
  return {
    ...file,
    ...(losesOptions ? { sizeBytes: undefined } : {}),
    ...(losesOptions || losesBlock ? { blockSizeBytes: undefined } : {}),
    ...(losesSectors ? { sectorSizeBytes: undefined, physicalSectorSizeBytes: undefined } : {}),
  };
}

/** The same file has the same key. `host` is that of a VM that uses it. */
export function fileKey(path: string, host: string): string {
  return `${isSharedByHosts(parseWindowsPath(path)) ? "" : host.toLowerCase()}|${path.toLowerCase()}`;
}

/**
 * Each VM with what any of them states about its files, since one may only name what another describes. Parents come before
 * children.
 */
export function withSharedFiles(vms: readonly ExportedVm[]): readonly ExportedVm[] {
  const known = new Map<string, FilePlan>();
  for (const { vm } of vms) {
    for (const file of vm.files) {
      const key = fileKey(file.path, vm.host);
      const before = known.get(key);
      if (!before || (!isDescribed(before) && isDescribed(file))) known.set(key, file);
    }
  }
  return vms.map(({ vm, losses }) => {
    const find = (path: string | undefined) => (path === undefined ? undefined : known.get(fileKey(path, vm.host)));
    const seen = new Set<FilePlan>();
    const files = vm.files.flatMap(({ path }) => {
      const chain: FilePlan[] = [];
      for (let file = find(path); file && !seen.has(file); file = find(file.parent)) {
        seen.add(file);
        chain.push(file);
      }
      return chain.reverse();
    });
    return { vm: { ...vm, files }, losses };
  });
}

/** Comments for the place where the VM is written: what the text leaves out, and which files must exist. */
export function notesOf({ vm, losses }: ExportedVm, target: Target): readonly string[] {
  const presumed = vm.files.filter((file) => !isDescribed(file));
  const first = replacesBootOrder.includes(target) ? vm.bootDevice : undefined;
  return [
    ...losses.map((loss) => noteOf(loss, target)),
    ...(first ? [`The boot order has ${vmSlotTitle(first)} only; no other device and no network is tried.`] : []),
    ...presumed.map(({ path }) => `Must exist: ${path}.`),
  ];
}

/** These replace the host's boot order with a list; PowerShell moves one device to its front. */
const replacesBootOrder: readonly Target[] = ["ansible", "windsorcli"];

function noteOf(loss: Loss, target: Target): string {
  if (loss.kind === "release") return `Not for the release that the layout states: ${reasonOf("release", target)}.`;
  return `Not in this file: ${lossText(loss, target)}.`;
}

function lossText({ kind, place }: Loss, target: Target): string {
  return `${targetLimits[kind].title}${place === undefined ? "" : ` (${place})`}: ${reasonOf(kind, target)}`;
}

/** One line for each kind of loss of a VM, with all its places. */
export function lossLines({ vm, losses }: ExportedVm, target: Target): readonly string[] {
  const kinds = [...new Set(losses.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const places = losses.flatMap((loss) => (loss.kind === kind ? (loss.place ?? []) : []));
    const what = lossText({ kind, place: places.length > 0 ? places.join(", ") : undefined }, target);
    return `VM "${vm.name}": ${targets[target].title} does not support ${what}.`;
  });
}
