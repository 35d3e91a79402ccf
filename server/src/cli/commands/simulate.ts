/** `hvvm simulate`: the simulated I/O path of a layout's disks. */
import { Command, Option } from "commander";
import { canBeMade } from "../../core/features/change-edit.ts";
import { layoutOutline } from "../../core/features/layout-outline.ts";
import { missedExpectations } from "../../core/forecast/expectations.ts";
import { reportOf, simulationJob } from "../../core/forecast/simulation-job.ts";
import { startInWords } from "../../core/pictures/compare-runs.ts";
import { phases } from "../../core/pictures/words.ts";
import { withoutSuppressed } from "../../core/rules/apply-suppressions.ts";
import { configured } from "../../core/rules/configuration.ts";
import { expectationFinding, expectationNotMet } from "../../core/rules/hyper-v/expectation-not-met.ts";
import type { PlacedFinding } from "../../core/rules/rule.ts";
import type { Phase, SimulationReport } from "../../core/simulation/report.ts";
import type { CheckedFile } from "../checked-file.ts";
import { Configurations, type FoundConfiguration } from "../configurations.ts";
import { costsOf } from "../costs.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { writeReport } from "../formats/report.ts";
import { writeText } from "../formats/text.ts";
import { requireInput } from "../inputs.ts";
import { vmNamed, wholeNumber } from "../options.ts";
import { readableFile } from "../readable-file.ts";
import { runOnThreads } from "../run-on-threads.ts";
import { hasColours, say } from "../streams.ts";

interface SimulateOptions {
  readonly vm?: string;
  readonly requests: number;
  readonly seed: number;
  readonly phase?: Phase;
  readonly costs?: string;
  readonly format: "text" | "json";
}

export function simulateCommand(finished: (exitCode: number) => void): Command {
  return new Command("simulate")
    .description("Simulate the I/O path of a layout's disks.")
    .argument("<file>", "a layout, or - for standard input")
    .option("--vm <name>", "only this virtual machine")
    .option(
      "--requests <number>",
      "requests to simulate, up to 2,000,000; more if a slow disk would get too few of them",
      wholeNumber,
      100_000,
    )
    .option("--seed <number>", "the same seed gives the same report", wholeNumber, 1)
    .addOption(new Option("--phase <phase>", "what runs in the guest (default: with-drivers)").choices(phases))
    .option("--costs <file>", "a costs file to use instead of the one that hvvm.config.json names")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .action(async (file: string, options: SimulateOptions) => finished(await simulate(file, options)));
}

async function simulate(path: string, options: SimulateOptions): Promise<number> {
  const input = requireInput(path);
  const configuration = new Configurations().of(input.file);
  const file = readableFile(input);
  if (!file) return exitCodes.found;
  const report = await run(file, configuration, options);
  if (!report) {
    say(`"${file.path}" has no disk to simulate: no disk that can be reached carries a load.`);
    return exitCodes.found;
  }
  const hypothetical = hypotheticalVms(file, report);
  const withStarts = { ...report, notes: [...hypothetical, ...report.notes] };
  process.stdout.write(
    options.format === "json" ? `${JSON.stringify(withStarts, undefined, 2)}\n` : writeReport(report, hypothetical),
  );
  const missed = configured(withoutSuppressed(file.document, missedIn(file, report, options.vm)), configuration.rules);
  if (missed.length === 0) return exitCodes.ok;
  const stream = options.format === "json" ? process.stderr : process.stdout;
  stream.write(`\n${writeText([{ ...file, findings: missed }], hasColours(stream))}`);
  return exitCodes.found;
}

/** The simulated VMs that do not start, and why. */
function hypotheticalVms({ document, findings }: CheckedFile, { disks }: SimulationReport): readonly string[] {
  const simulated = new Set(disks.map(({ vm }) => vm));
  return layoutOutline(document, findings).vms.flatMap(({ name, start }) =>
    start.outcome === "fails" && simulated.has(name)
      ? [`${name} ${startInWords(start)}. Its figures are those if it started.`]
      : [],
  );
}

/** The missed expectations; only those of one VM if only that one was simulated. */
function missedIn(
  { document }: CheckedFile,
  report: SimulationReport,
  name: string | undefined,
): readonly PlacedFinding[] {
  return document.items.flatMap(({ start, item }) =>
    item.layout.flatMap((part) => {
      if (part.kind !== "vm" || (name !== undefined && part.name?.value.toLowerCase() !== name.toLowerCase()))
        return [];
      const { code, severity } = expectationNotMet;
      return missedExpectations(part, report).map(
        (missed): PlacedFinding => ({ code, severity, start, finding: expectationFinding(missed), relatedStarts: [] }),
      );
    }),
  );
}

/** `undefined` if there is no disk to simulate. */
async function run(
  { document, path }: CheckedFile,
  configuration: FoundConfiguration,
  { vm: name, requests, seed, phase, costs }: SimulateOptions,
): Promise<SimulationReport | undefined> {
  const layout = document.items.flatMap(({ item }) => item.layout);
  const vm = name === undefined ? undefined : vmNamed(name, layout, path);
  const job = simulationJob(layout, document.definitions, {
    costs: costsOf(costs, configuration),
    seed,
    requests,
    ...(phase ? { phase } : {}),
    ...(vm ? { vm } : {}),
    isOffered: canBeMade(document),
  });
  if (!job) return undefined;
  const outcome = await runOnThreads(job, "Simulating");
  if (outcome.kind === "refused") throw new UsageError(outcome.problem);
  const isAlone = layout.filter((item) => item.kind === "vm").length === 1;
  const note = `Only VM "${vm?.name?.value}" is simulated; the load of the others is not included.`;
  return reportOf(outcome, vm && !isAlone ? { ...job, notes: [...job.notes, note] } : job);
}
