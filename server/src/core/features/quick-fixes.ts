/** The fixes of findings as code actions. They are computed from the document, not from what the request contains. */
import { type CodeAction, CodeActionKind, type TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument, Notation, PositionRange } from "../document.ts";
import type { Edit, Fix } from "../model/problem.ts";
import { isSyntaxCode } from "../rules/registry.ts";
import type { PlacedFinding } from "../rules/rule-runner.ts";
import { unknownRuleInIgnore } from "../rules/schema/unknown-rule-in-ignore.ts";
import { unusedIgnore } from "../rules/schema/unused-ignore.ts";
import { lineBreakOf } from "../syntax/text-lines.ts";
import { diagnostics } from "./diagnostics.ts";
import { fixEdits } from "./edits/fix-edits.ts";

/** Actions for every finding that touches `range`. If there is exactly one certain fix, it is preferred. */
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
  const action = (placed: PlacedFinding, title: string, isPreferred: boolean, edits: TextEdit[]): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnostics(document, [placed], uri, undefined),
    isPreferred,
    edit: { changes: { [uri]: edits } },
  });
  const remedies = touched.flatMap((placed) => {
    const fixes = fixesOf(placed, document.notation);
    const certain = fixes.filter(({ isChoice }) => !isChoice);
    return fixes.map((fix) => {
      const isPreferred = certain.length === 1 && certain[0] === fix;
      return action(placed, fix.title, isPreferred, fixEdits(document, placed.start, fix));
    });
  });
  const silencers = touched
    .filter(({ code }) => isIgnorable(code))
    .map((placed) => action(placed, `Ignore ${placed.code} here`, false, [ignoreEdit(document, placed)]));
  return [...remedies, ...silencers];
}

/** Not for the syntax group, and not for findings on ignore comments, which are fixed by changing the comment. */
function isIgnorable(code: string): boolean {
  return !isSyntaxCode(code) && code !== unusedIgnore.code && code !== unknownRuleInIgnore.code;
}

/** A comment on a line of its own above the finding, with the same indentation. */
function ignoreEdit(document: HvvmDocument, { code, start, finding }: PlacedFinding): TextEdit {
  const { text, notation } = document;
  const { line } = document.positionAt(start + finding.at.start);
  const at = document.offsetAt({ line, character: 0 });
  const indent = /^[ \t\u00a0]*/.exec(text.slice(at, start + finding.at.start))![0];
  const comment = `${notation === "json" ? "//" : "#"} hvvm-ignore ${code}`;
  const place = document.positionAt(at + indent.length);
  return { range: { start: place, end: place }, newText: `${comment}${lineBreakOf(text)}${indent}` };
}

/** The fixes that can be written in the notation. */
export function fixesOf({ finding }: PlacedFinding, notation: Notation): readonly Fix[] {
  const isPossible = (edit: Edit) => notation === "hvvm" || !("newText" in edit) || edit.inBothNotations === true;
  return (finding.fixes ?? []).filter(({ edits }) => edits.every(isPossible));
}
