/** `hvvm convert`: the same layout in the other notation, on standard output. */
import { Command, Option } from "commander";
import { toJson } from "../../core/model/to-json.ts";
import { toNative } from "../../core/model/to-native.ts";
import { exitCodes } from "../exit-codes.ts";
import { requireInput } from "../inputs.ts";
import { readableFile } from "../readable-file.ts";

interface ConvertOptions {
  readonly to: "json" | "hvvm";
}

export function convertCommand(finished: (exitCode: number) => void): Command {
  return new Command("convert")
    .description("Write a layout in the other notation to standard output; comments are not carried over.")
    .argument("<file>", "a layout, or - for standard input")
    .addOption(new Option("--to <notation>", "the notation to write").choices(["json", "hvvm"]).makeOptionMandatory())
    .action((file: string, options: ConvertOptions) => finished(convert(file, options)));
}

function convert(path: string, { to }: ConvertOptions): number {
  const input = requireInput(path);
  const file = readableFile(input);
  if (!file) return exitCodes.found;
  const statements = file.document.items.flatMap(({ item }) => item.bound.statements);
  process.stdout.write(to === "json" ? toJson(statements) : toNative(statements));
  return exitCodes.ok;
}
