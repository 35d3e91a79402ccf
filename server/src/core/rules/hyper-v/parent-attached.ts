import { pages } from "../../schema/hyper-v-limits.ts";
import { isSameList } from "../../syntax/incremental/retained-values.ts";
import { type FileRole, fileRoles } from "../files-of.ts";
import { cycleTest } from "../parent-cycles.ts";
import { defineRule, type FactOf } from "../rule.ts";

/** A parent is attached nowhere itself. */
export const parentAttached = defineRule<FileRole>({
  code: "parent-attached",
  severity: "error",
  why: "The children of a disk rely on every block of it staying as it was. A VM that attaches the parent itself writes to it, and all its children are lost.",
  link: pages.storagePerformance,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\Base\ws2019.vhdx" boot
}
vm web02 {
  ide 0:0 disk "C:\VMs\web02\os.vhdx" boot { parent "C:\Base\ws2019.vhdx" }
                                                    ^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { parent "C:\Base\ws2019.vhdx" }
}
vm web02 {
  ide 0:0 disk "C:\VMs\web02\os.vhdx" boot { parent "C:\Base\ws2019.vhdx" }
}`,
  spanning: {
    facts: fileRoles,
    check(facts, report) {
      const place = facts.findIndex(({ fact }) => !fact.edge);
      if (place < 0 || facts.every(({ fact }) => !fact.edge)) return;
      const attached = facts[place]!;
      const isOnCycle = lastCycleTest([...new Set(facts.map(({ fact }) => fact.edges))]);
      const isInConflict = ({ fact }: FactOf<FileRole>) => fact.edge !== undefined && !isOnCycle(fact.edge);
      const earlier = facts.slice(0, place).filter(isInConflict);
      if (earlier.length > 0) {
        const message = `"${attached.fact.file.text}" is the parent of another disk, and writing to it breaks that disk. Attach a differencing disk of its own here.`;
        const related = earlier.map((parent) => placed(parent, "It is named as a parent here."));
        report(attached.item, { at: attached.fact.file.at, message, related });
      }
      for (const { item, fact } of facts.slice(place + 1).filter(isInConflict)) {
        const message = `"${fact.file.text}" is attached to VM "${attached.fact.vmName}" itself, and writing to it breaks its children. Attach a differencing disk there, or name another parent.`;
        report(item, { at: fact.file.at, message, related: [placed(attached, "The parent is attached here.")] });
      }
    },
  },
});

/** The files of one VM are often checked one after another, each with the same edges. */
let last:
  | { readonly edges: readonly FileRole["edges"][]; readonly isOnCycle: ReturnType<typeof cycleTest> }
  | undefined;

function lastCycleTest(edges: readonly FileRole["edges"][]) {
  if (!last || !isSameList(last.edges, edges)) last = { edges, isOnCycle: cycleTest(edges.flat()) };
  return last.isOnCycle;
}

function placed({ item, fact }: FactOf<FileRole>, message: string) {
  return { at: fact.file.at, in: item, message };
}
