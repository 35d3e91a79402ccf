/** The certain remedies of findings, as code actions. They come from the document, not from what the request says of it. */
import { type CodeAction, CodeActionKind, type TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument, Notation, PositionRange } from "../document.ts";
import type { Edit, Fix } from "../model/problem.ts";
import type { PlacedFinding } from "../rules/judge.ts";
import { diagnostics } from "./diagnostics.ts";

/** Actions for every finding that touches `range`. The fix of a rule's only remedy is the preferred one. */
export function quickFixes(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  range: PositionRange,
  uri: string,
): CodeAction[] {
  const from = document.offsetAt(range.start);
  const to = document.offsetAt(range.end);
  const touched = findings.filter(
    ({ start, finding }) => start + finding.at.start <= to && start + finding.at.end >= from,
  );
  return touched.flatMap((placed) => {
    const fixes = fixesOf(placed, document.notation);
    return fixes.map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnostics(document, [placed], uri, undefined),
      isPreferred: fixes.length === 1,
      edit: { changes: { [uri]: textEdits(document, placed.start, fix) } },
    }));
  });
}

/** The fixes that the notation can carry out. */
export function fixesOf({ finding }: PlacedFinding, notation: Notation): readonly Fix[] {
  return (finding.fixes ?? []).filter((fix) => notation === "hvvm" || fix.edits.every((edit) => "newValue" in edit));
}

/** The edits of a fix in the item at `start`. */
export function textEdits(document: HvvmDocument, start: number, fix: Fix): TextEdit[] {
  return fix.edits.map((edit) => ({
    range: document.rangeOf(edit.range, start),
    newText: newTextOf(edit, document.notation),
  }));
}

const bareValue = /^(?:[a-z][a-z0-9\-_.]*|[0-9]+(?::[0-9]+)?)$/i;

/** A value as the notation writes it: in JSON as a string; in native text bare where it has the form of a word or slot. */
export function newTextOf(edit: Edit, notation: Notation): string {
  if ("newText" in edit) return edit.newText;
  if (notation === "json") return JSON.stringify(edit.newValue);
  return bareValue.test(edit.newValue) ? edit.newValue : `"${edit.newValue.replaceAll('"', '""')}"`;
}
