import { known, type LayoutItem, type Ranged } from "../../model/layout.ts";
import type { DefinedKind } from "../../model/nameless-uses.ts";
import type { Definitions } from "../../rule-context.ts";
import { defineRule, type Fact } from "../rule.ts";
import { meantName } from "./unknown-reference.ts";

/** `definition` is the name where it is defined; a use has none. */
interface NameFact {
  readonly definition: { readonly kind: DefinedKind; readonly name: Ranged<string> } | undefined;
}

const use: NameFact = { definition: undefined };

/** A host or load that no VM uses, a cluster without hosts, media that nothing is made of. */
export const unusedDefinition = defineRule<NameFact>({
  code: "unused-definition",
  severity: "hint",
  isAboutAbsence: true,
  isUnnecessary: true,
  why: "A host or load that no VM uses changes nothing, and neither does a cluster without hosts or a media that nothing is made of. It may be left over, or somebody forgot to name it. A host of a cluster counts as used: VMs may move to it.",
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
      const { possibleNames, namelessUses } = definitions;
      const mayBeNamed = namelessUses.has(item.kind) || (name && possibleNames.has(name.value.toLowerCase()));
      const mayBeIncomplete = !name || statement.isBroken || mayBeNamed;
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

/** The names that an item uses; of a misspelt one what was probably meant, as another rule reports it. */
function usesIn(item: LayoutItem, definitions: Definitions): readonly Fact<NameFact>[] {
  const uses = (kind: DefinedKind, name: string | undefined): readonly Fact<NameFact>[] =>
    name === undefined ? [] : [{ key: key(kind, meantName(kind, name, definitions) ?? name), fact: use }];
  switch (item.kind) {
    case "platform":
    case "load":
      return [];
    case "media":
      // In its own block a built-in name is the built-in.
      return known(item.of)?.toLowerCase() === item.name?.value.toLowerCase() ? [] : uses("media", known(item.of));
    case "cluster":
      return item.volumes.flatMap(({ media }) => uses("media", media.value));
    case "host": {
      const media = [...item.volumes, ...item.physicalDisks].flatMap((one) => uses("media", one.media.value));
      return [...media, ...uses("cluster", known(item.cluster))];
    }
    case "vm": {
      const loads = item.devices.flatMap(({ content }) => {
        const load = content.kind === "dvd" ? undefined : content.load;
        return load && load !== "unknown" && "name" in load ? uses("load", load.name.value) : [];
      });
      return [...uses("host", known(item.on)), ...loads];
    }
  }
}

function key(kind: DefinedKind, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}
