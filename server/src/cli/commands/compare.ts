/** `hvvm compare`: what changed between two layouts, slot by slot, and the effect on throughput and response time. */
import { Command, Option } from "commander";
import type { HvvmDocument } from "../../core/document.ts";
import { compareLayouts } from "../../core/features/compare-layouts.ts";
import { layoutState } from "../../core/features/layout-state.ts";
import { type SimulatedLayout, simulateLayout } from "../../core/features/simulate-layout.ts";
import { baselineState } from "../../core/pictures/baseline.ts";
import { changedStarts, compareRuns } from "../../core/pictures/compare-runs.ts";
import type { Costs } from "../../core/simulation/paths/costs.ts";
import { decode } from "../../decode.ts";
import { Configurations } from "../configurations.ts";
import { costsOf } from "../costs.ts";
import { exitCodes, UsageError } from "../exit-codes.ts";
import { type ComparisonReport, writeComparisonJson, writeComparisonText } from "../formats/compare.ts";
import { writeComparisonMarkdown } from "../formats/compare-markdown.ts";
import { readAtRevision } from "../git-revision.ts";
import { type Input, requireInput } from "../inputs.ts";
import { readableFile } from "../readable-file.ts";
import { runOnThreads } from "../run-on-threads.ts";
import { say } from "../streams.ts";

type Format = "text" | "json" | "markdown";

const writers: Readonly<Record<Format, (report: ComparisonReport) => string>> = {
  text: writeComparisonText,
  json: writeComparisonJson,
  markdown: writeComparisonMarkdown,
};

export function compareCommand(finished: (exitCode: number) => void): Command {
  return new Command("compare")
    .description(
      "Show what changed between two layouts and how it affects each disk; the exit code is 0 whether they differ or not.",
    )
    .argument("<before>", "a layout, - for standard input, or git:REV for AFTER as it was at that revision")
    .argument("<after>", "a layout")
    .addOption(
      new Option("--format <format>", "output format; markdown is for a pull request")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .action(async (before: string, after: string, { format }: { format: Format }) =>
      finished(await compare(before, after, format)),
    );
}

async function compare(before: string, after: string, format: Format): Promise<number> {
  if (after === "-" || after.startsWith("git:"))
    throw new UsageError(`AFTER must be a file; "${after}" is allowed as BEFORE only.`);
  const now = requireInput(after);
  const then = before.startsWith("git:") ? atRevision(now, before.slice("git:".length)) : requireInput(before);
  const configuration = new Configurations().of(now.file);
  const costs = costsOf(undefined, configuration);
  const files = [readableFile(then), readableFile(now)] as const;
  const [old, current] = files;
  if (!old || !current) return exitCodes.found;
  const { slots, statements } = compareLayouts(layoutState(old.document), layoutState(current.document));
  const runs = [await run(old.document, costs, old.path), await run(current.document, costs, current.path)] as const;
  const states = [baselineState(runs[0]), baselineState(runs[1])] as const;
  process.stdout.write(
    writers[format]({
      before: old.path === "-" ? "standard input" : old.path,
      after: current.path,
      slots,
      statements,
      starts: changedStarts(states[0].starts, states[1].starts),
      disks: compareRuns(slots, states[0].disks, states[1].disks),
      runs: runs.flatMap(({ report }) => report ?? []),
    }),
  );
  for (const warning of configuration.warnings) say(warning);
  return exitCodes.ok;
}

/** The file at a revision, in its notation. */
function atRevision({ file, path, notation }: Input, revision: string): Input {
  const bytes = readAtRevision(file, revision);
  const text = decode(bytes);
  if (text === undefined) throw new UsageError(`"${path}" at ${revision} is not text in UTF-8 or UTF-16.`);
  return { path: `${path} at ${revision}`, file, text, bytes, notation };
}

/** All runs use the same seed, so that disks that did not change differ least. Only what is compared is simulated. */
async function run(document: HvvmDocument, costs: Costs, path: string): Promise<SimulatedLayout> {
  const simulated = await simulateLayout(document, [], costs, { quickRun: true }, (job) =>
    runOnThreads(job, `Simulating ${path}`),
  );
  if ("refusal" in simulated) throw new UsageError(simulated.refusal);
  return simulated;
}
