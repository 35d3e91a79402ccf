/** An inventory as statements of a native layout, for pasting. */
import type { TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import { estateLayout } from "../exchange/inventory/estate-layout.ts";
import { type InventoryText, readInventories } from "../exchange/inventory/read-inventories.ts";

/**
 * The edit that inserts the inventory after the line of `offset`, or after the statement that the line belongs to; or
 * the end of a sentence that says why it is not an inventory. Nothing in the layout is replaced.
 */
export function pasteInventory(
  document: HvvmDocument,
  offset: number,
  inventory: InventoryText,
): { readonly edit: TextEdit } | { readonly refusal: string } {
  const estate = readInventories([inventory]);
  if ("refusal" in estate) return { refusal: estate.refusal };
  const { text } = document;
  const at = endOfStatement(document, text, offset);
  const layout = estateLayout(estate, [inventory.name], "hvvm");
  const position = document.positionAt(at);
  return {
    edit: {
      range: { start: position, end: position },
      newText: `${breaksBefore(text.slice(0, at))}${hasRoomAfter(text.slice(at)) ? layout.trimEnd() : layout}`,
    },
  };
}

/** The end of the first line, from `offset` on, that is not inside a statement. */
function endOfStatement(document: HvvmDocument, text: string, offset: number): number {
  const lineBreak = text.slice(offset).search(/\r?\n/);
  const end = lineBreak < 0 ? text.length : offset + lineBreak;
  const open = document.items[document.itemIndexBefore(end)];
  const endOfItem = open ? open.start + open.item.length : 0;
  return endOfItem > end ? endOfStatement(document, text, endOfItem) : end;
}

/** What ends the line before, and leaves an empty one. */
function breaksBefore(before: string): string {
  const lines = before.split("\n").slice(-2);
  if (lines.at(-1)?.trim() !== "") return "\n\n";
  return lines.at(-1) === "" && lines[0]?.trim() === "" ? "" : "\n";
}

/** Whether the text ends with this line, or an empty line follows. */
function hasRoomAfter(after: string): boolean {
  return /^[ \t]*\r?\n[ \t]*(?:\r?\n|$)/.test(after);
}
