/** Findings as text: place, message, and the line with a caret under the range. */
import type { HvvmDocument } from "../../core/document.ts";
import { listedFindings } from "../../core/features/diagnostics.ts";
import { exactly } from "../../core/figures.ts";
import type { Severity } from "../../core/rules/rule.ts";
import type { PlacedFinding } from "../../core/rules/rule-runner.ts";
import { type CheckedFile, countOf } from "../checked-file.ts";

/** `isTerminal`: with colours. Empty for no files. */
export function writeText(files: readonly CheckedFile[], isTerminal: boolean): string {
  if (files.length === 0) return "";
  const blocks = files.flatMap((file) =>
    file.findings.length === 0
      ? [`${visible(file.path)}: nothing found\n`]
      : listedFindings(file.findings).listed.map((placed) => block(file, placed, isTerminal)),
  );
  return `${[...blocks, summary(files)].join("\n")}\n`;
}

function block({ path, document }: CheckedFile, placed: PlacedFinding, isTerminal: boolean): string {
  const { code, severity, start, finding, relatedStarts } = placed;
  const { start: from, end: to } = document.rangeOf(finding.at, start);
  // Of a line much longer than a screen, only the part around the finding.
  const skipped = from.character > maxExcerpt / 2 ? from.character - maxExcerpt / 4 : 0;
  const line = lineAt(document, document.offsetAt({ line: from.line, character: skipped }));
  const character = from.character - skipped;
  const length = Math.max(1, (to.line === from.line ? to.character - skipped : line.length) - character);
  const indent = visible(line.slice(0, character)).length;
  const width = Math.max(1, visible(line.slice(character, character + length)).length);
  const number = `${from.line + 1}`;
  const gutter = " ".repeat(number.length);
  return [
    `${visible(path)}:${from.line + 1}:${from.character + 1}: ${colour(severity, severity, isTerminal)} ${code}: ${visible(finding.message)}`,
    `${number} | ${visible(line)}`,
    `${gutter} | ${" ".repeat(indent)}${colour("^".repeat(width), severity, isTerminal)}`,
    ...(finding.related ?? []).map(({ at, message }, index) => {
      const { line, character } = document.rangeOf(at, relatedStarts[index] ?? start).start;
      return `${gutter} = ${visible(path)}:${line + 1}:${character + 1}: ${visible(message)}`;
    }),
    "",
  ].join("\n");
}

/** The rest of the line from `start`, or as much of it as is shown. */
function lineAt(document: HvvmDocument, start: number): string {
  return /[^\r\n]*/.exec(document.slice(start, start + maxExcerpt))?.[0] ?? "";
}

const maxExcerpt = 400;

/** Writes control and direction characters as text, so that a terminal does not act on them; a tab is one space. */
export function visible(text: string): string {
  return text
    .replaceAll("\t", " ")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

const colours: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36, hint: 90 };

function colour(text: string, severity: Severity, isTerminal: boolean): string {
  return isTerminal ? `\u001b[${colours[severity]}m${text}\u001b[0m` : text;
}

function summary(files: readonly CheckedFile[]): string {
  const parts = (Object.entries(countOf(files)) as [Severity, number][])
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count > 1 && severity !== "information" ? "s" : ""}`);
  return `${exactly(files.length, "file")} checked: ${parts.length > 0 ? parts.join(", ") : "nothing found"}.`;
}
