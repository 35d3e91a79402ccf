/** Checks of editor features at a cursor: `$0` in the text is the cursor. */
import { expect } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeAction, CompletionItem } from "vscode-languageserver-types";
import { HvvmDocument, type Notation, type Position } from "../../server/src/core/document.ts";
import { type CompletionAbilities, completion } from "../../server/src/core/features/completion/completion.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { quickFixes } from "../../server/src/core/features/quick-fixes.ts";
import { findingsOf } from "./check.ts";

const uri = "file:///layout";

export interface AtCursor {
  readonly document: HvvmDocument;
  readonly text: string;
  readonly position: Position;
}

export function atCursor(source: string, notation: Notation = "hvvm"): AtCursor {
  const offset = source.indexOf("$0");
  if (offset < 0) throw new Error(`No cursor in: ${source}`);
  const text = source.slice(0, offset) + source.slice(offset + 2);
  const document = HvvmDocument.read(text, notation);
  return { document, text, position: document.positionAt(offset) };
}

/** The completion items at the cursor, in display order. */
export function offered(
  source: string,
  notation?: Notation,
  abilities?: CompletionAbilities,
): readonly CompletionItem[] {
  const { document, position } = atCursor(source, notation);
  const { items } = completion(document, position, abilities);
  return [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
}

export function completionLabels(
  source: string,
  notation?: Notation,
  abilities?: CompletionAbilities,
): readonly string[] {
  return offered(source, notation, abilities).map(({ label }) => label);
}

/** Checks that exactly these items are offered, in any order. */
export function checkCompletion(source: string, ...labels: readonly string[]): void {
  expect([...completionLabels(source)].sort()).toEqual([...labels].sort());
}

/** The text after the item with this label has been accepted; the tab stops of a snippet stay in it. */
export function completed(
  source: string,
  label: string,
  notation: Notation = "hvvm",
  abilities?: CompletionAbilities,
): string {
  const { text } = atCursor(source, notation);
  const item = offered(source, notation, abilities).find((candidate) => candidate.label === label);
  if (!item?.textEdit || !("range" in item.textEdit)) throw new Error(`"${label}" is not offered`);
  const edits = [item.textEdit, ...(item.additionalTextEdits ?? [])];
  return TextDocument.applyEdits(TextDocument.create(uri, notation, 0, text), edits);
}

/** The hover's Markdown and the text that it is for; `undefined` if there is no hover. */
export function hoverAt(source: string, notation?: Notation): { value: string; marked: string } | undefined {
  const { document, position, text } = atCursor(source, notation);
  const found = hover(document, position);
  if (!found) return undefined;
  const { start, end } = found.range!;
  const marked = text.slice(document.offsetAt(start), document.offsetAt(end));
  return { value: (found.contents as { value: string }).value, marked };
}

export function actionsAt(source: string, notation: Notation = "hvvm"): readonly CodeAction[] {
  const { document, position, text } = atCursor(source, notation);
  return quickFixes(document, findingsOf(text, notation), { start: position, end: position }, uri);
}

export function titlesAt(source: string, notation?: Notation): readonly string[] {
  return actionsAt(source, notation).map(({ title }) => title);
}

/** The text after the action with that title. */
export function fixedBy(title: string, source: string, notation: Notation = "hvvm"): string {
  const actions = actionsAt(source, notation);
  const action = actions.find((candidate) => candidate.title === title);
  if (!action) throw new Error(`"${title}" is not among ${actions.map((other) => other.title).join(", ")}`);
  const { text } = atCursor(source, notation);
  return TextDocument.applyEdits(TextDocument.create(uri, notation, 0, text), action.edit!.changes![uri]!);
}
