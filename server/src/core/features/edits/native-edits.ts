/** Adds, moves and removes statements in native text. A comment on the line of a statement goes with it. */

import type { BoundStatement } from "../../model/bound.ts";
import { type ControllerType, controllers } from "../../schema/controllers.ts";
import {
  afterLineBreak,
  indentAt,
  isFirstOnLine,
  lineBreakOf,
  lineEnd,
  lineStart,
  trailingRun,
} from "../../syntax/text-lines.ts";
import type { Replacement } from "./replacement.ts";

/** `holder` is the statement whose block holds it. */
export function removeNative(
  text: string,
  { range }: BoundStatement,
  holder: BoundStatement | undefined,
): readonly Replacement[] {
  const end = lineEnd(text, range.end);
  const isAlone = isFirstOnLine(text, range.start) && restOfLine.test(text.slice(range.end, end));
  if (isAlone) {
    const whole = { start: lineStart(text, range.start), end: afterLineBreak(text, end) };
    return [{ range: whole, newText: "" }];
  }
  const isOnly = holder?.children.length === 1 && holder.block && holder.form.block?.required === false;
  const { block } = holder ?? {};
  if (isOnly && block && !/[#\r\n]/.test(text.slice(block.start, range.start) + text.slice(range.end, block.end))) {
    const newText = isFollowed(text, block.end) ? ";" : "";
    return [{ range: { start: trailingRun(text, blank, block.start), end: block.end }, newText }];
  }
  const after = /^[ \t\u00a0]*;[ \t\u00a0]*/.exec(text.slice(range.end, end));
  if (after) return [{ range: { start: range.start, end: range.end + after[0].length }, newText: "" }];
  if (isFollowed(text, range.end)) return [{ range, newText: "" }];
  const semicolon = trailingRun(text, blank, range.start) - 1;
  const start = text[semicolon] === ";" ? trailingRun(text, blank, semicolon) : range.start;
  return [{ range: { start, end: range.end }, newText: "" }];
}

const blank = /[ \t\u00a0]/;

/** After a block, the next statement may begin on the same line without a separator. */
function isFollowed(text: string, blockEnd: number): boolean {
  return !/^[ \t\u00a0]*(?:[;}#\r\n]|$)/.test(text.slice(blockEnd));
}

/** Only a comment follows the statement on its line. */
const restOfLine = /^[ \t\u00a0;]*(?:#.*)?$/;

/** Inserts a statement after `after` in the block of `holder`, or as the first one. */
export function addNative(
  text: string,
  holder: BoundStatement,
  after: BoundStatement | undefined,
  added: string,
): readonly Replacement[] {
  const at = after ? after.range.end : holder.block!.start + 1;
  const end = lineEnd(text, at);
  if (!restOfLine.test(text.slice(at, end))) {
    const isEmpty = holder.children.length === 0;
    const separator = isFollowed(text, at) ? ";" : "";
    const newText = after ? `; ${added}${separator}` : isEmpty ? ` ${added}` : ` ${added};`;
    return [{ range: { start: at, end: at }, newText }];
  }
  const aligned = [after, ...holder.children].find((child) => child && isFirstOnLine(text, child.range.start));
  const indent = aligned ? indentAt(text, aligned.range.start) : `${indentAt(text, holder.range.start)}  `;
  return [{ range: { start: end, end }, newText: lineBreakOf(text) + indent + added }];
}

/** Changes the controller type and the slot of a device. If it shares a column with one of the `others`, it stays aligned with it. */
export function moveNative(
  text: string,
  { keyword, fields }: BoundStatement,
  others: readonly BoundStatement[],
  controllerType: ControllerType,
  slot: string,
): readonly Replacement[] {
  const address = fields.get("slot")!.range;
  const word = controllers[controllerType].keyword;
  if (text.slice(keyword.start, keyword.end).toLowerCase() === word) return [{ range: address, newText: slot }];
  const column = (offset: number) => offset - lineStart(text, offset);
  const isAligned = others.some((other) => {
    const place = other.keyword.start === keyword.start ? undefined : other.fields.get("slot");
    return place && column(place.range.start) === column(address.start);
  });
  const gap = isAligned
    ? " ".repeat(Math.max(1, address.start - keyword.start - word.length))
    : text.slice(keyword.end, address.start);
  const newText = word + gap + slot;
  return [{ range: { start: keyword.start, end: address.end }, newText }];
}

/** Removes a word such as `boot`, with the space before it, or with its line if it is alone there. */
export function removeWord(text: string, start: number, end: number): readonly Replacement[] {
  if (isFirstOnLine(text, start)) {
    const next = end + /^[ \t\u00a0]*/.exec(text.slice(end, lineEnd(text, end)))![0].length;
    const isAlone = next === lineEnd(text, end);
    const range = isAlone ? { start: lineStart(text, start), end: afterLineBreak(text, next) } : { start, end: next };
    return [{ range, newText: "" }];
  }
  return [{ range: { start: trailingRun(text, blank, start), end }, newText: "" }];
}
