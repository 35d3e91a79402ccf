/** `hvvm render`: the preview of one disk, or the whole layout, as a file, for reviews and build servers. */
import { createHash } from "node:crypto";
import { Command, Option } from "commander";
import { type SimulatedLayout, simulateLayout, type TwoWaysRun } from "../../core/features/simulate-layout.ts";
import { chromeTraceOf } from "../../core/pictures/export/chrome-trace.ts";
import type { DrawingSource } from "../../core/pictures/export/drawing.ts";
import { htmlDocument, htmlStyleSheet } from "../../core/pictures/export/html-document.ts";
import { mermaidOf } from "../../core/pictures/export/mermaid.ts";
import { svgDocument } from "../../core/pictures/export/svg-document.ts";
import { type Picture, pictureOf } from "../../core/pictures/picture.ts";
import { styleSheets } from "../../core/pictures/style-sheets.ts";
import { phases } from "../../core/pictures/words.ts";
import type { Phase } from "../../core/simulation/report.ts";
import { checkFile } from "../checked-file.ts";
import { Configurations } from "../configurations.ts";
import { costsOf, filesOf } from "../costs.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { fileNameOf, requireInput } from "../inputs.ts";
import { outputFile, slotNamed, slotTitle, vmNamed } from "../options.ts";
import { readableFile } from "../readable-file.ts";
import { refuseInput, refuseUnwritable, writeOutput } from "../replace-file.ts";
import { runOnThreads } from "../run-on-threads.ts";
import { say } from "../streams.ts";

interface RenderOptions {
  readonly svg?: true;
  readonly html?: true;
  readonly mermaid?: true;
  readonly trace?: true;
  readonly vm?: string;
  readonly slot?: string;
  readonly phase?: Phase;
  readonly costs?: string;
  readonly out?: string;
}

export function renderCommand(finished: (exitCode: number) => void): Command {
  return new Command("render")
    .description("Draw the simulated I/O path of one disk, as the preview shows it.")
    .argument("<file>", "a layout, or - for standard input")
    .addOption(
      new Option("--svg", "as one SVG file: start, diagram and charts").conflicts(["html", "mermaid", "trace"]),
    )
    .addOption(
      new Option("--html", "as one HTML file without script: everything that the preview shows").conflicts([
        "mermaid",
        "trace",
      ]),
    )
    .addOption(new Option("--mermaid", "as a Mermaid flowchart of all VMs, or that of --vm").conflicts("trace"))
    .option("--trace", "the recorded requests as a Chrome trace, for Perfetto")
    .option("--vm <name>", "the virtual machine (default: the first with a disk that is simulated)")
    .option(
      "--slot <slot>",
      'its slot, such as "scsi 0:0", or 0:0 if that is unambiguous (default: the first whose disk carries requests)',
      slotTitle,
    )
    .addOption(new Option("--phase <phase>", "what runs in the guest (default: with-drivers)").choices(phases))
    .option("--costs <file>", "a costs file to use instead of the one that hvvm.config.json names")
    .option("--out <file>", "write to this file, completely or not at all (default, or -: standard output)")
    .action(async (file: string, options: RenderOptions) => finished(await render(file, options)));
}

async function render(path: string, options: RenderOptions): Promise<number> {
  if (!options.svg && !options.html && !options.mermaid && !options.trace)
    throw new UsageError("Choose what to draw: --svg, --html, --mermaid or --trace.");
  const input = requireInput(path);
  const configuration = new Configurations().of(input.file);
  const inputs = [path, ...filesOf(configuration, options.costs)];
  const out = outputFile(options.out);
  if (out !== undefined) {
    refuseInput(out, inputs);
    refuseUnwritable(out);
  }
  const file = readableFile(input);
  if (!file) return exitCodes.found;
  const layout = file.document.items.flatMap(({ item }) => item.layout);
  const named = options.vm === undefined ? undefined : vmNamed(options.vm, layout, file.path);
  const vm = named?.name?.value;
  const vms = named ? [named] : layout.filter((item) => item.kind === "vm");
  const slot = options.slot === undefined ? undefined : slotNamed(options.slot, vms);
  const costs = costsOf(options.costs, configuration);
  const simulated = await simulateLayout(
    file.document,
    checkFile(input, configuration.rules, costs).findings,
    costs,
    {
      phase: options.phase,
      otherWay: "any",
      chosen: { vm, slot },
    },
    (job) => runOnThreads(job, "Simulating"),
  );
  if ("refusal" in simulated) throw new UsageError(simulated.refusal);
  const source = sourceOf(file.path, simulated, vm, slot, options.costs ?? configuration.costs);
  const drawn = source && drawnAs(options, source, simulated, vm);
  if (drawn === undefined) {
    say(nothingToDraw(file.path, vm, slot));
    return exitCodes.found;
  }
  if (out === undefined) process.stdout.write(drawn);
  else writeOutput(out, drawn);
  return exitCodes.ok;
}

function drawnAs(
  { svg, mermaid, trace }: RenderOptions,
  source: DrawingSource,
  simulated: SimulatedLayout,
  vm: string | undefined,
): string | undefined {
  if (mermaid) return mermaidOf(simulated, vm);
  if (trace) return chromeTraceOf(source.picture);
  return svg ? svgDocument(source) : htmlDocument(source, sha256(htmlStyleSheet(source.styles)));
}

/** `undefined` if no disk is simulated. */
function sourceOf(
  path: string,
  simulated: SimulatedLayout,
  vm: string | undefined,
  slot: string | undefined,
  costsFile: string | undefined,
): DrawingSource | undefined {
  const { outline, report, twoWays } = simulated;
  const picture = pictureOf(simulated, { vm, slot }, undefined);
  if (!report || !picture) return undefined;
  if (slot !== undefined && picture.slot?.slot.slot !== slot)
    throw new UsageError(
      `VM "${picture.vm.name}" has no slot "${slot}". Write it as in the layout, such as "scsi 0:0".`,
    );
  return {
    name: fileNameOf(path),
    outline,
    report,
    picture,
    twoWays: isOf(picture, twoWays) ? twoWays : undefined,
    costsFile,
    styles: styleSheets,
  };
}

/** If no disk is chosen, the two paths are those of the first disk, which need not be the one that is drawn. */
function isOf({ vm, slot }: Picture, twoWays: TwoWaysRun | undefined): boolean {
  return twoWays?.vm === vm.name && twoWays.slot === slot?.slot.slot;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

function nothingToDraw(path: string, vm: string | undefined, slot: string | undefined): string {
  if (slot !== undefined) return `The slot "${slot}" holds no disk that is simulated.`;
  const where = vm === undefined ? `"${path}"` : `VM "${vm}"`;
  return `${where} has no disk to simulate: no disk that can be reached carries a load.`;
}
