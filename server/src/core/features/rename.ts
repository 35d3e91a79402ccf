/** Gives a host, load, VM, file or switch another name wherever the layout names it, or says why that cannot be. What a new name may be, `new-name.ts` says. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Range, TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import type { PlacedFinding } from "../rules/judge.ts";
import { builtInLoads } from "../schema/loads.ts";
import { mentionAt, mentionsOf, type PlacedMention } from "./names.ts";
import { nameProblem } from "./new-name.ts";
import { withoutQuotes, writeName } from "./written-name.ts";

/** Why something is not done, in a sentence for the user. */
export interface Refusal {
  readonly refusal: string;
}

/** The text to change, without its quotes, and the name as it is meant. `undefined` where no name stands. */
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

/**
 * The edits that rename what stands at the position. `findingsIn` judges a text in the place of this document: a new
 * name that would bring a new problem is refused in the words of that problem.
 */
export function rename(
  document: HvvmDocument,
  position: Position,
  newName: string,
  findingsIn: (text: string) => readonly PlacedFinding[],
): readonly TextEdit[] | Refusal {
  const found = mentionAt(document, document.offsetAt(position));
  if (!found) return { refusal: "There is no host, load, VM, file or switch to rename here." };
  const refusal = whyNot(document, found);
  if (refusal !== undefined) return { refusal };
  const same = mentionsOf(document, found.mention.key!);
  const problem = nameProblem(document, same, newName);
  if (problem !== undefined) return { refusal: problem };
  if (same.every(({ mention }) => mention.value === newName)) return [];
  const edits = same.map(({ start, mention }) => ({
    range: document.rangeOf(mention.range, start),
    newText: writeName(newName, mention.kind, document.notation),
  }));
  const renamed = TextDocument.applyEdits(TextDocument.create("", document.notation, 0, document.text), edits);
  const consequence = newFinding(findingsIn(document.text), findingsIn(renamed));
  return consequence ? { refusal: `"${newName}" would bring a new problem: ${consequence.finding.message}` } : edits;
}

function whyNot(document: HvvmDocument, { mention }: PlacedMention): string | undefined {
  const { kind, key, value } = mention;
  switch (kind) {
    case "volume":
      return `The volume "${value}" is where files lie; another name would move them. Change its path and theirs one by one.`;
    case "physical-disk":
      return `Physical disk ${value} has its number from the host, as in Get-Disk. It cannot be renamed.`;
    case "file":
      if (key !== undefined) return undefined;
      return `"${value}" has neither drive nor share, so it may be any file. Write its full path first.`;
    case "load":
      return isBuiltIn(document, mention)
        ? `"${value}" is a load that every file knows. It cannot be renamed.`
        : undefined;
    default:
      return undefined;
  }
}

function isBuiltIn(document: HvvmDocument, { key, value }: PlacedMention["mention"]): boolean {
  if (!Object.hasOwn(builtInLoads, value.toLowerCase())) return false;
  return !mentionsOf(document, key!).some(({ mention }) => mention.isDefinition);
}

/** The first finding of a code that the text had less often before. */
function newFinding(before: readonly PlacedFinding[], after: readonly PlacedFinding[]): PlacedFinding | undefined {
  const left = new Map<string, number>();
  const known = new Set(before.map(({ finding }) => finding.message));
  for (const { code, severity } of before) left.set(`${severity} ${code}`, (left.get(`${severity} ${code}`) ?? 0) + 1);
  const surplus = new Set<string>();
  for (const { code, severity } of after) {
    const id = `${severity} ${code}`;
    const rest = (left.get(id) ?? 0) - 1;
    left.set(id, rest);
    if (rest < 0) surplus.add(id);
  }
  const suspects = after.filter(({ code, severity }) => surplus.has(`${severity} ${code}`));
  return suspects.find(({ finding }) => !known.has(finding.message)) ?? suspects[0];
}
