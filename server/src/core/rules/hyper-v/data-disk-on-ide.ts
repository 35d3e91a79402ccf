import { bootDisk, bySlot } from "../../model/boot.ts";
import { hasDrivers } from "../../model/drivers.ts";
import { generationOf, isDisk, slotTitle } from "../../model/layout.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { devicesOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";
import { repeatedFiles } from "./file-attached-twice.ts";

/** Only the boot disk needs IDE. */
export const dataDiskOnIde = defineRule({
  code: "data-disk-on-ide",
  severity: "information",
  why: "A VM of generation 1 needs IDE only for its boot disk. Disks on IDE cannot be added or removed while the VM runs, and large requests are split into smaller ones there. Data disks are faster on SCSI if the guest has the drivers.",
  link: pages.storagePerformance,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 0:1 disk "D:\VMs\web01\data.vhdx"
  ^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "D:\VMs\web01\data.vhdx"
}`,
  scope: "vm",
  check(context, report) {
    const { vm } = context;
    if (generationOf(vm) !== 1 || hasDrivers(vm) !== true) return;
    const devices = devicesOf(context);
    const start = bootDisk(vm, devices);
    const repeated = new Set(repeatedFiles(context).map(([{ device }]) => device));
    for (const device of devices) {
      if (device.controllerType !== "IDE" || !isDisk(device) || device === start || device.boot) continue;
      // Another rule says that the boot disk has this slot, that the file is attached twice, or that a shared disk needs SCSI.
      if (start?.controllerType === "IDE" && bySlot(device, start) === 0) continue;
      if (repeated.has(device) || (device.content.kind === "disk" && device.content.shared)) continue;
      const message = `${slotTitle(device)} holds a disk that the VM does not start from. Move it to a SCSI slot.`;
      report({ at: device.statement.keyword, message });
    }
  },
});
