import { bootEntriesBySlot } from "../../model/boot.ts";
import type { Ranged } from "../../model/layout.ts";
import type { Fix } from "../../model/problem.ts";
import { freeSlots, nextFreeSlot, writeSlot } from "../../model/slots.ts";
import type { Slot } from "../../schema/controllers.ts";
import { pages, scsiControllers, scsiLocations } from "../../schema/hyper-v-limits.ts";
import type { Range } from "../../syntax/tree.ts";
import { defineRule } from "../rule.ts";

/** A SCSI controller has the locations 0 to 63; on the pre-release of 2008, 0 to 254. */
export const scsiLocationOutOfRange = defineRule({
  code: "scsi-location-out-of-range",
  severity: "error",
  link: pages.limits,
  why: "A SCSI controller takes 64 devices, at the locations 0 to 63. On the pre-release of 2008 it took 255, at 0 to 254, and texts of that time are still copied today.",
  bad: String.raw`
platform windows-server-2022
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:64 disk "C:\VMs\web01\data.vhdx"
         ^^
}`,
  good: String.raw`
platform windows-server-2022
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:63 disk "C:\VMs\web01\data.vhdx"
}`,
  scope: "release",
  check({ vm, release }, report) {
    const locations = scsiLocations(release);
    let freeInReach: readonly Slot[] | undefined;
    let bootEntries: ReadonlyMap<string, readonly Range[]> | undefined;
    for (const { controllerType, slot } of vm.devices) {
      const { controller, location, locationRange } = slot.value;
      if (controllerType !== "SCSI" || location < locations) continue;
      const message = `SCSI controller ${controller} has no location ${location}: on ${release} the last is ${locations - 1}.`;
      freeInReach ??= freeSlots(vm, "SCSI", [release]);
      const free = controller < scsiControllers ? nextFreeSlot(freeInReach, slot.value) : undefined;
      bootEntries ??= bootEntriesBySlot(vm);
      const fixes = free ? [moveTo(free, slot, bootEntries.get(writeSlot(slot.value)) ?? [])] : [];
      report({ at: locationRange, message, fixes });
    }
  },
});

/** The entries of the boot order are changed, too. */
function moveTo(free: Slot, slot: Ranged<Slot>, entries: readonly Range[]): Fix {
  const newValue = writeSlot(free);
  return {
    title: `Move to the free slot ${newValue}`,
    edits: [slot.range, ...entries].map((range) => ({ range, newValue })),
  };
}
