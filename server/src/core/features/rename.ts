/** Gives a host, cluster, media, load, VM, file or switch another name wherever the layout names it, or says why that cannot be. `name-problem.ts` checks the new name. */
import { group } from "d3-array";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Range, TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import type { Severity } from "../rules/rule.ts";
import type { PlacedFinding } from "../rules/rule-runner.ts";
import { builtInLoad } from "../schema/loads.ts";
import { isBuiltInMedia } from "../schema/media.ts";
import { mentionAt, mentionsOf, type PlacedMention } from "./mentions.ts";
import { nameProblem } from "./name-problem.ts";
import { sameMentions } from "./same-mentions.ts";
import { withoutQuotes, writeName } from "./write-name.ts";

/** Why something cannot be done, in a sentence for the user. */
export interface Refusal {
  readonly refusal: string;
}

/** The text to change, without its quotes, and its value. `undefined` if there is no name. */
export function prepareRename(
  document: HvvmDocument,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | Refusal | undefined {
  const found = mentionAt(document, document.offsetAt(position));
  if (!found) return undefined;
  const { start, mention } = found;
  const refusal = whyNot(document, found);
  if (refusal !== undefined) return { refusal };
  return { range: document.rangeOf(withoutQuotes(document, mention.range, start), start), placeholder: mention.value };
}

/** The findings of the document as it is, and a function for those that it would have with another text. */
export interface Checked {
  findings(): readonly PlacedFinding[];
  findingsIn(text: string): readonly PlacedFinding[];
}

/** The edits that rename the thing at the position. A new name that would cause a new problem is refused with that problem's message. */
export function rename(
  document: HvvmDocument,
  position: Position,
  newName: string,
  checked: Checked,
): readonly TextEdit[] | Refusal {
  const found = mentionAt(document, document.offsetAt(position));
  if (!found) return { refusal: "There is no host, load, VM, file or switch to rename here." };
  const refusal = whyNot(document, found);
  if (refusal !== undefined) return { refusal };
  const same = sameMentions(document, found);
  const problem = nameProblem(document, same, newName);
  if (problem !== undefined) return { refusal: problem };
  if (same.every(({ mention }) => mention.value === newName)) return [];
  const edits = same.map(({ start, mention }) => ({
    range: document.rangeOf(mention.range, start),
    newText: writeName(newName, mention.kind, document.notation),
  }));
  const renamed = TextDocument.applyEdits(TextDocument.create("", document.notation, 0, document.text), edits);
  const consequence = newFinding(checked.findings(), checked.findingsIn(renamed));
  return consequence ? { refusal: `"${newName}" would cause a new problem: ${consequence.finding.message}` } : edits;
}

function whyNot(document: HvvmDocument, { mention }: PlacedMention): string | undefined {
  const { kind, key, value } = mention;
  switch (kind) {
    case "volume":
      return `Renaming the volume "${value}" would move the files on it. Change its path and theirs one by one.`;
    case "physical-disk":
      return `Physical disk ${value} has its number from the host, as in Get-Disk. It cannot be renamed.`;
    case "file":
      if (key !== undefined) return undefined;
      return `"${value}" has neither drive nor share, so it may be any file. Write its full path first.`;
    case "load":
      return builtInLoad(value) && !isDefined(document, mention)
        ? `"${value}" is a built-in load. It cannot be renamed.`
        : undefined;
    case "media":
      return isBuiltInMedia(value.toLowerCase()) && !isDefined(document, mention)
        ? `"${value}" is a built-in medium. It cannot be renamed.`
        : undefined;
    default:
      return undefined;
  }
}

function isDefined(document: HvvmDocument, { key }: PlacedMention["mention"]): boolean {
  return mentionsOf(document, key!).some(({ mention }) => mention.isDefinition);
}

/**
 * The worst new finding that does not replace an even worse one. Hints do not count: that an ignore comment has nothing
 * left to suppress, or that a misspelt name is no longer nearest to this one.
 */
function newFinding(before: readonly PlacedFinding[], after: readonly PlacedFinding[]): PlacedFinding | undefined {
  const gone = without(before, after);
  const rank = ({ severity }: PlacedFinding) => severities.indexOf(severity);
  const problems = without(after, before).filter(({ severity }) => severity !== "hint");
  for (const found of problems.sort((a, b) => rank(a) - rank(b))) {
    const worse = gone.findIndex((other) => rank(other) < rank(found));
    if (worse < 0) return found;
    gone.splice(worse, 1);
  }
  return undefined;
}

/** `some` without one finding, for each of `others`, of the same code and severity, preferably with the same message. */
function without(some: readonly PlacedFinding[], others: readonly PlacedFinding[]): PlacedFinding[] {
  const byMessage = takeAway(some, others, ({ code, severity, finding }) => `${severity} ${code} ${finding.message}`);
  return takeAway(byMessage.left, byMessage.others, ({ code, severity }) => `${severity} ${code}`).left;
}

function takeAway(
  some: readonly PlacedFinding[],
  others: readonly PlacedFinding[],
  keyOf: (finding: PlacedFinding) => string,
): { readonly left: PlacedFinding[]; readonly others: readonly PlacedFinding[] } {
  const waiting = group(others, keyOf);
  const left = some.filter((found) => waiting.get(keyOf(found))?.pop() === undefined);
  return { left, others: [...waiting.values()].flat() };
}

/** The worst first. */
const severities: readonly Severity[] = ["error", "warning", "information", "hint"];
