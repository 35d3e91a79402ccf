/** Layout text in, its simulation report out. */
import { HvvmDocument } from "../../server/src/core/document.ts";
import { type JobOptions, reportOf, simulationJob } from "../../server/src/core/forecast/simulation-job.ts";
import type { DiskReport, SimulationReport } from "../../server/src/core/simulation/report.ts";
import { runJob } from "../support/simulate.ts";
import { costs } from "./forecasts.ts";

export function simulated(text: string, options: Partial<JobOptions> = {}): SimulationReport {
  const document = HvvmDocument.read(text, "hvvm");
  const layout = document.items.flatMap(({ item }) => item.read().layout);
  const job = simulationJob(layout, document.definitions, {
    costs,
    seed: 1,
    requests: 20_000,
    isQuickRun: true,
    ...options,
  });
  const report = job && reportOf(runJob(job), job);
  if (!report) throw new Error("The layout cannot be simulated.");
  return report;
}

/** The disk of a slot, such as `scsi 0:0`, of the VM of that name or of the only one. */
export function diskOf({ disks }: SimulationReport, slot: string, vm = disks[0]?.vm): DiskReport {
  const found = disks.find((disk) => disk.slot === slot && disk.vm === vm);
  if (!found) throw new Error(`There is no ${slot} of ${vm}.`);
  return found;
}
