import { generationOf } from "../../model/layout.ts";
import { replaceWords } from "../../model/problem.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defaultStartup } from "../../schema/statements/vm.ts";
import { defineRule } from "../rule.ts";

/** The start-up order has all four classes, each once. */
export const startupIncomplete = defineRule({
  code: "startup-incomplete",
  severity: "error",
  link: pages.setVmBios,
  why: "Set-VMBios takes the four classes cd, ide, legacy-network and floppy in one list, each exactly once. A class without a device is skipped.",
  bad: String.raw`
vm web01 {
  startup ide cd
  ^^^^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  startup ide cd legacy-network floppy
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) !== 1 || !vm.startup || vm.startup === "unknown") return;
    const { entries, keyword, range } = vm.startup;
    const listed = [...new Set(entries.map(({ value }) => value))];
    const missing = defaultStartup.filter((name) => !listed.includes(name));
    const twice = entries.find(({ value }, at) => entries.findIndex((other) => other.value === value) < at);
    if (missing.length === 0 && !twice) return;
    const whole = [...listed, ...missing];
    const faults = [
      ...(twice ? [`lists ${twice.value} twice`] : []),
      ...(missing.length > 0 ? [`lacks ${missing.join(", ")}`] : []),
    ];
    report({
      at: twice?.range ?? keyword,
      message: `The start-up order ${faults.join(" and ")}. List all four classes, each once: ${whole.join(" ")}.`,
      fixes: [replaceWords(`Write ${whole.join(" ")}`, range, whole)],
    });
  },
});
