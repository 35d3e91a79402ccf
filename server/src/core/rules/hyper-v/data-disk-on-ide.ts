import { bootDisk } from "../../model/boot.ts";
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
  why: "IDE is there to start from: its disks cannot be added or removed while the VM runs, and take smaller requests. A guest with drivers uses data disks on SCSI better.",
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
      if (device.controllerType !== "IDE" || !isDisk(device) || device === start || device.boot || repeated.has(device))
        continue;
      const message = `${slotTitle(device)} holds a disk that the VM does not start from. Move it to a SCSI slot.`;
      report({ at: device.statement.keyword, message });
    }
  },
});
