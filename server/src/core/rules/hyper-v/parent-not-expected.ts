import { childOf } from "../../model/bound.ts";
import { removeStatement } from "../../model/problem.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** Only a differencing disk has a parent. */
export const parentNotExpected = defineRule({
  code: "parent-not-expected",
  severity: "error",
  why: "A fixed or dynamic disk holds all its data itself. Either the disk is meant to be differencing, or the parent is left over.",
  link: pages.newVhd,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed boot { parent "C:\Base\ws2019.vhdx" }
                                                   ^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" differencing boot { parent "C:\Base\ws2019.vhdx" }
}`,
  scope: "vm",
  check(context, report) {
    for (const { device, disk } of disksOf(context)) {
      if (!disk.type || disk.type.value === "differencing" || !disk.parent || disk.parent === "unknown") continue;
      const statement = childOf(device.statement, "parent");
      const message = `"${disk.file.value.text}" is ${disk.type.value}, so it cannot have a parent. Write "differencing" in place of "${disk.type.value}", or remove the parent.`;
      const related = [{ at: disk.type.range, message: "The type of the disk." }];
      const fixes = statement ? [removeStatement("Remove the parent", statement.range)] : [];
      report({ at: disk.parent.keyword, message, related, fixes });
    }
  },
});
