/**
 * Removes the findings that a file's own comments suppress, and checks those comments: each must name rules, and each
 * named rule must have a finding there. Findings of the syntax group stay.
 */
import type { HvvmDocument } from "../document.ts";
import { type IgnoreComment, ignoreComments } from "./ignore-comments.ts";
import { isSyntaxCode, nearestCode, ruleOfCode } from "./registry.ts";
import type { Finding, PlacedFinding, RuleTexts } from "./rule.ts";
import { unknownRuleInIgnore, unknownRuleInIgnoreFinding } from "./schema/unknown-rule-in-ignore.ts";
import { unusedIgnore, unusedIgnoreFinding } from "./schema/unused-ignore.ts";

/** `findings` without those that are suppressed, plus findings about the comments. */
export function applySuppressions(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
): readonly PlacedFinding[] {
  const comments = ignoreComments(document);
  if (comments.length === 0) return findings;
  const spoken = new Set(comments.flatMap(placesOf));
  const used = new Set<string>();
  const isHeard = ({ code, start, finding }: PlacedFinding): boolean => {
    if (isSyntaxCode(code)) return true;
    const place = placeOf(document.positionAt(start + finding.at.start).line, code);
    if (spoken.has(place)) used.add(place);
    return !spoken.has(place);
  };
  const heard = findings.filter(isHeard);
  const unknown = comments.flatMap(unknownRules).filter(isHeard);
  const mayBeIncomplete = mayBeIncompleteIn(document, findings);
  const unused = (isWanted: (code: string) => boolean) =>
    comments.flatMap((comment) =>
      comment.codes
        .filter(({ code }) => isWanted(code) && !comment.lines.some((line) => used.has(placeOf(line, code))))
        .filter(({ code }) => isSyntaxCode(code) || !mayBeIncomplete(comment))
        .map((named) => placed(unusedIgnore, unusedIgnoreFinding(document.text, comment, named, isSyntaxCode))),
    );
  // Findings about the comments themselves come last, because such a comment may suppress findings on others.
  const isOnComments = (code: string) => code === unusedIgnore.code || code === unknownRuleInIgnore.code;
  const idle = unused((code) => isOfText(code) && !isOnComments(code)).filter(isHeard);
  return [...heard, ...unknown, ...idle, ...unused(isOnComments)];
}

/** The findings of a simulation that no comment suppresses. */
export function withoutSuppressed(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
): readonly PlacedFinding[] {
  const spoken = new Set(ignoreComments(document).flatMap(placesOf));
  return findings.filter(
    ({ code, start, finding }) => !spoken.has(placeOf(document.positionAt(start + finding.at.start).line, code)),
  );
}

function isOfText(code: string): boolean {
  const rule = ruleOfCode(code);
  return rule !== undefined && !rule.isOfSimulation;
}

/** The place where a comment names a rule. */
function placesOf({ codes, lines }: IgnoreComment): readonly string[] {
  return lines.flatMap((line) => codes.map(({ code }) => placeOf(line, code)));
}

function placeOf(line: number, code: string): string {
  return `${line} ${code}`;
}

function unknownRules({ word, codes }: IgnoreComment): readonly PlacedFinding[] {
  if (codes.length === 0) return [placed(unknownRuleInIgnore, unknownRuleInIgnoreFinding(undefined, word, undefined))];
  return codes
    .filter(({ code }) => !ruleOfCode(code))
    .map(({ code, range }) => placed(unknownRuleInIgnore, unknownRuleInIgnoreFinding(code, range, nearestCode(code))));
}

/** Whether a comment refers to a statement of an item that could not be read completely, so that it is unknown what it suppresses. */
function mayBeIncompleteIn(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
): (comment: IgnoreComment) => boolean {
  if (document.mayBeIncomplete) return () => true;
  const broken = new Set(findings.filter(({ code }) => isSyntaxCode(code)).map(({ start }) => start));
  if (broken.size === 0) return () => false;
  return ({ lines }) => {
    const end = document.offsetAt({ line: lines.at(-1)! + 1, character: 0 });
    return broken.has(document.items[document.itemIndexBefore(end)]?.start ?? -1);
  };
}

function placed(rule: RuleTexts, finding: Finding): PlacedFinding {
  return { code: rule.code, severity: rule.severity, start: 0, finding, relatedStarts: [] };
}
