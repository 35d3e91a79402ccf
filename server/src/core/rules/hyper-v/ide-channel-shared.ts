import { transportOf } from "../../model/drivers.ts";
import { generationOf, slotTitle } from "../../model/layout.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { loadedByController } from "../loaded-disks.ts";
import { defineRule } from "../rule.ts";

/** Emulated IDE devices of one controller wait for each other. */
export const ideChannelShared = defineRule({
  code: "ide-channel-shared",
  severity: "information",
  why: "The emulated IDE controller runs one command at a time for both of its devices. IDE is emulated for guests without VMBus drivers, and always on the pre-release of 2008. Two loaded disks on it wait for each other; on two controllers they do not.",
  link: pages.emulatedHardware,
  bad: String.raw`
vm old01 {
  guest windows-nt-4
  ide 0:0 disk "C:\VMs\old01\os.vhd" fixed boot { load file-server }
  ide 0:1 disk "D:\VMs\old01\data.vhd" fixed { load oltp }
  ^^^
}`,
  good: String.raw`
vm old01 {
  guest windows-nt-4
  ide 0:0 disk "C:\VMs\old01\os.vhd" fixed boot { load file-server }
  ide 1:0 disk "D:\VMs\old01\data.vhd" fixed { load oltp }
}`,
  scope: "release",
  check(context, report) {
    const { vm, release } = context;
    if (generationOf(vm) !== 1) return;
    for (const loaded of loadedByController(context, "IDE").values()) {
      const [first, ...later] = loaded.filter((device) => transportOf(device, vm, release) === "ide-emulated");
      for (const device of later) {
        const { controller } = device.slot.value;
        const message = `IDE controller ${controller} runs one command at a time, and ${slotTitle(first!)} and ${slotTitle(device)} are both loaded. They wait for each other. Move one of them to the other controller, if nothing there is loaded.`;
        const related = [{ at: first!.statement.keyword, message: "The other loaded disk." }];
        report({ at: device.statement.keyword, message, related });
      }
    }
  },
});
