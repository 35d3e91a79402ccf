/** Writes the edits of a fix in the notation of the file. */
import type { TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument, Notation } from "../../document.ts";
import type { DocumentItem } from "../../document-item.ts";
import { type BoundStatement, withNested } from "../../model/bound.ts";
import type { Edit, Fix } from "../../model/problem.ts";
import { releasesOf } from "../../rule-context.ts";
import { formatName } from "../../schema/format.ts";
import { parseJson } from "../../syntax/json/parser.ts";
import { lineBreakOf } from "../../syntax/text-lines.ts";
import { type Placed, type Range, shift } from "../../syntax/tree.ts";
import { addDefinition, addVolume } from "./added-definitions.ts";
import { applySteps, textEdits } from "./apply-steps.ts";
import { closingBracket } from "./closing-bracket.ts";
import { toGeneration2 } from "./generation-2.ts";
import { removeOption, removeStatement } from "./item-edits.ts";
import { itemText, vmOf } from "./item-text.ts";
import { memberAt, membersOf, removeMember } from "./json-edits.ts";
import { removeNative, removeWord } from "./native-edits.ts";
import { newProblem } from "./new-problems.ts";
import { minimalReplacements, type Replacement } from "./replacement.ts";
import { moveWithBootOrder } from "./slot-changes.ts";

/** The edits of a fix in the item at `start`. */
export function fixEdits(document: HvvmDocument, start: number, fix: Fix): TextEdit[] {
  return fix.edits.flatMap((edit) => textEdits(document, replacements(document, start, edit)));
}

/** With absolute ranges. */
function replacements(document: HvvmDocument, start: number, edit: Edit): readonly Replacement[] {
  if ("closes" in edit) return closingBracket(document, edit.range.start + start);
  if ("defines" in edit) return addDefinition(document, edit.defines);
  if ("lists" in edit) return addVolume(document, edit.lists);
  if (!("removes" in edit) && !("moves" in edit) && !("converts" in edit)) {
    const range = shift(edit.range, start);
    const newText = newTextOf(edit, document.notation);
    if (newText === "" && !("inBothNotations" in edit)) return removeWord(document.text, range.start, range.end);
    return [
      { range, newText: newText.includes("\n") ? newText.replaceAll("\n", lineBreakOf(document.text)) : newText },
    ];
  }
  const placed = document.items[document.itemIndexBefore(start + 1)];
  if (placed?.start !== start) return [];
  if ("converts" in edit) return conversion(document, placed);
  const inItem = replacementsInItem(document, placed, edit);
  return inItem.map(({ range, newText }) => ({ range: shift(range, start), newText }));
}

function replacementsInItem(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  edit: Extract<Edit, { readonly removes: unknown } | { readonly moves: unknown }>,
): readonly Replacement[] {
  const source = itemText(document, placed);
  if ("removes" in edit && edit.removes === "option") return removeOption(source, edit);
  const statement = statementAt(source.statements, edit.range);
  if (!statement) return [];
  if ("moves" in edit) {
    const device = vmOf(source)?.devices.find((each) => each.statement === statement);
    return device ? moveWithBootOrder(source, device, edit.moves.to, edit.moves.slot) : [];
  }
  if (!source.statements.includes(statement)) return removeStatement(source, statement);
  return removeItem(document, placed).map(({ range, newText }) => ({ range: shift(range, -placed.start), newText }));
}

/** Empty if the VM of generation 2 would have a new problem. */
function conversion(document: HvvmDocument, placed: Placed<DocumentItem>): readonly Replacement[] {
  const before = itemText(document, placed);
  const vm = vmOf(before);
  if (!vm) return [];
  const releases = releasesOf(vm, document.definitions);
  const after = applySteps(before, toGeneration2(vm, releases));
  if (newProblem(document, placed, after, "none") !== undefined) return [];
  return minimalReplacements(before.text, after.text).map(({ range, newText }) => ({
    range: shift(range, placed.start),
    newText,
  }));
}

/** Removes a whole top-level statement; the ranges are absolute. */
export function removeItem(document: HvvmDocument, { start, item }: Placed<DocumentItem>): readonly Replacement[] {
  const [statement] = item.bound.statements;
  if (!statement) return [];
  const range = shift(statement.range, start);
  const { text } = document;
  if (document.notation === "hvvm") {
    return removeNative(text, { ...statement, range }, undefined).map((removed) => withEmptyLine(text, removed));
  }
  const member = memberAt(parseJson(text).root, range);
  if (!member) return [];
  const section = member.around.at(-1);
  const { container, index } = section && membersOf(member.container).length === 1 ? section : member;
  return removeMember(text, container, index);
}

/** Whole lines also remove one of the two empty lines that would otherwise be adjacent. */
function withEmptyLine(text: string, { range, newText }: Replacement): Replacement {
  const isBelowEmpty = /(?:^|[\r\n])[ \t]*(?:\r\n?|\n)$/.test(text.slice(0, range.start)) || range.start === 0;
  const below = /^[ \t]*(?:\r\n?|\n)/.exec(text.slice(range.end))?.[0].length ?? 0;
  const isWhole = range.end === text.length || /[\r\n]/.test(text[range.end - 1] ?? "");
  return { range: { start: range.start, end: range.end + (isBelowEmpty && isWhole ? below : 0) }, newText };
}

function statementAt(statements: readonly BoundStatement[], { start, end }: Range): BoundStatement | undefined {
  return withNested(statements).find(({ range }) => range.start === start && range.end === end);
}

type ValueEdit = Extract<
  Edit,
  | { readonly newText: string }
  | { readonly newValue: string }
  | { readonly newName: string }
  | { readonly newWords: unknown }
>;

/** A number, a slot, a size. */
const numeric = /^[0-9]+(?::[0-9]+|[kmgt]?b)?$/i;

/** A value as the notation writes it: in JSON as a string; in native text without quotes if its form needs none. */
function newTextOf(edit: ValueEdit, notation: Notation): string {
  if ("newText" in edit) return edit.newText;
  if ("newWords" in edit) {
    return notation === "json" ? edit.newWords.map((word) => JSON.stringify(word)).join(", ") : edit.newWords.join(" ");
  }
  const value = "newName" in edit ? edit.newName : edit.newValue;
  if (notation === "json") return JSON.stringify(value);
  return "newValue" in edit && numeric.test(value) ? value : formatName(value);
}
