/** `hvvm drift`: how the hosts differ from a layout, as inventories of them say. */
import { Command, Option } from "commander";
import { compareEstate } from "../../core/exchange/drift/compare-estate.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { type DriftReport, writeDriftJson, writeDriftSarif, writeDriftText } from "../formats/drift.ts";
import { requireInput } from "../inputs.ts";
import { readEstate } from "../read-estate.ts";
import { readableFile } from "../readable-file.ts";

type Format = "text" | "json" | "sarif";

export function driftCommand(finished: (exitCode: number) => void): Command {
  return new Command("drift")
    .description("Say how hosts differ from a layout: exit code 0 if they do not, 1 if they do.")
    .argument("<layout>", "a layout, or - for standard input")
    .argument("<inventory...>", "inventories of the hosts, as hvvm import reads them")
    .addOption(
      new Option("--format <format>", "how to write the differences")
        .choices(["text", "json", "sarif"])
        .default("text"),
    )
    .action((layout: string, inventories: string[], { format }: { format: Format }) =>
      finished(drift(layout, inventories, format)),
    );
}

function drift(layout: string, inventories: readonly string[], format: Format): number {
  const input = requireInput(layout);
  const { estate, names } = readEstate(inventories);
  const file = readableFile(input);
  // Not 1, which says that the hosts differ.
  if (!file) throw new UsageError(`"${input.path}" cannot be compared before these errors are fixed.`);
  const report: DriftReport = { file, drift: compareEstate(file.document, estate), inventories: names };
  process.stdout.write(writers[format](report));
  return report.drift.differences.length > 0 ? exitCodes.found : exitCodes.ok;
}

const writers: Readonly<Record<Format, (report: DriftReport) => string>> = {
  text: writeDriftText,
  json: writeDriftJson,
  sarif: (report) => writeDriftSarif(report, process.cwd()),
};
