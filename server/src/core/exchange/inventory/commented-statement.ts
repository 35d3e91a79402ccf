/** Writes statements with comments above them, in either notation, in canonical form. */
import { group } from "d3-array";
import { formatNative } from "../../model/format-native.ts";
import { bindSource, itemsOf, type Notation, readSource } from "../../model/source-file.ts";
import { toJson } from "../../model/to-json.ts";
import { formatJson } from "../../syntax/json/printer.ts";

export interface CommentedStatement {
  /** Each on one line. */
  readonly comments: readonly string[];
  /** Native text without the block. */
  readonly text: string;
  /** The statements of its block, if its block takes several lines. */
  readonly children?: readonly CommentedStatement[];
}

/** `header` comes at the top of the text. There must be at least one statement, and none may have a problem of the syntax group. */
export function writeStatements(
  header: readonly string[],
  statements: readonly CommentedStatement[],
  notation: Notation,
): string {
  if (notation === "hvvm") {
    // One at a time, so that the trees of a large estate are not all in memory.
    const texts = statements.map((statement) => formatNative(nativeText(statement, true)));
    return [commentLines(header, "#", ""), ...texts].join("\n");
  }
  const native = statements.map((statement) => nativeText(statement, false)).join("\n");
  const bound = [...itemsOf(readSource(native, "hvvm"))].flatMap(({ item }) => bindSource(item).statements);
  return formatJson(withComments(toJson(bound), header, statements));
}

function nativeText({ comments, text, children }: CommentedStatement, withComments: boolean): string {
  const above = withComments ? commentLines(comments, "#", "") : "";
  if (!children) return `${above}${text}\n`;
  if (children.length === 0) return `${above}${text} { }\n`;
  return `${above}${text} {\n${children.map((child) => nativeText(child, withComments)).join("")}}\n`;
}

function commentLines(comments: readonly string[], mark: string, indent: string): string {
  return comments.map((comment) => `${indent}${mark} ${comment}\n`).join("");
}

interface Placed {
  readonly keyword: string;
  readonly start: number;
  readonly children: readonly Placed[];
}

/** The JSON text with each comment above its statement: statements of one keyword come in the same order. */
function withComments(json: string, header: readonly string[], statements: readonly CommentedStatement[]): string {
  // Inside the object, because a text on standard input is JSON if its first character is "{".
  const insertions = [{ at: "{\n".length, text: commentLines(header, "//", "  ") }];
  const visit = (commented: readonly CommentedStatement[], placed: readonly Placed[]) => {
    const byKeyword = group(placed, ({ keyword }) => keyword);
    const next = new Map<string, number>();
    for (const { comments, text, children } of commented) {
      const keyword = text.split(" ", 1)[0]!;
      const index = next.get(keyword) ?? 0;
      next.set(keyword, index + 1);
      const place = byKeyword.get(keyword)?.[index];
      if (!place) continue;
      const at = json.lastIndexOf("\n", place.start) + 1;
      const indent = /^ */.exec(json.slice(at, place.start))![0];
      if (comments.length > 0) insertions.push({ at, text: commentLines(comments, "//", indent) });
      if (children) visit(children, place.children);
    }
  };
  visit(statements, placedStatements(json));
  const pieces: string[] = [];
  let from = 0;
  for (const { at, text } of insertions.sort((a, b) => a.at - b.at)) {
    pieces.push(json.slice(from, at), text);
    from = at;
  }
  return pieces.join("") + json.slice(from);
}

function placedStatements(json: string): readonly Placed[] {
  return [...itemsOf(readSource(json, "json"))].flatMap(({ start, item }) => {
    const place = (statement: ReturnType<typeof bindSource>["statements"][number]): Placed => ({
      keyword: statement.spec.keyword,
      start: start + statement.range.start,
      children: statement.children.map(place),
    });
    return bindSource(item).statements.map(place);
  });
}
