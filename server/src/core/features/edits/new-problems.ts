/** Whether a changed statement causes a new error or warning, checked only against what its result depends on. */

import { group } from "d3-array";
import { HvvmDocument } from "../../document.ts";
import { type DocumentItem, oncePerItem } from "../../document-item.ts";
import { known } from "../../model/layout.ts";
import { type PlacedFinding, RuleRunner } from "../../rules/rule-runner.ts";
import type { Placed } from "../../syntax/tree.ts";
import { type ItemText, itemText } from "./item-text.ts";

/** The message of the first error or warning that `after` has and `before`, the item at `placed`, did not have. */
export function newProblem(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  after: ItemText,
  neighbours: Neighbours,
): string | undefined {
  const context = checkContextOf(document, placed, neighbours);
  const counts = new Map(context.counts);
  for (const found of findings(context, context.withItem(placed.item, after))) {
    const left = counts.get(kind(found)) ?? 0;
    if (left === 0) return found.finding.message;
    counts.set(kind(found), left - 1);
  }
  return undefined;
}

type Neighbours = "none" | "same host";

/** What the findings of some items depend on, as a file of its own, in which one item after the other is changed. */
interface CheckContext {
  readonly runner: RuleRunner;
  /** How often each kind of finding occurs before a change. */
  readonly counts: ReadonlyMap<string, number>;
  /** Reads and checks only the item. */
  readonly withItem: (item: DocumentItem, after: ItemText) => HvvmDocument;
}

/** All changes of one version are checked against the same baseline, which may be garbage-collected in between. */
const contexts = new WeakMap<HvvmDocument, Map<DocumentItem | string, WeakRef<CheckContext>>>();

function checkContextOf(document: HvvmDocument, placed: Placed<DocumentItem>, neighbours: Neighbours): CheckContext {
  const key = neighbours === "same host" ? `host ${hostsOf(placed.item)[0] ?? ""}` : placed.item;
  const ofDocument = contexts.get(document) ?? new Map<DocumentItem | string, WeakRef<CheckContext>>();
  contexts.set(document, ofDocument);
  const found = ofDocument.get(key)?.deref() ?? newCheckContext(document, itemsAround(document, placed, neighbours));
  ofDocument.set(key, new WeakRef(found));
  return found;
}

function newCheckContext(document: HvvmDocument, around: readonly Placed<DocumentItem>[]): CheckContext {
  const { text, starts } = fileOf(around.map((each) => itemText(document, each)));
  const file = HvvmDocument.read(text, document.notation);
  const runner = new RuleRunner();
  const places = new Map(
    around.map((each, index) => [each.item, { start: starts[index]!, length: itemText(document, each).text.length }]),
  );
  const counts = new Map<string, number>();
  for (const found of findings({ runner }, file)) counts.set(kind(found), (counts.get(kind(found)) ?? 0) + 1);
  return {
    runner,
    counts,
    withItem(item, after) {
      const { start, length } = places.get(item)!;
      return file.changed({ range: file.rangeOf({ start: 0, end: length }, start), text: after.text });
    },
  };
}

function kind({ code, severity }: PlacedFinding): string {
  return `${severity} ${code}`;
}

/** The item, everything except VMs, and the VMs whose disks share volumes with those of the item. */
function itemsAround(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  neighbours: Neighbours,
): readonly Placed<DocumentItem>[] {
  const host = hostsOf(placed.item)[0];
  return document.items.filter(
    ({ item }) =>
      item === placed.item ||
      (item.keywords.length > 0 &&
        (hostsOf(item).length === 0 || (neighbours === "same host" && hostsOf(item)[0] === host))),
  );
}

/** The host name of each VM in an item; `undefined` for a VM that names no host. */
const hostsOf = oncePerItem(({ layout }) =>
  layout.flatMap((part) => (part.kind === "vm" ? [known(part.on)?.toLowerCase()] : [])),
);

function findings({ runner }: Pick<CheckContext, "runner">, document: HvvmDocument) {
  return runner.run(document).filter(({ severity }) => severity === "error" || severity === "warning");
}

/** Items as a file of their own, with the offset of each. */
function fileOf(items: readonly ItemText[]): { readonly text: string; readonly starts: readonly number[] } {
  const starts: number[] = [];
  let text = "";
  const put = (index: number) => {
    starts[index] = text.length;
    text += `${items[index]!.text}\n`;
  };
  if (items[0]?.notation !== "json") {
    for (const index of items.keys()) put(index);
    return { text, starts };
  }
  const sections = group(items.keys(), (index) => {
    const { json } = items[index]!.statements[0]!.spec;
    return json.shape === "map" ? json.property : "";
  });
  for (const [section, members] of sections) {
    text += `${text === "" ? "{" : ","}${section === "" ? "" : `"${section}": {`}`;
    for (const [at, index] of members.entries()) {
      if (at > 0) text += ",";
      put(index);
    }
    if (section !== "") text += "}";
  }
  return { text: `${text}}`, starts };
}
