/** One layout with its findings, the same ones that the editor shows. */
import { HvvmDocument } from "../core/document.ts";
import { configured, type RuleSeverities } from "../core/rules/configuration.ts";
import type { Severity } from "../core/rules/rule.ts";
import { type PlacedFinding, RuleRunner } from "../core/rules/rule-runner.ts";
import type { Costs } from "../core/simulation/paths/costs.ts";
import type { Input } from "./inputs.ts";

type LayoutText = Pick<Input, "path" | "text" | "notation">;

export interface CheckedFile {
  readonly path: string;
  readonly document: HvvmDocument;
  readonly findings: readonly PlacedFinding[];
}

export function checkFile(
  { path, text, notation }: LayoutText,
  severities: RuleSeverities,
  costs?: Costs,
): CheckedFile {
  const document = HvvmDocument.read(text, notation);
  return { path, document, findings: configured(new RuleRunner().run(document, costs), severities) };
}

export function countOf(files: readonly CheckedFile[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { findings } of files) for (const { severity } of findings) counts[severity]++;
  return counts;
}
