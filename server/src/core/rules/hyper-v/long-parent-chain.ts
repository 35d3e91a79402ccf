import { effectiveType, parentsOf } from "../../model/layout.ts";
import { longParentChain as longestChain, pages } from "../../schema/hyper-v-limits.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A chain of parents is short. */
export const longParentChain = defineRule({
  code: "long-parent-chain",
  severity: "warning",
  why: "A read of old data goes through every file of the chain until one of them holds it. Each further file costs time, and is one more that must not be lost.",
  link: pages.storagePerformance,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot {
               ^^^^^^^^^^^^^^^^^^^^^^
    parent "C:\Base\4.vhdx" { parent "C:\Base\3.vhdx" { parent "C:\Base\2.vhdx" { parent "C:\Base\1.vhdx" } } }
  }
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot {
    parent "C:\Base\3.vhdx" { parent "C:\Base\2.vhdx" { parent "C:\Base\1.vhdx" } }
  }
}`,
  scope: "vm",
  check(context, report) {
    for (const { disk } of disksOf(context)) {
      if (effectiveType(disk) !== "differencing") continue;
      const chain = [disk.file.value, ...parentsOf(disk).map(({ file }) => file.value)];
      const isCircle = new Set(chain.map(({ key }) => key)).size < chain.length; // Another rule says so.
      if (chain.length - 1 <= longestChain || isCircle) continue;
      const message = `"${disk.file.value.text}" has ${chain.length - 1} parents in a chain. Merge some of them, so that at most ${longestChain} remain.`;
      report({ at: disk.file.range, message });
    }
  },
});
