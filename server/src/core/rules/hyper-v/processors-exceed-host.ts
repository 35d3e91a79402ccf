import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** A VM has no more virtual processors than its host has logical ones. */
export const processorsExceedHost = defineRule({
  code: "processors-exceed-host",
  severity: "error",
  link: pages.limits,
  why: "Hyper-V runs each virtual processor of a VM on a logical processor of its own. A VM with more of them than its host has does not start there.",
  bad: String.raw`
host hv01 { processors 8 }
vm web01 {
  on hv01
  processors 16
             ^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
host hv01 { processors 16 }
vm web01 {
  on hv01
  processors 16
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm, host }, report) {
    if (!host || host === "unknown" || !host.processors || host.processors === "unknown") return;
    if (!vm.processors || vm.processors === "unknown" || vm.processors.value <= host.processors.value) return;
    const { value } = host.processors;
    const message = `${vm.processors.value} virtual processors are more than the ${value} logical ones of host "${host.name?.value}", so the VM does not start there. Use at most ${value}.`;
    report({ at: vm.processors.range, message });
  },
});
