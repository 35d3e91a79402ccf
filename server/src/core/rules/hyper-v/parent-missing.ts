import { pages } from "../../schema/hyper-v-limits.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A differencing disk names its parent. */
export const parentMissing = defineRule({
  code: "parent-missing",
  severity: "error",
  why: "A differencing disk holds only what differs from its parent, so it cannot exist without one. New-VHD refuses to create it.",
  link: pages.newVhd,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" differencing boot
                                      ^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" differencing boot { parent "C:\Base\ws2019.vhdx" }
}`,
  scope: "vm",
  check(context, report) {
    const { vm } = context;
    if (vm.mayBeIncomplete) return;
    for (const { disk } of disksOf(context)) {
      if (disk.type?.value !== "differencing" || disk.parent) continue;
      const message = (parent: string) =>
        `"${disk.file.value.text}" is differencing but names no parent. Add ${parent}.`;
      report({
        at: disk.type.range,
        message: message('a block with its parent: { parent "FILE" }'),
        messageInJson: message('its parent: "parent": "FILE"'),
      });
    }
  },
});
