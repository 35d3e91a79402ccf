/**
 * A layout as text for another tool or in the other notation, for display in the editor: with what the tool does not
 * support, or the reason why there is no text.
 */
import type { HvvmDocument } from "../document.ts";
import { commentText } from "../exchange/comment-text.ts";
import { exportLayout } from "../exchange/export-layout.ts";
import { type Target, targetNames, targets } from "../exchange/target-limits.ts";
import { toJson } from "../model/to-json.ts";
import { toNative } from "../model/to-native.ts";
import type { PlacedFinding } from "../rules/rule.ts";

export interface ExportedText {
  readonly text: string;
}

/**
 * `target` and `vm` are as the client sent them. Comments at the head say what the text leaves out; for a layout with
 * errors, or without a VM that can be exported, there are only such comments.
 */
export function exportedText(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  target: string,
  vm: string | undefined,
): ExportedText {
  if (target === "json" || target === "hvvm") return { text: converted(document, target) };
  if (!isTarget(target)) return { text: comments([`There is no target "${target}".`]) };
  const errors = findings
    .filter(({ severity }) => severity === "error")
    .sort((a, b) => a.start + a.finding.at.start - (b.start + b.finding.at.start));
  if (errors.length > 0) return { text: comments(["A layout with errors is not exported:", ...errors.map(lineOf)]) };
  const layout = document.items.flatMap(({ item }) => item.read().layout);
  const { text, notes } = exportLayout(layout, document.definitions, { target, vm, isAscii: true });
  const nothing = `The layout has no virtual machine that can be exported to ${targets[target].title}.`;
  return { text: comments(text === undefined ? [...notes, nothing] : notes) + (text ?? "") };

  function lineOf({ start, finding }: PlacedFinding): string {
    return `Line ${document.rangeOf(finding.at, start).start.line + 1}: ${finding.message}`;
  }
}

/** Comments are not carried over. Findings of the rules do not matter, but every statement must be readable. */
function converted(document: HvvmDocument, notation: "json" | "hvvm"): string {
  const ofItems = document.items.flatMap(({ start, item }) => item.problems.map((problem) => ({ start, problem })));
  const problems = [...document.problems.map((problem) => ({ start: 0, problem })), ...ofItems].map(
    ({ start, problem: { range, message } }) =>
      `Line ${document.rangeOf(range, start).start.line + 1}: ${commentText(message)}`,
  );
  if (problems.length > 0) {
    const comment = notation === "json" ? "// " : "# ";
    const lines = ["A layout that cannot be read whole is not converted:", ...problems];
    return lines.map((line) => `${comment}${line}\n`).join("");
  }
  const statements = document.items.flatMap(({ item }) => item.read().bound.statements);
  return notation === "json" ? toJson(statements) : toNative(statements);
}

function isTarget(name: string): name is Target {
  return (targetNames as readonly string[]).includes(name);
}

/** In ASCII, like the rest of a script. */
function comments(lines: readonly string[]): string {
  return lines.map((line) => `# ${commentText(line, true)}\n`).join("");
}
