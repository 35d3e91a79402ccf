import { type Fix, replaceInBoth } from "../../model/problem.ts";
import { partitionPoint } from "../../syntax/incremental/partition-point.ts";
import type { Range } from "../../syntax/tree.ts";
import type { IgnoreComment } from "../ignore-comments.ts";
import { defineRule, type Finding } from "../rule.ts";

/** An ignore comment that suppresses nothing. Checked with the comments, in `apply-suppressions.ts`. */
export const unusedIgnore = defineRule({
  code: "unused-ignore",
  severity: "hint",
  isUnnecessary: true,
  why: "A comment that suppresses nothing is left over or on the wrong line. It could hide a later fault.",
  bad: String.raw`
vm web01 {
  # hvvm-ignore old-word
                ^^^^^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" dynamic boot
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" dynamic boot
}`,
});

type NamedCode = IgnoreComment["codes"][number];

/** `canNeverBeSuppressed` tells which codes no comment suppresses. */
export function unusedIgnoreFinding(
  text: string,
  comment: IgnoreComment,
  { code, range }: NamedCode,
  canNeverBeSuppressed: (code: string) => boolean,
): Finding {
  const message = canNeverBeSuppressed(code)
    ? `"${code}" is a syntax error and cannot be suppressed. Remove it from the comment.`
    : `There is nothing here for "${code}" to suppress. Remove it.`;
  return { at: range, message, fixes: [removal(text, comment, range)] };
}

/** Removes the code; if it was the only one, the whole comment, with its line if nothing else is on it. */
function removal(text: string, { range: comment, codes }: IgnoreComment, range: Range): Fix {
  if (codes.length > 1) {
    const place = partitionPoint(codes.length, (at) => codes[at]!.range.start < range.start);
    const [before, next] = [codes[place - 1], codes[place + 1]];
    const rest: Range = next
      ? { start: range.start, end: next.range.start }
      : { start: before?.range.end ?? range.start, end: range.end };
    return replaceInBoth("Remove the code", rest, "");
  }
  let lead = comment.start;
  while (lead > 0 && " \t\u00a0".includes(text[lead - 1]!)) lead--;
  const isAlone = lead === 0 || text[lead - 1] === "\n" || text[lead - 1] === "\r";
  const lineEnd = /^\r\n|^\n|^\r/.exec(text.slice(comment.end, comment.end + 2))?.[0].length ?? 0;
  return replaceInBoth("Remove the comment", { start: lead, end: comment.end + (isAlone ? lineEnd : 0) }, "");
}
