/** Answers the client's questions about inventories: one as a layout, and how hosts differ from an open layout. */
import type { Connection } from "vscode-languageserver";
import type { Difference, Drift } from "../core/exchange/drift/difference.ts";
import type { Estate } from "../core/exchange/inventory/estate.ts";
import {
  adoptHostStateRequest,
  type CompareInventoriesResult,
  compareInventoriesRequest,
  type InventoryRefusal,
  importInventoriesRequest,
  pasteInventoryRequest,
} from "../protocol.ts";
import { guarded } from "./guarded.ts";
import type { Ask } from "./language-features.ts";
import type { OpenDocument } from "./open-documents.ts";

/** On Node the bundle is loaded at the first call. */
export type LoadExchange = () => Promise<typeof import("./exchange.ts")>;

/**
 * `estates` has what each layout was last compared with, by its URI; whoever closes the layout deletes it. `onCompared` is
 * called with the layout whose estate is another one now.
 */
export function inventoryFeatures(
  connection: Connection,
  ask: Ask,
  loadExchange: LoadExchange,
  estates: Map<string, Estate>,
  onCompared: (layout: string) => void,
  log: { error(message: string): void },
): void {
  connection.onRequest(importInventoriesRequest, ({ inventories, notation }) =>
    guarded(log, "import of inventories", null, async () => {
      const { estateLayout, readInventories } = await loadExchange();
      const estate = readInventories(inventories);
      if ("refusal" in estate) return refused(estate);
      const names = inventories.map(({ name }) => name);
      return { text: estateLayout(estate, names, notation) };
    }),
  );
  ask(pasteInventoryRequest, null, async ({ document, version }, { position, inventory }) => {
    const { pasteInventory } = await loadExchange();
    const pasted = pasteInventory(document, document.offsetAt(position), inventory);
    if ("refusal" in pasted) return refused({ ...pasted, name: inventory.name });
    return { version, edits: [pasted.edit] };
  });
  ask(compareInventoriesRequest, null, async (open, { inventories }) => {
    const { compareEstate, isComparable, readInventories } = await loadExchange();
    if (!isComparable(open.document)) return inventories ? notComparable : null;
    if (inventories) {
      const estate = readInventories(inventories);
      if ("refusal" in estate) return refused(estate);
      estates.set(open.uri, estate);
      onCompared(open.uri);
    }
    const estate = estates.get(open.uri);
    return estate ? compared(open, compareEstate(open.document, estate)) : null;
  });
  ask(adoptHostStateRequest, null, async ({ document, version, uri }, { message }) => {
    const { adoptAll, adoptHostState, compareEstate, isComparable } = await loadExchange();
    const estate = estates.get(uri);
    if (!estate) return null;
    if (!isComparable(document)) return notComparable;
    if (message === undefined) return { version, edits: adoptAll(document, estate) };
    const { differences } = compareEstate(document, estate);
    const wanted = differences.filter((difference) => difference.message === message);
    return { version, edits: adoptHostState(document, wanted) };
  });
}

/** A line that cannot be read may contain what the hosts have. */
const notComparable: InventoryRefusal = {
  refusal: "The layout cannot be compared before its syntax errors are fixed.",
};

function refused({ name, refusal }: { readonly name: string; readonly refusal: string }): InventoryRefusal {
  return { refusal: `"${name}" ${refusal}.` };
}

function compared(
  { document, version }: OpenDocument,
  { differences, comparedCount, skipped }: Drift,
): CompareInventoriesResult {
  return {
    version,
    differences: differences.map(({ kind, message, place }: Difference) => ({
      kind,
      message,
      range: document.rangeOf(place?.at ?? { start: 0, end: 0 }, place?.start ?? 0),
    })),
    comparedCount,
    skipped,
  };
}
