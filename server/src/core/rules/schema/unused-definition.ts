import { withNested } from "../../model/bound.ts";
import type { LayoutItem, Ranged } from "../../model/layout.ts";
import type { DefinedKind } from "../../model/unread-names.ts";
import type { Definitions } from "../../rule-context.ts";
import { argumentsOf, type StatementSpec } from "../../schema/spec.ts";
import { defineRule, type Fact } from "../rule.ts";
import { meantName } from "./unknown-reference.ts";

/** `definition` is the name at its definition; a use has none. */
interface NameFact {
  readonly definition: { readonly kind: DefinedKind; readonly name: Ranged<string> } | undefined;
}

const use: NameFact = { definition: undefined };

/** A host or load that no VM uses, a cluster without hosts, unused media. */
export const unusedDefinition = defineRule<NameFact>({
  code: "unused-definition",
  severity: "hint",
  isAboutAbsence: true,
  isUnnecessary: true,
  why: "A host or load that no VM uses changes nothing, and neither does a cluster without hosts or a medium that nothing is made of. It may be left over, or its name is missing where it should be used. A host of a cluster counts as used: VMs may move to it.",
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
      const facts = usesIn(item, definitions);
      if (item.kind === "platform" || item.kind === "vm") return facts;
      const { name, statement } = item;
      const { possibleNames, unreadNames } = definitions;
      const mayBeNamed = unreadNames.has(`used ${item.kind}`) || (name && possibleNames.has(name.value.toLowerCase()));
      const mayHoldHosts = item.kind === "cluster" && statement.hasBrokenBlock;
      const mayBeIncomplete = !name || statement.isBroken || mayBeNamed || mayHoldHosts;
      const isInCluster = item.kind === "host" && item.cluster !== undefined;
      if (mayBeIncomplete || isInCluster) return facts;
      return [...facts, { key: key(item.kind, name.value), fact: { definition: { kind: item.kind, name } } }];
    },
    check(facts, report) {
      if (facts.some(({ fact }) => !fact.definition)) return;
      const first = facts[0]!;
      const { kind, name } = first.fact.definition!;
      const { value, range } = name;
      const message = `${unused[kind]} "${value}". Use it or remove it.`;
      report(first.item, { at: range, message });
    },
  },
});

const unused: Readonly<Record<DefinedKind, string>> = {
  host: "No VM runs on host",
  cluster: "No host belongs to cluster",
  media: "Nothing is made of media",
  load: "No VM carries load",
};

/** The names that an item uses, including those in broken statements; for a misspelt one, what was probably meant, because another rule reports the misspelling. */
function usesIn(item: LayoutItem, definitions: Definitions): readonly Fact<NameFact>[] {
  // Within its own definition, a built-in name is the built-in one.
  const own = item.kind === "media" ? item.name?.value.toLowerCase() : undefined;
  const found: Fact<NameFact>[] = [];
  for (const statement of withNested(item.statement.children)) {
    for (const { argument, kind } of namesIn(statement.spec)) {
      const name = statement.fields.get(argument)?.value;
      if (typeof name !== "string" || name.toLowerCase() === own) continue;
      found.push({ key: key(kind, meantName(kind, name, definitions) ?? name), fact: use });
    }
  }
  return found;
}

interface NameArgument {
  readonly argument: string;
  readonly kind: DefinedKind;
}

const nameArguments = new Map<StatementSpec, readonly NameArgument[]>();

/** The arguments of a statement that are names. */
function namesIn(spec: StatementSpec): readonly NameArgument[] {
  const cached = nameArguments.get(spec);
  if (cached) return cached;
  const found = argumentsOf(spec).flatMap(({ name, type }) =>
    type.kind === "name" && type.of !== "vm" ? [{ argument: name, kind: type.of }] : [],
  );
  nameArguments.set(spec, found);
  return found;
}

function key(kind: DefinedKind, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}
