import { childOf } from "../../model/bound.ts";
import { generationOf } from "../../model/layout.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { mayUseGeneration2 } from "../advice.ts";
import { defineRule } from "../rule.ts";

/** The order of devices belongs to the firmware of generation 2. */
export const bootOrderOnGeneration1 = defineRule({
  code: "boot-order-on-generation-1",
  severity: "error",
  link: pages.setVmFirmware,
  why: "Generation 1 has a BIOS, which knows an order of four device classes (startup), but not of single devices. Hyper-V refuses firmware settings for such a VM.",
  bad: String.raw`
vm web01 {
  boot-order 0:0 network
  ^^^^^^^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  startup ide cd legacy-network floppy
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    const line = childOf(vm.statement, "boot-order");
    if (generationOf(vm) !== 1 || !line) return;
    const mayConvert = mayUseGeneration2({ vm, releases });
    const message = (startup: string, generation: string) =>
      `Generation 1 has no boot order of devices. List the start-up classes instead (${startup})${mayConvert ? `, or make this a VM of ${generation}` : ""}.`;
    report({
      at: line.keyword,
      message: message("startup cd ide legacy-network floppy", "generation 2"),
      messageInJson: message('"startup": [ "cd", "ide", "legacy-network", "floppy" ]', '"generation": 2'),
    });
  },
});
