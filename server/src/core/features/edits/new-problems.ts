/** Whether a changed statement brings an error or a warning, checked with what its result depends on, and no more. */

import { HvvmDocument } from "../../document.ts";
import { type DocumentItem, oncePerItem } from "../../document-item.ts";
import { known } from "../../model/layout.ts";
import { type PlacedFinding, RuleRunner } from "../../rules/rule-runner.ts";
import type { Placed } from "../../syntax/tree.ts";
import { type ItemText, itemText } from "./item-text.ts";

/** The message of the first error or warning that `after` has and `before`, the item at `placed`, had not. */
export function newProblem(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  after: ItemText,
  neighbours: "none" | "same host",
): string | undefined {
  const around = neighboursOf(document, placed, neighbours);
  const counts = new Map(countsBefore(document, placed, around, neighbours));
  for (const found of findings(around, after)) {
    const left = counts.get(kind(found)) ?? 0;
    if (left === 0) return found.finding.message;
    counts.set(kind(found), left - 1);
  }
  return undefined;
}

function kind({ code, severity }: PlacedFinding): string {
  return `${severity} ${code}`;
}

/** How often each kind of finding is there. Several changes of one version are held against the same. */
function countsBefore(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  around: readonly ItemText[],
  neighbours: string,
): ReadonlyMap<string, number> {
  const known = checked.get(document);
  if (known?.item === placed.item && known.neighbours === neighbours) return known.counts;
  const counts = new Map<string, number>();
  for (const found of findings(around, itemText(document, placed))) {
    counts.set(kind(found), (counts.get(kind(found)) ?? 0) + 1);
  }
  checked.set(document, { item: placed.item, neighbours, counts });
  return counts;
}

const checked = new WeakMap<
  HvvmDocument,
  { readonly item: DocumentItem; readonly neighbours: string; readonly counts: ReadonlyMap<string, number> }
>();

/** All but VMs, and those VMs whose disks share volumes with this one's. */
function neighboursOf(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  neighbours: "none" | "same host",
): readonly ItemText[] {
  const host = hostsOf(placed.item)[0];
  return document.items
    .filter((other) => other.item !== placed.item && other.item.keywords.length > 0)
    .filter(({ item }) => hostsOf(item).length === 0 || (neighbours === "same host" && hostsOf(item)[0] === host))
    .map((other) => itemText(document, other));
}

/** The name of the host of each VM in an item; `undefined` for one that names none. */
const hostsOf = oncePerItem(({ layout }) =>
  layout.flatMap((part) => (part.kind === "vm" ? [known(part.on)?.toLowerCase()] : [])),
);

function findings(around: readonly ItemText[], item: ItemText) {
  const document = HvvmDocument.read(fileOf([...around, item]), item.notation);
  return new RuleRunner().run(document).filter(({ severity }) => severity === "error" || severity === "warning");
}

/** Items as a file of their own. */
function fileOf(items: readonly ItemText[]): string {
  if (items[0]?.notation !== "json") return items.map(({ text }) => `${text}\n`).join("");
  const sections = new Map<string, string[]>();
  for (const { text, statements } of items) {
    const { json } = statements[0]!.spec;
    const section = json.shape === "map" ? json.property : "";
    sections.set(section, [...(sections.get(section) ?? []), text]);
  }
  const parts = [...sections].map(([section, texts]) => {
    const members = texts.map((text) => `${text}\n`).join(",");
    return section === "" ? members : `"${section}": {${members}}`;
  });
  return `{${parts.join(",")}}`;
}
