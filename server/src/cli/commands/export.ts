/** `hvvm export`: writes what builds the layout on a host. */
import { Command, Option } from "commander";
import { exportLayout } from "../../core/exchange/export-layout.ts";
import { type Target, targets } from "../../core/exchange/target-limits.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { readInput } from "../inputs.ts";
import { outputFile, vmNamed } from "../options.ts";
import { cleanFile } from "../readable-file.ts";
import { refuseInput, refuseUnwritable, writeOutput } from "../replace-file.ts";
import { say } from "../streams.ts";

interface ExportOptions {
  readonly to: "powershell" | "ansible" | "terraform";
  readonly provider?: "windsorcli" | "taliesins";
  readonly vm?: string;
  readonly out?: string;
}

export function exportCommand(finished: (exitCode: number) => void): Command {
  return new Command("export")
    .description(
      "Write a script or configuration that builds the layout on a host. What the target does not support is listed on standard error.",
    )
    .argument("<file>", "a layout, or - for standard input")
    .addOption(
      new Option("--to <target>", "what to write")
        .choices(["powershell", "ansible", "terraform"])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--provider <name>", "of Terraform (default: windsorcli)").choices(["windsorcli", "taliesins"]),
    )
    .option("--vm <name>", "only this virtual machine")
    .option("--out <file>", "write to this file, completely or not at all (default, or -: standard output)")
    .action((file: string, options: ExportOptions) => finished(exportFile(file, options)));
}

function exportFile(path: string, { to, provider, vm: name, out: given }: ExportOptions): number {
  const out = outputFile(given);
  if (provider !== undefined && to !== "terraform") throw new UsageError("--provider is for --to terraform only.");
  const input = readInput(path);
  if ("problem" in input) throw new UsageError(`"${input.path}" ${input.problem}.`);
  if (out !== undefined) {
    refuseInput(out, [path]);
    refuseUnwritable(out);
  }
  const file = cleanFile(input);
  if (!file) return exitCodes.found;
  const layout = file.document.items.flatMap(({ item }) => item.layout);
  const vm = name === undefined ? undefined : vmNamed(name, layout, file.path).name?.value;
  const target: Target = to === "terraform" ? (provider ?? "windsorcli") : to;
  const { text, notes } = exportLayout(layout, file.document.definitions, { target, vm, isAscii: out === undefined });
  for (const note of notes) say(note);
  if (text === undefined) {
    say(`"${file.path}" has no virtual machine that can be exported to ${targets[target].title}.`);
    return exitCodes.found;
  }
  if (out === undefined) process.stdout.write(text);
  else writeOutput(out, needsMark(text, target) ? `\ufeff${text}` : text);
  return exitCodes.ok;
}

/** Without a byte order mark, Windows PowerShell 5.1 reads a script in the system's code page. */
function needsMark(text: string, target: Target): boolean {
  return target === "powershell" && !/^[\n -~]*$/.test(text);
}
