/** Changes a top-level statement step by step, and says in few small edits what came of it. */
import type { TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import type { DocumentItem } from "../../document-item.ts";
import { formatNative } from "../../model/format-native.ts";
import type { Placed } from "../../syntax/tree.ts";
import { type ItemText, withText } from "./item-text.ts";
import { applyReplacements, minimalReplacements, type Replacement } from "./replacement.ts";

/** What to replace in the text as the steps before have left it. */
export type Step = (source: ItemText) => readonly Replacement[];

/** Native text that was in its canonical form is so again. */
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

/** The edits of the file that make `after` of the item at `placed`, which reads `before`. */
export function editsOf(
  document: HvvmDocument,
  { start }: Placed<DocumentItem>,
  before: ItemText,
  after: ItemText,
): TextEdit[] {
  return textEdits(document, minimalReplacements(before.text, after.text), start);
}

/** Replacements as edits of the file; their ranges count from `start`. */
export function textEdits(document: HvvmDocument, replacements: readonly Replacement[], start = 0): TextEdit[] {
  return replacements.map(({ range, newText }) => ({ range: document.rangeOf(range, start), newText }));
}
