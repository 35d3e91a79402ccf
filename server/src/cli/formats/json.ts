/** Findings as JSON: the shape of `hvvm check --format json`. Lines and characters count from 0. */
import type { HvvmDocument } from "../../core/document.ts";
import { inFileOrder } from "../../core/features/diagnostics.ts";
import { fixesOf } from "../../core/features/quick-fixes.ts";
import type { PlacedFinding } from "../../core/rules/judge.ts";
import type { Severity } from "../../core/rules/rule.ts";

export interface CheckedFile {
  readonly path: string;
  readonly document: HvvmDocument;
  readonly findings: readonly PlacedFinding[];
}

export function writeJson(files: readonly CheckedFile[]): string {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { findings } of files) for (const { severity } of findings) counts[severity]++;
  const shown = files.map((file) => ({
    path: file.path,
    diagnostics: inFileOrder(file.findings).map((placed) => diagnosticOf(file, placed)),
  }));
  return `${JSON.stringify({ files: shown, counts }, undefined, 2)}\n`;
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
