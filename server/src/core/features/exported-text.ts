/** A layout as text of another tool, for the editor to show: with what the tool does not support, or why there is none. */
import type { HvvmDocument } from "../document.ts";
import { commentText } from "../exchange/comment-text.ts";
import { exportLayout } from "../exchange/export-layout.ts";
import { type Target, targetNames, targets } from "../exchange/target-limits.ts";
import type { PlacedFinding } from "../rules/rule.ts";

export interface ExportedText {
  readonly text: string;
}

/**
 * `target` and `vm` are as a client gave them. In comments at the head stands what the text leaves out; a layout with
 * errors, or without a VM that can be exported, is nothing but such comments.
 */
export function exportedText(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  target: string,
  vm: string | undefined,
): ExportedText {
  if (!isTarget(target)) return { text: comments([`There is no target "${target}".`]) };
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { text: comments(["A layout with errors is not exported:", ...errors.map(lineOf)]) };
  const layout = document.items.flatMap(({ item }) => item.read().layout);
  const { text, notes } = exportLayout(layout, document.definitions, { target, vm, isAscii: true });
  const nothing = `The layout has no virtual machine that can be exported to ${targets[target].title}.`;
  return { text: comments(text === undefined ? [...notes, nothing] : notes) + (text ?? "") };

  function lineOf({ start, finding }: PlacedFinding): string {
    return `Line ${document.rangeOf(finding.at, start).start.line + 1}: ${finding.message}`;
  }
}

function isTarget(name: string): name is Target {
  return (targetNames as readonly string[]).includes(name);
}

/** In ASCII, as the rest of a script is. */
function comments(lines: readonly string[]): string {
  return lines.map((line) => `# ${commentText(line, true)}\n`).join("");
}
