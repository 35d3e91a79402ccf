import { bootOrderOf, devicesInReach } from "../../model/boot.ts";
import type { VirtualMachine } from "../../model/layout.ts";
import { writeSlot } from "../../model/slots.ts";
import type { Slot } from "../../schema/controllers.ts";
import { scsiControllers } from "../../schema/hyper-v-limits.ts";
import type { Range } from "../../syntax/tree.ts";
import { defineRule } from "../rule.ts";

/** SCSI controllers are numbered without gaps. */
export const scsiControllerGap = defineRule({
  code: "scsi-controller-gap",
  severity: "error",
  isAboutAbsence: true,
  why: "Add-VMScsiController takes no number: Hyper-V numbers the controllers in the order in which they are added. So a controller above a gap cannot exist. If the lower controller is meant to be empty, name it by its number alone.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "C:\VMs\web01\data.vhdx"
  scsi 2:0 disk "C:\VMs\web01\log.vhdx"
       ^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "C:\VMs\web01\data.vhdx"
  scsi 1
  scsi 2:0 disk "C:\VMs\web01\log.vhdx"
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    if (vm.mayBeIncomplete || !hasSecondController(vm)) return;
    const used = controllersInUse(vm, releases);
    const numbers = [...used.keys()].sort((a, b) => a - b);
    const inReach = (number: number) => used.get(number)!.find((use) => use.isInReach);
    const above = numbers.find((number, at) => number !== at && inReach(number));
    if (above === undefined) return;
    const missing = Array.from({ length: above }, (_, number) => number).filter((number) => !used.has(number));
    const [gap] = missing;
    const entries = bootOrderOf(vm).flatMap(({ value, range }) =>
      typeof value === "string" ? [] : [{ range, slot: { controller: value.controller, location: value.location } }],
    );
    const edits = numbers.flatMap((number, at) => {
      if (number === at) return [];
      const listed = entries.filter(({ slot }) => slot.controller === number);
      return [...used.get(number)!, ...listed].map(({ range, slot }) => ({
        range,
        newValue: slot ? writeSlot({ ...slot, controller: at }) : `${at}`,
      }));
    });
    const message = (empty: string) =>
      `SCSI controller ${above} is used and ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not. Hyper-V numbers controllers without gaps: use ${gap}, or add ${empty} for an empty controller.`;
    report({
      at: inReach(above)!.digits,
      message: message(`"scsi ${gap}"`),
      messageInJson: message(`"${gap}": {} to "scsi"`),
      fixes: [{ title: "Renumber the SCSI controllers without gaps", edits }],
    });
  },
});

/** A shortcut: nearly every VM has its disks on the first controller, where there can be no gap. */
function hasSecondController({ controllers, devices }: VirtualMachine): boolean {
  return controllers.length > 0 || devices.some(({ slot }) => slot.value.controller > 0);
}

interface Use {
  /** The digits of the controller. */
  readonly digits: Range;
  /** The whole address or number. */
  readonly range: Range;
  readonly slot: Slot | undefined;
  /** A location that the controller lacks is no reason to add a controller below it. */
  readonly isInReach: boolean;
}

function controllersInUse(vm: VirtualMachine, releases: Parameters<typeof devicesInReach>[1]): Map<number, Use[]> {
  const used = new Map<number, Use[]>();
  const add = (number: number, use: Use) => {
    const uses = used.get(number);
    if (uses) uses.push(use);
    else used.set(number, [use]);
  };
  const reached = new Set(devicesInReach(vm, releases));
  for (const device of vm.devices) {
    const { controllerType, slot } = device;
    const { controllerRange, controller, location } = slot.value;
    if (controllerType !== "SCSI" || controller >= scsiControllers) continue;
    const use = { digits: controllerRange, range: slot.range, slot: { controller, location } };
    add(controller, { ...use, isInReach: reached.has(device) });
  }
  for (const { value, range, digits } of vm.controllers) {
    if (value < scsiControllers) add(value, { digits, range, slot: undefined, isInReach: true });
  }
  for (const uses of used.values()) uses.sort((a, b) => a.digits.start - b.digits.start);
  return used;
}
