/** `hvvm explain`: what a rule means. */
import { Command } from "commander";
import { nearestCode, ruleOfCode } from "../../core/rules/registry.ts";
import { explanation } from "../../core/rules/rule-page.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";

export function explainCommand(finished: (exitCode: number) => void): Command {
  return new Command("explain")
    .description("Explain a rule, with a bad and a good example.")
    .argument("<code>", "code of a diagnostic, such as slot-taken")
    .action((code: string) => finished(explain(code)));
}

function explain(code: string): number {
  const rule = ruleOfCode(code.toLowerCase());
  if (!rule) {
    const near = nearestCode(code);
    throw new UsageError(`"${code}" is not a rule.${near ? ` Did you mean "${near}"?` : ""}`);
  }
  process.stdout.write(explanation(rule));
  return exitCodes.ok;
}
