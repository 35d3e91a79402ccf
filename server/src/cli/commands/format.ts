/** `hvvm format`: writes layouts in their canonical form, or lists those that are not in it. */
import { Command } from "commander";
import { formatNative } from "../../core/model/format-native.ts";
import { formatJson } from "../../core/syntax/json/printer.ts";
import { exitCodes } from "../exit-codes.ts";
import { visible } from "../formats/text.ts";
import { type Input, readInputs } from "../inputs.ts";
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
    .option("--check", "list the files that are not in canonical form, and write nothing")
    .action((paths: string[], options: FormatOptions) => finished(format(paths, options)));
}

function format(paths: readonly string[], { check = false }: FormatOptions): number {
  const { inputs, unreadable } = readInputs(paths);
  let isFound = false;
  for (const input of inputs) {
    const text = readableFile(input) && canonical(input);
    if (text === undefined || (check && text !== input.text)) isFound = true;
    if (text === undefined) continue;
    if (input.path === "-" && !check) process.stdout.write(text);
    else if (text !== input.text) {
      if (!check) replaceFile(input.path, text);
      process.stdout.write(`${visible(input.path)}\n`);
    }
  }
  for (const { path, problem } of unreadable) say(`"${path}" ${problem}.`);
  if (unreadable.length > 0) return exitCodes.misuse;
  return isFound ? exitCodes.found : exitCodes.ok;
}

function canonical({ text, notation }: Input): string {
  return notation === "json" ? formatJson(text) : formatNative(text);
}
