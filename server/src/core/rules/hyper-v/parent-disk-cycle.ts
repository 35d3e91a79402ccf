import { pages } from "../../schema/hyper-v-limits.ts";
import { type ParentEdge, parentEdges } from "../files-of.ts";
import { findCycles } from "../parent-cycles.ts";
import { defineRule, type FactOf, isOfVm } from "../rule.ts";

/** No file is its own ancestor. */
export const parentDiskCycle = defineRule<readonly ParentEdge[]>({
  code: "parent-disk-cycle",
  severity: "error",
  why: "A chain of differencing disks ends at a disk that holds data of its own. A chain that comes back to where it began has no such end, and none of its files can be opened.",
  link: pages.newVhd,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { parent "C:\VMs\web01\os.vhdx" }
                                                    ^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { parent "C:\Base\ws2019.vhdx" }
}`,
  spanning: {
    facts(context) {
      const edges = isOfVm(context) ? parentEdges(context) : [];
      return edges.length > 0 ? [{ key: "", fact: edges }] : [];
    },
    check(facts, report) {
      const reported = new Set<ParentEdge>();
      for (const cycle of findCycles(inOrder(facts))) {
        const sorted = [...cycle].sort((a, b) => a.place - b.place);
        const { item, edge } = sorted.pop()!;
        if (reported.has(edge)) continue;
        reported.add(edge);
        const message = `"${edge.file.text}" is its own ancestor here. Name another parent.`;
        const related = sorted.map((other) => ({
          at: other.edge.file.at,
          in: other.item,
          message: "A parent in the same cycle.",
        }));
        report(item, { at: edge.file.at, message, related });
      }
    },
  },
});

/** The edges of all items, each with its place in the file. */
function inOrder(facts: readonly FactOf<readonly ParentEdge[]>[]) {
  return facts
    .flatMap(({ item, fact }) => fact.map((edge) => ({ item, edge })))
    .map(({ item, edge }, place) => ({ item, edge, place, child: edge.child, parent: edge.parent }));
}
