/** `hvvm check`: the diagnostics of layouts. */
import { Command, InvalidArgumentError, Option } from "commander";
import { HvvmDocument } from "../../core/document.ts";
import { Judge } from "../../core/rules/judge.ts";
import type { Severity } from "../../core/rules/rule.ts";
import { exitCodes } from "../exit-codes.ts";
import { type CheckedFile, writeJson } from "../formats/json.ts";
import { writeText } from "../formats/text.ts";
import { type Input, readInputs } from "../inputs.ts";

interface CheckOptions {
  readonly format: "text" | "json";
  readonly maxWarnings?: number;
}

export function checkCommand(finished: (exitCode: number) => void): Command {
  return new Command("check")
    .description("Report what Hyper-V would refuse in layouts, and what would hurt.")
    .argument("<path...>", "files, folders, or - for standard input")
    .addOption(new Option("--format <format>", "how to write it").choices(["text", "json"]).default("text"))
    .option("--max-warnings <number>", "fail if there are more warnings", wholeNumber)
    .action((paths: string[], options: CheckOptions) => finished(check(paths, options)));
}

function check(paths: readonly string[], options: CheckOptions): number {
  const { inputs, unreadable } = readInputs(paths);
  const files = inputs.map(checkFile);
  process.stdout.write(options.format === "json" ? writeJson(files) : writeText(files, process.stdout.isTTY));
  for (const { path, problem } of unreadable) process.stderr.write(`hvvm: "${path}" ${problem}.\n`);
  if (unreadable.length > 0) return exitCodes.misuse;
  const count = (severity: Severity) =>
    files.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);
  const tooMany = options.maxWarnings !== undefined && count("warning") > options.maxWarnings;
  return count("error") > 0 || tooMany ? exitCodes.found : exitCodes.ok;
}

function checkFile({ path, text, notation }: Input): CheckedFile {
  const document = HvvmDocument.read(text, notation);
  return { path, document, findings: new Judge().judge(document) };
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It is a whole number from 0 on.");
  return Number(text);
}
