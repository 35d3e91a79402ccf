/** The findings of a document in the shape of the language server protocol. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import { ruleOfCode } from "../rules/registry.ts";
import type { Severity } from "../rules/rule.ts";
import type { PlacedFinding } from "../rules/rule-runner.ts";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `rulePages` is the folder of the rules' pages as a URI; without it a code has no link. */
export function diagnostics(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  uri: string,
  rulePages: string | undefined,
): Diagnostic[] {
  return inFileOrder(findings).map(({ code, severity, start, finding, relatedStarts }) => ({
    code,
    severity: severities[severity],
    source: "hvvm",
    message: finding.message,
    range: document.rangeOf(finding.at, start),
    ...(rulePages === undefined ? {} : { codeDescription: { href: `${rulePages}/${code}.md` } }),
    ...(ruleOfCode(code)?.isUnnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: (finding.related ?? []).map(({ at, message }, index) => ({
      location: { uri, range: document.rangeOf(at, relatedStarts[index] ?? start) },
      message,
    })),
  }));
}

export function inFileOrder(findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
  return [...findings].sort((a, b) => a.start + a.finding.at.start - (b.start + b.finding.at.start));
}
