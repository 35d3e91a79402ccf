import type { Ranged } from "../../model/layout.ts";
import { defineRule, type Fact } from "../rule.ts";

/** `definition` is the name where it is defined; a use has none. */
interface NameFact {
  readonly definition: { readonly kind: "host" | "load"; readonly name: Ranged<string> } | undefined;
}

const use: NameFact = { definition: undefined };

/** A host or load that no VM uses. */
export const unusedDefinition = defineRule<NameFact>({
  code: "unused-definition",
  severity: "hint",
  isAboutAbsence: true,
  isUnnecessary: true,
  why: "A host or load that no VM uses changes nothing. It may be left over, or a VM forgot to name it.",
  bad: String.raw`
load nightly { request-size 512KB; random 0% }
     ^^^^^^^
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
load nightly { request-size 512KB; random 0% }
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { load nightly }
}`,
  spanning: {
    facts({ item, definitions }) {
      if (item.kind === "platform") return [];
      if (item.kind !== "vm") {
        const { name, statement } = item;
        const mayBeIncomplete = !name || statement.isBroken || definitions.possibleNames.has(name.value.toLowerCase());
        return mayBeIncomplete
          ? []
          : [{ key: key(item.kind, name.value), fact: { definition: { kind: item.kind, name } } }];
      }
      const uses: Fact<NameFact>[] = [];
      if (item.on && item.on !== "unknown") uses.push({ key: key("host", item.on.value), fact: use });
      for (const { content } of item.devices) {
        const load = content.kind === "dvd" ? undefined : content.load;
        if (load && load !== "unknown" && "name" in load) uses.push({ key: key("load", load.name.value), fact: use });
      }
      return uses;
    },
    check(facts, report) {
      if (facts.some(({ fact }) => !fact.definition)) return;
      const first = facts[0]!;
      const { kind, name } = first.fact.definition!;
      const { value, range } = name;
      const message = `No VM ${kind === "host" ? "runs on host" : "carries load"} "${value}". Use it or remove it.`;
      report(first.item, { at: range, message });
    },
  },
});

function key(kind: "host" | "load", name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}
