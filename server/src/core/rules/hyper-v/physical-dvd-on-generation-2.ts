import { generationOf } from "../../model/layout.ts";
import { hasControllerType } from "../../schema/controllers.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Generation 2 takes disc images only. */
export const physicalDvdOnGeneration2 = defineRule({
  code: "physical-dvd-on-generation-2",
  severity: "error",
  link: pages.generations,
  why: "A DVD drive of a generation 2 VM holds a disc image or nothing; it cannot be tied to the host's optical drive.",
  bad: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:1 dvd physical "D:"
               ^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:1 dvd "C:\ISO\setup.iso"
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) !== 2) return;
    for (const { controllerType, content } of vm.devices) {
      if (!hasControllerType(controllerType, 2) || content.kind !== "dvd" || !content.physical) continue;
      const message = "Generation 2 cannot use the host's optical drive. Give the path of a disc image (.iso) instead.";
      report({ at: content.physical, message });
    }
  },
});
