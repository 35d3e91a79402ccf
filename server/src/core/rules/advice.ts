/** What advice may name: only what the releases that a VM is checked against, and its guest, allow. */
import { mayStartInGeneration2 } from "../model/drivers.ts";
import { type Device, type Disk, effectiveType } from "../model/layout.ts";
import { isSharedByHosts } from "../model/windows-path.ts";
import { hasExtension, hasFileShares, hasGeneration2, hasSharedDisks } from "../schema/hyper-v-limits.ts";
import type { Release } from "../schema/releases.ts";
import type { VmContext } from "./rule.ts";

/** Whether one of the releases has generation 2, and the guest can start in it. */
export function mayUseGeneration2({ vm, releases }: Pick<VmContext, "vm" | "releases">): boolean {
  return mayStartInGeneration2(vm) && isOnOne(releases, hasGeneration2);
}

export function mayUseVhdx({ releases }: Pick<VmContext, "releases">): boolean {
  return isOnOne(releases, (release) => hasExtension(".vhdx", release));
}

/** Whether virtual hard disks may be on a share. */
export function mayUseShares({ releases }: Pick<VmContext, "releases">): boolean {
  return isOnOne(releases, hasFileShares);
}

/** Whether `shared` would be accepted at the disk. */
export function mayBeShared(device: Device, disk: Disk, { releases }: Pick<VmContext, "releases">): boolean {
  return (
    device.controllerType === "SCSI" &&
    disk.file.value.extension !== ".vhd" &&
    effectiveType(disk) !== "differencing" &&
    isSharedByHosts(disk.file.value) &&
    isOnOne(releases, hasSharedDisks)
  );
}

/** An unknown platform may be any release. */
function isOnOne(releases: readonly Release[] | undefined, allows: (release: Release) => boolean): boolean {
  return releases?.some(allows) ?? true;
}
