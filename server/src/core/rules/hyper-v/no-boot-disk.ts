import { mayStart, startsFromNothing } from "../../model/boot.ts";
import { generationOf, isDisk, type VirtualMachine } from "../../model/layout.ts";
import { vmTitle } from "../../model/slots.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { mayUseGeneration2 } from "../advice.ts";
import { defineRule } from "../rule.ts";

/** A VM needs something to start from. */
export const noBootDisk = defineRule({
  code: "no-boot-disk",
  severity: "error",
  isAboutAbsence: true,
  link: pages.generations,
  why: "Generation 1 starts from a disk on IDE, generation 2 from a disk on SCSI; either can start from a disc or the network instead, in generation 2 unless a boot order leaves it out. With none of these the VM stops at its first screen. A VM of generation 1 with all disks on SCSI may start an installer, but never what it installs.",
  bad: String.raw`
vm web01 {
   ^^^^^
  scsi 0:0 disk "D:\VMs\web01\data.vhdx"
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "D:\VMs\web01\data.vhdx"
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    const at = vm.name?.range ?? vm.statement.keyword;
    if (cannotStartItsDisks(vm)) {
      const orConvert = mayUseGeneration2({ vm, releases }) ? ", or make this a VM of generation 2" : "";
      const message = `${vmTitle(vm)} has all its disks on SCSI, and generation 1 starts from IDE only: what is installed on them never starts. Put the boot disk on IDE 0:0${orConvert}.`;
      report({ at, message, severity: "warning" });
      return;
    }
    if (!startsFromNothing(vm)) return;
    const inOrder = vm.bootOrder && generationOf(vm) === 2 ? " in its boot order" : "";
    const type = generationOf(vm) === 1 ? "IDE" : "SCSI";
    report({ at, message: `${vmTitle(vm)} has nothing${inOrder} to start from. Add a disk on ${type}.` });
  },
});

/** Whether a VM of generation 1 has disks, but none where it can start from, and can only start from a disc, a floppy or the network. */
function cannotStartItsDisks(vm: VirtualMachine): boolean {
  if (generationOf(vm) !== 1 || vm.mayBeIncomplete || vm.devices.some(({ boot }) => boot)) return false;
  const disks = vm.devices.filter(isDisk);
  return disks.length > 0 && !disks.some((disk) => mayStart(disk, 1)) && !startsFromNothing(vm);
}
