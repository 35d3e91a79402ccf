import { effectiveType } from "../../model/layout.ts";
import { isAbsolute, isSharedByHosts } from "../../model/windows-path.ts";
import { hasSharedDisks, pages } from "../../schema/hyper-v-limits.ts";
import type { Release } from "../../schema/releases.ts";
import { type DiskDevice, disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A disk can be shared on SCSI, as VHDX or VHD Set, on a server of 2012 R2 or later. */
export const sharedDiskNotSupported = defineRule({
  code: "shared-disk-not-supported",
  severity: "error",
  why: "VMs of a guest cluster agree on who writes by SCSI reservations, which Hyper-V keeps on a SCSI controller: for VHDX files since Windows Server 2012 R2, for VHD Sets since 2016. Hyper-V on a client has no shared disks. VHDs, differencing disks and IDE slots do not support them. The file must be where several hosts can reach it: on a cluster shared volume or a share of a scale-out file server; Hyper-V refuses to attach one from a local drive.",
  link: pages.vhdSets,
  bad: String.raw`
platform windows-server-2016
vm node01 {
  ide 0:0 disk "C:\VMs\node01\os.vhdx" boot
  ide 0:1 disk "C:\ClusterStorage\Volume1\quorum.vhdx" shared
                                                       ^^^^^^
}`,
  good: String.raw`
platform windows-server-2016
vm node01 {
  ide 0:0 disk "C:\VMs\node01\os.vhdx" boot
  scsi 0:0 disk "C:\ClusterStorage\Volume1\quorum.vhdx" shared
}`,
  scope: "release",
  check(context, report) {
    const { vm, release } = context;
    if (vm.devices.every(({ content }) => content.kind !== "disk" || !content.shared)) return;
    for (const holder of disksOf(context)) {
      const message = holder.disk.shared && refusal(holder, release);
      if (message) report({ at: holder.disk.shared, message });
    }
  },
});

function refusal({ device, disk }: DiskDevice, release: Release): string | undefined {
  if (!hasSharedDisks(release))
    return `${release} has no shared disks. Use Windows Server 2012 R2 or later, or remove "shared".`;
  const name = `"${disk.file.value.text}"`;
  if (device.controllerType !== "SCSI")
    return `${name} is on ${device.controllerType}, and disks are shared on SCSI only. Move it to a SCSI slot, or remove "shared".`;
  if (disk.file.value.extension === ".vhd")
    return `${name} is a VHD, which cannot be shared. Use a .vhdx file, or remove "shared".`;
  if (effectiveType(disk) === "differencing")
    return `${name} is differencing and cannot be shared. Use a fixed or dynamic disk, or remove "shared".`;
  const { value } = disk.file;
  return isAbsolute(value) && !isSharedByHosts(value)
    ? `${name} is on a local drive, and a shared disk must be on a cluster volume or a share. Move it to a folder such as "C:\\ClusterStorage\\Volume1", or remove "shared".`
    : undefined;
}
