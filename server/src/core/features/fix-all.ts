/** All certain fixes of a file at once, as one source action. `quick-fixes.ts` creates the single fixes. */

import { TextDocument } from "vscode-languageserver-textdocument";
import { type CodeAction, CodeActionKind, type TextEdit } from "vscode-languageserver-types";
import { difference, HvvmDocument, type Notation } from "../document.ts";
import { isSyntaxCode } from "../rules/registry.ts";
import { type PlacedFinding, RuleRunner } from "../rules/rule-runner.ts";
import { unknownRuleInIgnore } from "../rules/schema/unknown-rule-in-ignore.ts";
import { inFileOrder } from "./diagnostics.ts";
import { fixEdits } from "./edits/fix-edits.ts";
import { fixesOf } from "./quick-fixes.ts";

/** The kind to ask for, also by its shorter form `source.fixAll`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.hvvm`;

/**
 * Two fixes may need the same free slot or the same statement, so each pass applies only those that cannot conflict.
 */
const maxPasses = 100;

/** Each fix searches its statement, so a hostile file with many problems could take minutes. The next call continues. */
const maxRemedies = 1000;

/**
 * Applies the fix of every finding that has exactly one certain fix, until none are left or 1,000 have been applied.
 * `findings` determines which codes to fix: a rule that is switched off is skipped. Syntax errors are left alone,
 * because their fixes are guesses at what was meant.
 */
export function fixAll(document: HvvmDocument, findings: readonly PlacedFinding[], uri: string): CodeAction[] {
  const { text, notation } = document;
  const first = onePass(document, findings, maxRemedies);
  if (first === undefined) return [];
  let mended = first.text;
  let left = maxRemedies - first.remedies;
  let next = HvvmDocument.read(mended, notation);
  const runner = new RuleRunner();
  const codes = new Set(findings.map(({ code }) => code));
  for (let pass = 1; pass < maxPasses && left > 0; pass++) {
    const ofInterest = runner.run(next).filter(({ code }) => codes.has(code));
    const better = onePass(next, ofInterest, left);
    if (better === undefined) break;
    mended = better.text;
    left -= better.remedies;
    next = next.changed({ text: mended });
  }
  const { start, end, newLength } = difference(text, mended);
  const edits = [{ range: document.rangeOf({ start, end }, 0), newText: mended.slice(start, start + newLength) }];
  return [{ title: "Apply all safe fixes", kind: fixAllKind, edit: { changes: { [uri]: edits } } }];
}

/**
 * The text with at most `most` fixes applied: in each top-level statement those of one code, and only one if it writes
 * a slot. `undefined` if there are no fixes.
 */
function onePass(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  most: number,
): { readonly text: string; readonly remedies: number } | undefined {
  const { text, notation } = document;
  /** What was fixed in the top-level statement at an offset. */
  const mended = new Map<number, { readonly code: string; readonly writesSlot: boolean }>();
  const chosen: TextEdit[] = [];
  /** Where the last edit ends: fixes come in the order of the file, and one that reaches back waits for the next pass. */
  let chosenEnd = -1;
  let remedies = 0;
  for (const { placed, fix } of remediesOf(findings, notation)) {
    const before = mended.get(placed.start);
    if (before && (before.writesSlot || before.code !== placed.code)) continue;
    const edits = fixEdits(document, placed.start, fix);
    if (edits.length === 0) continue;
    const start = Math.min(...edits.map(({ range }) => document.offsetAt(range.start)));
    const end = Math.max(...edits.map(({ range }) => document.offsetAt(range.end)));
    if (start <= chosenEnd) continue;
    chosenEnd = end;
    mended.set(placed.start, {
      code: placed.code,
      writesSlot: edits.some(({ newText }) => /[0-9]:[0-9]/.test(newText)),
    });
    for (const edit of edits) chosen.push(edit);
    if (++remedies === most) break;
  }
  if (remedies === 0) return undefined;
  return { text: TextDocument.applyEdits(TextDocument.create("", notation, 0, text), chosen), remedies };
}

/** Misspelt ignore comments are fixed first, because what they suppress must not be fixed. */
function remediesOf(findings: readonly PlacedFinding[], notation: Notation) {
  const remedies = inFileOrder(findings).flatMap((placed) => {
    const certain = fixesOf(placed, notation).filter(({ isChoice }) => !isChoice);
    const [fix, ...others] = isSyntaxCode(placed.code) ? [] : certain;
    return fix && others.length === 0 ? [{ placed, fix }] : [];
  });
  const misspelt = remedies.filter(({ placed }) => placed.code === unknownRuleInIgnore.code);
  return misspelt.length > 0 ? misspelt : remedies;
}
