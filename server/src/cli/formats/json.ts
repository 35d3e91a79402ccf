/** Findings as JSON: the format of `hvvm check --format json`. Lines and characters are counted from 0. */
import { listedFindings } from "../../core/features/diagnostics.ts";
import { fixesOf } from "../../core/features/quick-fixes.ts";
import type { PlacedFinding } from "../../core/rules/rule-runner.ts";
import { type CheckedFile, countOf } from "../checked-file.ts";

export function writeJson(files: readonly CheckedFile[]): string {
  const shown = files.map((file) => ({
    path: file.path,
    diagnostics: listedFindings(file.findings).listed.map((placed) => diagnosticOf(file, placed)),
  }));
  return `${JSON.stringify({ files: shown, counts: countOf(files) }, undefined, 2)}\n`;
}

function diagnosticOf({ path, document }: CheckedFile, placed: PlacedFinding) {
  const { code, severity, start, finding, relatedStarts } = placed;
  return {
    code,
    severity,
    message: finding.message,
    range: document.rangeOf(finding.at, start),
    related: (finding.related ?? []).map(({ at, message }, index) => ({
      message,
      path,
      range: document.rangeOf(at, relatedStarts[index] ?? start),
    })),
    fixes: fixesOf(placed, document.notation).map(({ title }) => ({ title })),
  };
}
