/** `hvvm drift`: how the hosts differ from a layout, according to inventories. */
import { Command, Option } from "commander";
import { HvvmDocument } from "../../core/document.ts";
import { compareEstate, isComparable } from "../../core/exchange/drift/compare-estate.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { type DriftReport, writeDriftJson, writeDriftSarif, writeDriftText } from "../formats/drift.ts";
import { refuseRepeatedStandardInput, requireInput } from "../inputs.ts";
import { readEstate } from "../read-estate.ts";
import { readableFile } from "../readable-file.ts";

type Format = "text" | "json" | "sarif";

export function driftCommand(finished: (exitCode: number) => void): Command {
  return new Command("drift")
    .description("Show how hosts differ from a layout; the exit code is 0 if they do not, 1 if they do.")
    .argument("<layout>", "a layout, or - for standard input")
    .argument("<inventory...>", "inventories of the hosts, as hvvm import reads them")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json", "sarif"]).default("text"))
    .action((layout: string, inventories: string[], { format }: { format: Format }) =>
      finished(drift(layout, inventories, format)),
    );
}

function drift(layout: string, inventories: readonly string[], format: Format): number {
  refuseRepeatedStandardInput([layout, ...inventories]);
  const input = requireInput(layout);
  const { estate } = readEstate(inventories);
  const document = HvvmDocument.read(input.text, input.notation);
  if (!isComparable(document)) {
    readableFile(input);
    // Not 1, which means that the hosts differ.
    throw new UsageError(`"${input.path}" cannot be compared before these errors are fixed.`);
  }
  const file = { path: input.path, document };
  const report: DriftReport = { file, drift: compareEstate(document, estate), inventories };
  process.stdout.write(writers[format](report));
  return report.drift.differences.length > 0 ? exitCodes.found : exitCodes.ok;
}

const writers: Readonly<Record<Format, (report: DriftReport) => string>> = {
  text: writeDriftText,
  json: writeDriftJson,
  sarif: (report) => writeDriftSarif(report, process.cwd()),
};
