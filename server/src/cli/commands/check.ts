/** `hvvm check`: the diagnostics of layouts. */
import { Command, Option } from "commander";
import { listedFindings } from "../../core/features/diagnostics.ts";
import { exactly } from "../../core/figures.ts";
import { type CheckedFile, checkFile, countOf } from "../checked-file.ts";
import { Configurations } from "../configurations.ts";
import { costsOf } from "../costs.ts";
import { exitCodes } from "../exit-codes.ts";
import { writeGitHub } from "../formats/github.ts";
import { writeJson } from "../formats/json.ts";
import { writeSarif } from "../formats/sarif.ts";
import { writeText } from "../formats/text.ts";
import { readInputs } from "../inputs.ts";
import { wholeNumber } from "../options.ts";
import { hasColours, say, showProgress } from "../streams.ts";

const formats = ["text", "json", "sarif", "github"] as const;

interface CheckOptions {
  readonly format: (typeof formats)[number];
  readonly maxWarnings?: number;
}

export function checkCommand(finished: (exitCode: number) => void): Command {
  return new Command("check")
    .description("Report what Hyper-V would refuse in layouts, and what would hurt.")
    .argument("<path...>", "files, folders, or - for standard input")
    .addOption(new Option("--format <format>", "output format").choices(formats).default("text"))
    .option("--max-warnings <number>", "exit with code 1 if there are more warnings", wholeNumber)
    .action((paths: string[], options: CheckOptions) => finished(check(paths, options)));
}

function check(paths: readonly string[], { format, maxWarnings }: CheckOptions): number {
  const { inputs, unreadable } = readInputs(paths);
  const configurations = new Configurations();
  const found = inputs.map((input) => configurations.of(input.file));
  const costs = new Map([...new Set(found)].map((each) => [each, costsOf(undefined, each)]));
  const files = inputs.map((input, index) => {
    showProgress(`Checking ${index + 1} of ${inputs.length}: ${input.path}`);
    return checkFile(input, found[index]!.rules, costs.get(found[index]!)!);
  });
  showProgress(undefined);
  process.stdout.write(write(files, format));
  for (const { path, findings } of files) {
    const { leftOut } = listedFindings(findings);
    if (leftOut > 0) say(`"${path}" has ${leftOut} more findings that are not listed; errors are listed first.`);
  }
  for (const warning of new Set(found.flatMap(({ warnings }) => warnings))) say(warning);
  for (const { path, problem } of unreadable) say(`"${path}" ${problem}.`);
  if (unreadable.length > 0) return exitCodes.misuse;
  const { error, warning } = countOf(files);
  const tooMany = maxWarnings !== undefined && warning > maxWarnings;
  if (tooMany) say(`${exactly(warning, "warning")}, more than the ${maxWarnings} allowed.`);
  return error > 0 || tooMany ? exitCodes.found : exitCodes.ok;
}

function write(files: readonly CheckedFile[], format: CheckOptions["format"]): string {
  switch (format) {
    case "text":
      return writeText(files, hasColours(process.stdout));
    case "json":
      return writeJson(files);
    case "sarif":
      return writeSarif(files, process.cwd());
    case "github":
      return writeGitHub(files);
  }
}
