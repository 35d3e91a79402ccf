import { type Ranged, slotTitle } from "../../model/layout.ts";
import { hostKey, physicalDisksOf } from "../files-of.ts";
import { defineRule, isOfVm } from "../rule.ts";

interface PhysicalDiskFact {
  readonly number: Ranged<number>;
  readonly slot: string;
  readonly vmName: string;
}

/** A physical disk belongs to one slot on its host. */
export const physicalDiskUsedTwice = defineRule<PhysicalDiskFact>({
  code: "physical-disk-used-twice",
  severity: "error",
  why: "A pass-through disk is offline on the host and belongs to one slot as a whole. A second VM that uses the same disk does not start.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk physical 3
}
vm web02 {
  ide 0:0 disk "C:\VMs\web02\os.vhdx" boot
  scsi 0:0 disk physical 3
                         ^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk physical 3
}
vm web02 {
  ide 0:0 disk "C:\VMs\web02\os.vhdx" boot
  scsi 0:0 disk physical 4
}`,
  spanning: {
    facts(context) {
      if (!isOfVm(context)) return [];
      const vmName = context.vm.name?.value ?? "";
      return physicalDisksOf(context).map(({ device, disk: { number } }) => ({
        key: `${hostKey(context)} ${number.value}`,
        fact: { number, slot: slotTitle(device), vmName },
      }));
    },
    check([first, ...later], report) {
      for (const { item, fact } of later) {
        const holder = `${first!.fact.slot} of VM "${first!.fact.vmName}"`;
        const message = `Physical disk ${fact.number.value} is already taken by ${holder}. Name another disk, or remove one of the two.`;
        const related = [{ at: first!.fact.number.range, in: first!.item, message: "The disk is taken here first." }];
        report(item, { at: fact.number.range, message, related });
      }
    },
  },
});
