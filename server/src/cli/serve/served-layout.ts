/** The layout that is served: read again when it is saved. What cannot be drawn leaves the last good picture. */
import { createHash } from "node:crypto";
import { unwatchFile, watchFile } from "node:fs";
import type { LayoutState } from "../../core/features/compare-layouts.ts";
import { layoutState } from "../../core/features/layout-state.ts";
import { simulateLayout } from "../../core/features/simulate-layout.ts";
import type { SimulatedLayout } from "../../core/features/simulated-layout.ts";
import { type BaselineState, baselineState, isSameRun } from "../../core/pictures/baseline.ts";
import { detailOf } from "../../core/pictures/charts/charts.ts";
import { htmlDocument } from "../../core/pictures/export/html-document.ts";
import { pictureOf } from "../../core/pictures/picture.ts";
import { styleSheets } from "../../core/pictures/style-sheets.ts";
import { isSyntaxCode } from "../../core/rules/registry.ts";
import { checkFile } from "../checked-file.ts";
import { Configurations } from "../configurations.ts";
import { costsOf } from "../costs.ts";
import { UsageError } from "../exit-codes.ts";
import { visible } from "../formats/text.ts";
import { requireInput } from "../inputs.ts";
import { runOnThreads } from "../run-on-threads.ts";

/** What the page is told; `problem` says why the picture is old, or is none. */
export interface ServedState {
  readonly name: string;
  readonly disks: readonly string[];
  readonly problem: string | null;
  readonly isOld: boolean;
}

export class ServedLayout {
  private good: (SimulatedLayout & { readonly state: LayoutState }) | undefined;
  /** The good one before, if it was another. */
  private before: BaselineState | undefined;
  private problem: string | undefined;
  private costsFile: string | undefined;
  /** The reading at hand: what is saved meanwhile is read after it. */
  private reading: Promise<void> = Promise.resolve();

  /** Holds nothing until it is read. */
  constructor(private readonly file: string) {}

  get state(): ServedState {
    const disks = this.good?.report?.disks.map(({ vm, slot }) => visible(`${vm} ${slot}`)) ?? [];
    const problem = this.problem ?? null;
    return { name: visible(this.file), disks, problem, isOld: problem !== null && disks.length > 0 };
  }

  /** Looks at the file twice a second, for editors replace files in many ways. Returns what ends it. */
  follow(onChange: () => void): () => void {
    const changed = () => {
      this.reading = this.reading.then(() => this.read()).then(onChange);
    };
    watchFile(this.file, { interval: 500 }, changed);
    return () => unwatchFile(this.file, changed);
  }

  /** The page of a disk, by its number in the state; `undefined` if there is none. */
  picture(disk: number): string | undefined {
    const { good } = this;
    const chosen = good?.report?.disks[disk];
    if (!good?.report || !chosen) return undefined;
    const { outline, report } = good;
    const picture = pictureOf(good, { vm: chosen.vm, slot: chosen.slot }, undefined);
    if (!picture) return undefined;
    const detail = detailOf(good, picture);
    const { before, costsFile } = this;
    const comparison = before && { name: "before the last save", before, after: baselineState(good) };
    return htmlDocument(
      { name: this.state.name, outline, report, picture, detail, comparison, costsFile, styles: styleSheets },
      (text) => createHash("sha256").update(text).digest("base64"),
    );
  }

  /** Reads and simulates the file as it is now. */
  async read(): Promise<void> {
    try {
      const input = requireInput(this.file);
      const configuration = new Configurations().of(this.file);
      const costs = costsOf(undefined, configuration);
      const { document, findings } = checkFile(input, configuration.rules, costs);
      const error = findings.find(({ code }) => isSyntaxCode(code));
      if (error) {
        const line = document.rangeOf(error.finding.at, error.start).start.line + 1;
        throw new UsageError(`Line ${line}: ${error.finding.message}`);
      }
      const simulated = await simulateLayout(document, findings, costs, {}, (job) => runOnThreads(job, "Simulating"));
      if ("refusal" in simulated) throw new UsageError(simulated.refusal);
      if (!simulated.report) throw new UsageError('No disk carries a load. Write "load oltp" in the block of a disk.');
      const now = { ...simulated, state: layoutState(document) };
      if (this.good && !isSameRun(this.good, now)) this.before = baselineState(this.good);
      this.good = now;
      this.costsFile = configuration.costs;
      this.problem = undefined;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.problem = visible(error.message);
    }
  }
}
