/** Changes a top-level statement step by step, and returns the result as few small edits. */
import type { TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import type { DocumentItem } from "../../document-item.ts";
import { formatNative } from "../../model/format-native.ts";
import type { Placed } from "../../syntax/tree.ts";
import { type ItemText, withText } from "./item-text.ts";
import { applyReplacements, minimalReplacements, type Replacement } from "./replacement.ts";

/** What to replace in the text that the previous steps have produced. */
export type Step = (source: ItemText) => readonly Replacement[];

/** Native text that was in canonical form stays in canonical form. */
export function applySteps(source: ItemText, steps: readonly Step[]): ItemText {
  let now = source;
  for (const step of steps) {
    const replacements = step(now);
    if (replacements.length > 0) now = withText(now, applyReplacements(now.text, replacements));
  }
  if (source.notation === "json" || now === source || !isCanonical(source.text)) return now;
  const formatted = formatNative(now.text).trimEnd();
  return formatted === now.text ? now : withText(now, formatted);
}

function isCanonical(text: string): boolean {
  return formatNative(text).trimEnd() === text.trimEnd();
}

/** The edits of the file that turn the item at `placed`, with the text `before`, into `after`. */
export function editsOf(
  document: HvvmDocument,
  { start }: Placed<DocumentItem>,
  before: ItemText,
  after: ItemText,
): TextEdit[] {
  return textEdits(document, minimalReplacements(before.text, after.text), start);
}

/** Replacements as edits of the file; their ranges are relative to `start`. */
export function textEdits(document: HvvmDocument, replacements: readonly Replacement[], start = 0): TextEdit[] {
  return replacements.map(({ range, newText }) => ({ range: document.rangeOf(range, start), newText }));
}
