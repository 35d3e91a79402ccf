/** The layout that is served; it is read again when it is saved. */
import { createHash } from "node:crypto";
import { unwatchFile, watchFile } from "node:fs";
import type { HvvmDocument } from "../../core/document.ts";
import type { LayoutState } from "../../core/features/compare-layouts.ts";
import { layoutState } from "../../core/features/layout-state.ts";
import { type SimulatedLayout, simulateLayout } from "../../core/features/simulate-layout.ts";
import { type BaselineState, baselineState, isSameRun } from "../../core/pictures/baseline.ts";
import { drawnAfter } from "../../core/pictures/drawn-after.ts";
import { htmlDocument, htmlStyleSheet } from "../../core/pictures/export/html-document.ts";
import { pictureOf } from "../../core/pictures/picture.ts";
import { styleSheets } from "../../core/pictures/style-sheets.ts";
import { isSyntaxCode } from "../../core/rules/registry.ts";
import type { PlacedFinding } from "../../core/rules/rule-runner.ts";
import { checkFile } from "../checked-file.ts";
import { Configurations } from "../configurations.ts";
import { costsOf } from "../costs.ts";
import { UsageError } from "../exit-codes.ts";
import { visible } from "../formats/text.ts";
import { requireInput } from "../inputs.ts";
import { runOnThreads } from "../run-on-threads.ts";

/** What the page receives; `problem` says why the picture is old, or why there is none. */
export interface ServedState {
  readonly name: string;
  readonly disks: readonly string[];
  readonly problem: string | null;
  readonly isOld: boolean;
}

export class ServedLayout {
  private drawn: (SimulatedLayout & { readonly state: LayoutState }) | undefined;
  /** What was drawn before, if it was different. */
  private before: BaselineState | undefined;
  private isOld = false;
  private problem: string | undefined;
  private costsFile: string | undefined;
  /** The read in progress; a change during it is read afterwards. */
  private reading: Promise<void> = Promise.resolve();

  /** Empty until the file has been read. */
  constructor(private readonly file: string) {}

  get state(): ServedState {
    const disks = this.drawn?.report?.disks.map(({ vm, slot }) => visible(`${vm} ${slot}`)) ?? [];
    return { name: visible(this.file), disks, problem: this.problem ?? null, isOld: this.isOld };
  }

  /** Checks the file twice a second, because editors replace files in many ways. Returns a function that stops it. */
  follow(onChange: () => void): () => void {
    const changed = () => {
      this.reading = this.reading.then(() => this.read()).then(onChange);
    };
    watchFile(this.file, { interval: 500 }, changed);
    return () => unwatchFile(this.file, changed);
  }

  /** The page for a disk, by its number in the state; `undefined` if there is no such disk. */
  picture(disk: number): string | undefined {
    const { drawn, isOld } = this;
    const chosen = drawn?.report?.disks[disk];
    if (!drawn?.report || !chosen) return undefined;
    const { outline, report } = drawn;
    const picture = pictureOf(drawn, { vm: chosen.vm, slot: chosen.slot }, undefined);
    if (!picture) return undefined;
    const { before, costsFile } = this;
    const comparison = before && { name: "before the last save", before, after: baselineState(drawn) };
    return htmlDocument(
      { name: this.state.name, outline, isOld, report, picture, comparison, costsFile, styles: styleSheets },
      createHash("sha256").update(htmlStyleSheet(styleSheets)).digest("base64"),
    );
  }

  /** Reads and simulates the current file. */
  async read(): Promise<void> {
    try {
      const input = requireInput(this.file);
      const configuration = new Configurations().of(this.file);
      const costs = costsOf(undefined, configuration);
      const { document, findings } = checkFile(input, configuration.rules, costs);
      const simulated = await simulateLayout(document, findings, costs, {}, (job) => runOnThreads(job, "Simulating"));
      if ("refusal" in simulated) throw new UsageError(simulated.refusal);
      const { isBroken } = simulated.outline;
      if (!simulated.report && !isBroken)
        throw new UsageError('No disk has a load. Write "load oltp" in the block of a disk.');
      const now = { ...simulated, state: layoutState(document) };
      const { drawn, isOld } = drawnAfter(this.drawn, now);
      if (!isOld && this.drawn && !isSameRun(this.drawn, now)) this.before = baselineState(this.drawn);
      this.drawn = drawn;
      this.isOld = isOld;
      this.costsFile = configuration.costs;
      this.problem = isBroken && unreadable(document, findings);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.isOld = this.drawn !== undefined;
      this.problem = visible(error.message);
    }
  }
}

/** The first place that cannot be read, as a sentence. */
function unreadable(document: HvvmDocument, findings: readonly PlacedFinding[]): string | undefined {
  const error = findings.find(({ code }) => isSyntaxCode(code));
  if (!error) return undefined;
  const line = document.rangeOf(error.finding.at, error.start).start.line + 1;
  return visible(`Line ${line}: ${error.finding.message}`);
}
