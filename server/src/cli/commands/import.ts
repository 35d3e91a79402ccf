/** `hvvm import`: inventories of hosts as one layout on standard output, and the script that creates such an inventory. */
import { Command, Option } from "commander";
import { collectorScript } from "../../core/exchange/inventory/collector-script.ts";
import { estateLayout } from "../../core/exchange/inventory/estate-layout.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { readEstate } from "../read-estate.ts";

interface ImportOptions {
  readonly to: "hvvm" | "json";
  readonly collector?: boolean;
}

export function importCommand(finished: (exitCode: number) => void): Command {
  return new Command("import")
    .description("Write inventories of hosts as a layout to standard output.")
    .argument(
      "[file...]",
      "JSON of the Hyper-V cmdlets, the collector, HVTools (also CSV) or terraform show; or - for standard input",
    )
    .addOption(new Option("--to <notation>", "the notation to write").choices(["hvvm", "json"]).default("hvvm"))
    .option("--collector", "print the read-only PowerShell script that collects an inventory on a host")
    .action((files: string[], options: ImportOptions) => finished(importInventories(files, options)));
}

function importInventories(files: readonly string[], { to, collector = false }: ImportOptions): number {
  if (collector) {
    if (files.length > 0) throw new UsageError("--collector prints a script and reads no file.");
    process.stdout.write(collectorScript);
    return exitCodes.ok;
  }
  if (files.length === 0)
    throw new UsageError("No inventory is given. hvvm import --collector prints a script that creates one.");
  const { estate, names } = readEstate(files);
  process.stdout.write(estateLayout(estate, names, to));
  return exitCodes.ok;
}
