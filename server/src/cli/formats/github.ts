/**
 * Findings as GitHub workflow commands, one per line: they become annotations. Lines and columns are counted from 1.
 */
import { listedFindings } from "../../core/features/diagnostics.ts";
import type { Severity } from "../../core/rules/rule.ts";
import type { PlacedFinding } from "../../core/rules/rule-runner.ts";
import type { CheckedFile } from "../checked-file.ts";
import { visible } from "./text.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

export function writeGitHub(files: readonly CheckedFile[]): string {
  return files
    .flatMap((file) => listedFindings(file.findings).listed.map((placed) => `${line(file, placed)}\n`))
    .join("");
}

function line({ path, document }: CheckedFile, { code, severity, start, finding }: PlacedFinding): string {
  const { start: from, end: to } = document.rangeOf(finding.at, start);
  const properties = {
    file: path,
    line: from.line + 1,
    col: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
    title: code,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`);
  return `::${commands[severity]} ${written.join(",")}::${escapeData(finding.message)}`;
}

/** The control characters that workflow commands do not escape are shown, as on a terminal. */
export function escapeData(text: string): string {
  return visible(text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
}

export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
