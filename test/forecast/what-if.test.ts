/**
 * The report's figures for a change are those that the changed layout has: every change of every sample and of a random
 * corpus is written into the layout and simulated.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { canBeMade, changeEdit } from "../../server/src/core/features/change-edit.ts";
import { reportOf, simulationJob } from "../../server/src/core/forecast/simulation-job.ts";
import type { DiskReport, SimulationReport, WhatIf } from "../../server/src/core/simulation/report.ts";
import { samples } from "../support/samples.ts";
import { simulate } from "../support/simulate.ts";
import { costs } from "./forecasts.ts";

const requests = 4000;
/** Few, because only means are compared. */
const extraEvents = 5e5;
const maxCompared = 2;

describe("a change has the effect that the report gives", () => {
  const worst = { throughput: 0, response: 0, where: "" };

  test.each(samples.map(({ name, native }) => [name, native] as const))("of %s", (name, text) => {
    checkEach(name, text);
  });

  test("of random layouts", () => {
    const seed = 20_261;
    fc.assert(
      fc.property(layouts, (text) => checkEach(text, text)),
      { numRuns: 4, seed },
    );
    console.log(`Seed ${seed}. Worst: ${JSON.stringify(worst)}`);
  });

  function checkEach(name: string, text: string): void {
    const document = HvvmDocument.read(text, "hvvm");
    const report = simulated(document, true);
    for (const whatIf of report?.whatIf ?? []) {
      const made = simulated(withChange(document, whatIf), false);
      const before = report!.disks.find((disk) => disk.vm === whatIf.vm && disk.slot === whatIf.slot)!;
      const after = made && changedDisk(report!, made, before);
      if (!after?.throughputIops || !after.responseTimeUs.mean) continue;
      const throughput = off(whatIf.throughputRatio, after.throughputIops / before.throughputIops!);
      // For a load that its path cannot serve, the mean only reflects the length of the run.
      expect(whatIf.responseTimeRatio === null, whatIf.change).toBe(before.saturated);
      const response = off(
        whatIf.responseTimeRatio ?? 1,
        before.saturated ? 1 : after.responseTimeUs.mean / before.responseTimeUs.mean!,
      );
      const where = `${whatIf.vm} ${whatIf.slot}: ${whatIf.change} in ${name}`;
      if (response > worst.response) Object.assign(worst, { throughput, response, where });
      expect(throughput, `throughput, ${where}`).toBeLessThan(0.1);
      expect(response, `mean response time, ${where}`).toBeLessThan(0.15);
    }
  }
});

function off(said: number, made: number): number {
  return Math.abs(said / made - 1);
}

/** Without assumptions, which take longer than everything else; `comparing` includes the effects of changes. */
function simulated(document: HvvmDocument, comparing: boolean): SimulationReport | undefined {
  const layout = document.items.flatMap(({ item }) => item.read().layout);
  const isOffered = canBeMade(document);
  const job = simulationJob(layout, document.definitions, { costs, seed: 1, requests, isOffered });
  if (!job) return undefined;
  const alternatives = comparing ? job.alternatives.slice(0, maxCompared) : [];
  const outcome = simulate(job.spec, { seed: 1, requests, extraEvents, alternatives, withoutAssumptions: true });
  return reportOf(outcome, job);
}

function withChange(document: HvvmDocument, { vm, slot, change }: WhatIf): HvvmDocument {
  const edit = changeEdit(document, { vm, slot, change });
  if ("refusal" in edit) throw new Error(edit.refusal);
  const edits = [...edit.edits].sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start));
  return edits.reduce((now, { range, newText }) => now.changed({ range, text: newText }), document);
}

/** The disk after its change: in its slot, or in the only new slot of the VM. */
function changedDisk(
  before: SimulationReport,
  made: SimulationReport,
  { vm, slot }: DiskReport,
): DiskReport | undefined {
  const old = new Set(before.disks.filter((disk) => disk.vm === vm).map((disk) => disk.slot));
  const own = made.disks.filter((disk) => disk.vm === vm);
  return own.find((disk) => disk.slot === slot) ?? own.find((disk) => !old.has(disk.slot));
}

const layouts = fc
  .record({
    media: fc.array(fc.constantFrom("hdd-7200", "ssd-sata", "ssd-nvme-datacenter"), { minLength: 1, maxLength: 2 }),
    vms: fc.array(
      fc.record({
        isOld: fc.boolean(),
        disks: fc.array(
          fc.record({
            volume: fc.nat(1),
            type: fc.constantFrom("fixed", "dynamic"),
            sizeKb: fc.constantFrom(4, 16, 64, 256),
            read: fc.constantFrom(0, 30, 70, 100),
            queueDepth: fc.constantFrom(1, 2, 8, 32),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ media, vms }) => {
    const volumes = media.map((medium, at) => `volume "${"DE"[at]}:" ${medium} 60TB`).join("; ");
    const machines = vms.map(({ isOld, disks }, vm) => {
      const lines = disks.map(({ volume, type, sizeKb, read, queueDepth }, at) => {
        const file = `${"DE"[volume % media.length]}:\\v\\${vm}-${at}.vhdx`;
        const load = `load { request-size ${sizeKb}KB; read ${read}%; random 100%; queue-depth ${queueDepth} }`;
        return `${isOld ? `ide 0:${at}` : `scsi 0:${at}`} disk "${file}" ${type} 100GB { ${load} }`;
      });
      const guest = isOld ? "guest linux-without-drivers" : "generation 2";
      return `vm v${vm} { on h; ${guest}; ${lines.join("; ")} }`;
    });
    return `platform windows-server-2022\nhost h { ${volumes} }\n${machines.join("\n")}\n`;
  });
