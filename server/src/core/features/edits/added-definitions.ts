/** Adds what a statement refers to and nothing defines: a host, a cluster, or a volume of one of them. */
import type { HvvmDocument } from "../../document.ts";
import type { DocumentItem } from "../../document-item.ts";
import type { Definition, Listing } from "../../model/problem.ts";
import { formatName, formatText } from "../../schema/format.ts";
import { parseJson } from "../../syntax/json/parser.ts";
import { lineBreakOf, lineEnd } from "../../syntax/text-lines.ts";
import { type Placed, shift } from "../../syntax/tree.ts";
import { addStatement } from "./item-edits.ts";
import { itemText } from "./item-text.ts";
import { addMember, membersOf, plainMember } from "./json-edits.ts";
import type { Replacement } from "./replacement.ts";

/** After the last statement of its kind, or else of the kinds that come before it in a layout, or else first. */
export function addDefinition(document: HvvmDocument, { kind, name }: Definition): readonly Replacement[] {
  if (document.notation === "json") return inJson(document.text, kind, name);
  const { text } = document;
  const added = `${kind} ${formatName(name)} { }`;
  const lineBreak = lineBreakOf(text);
  const [first] = document.items;
  const before = lastOf(document, [kind, ...(kind === "host" ? ["cluster"] : []), "platform"]);
  if (!before) {
    const at = first?.start ?? 0;
    return [{ range: { start: at, end: at }, newText: added + lineBreak + lineBreak }];
  }
  const end = before.start + before.item.length;
  const at = /^[ \t\u00a0;]*(?:#.*)?$/.test(text.slice(end, lineEnd(text, end))) ? lineEnd(text, end) : end;
  return [{ range: { start: at, end: at }, newText: lineBreak + added }];
}

/** For the first of the keywords that occurs in the file. */
function lastOf({ items }: HvvmDocument, keywords: readonly string[]): Placed<DocumentItem> | undefined {
  for (const keyword of keywords) {
    const found = items.filter(({ item }) => item.keywords.includes(keyword)).at(-1);
    if (found) return found;
  }
  return undefined;
}

function inJson(text: string, kind: Definition["kind"], name: string): readonly Replacement[] {
  const { root } = parseJson(text);
  if (root?.kind !== "object") return [];
  const entry = `${JSON.stringify(name)}: { }`;
  const section = `${kind}s`;
  const index = (...keys: readonly string[]) =>
    root.properties.map(({ key }) => keys.includes(key.value)).lastIndexOf(true);
  const existing = root.properties[index(section)]?.value;
  if (existing?.kind === "object") {
    return addMember(text, existing, membersOf(existing).length - 1, plainMember(entry));
  }
  if (existing) return [];
  return addMember(text, root, index("$schema", "platform", "clusters"), plainMember(`"${section}": { ${entry} }`));
}

/** After the volumes that the host or cluster lists. */
export function addVolume(document: HvvmDocument, { owner, prefix, media }: Listing): readonly Replacement[] {
  for (const placed of document.items) {
    const part = placed.item.layout.find((one) => one.kind === owner.kind && one.name?.value === owner.name);
    if (part?.kind !== "host" && part?.kind !== "cluster") continue;
    const native = `volume ${formatText(prefix)} ${formatName(media)}`;
    const json = { property: "volumes", key: prefix, value: `{ "media": ${JSON.stringify(media)} }` };
    const listed = part.statement.children.filter(
      ({ spec }) => spec.keyword === "volume" || spec.keyword === "cluster",
    );
    const added = addStatement(itemText(document, placed), part.statement, { native, json }, listed);
    return added.map(({ range, newText }) => ({ range: shift(range, placed.start), newText }));
  }
  return [];
}
