/**
 * Adds and removes members of objects and lists in JSON text. A member's own comments go with it. `modify` of
 * jsonc-parser is not used: when it removes a property, it also removes the comment of the next one, and it inserts
 * text between a neighbour and the comment on that neighbour's line.
 */
import { JsonTokens, kinds } from "../../syntax/json/tokens.ts";
import type { JsonArray, JsonNode, JsonObject } from "../../syntax/json/tree.ts";
import {
  afterLineBreak,
  indentAt,
  isFirstOnLine,
  lineBreakOf,
  lineEnd,
  lineStart,
  trailingRun,
} from "../../syntax/text-lines.ts";
import type { Range } from "../../syntax/tree.ts";
import type { Replacement } from "./replacement.ts";

export type Container = JsonObject | JsonArray;

/** A property of an object or an element of a list, with its containers, innermost last. */
export interface Member {
  readonly container: Container;
  readonly index: number;
  readonly around: readonly { readonly container: Container; readonly index: number }[];
}

/** The member below `root` whose range is exactly `range`. */
export function memberAt(root: JsonNode | undefined, range: Range): Member | undefined {
  let node = root;
  const around: { container: Container; index: number }[] = [];
  while (node?.kind === "object" || node?.kind === "array") {
    const container: Container = node;
    const index = membersOf(container).findIndex(({ start, end }) => start <= range.start && range.end <= end);
    if (index < 0) return undefined;
    const found = membersOf(container)[index]!;
    if (found.start === range.start && found.end === range.end) return { container, index, around };
    around.push({ container, index });
    node = container.kind === "object" ? container.properties[index]!.value : container.elements[index];
  }
  return undefined;
}

export function membersOf(container: Container): readonly Range[] {
  return (container.kind === "object" ? container.properties : container.elements).map(({ range }) => range);
}

/** A member with the comment lines above it and the comment after it. */
export interface MemberText {
  readonly above: readonly string[];
  readonly text: string;
  readonly trailingComment: string;
}

/** A member without comments. */
export function plainMember(text: string): MemberText {
  return { above: [], text, trailingComment: "" };
}

export function memberText(text: string, container: Container, index: number): MemberText {
  const { start, end } = membersOf(container)[index]!;
  const from = commentStart(text, container, index);
  const comments = text.slice(from, lineStart(text, start));
  const above = isFirstOnLine(text, start) ? comments.split(/\r\n?|\n/).map((line) => line.trim()) : [];
  const trailingComment = /^[ \t,]*(\/\/.*)$/.exec(text.slice(end, lineEnd(text, end)))?.[1] ?? "";
  return { above: above.filter((line) => line !== ""), text: text.slice(start, end), trailingComment };
}

export function removeMember(text: string, container: Container, index: number): readonly Replacement[] {
  const members = membersOf(container);
  const { start, end } = members[index]!;
  const comma = commaAfter(text, end);
  const previous = members[index - 1];
  const last = comma === undefined ? end : comma + 1;
  const rest = lineEnd(text, last);
  const isAlone = isFirstOnLine(text, start) && /^[ \t]*(?:\/\/.*)?$/.test(text.slice(last, rest));
  const ownLines = { start: commentStart(text, container, index), end: afterLineBreak(text, rest) };
  const spaces = /^[ \t]*/.exec(text.slice(last))![0].length;
  if (comma !== undefined || !previous) {
    const range = isAlone ? ownLines : { start, end: last + (comma === undefined ? 0 : spaces) };
    return [{ range, newText: "" }];
  }
  // For the last member, the comma before it is removed, too. In a broken file there may be none.
  const before = commaAfter(text, previous.end);
  const own = isAlone ? ownLines : { start: trailingRun(text, /[ \t]/, start), end };
  const removed = { range: own, newText: "" };
  return before === undefined ? [removed] : [{ range: { start: before, end: before + 1 }, newText: "" }, removed];
}

/** Inserts a member after the one at `index`; -1 inserts it first. */
export function addMember(
  text: string,
  container: Container,
  index: number,
  added: MemberText,
): readonly Replacement[] {
  const members = membersOf(container);
  const [first] = members;
  const previous = members[index];
  if (!first) {
    const at = container.range.start + 1;
    const space = text[at] === " " ? "" : " ";
    return [{ range: { start: at, end: at }, newText: ` ${added.text}${space}` }];
  }
  if (!isFirstOnLine(text, first.start)) {
    if (!previous) return [{ range: { start: first.start, end: first.start }, newText: `${added.text}, ` }];
    return [{ range: { start: previous.end, end: previous.end }, newText: `, ${added.text}` }];
  }
  const indent = indentAt(text, first.start);
  const lineBreak = lineBreakOf(text);
  const above = added.above.map((line) => indent + line + lineBreak).join("");
  const trailingComment = added.trailingComment === "" ? "" : ` ${added.trailingComment}`;
  if (!previous) {
    const at = commentStart(text, container, 0);
    const newText = `${above}${indent}${added.text},${trailingComment}${lineBreak}`;
    return [{ range: { start: at, end: at }, newText }];
  }
  const comma = commaAfter(text, previous.end);
  const last = comma === undefined ? previous.end : comma + 1;
  const rest = lineEnd(text, last);
  const isLastOnLine = /^[ \t]*(?:\/\/.*)?$/.test(text.slice(last, rest));
  const at = isLastOnLine ? rest : last;
  const line = `${lineBreak}${above}${indent}${added.text}${comma === undefined ? "" : ","}${trailingComment}`;
  const missing = { range: { start: previous.end, end: previous.end }, newText: "," };
  return [...(comma === undefined ? [missing] : []), { range: { start: at, end: at }, newText: line }];
}

/** Whether the members are on separate lines. */
export function hasLines(text: string, container: Container): boolean {
  const [first] = membersOf(container);
  return first !== undefined && isFirstOnLine(text, first.start);
}

const commentLine = /^[ \t]*(?:\/\/|\/\*(?:(?!\*\/).)*\*\/\s*$)/;

/** The start of the member's lines, including the comment lines above it. */
function commentStart(text: string, container: Container, index: number): number {
  const { start } = membersOf(container)[index]!;
  const previous = membersOf(container)[index - 1];
  const least = lineEnd(text, previous?.end ?? container.range.start);
  let at = lineStart(text, start);
  for (;;) {
    const above = lineStart(text, at - (text.startsWith("\r\n", at - 2) ? 2 : 1));
    if (above <= least || above === at || !commentLine.test(text.slice(above, at))) return at;
    at = above;
  }
}

function commaAfter(text: string, end: number): number | undefined {
  const tokens = new JsonTokens(text.slice(end));
  tokens.next();
  return tokens.kind === kinds.comma ? end + tokens.range.start : undefined;
}
