import { type BoundStatement, withNested } from "../../model/bound.ts";
import { removeStatement } from "../../model/problem.ts";
import { defineRule, type Finding } from "../rule.ts";

/** A statement that may occur only once in a block occurs only once. */
export const repeatedStatement = defineRule<BoundStatement>({
  code: "repeated-statement",
  severity: "error",
  why: "If two statements set the same thing, only one of them can apply, and a reader cannot tell which.",
  bad: String.raw`
vm web01 {
  generation 1
  generation 2
  ^^^^^^^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  generation 1
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "statements",
  check({ bound }, report) {
    for (const { children } of withNested(bound.statements)) {
      const first = new Map<string, BoundStatement>();
      for (const child of children) {
        const name = onceName(child);
        const earlier = name === undefined ? undefined : first.get(name);
        // A broken statement already has a problem of its own.
        if (earlier && !child.isBroken)
          report({ ...repetition(child), related: [{ at: earlier.keyword, message: "It is written here first." }] });
        else if (name !== undefined && !earlier) first.set(name, child);
      }
    }
  },
  spanning: {
    facts: ({ item }) => (item.kind === "platform" ? [{ key: "platform", fact: item.statement }] : []),
    check([first, ...repeated], report) {
      for (const { item, fact } of repeated) {
        if (fact.isBroken) continue;
        const related = [{ at: first!.fact.keyword, in: first!.item, message: "It is written here first." }];
        report(item, { ...repetition(fact), related });
      }
    },
  },
});

function repetition(statement: BoundStatement): Finding {
  const { keyword, range, spec, form } = statement;
  const what =
    form.once !== undefined || spec.once === spec.keyword
      ? `"${form.once ?? spec.keyword}" is allowed only once in its block`
      : `Only one of ${spec.once} is allowed here`;
  return {
    at: keyword,
    message: form.isAlone
      ? `This SCSI controller is already named. Remove one of the two lines.`
      : `${what}. Remove one of the two.`,
    messageInJson: form.isAlone
      ? `This SCSI controller is already named. Remove one of the two keys.`
      : `An earlier property already sets what "${spec.json.property}" sets. Remove one of the two.`,
    fixes: [removeStatement("Remove this statement", range)],
  };
}

/** What the statement counts as, if that may occur only once; a controller alone counts once per number. */
function onceName(statement: BoundStatement): string | undefined {
  const { spec, form, fields, words } = statement;
  if (form.isAlone) return `${spec.keyword} ${fields.get("controller")?.value}`;
  if (form.once !== undefined) return words.size > 0 ? form.once : undefined;
  return spec.once;
}
