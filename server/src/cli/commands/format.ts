/** `hvvm format`: writes layouts in their canonical form, or lists those that are not in it. */
import { Command } from "commander";
import { formatNative } from "../../core/model/format-native.ts";
import { formatJson } from "../../core/syntax/json/printer.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { visible } from "../formats/text.ts";
import { type Input, namedFiles, readInput } from "../inputs.ts";
import { readableFile } from "../readable-file.ts";
import { replaceFile } from "../replace-file.ts";
import { say } from "../streams.ts";

interface FormatOptions {
  readonly check?: boolean;
}

export function formatCommand(finished: (exitCode: number) => void): Command {
  return new Command("format")
    .description("Write layouts in their canonical form; the notation and all comments are kept.")
    .argument("<path...>", "files, folders, or - for standard input, which is written to standard output")
    .option("--check", "list the files that are not in canonical form, without writing")
    .action((paths: string[], options: FormatOptions) => finished(format(paths, options)));
}

/** File by file, so that each is read just before it is formatted. */
function format(paths: readonly string[], { check = false }: FormatOptions): number {
  const problems: string[] = [];
  let isFound = false;
  for (const named of namedFiles(paths)) {
    const input = typeof named === "string" ? readInput(named) : named;
    if ("problem" in input) {
      problems.push(`"${input.path}" ${input.problem}.`);
      continue;
    }
    const text = readableFile(input) && canonical(input);
    if (text === undefined || (check && text !== input.text)) isFound = true;
    if (text === undefined) continue;
    if (input.file === "-" && !check) process.stdout.write(text);
    else if (text !== input.text) {
      if (!check && !replaced(input, text, problems)) continue;
      process.stdout.write(`${visible(input.path)}\n`);
    }
  }
  for (const problem of problems) say(problem);
  if (problems.length > 0) return exitCodes.misuse;
  return isFound ? exitCodes.found : exitCodes.ok;
}

/** A file that cannot be written is added to `problems`; the others are still formatted. */
function replaced({ file, bytes }: Input, text: string, problems: string[]): boolean {
  try {
    replaceFile(file, text, bytes);
    return true;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.push(error.message);
    return false;
  }
}

function canonical({ text, notation }: Input): string {
  return notation === "json" ? formatJson(text) : formatNative(text);
}
