import { devicesInReach } from "../../model/boot.ts";
import { type Device, generationOf } from "../../model/layout.ts";
import { moveDevice } from "../../model/problem.ts";
import { freeSlots, writeSlot } from "../../model/slots.ts";
import { pages, refusesDvdOnScsi } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** In generation 1 a DVD drive belongs on IDE. */
export const dvdOnScsi = defineRule({
  code: "dvd-on-scsi",
  severity: "error",
  link: pages.addDvd,
  why: "Up to 2012 R2 a DVD drive of generation 1 sits on IDE only. From 2016 on, the documentation contradicts itself: the page on limits lists DVD drives on SCSI, while the page of the cmdlet still says IDE. IDE works everywhere.",
  bad: String.raw`
platform windows-server-2012-r2
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 dvd empty
  ^^^^
}`,
  good: String.raw`
platform windows-server-2012-r2
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 1:0 dvd empty
}`,
  scope: "release",
  check({ vm, release }, report) {
    if (generationOf(vm) !== 1) return;
    const isOnScsi = ({ controllerType, content }: Device) => controllerType === "SCSI" && content.kind === "dvd";
    if (!vm.devices.some(isOnScsi)) return;
    const free = [...freeSlots(vm, "IDE")].sort((a, b) => b.controller - a.controller || a.location - b.location);
    for (const { statement } of devicesInReach(vm, [release]).filter(isOnScsi)) {
      const target = free.shift();
      const refused = refusesDvdOnScsi(release);
      const reason = refused
        ? `${release} takes DVD drives of generation 1 on IDE only.`
        : "A DVD drive of generation 1 belongs on IDE; on SCSI it may be refused.";
      report({
        at: statement.keyword,
        message: `${reason} ${target ? `IDE ${writeSlot(target)} is free.` : "No IDE slot is free; move a disk to SCSI first."}`,
        severity: refused ? "error" : "warning",
        fixes: target ? [moveDevice(`Move to IDE ${writeSlot(target)}`, statement.range, "IDE", target)] : [],
      });
    }
  },
});
