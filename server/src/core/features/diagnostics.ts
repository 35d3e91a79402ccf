/** The findings of a document in the format of the language server protocol. */
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

/** `rulePages` is the URI of the folder with the rules' pages; without it, codes have no links. */
export function diagnostics(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  uri: string,
  rulePages: string | undefined,
): Diagnostic[] {
  const { listed, leftOut } = listedFindings(findings);
  const shown = listed.map(({ code, severity, start, finding, relatedStarts }) => ({
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
  return leftOut === 0 ? shown : [...shown, notListed(leftOut)];
}

function notListed(leftOut: number): Diagnostic {
  const start = { line: 0, character: 0 };
  const severity = DiagnosticSeverity.Information;
  const message = `${leftOut} more findings are not listed. Errors are listed before the rest.`;
  return { severity, source: "hvvm", message, range: { start, end: start } };
}

export interface ListedFindings {
  /** In the order of the file; where some are left out, errors before the rest. */
  readonly listed: readonly PlacedFinding[];
  readonly leftOut: number;
}

/** Nobody reads more for one file, and editors become slow. */
const maxListed = 1000;

/** The findings of a file to list: all, or a limited number, errors first. */
export function listedFindings(findings: readonly PlacedFinding[]): ListedFindings {
  const inOrder = inFileOrder(findings);
  if (inOrder.length <= maxListed) return { listed: inOrder, leftOut: 0 };
  const errors = inOrder.filter(({ severity }) => severity === "error");
  const others = inOrder.filter(({ severity }) => severity !== "error");
  return { listed: [...errors, ...others].slice(0, maxListed), leftOut: inOrder.length - maxListed };
}

export function inFileOrder(findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
  return [...findings].sort((a, b) => a.start + a.finding.at.start - (b.start + b.finding.at.start));
}
