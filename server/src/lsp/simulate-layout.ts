/** Answers `hvvm/simulate`: what the layout holds, and what its simulation reports. */
import type { CancellationToken } from "vscode-languageserver";
import { layoutOutline } from "../core/features/layout-outline.ts";
import { reportOf, simulationJob } from "../core/forecast/simulation-job.ts";
import type { Costs } from "../core/simulation/paths/costs.ts";
import { readDefinitions } from "../core/surroundings.ts";
import type { SimulateParams, SimulateResult } from "../protocol.ts";
import type { OpenDocument } from "./open-documents.ts";
import type { SimulationThreads } from "./simulation-threads.ts";

const usualRequests = 100_000;
const mostRequests = 1_000_000;

export async function simulateLayout(
  open: OpenDocument,
  costs: Costs,
  { seed, requests, phase }: SimulateParams,
  threads: SimulationThreads,
  token: CancellationToken,
): Promise<SimulateResult> {
  const { document, version } = open;
  const outline = layoutOutline(document, open.findings());
  const layout = document.items.flatMap(({ item }) => item.layout);
  const job = simulationJob(layout, readDefinitions(document.items), {
    costs,
    seed: seed ?? 1,
    requests: Math.max(1, Math.min(requests ?? usualRequests, mostRequests)),
    ...(phase ? { phase } : {}),
  });
  if (!job) return { version, outline };
  const outcome = await threads.run(job, token);
  if (outcome.kind === "refused") throw new Error(outcome.problem);
  const report = reportOf(outcome, job);
  return { version, outline, ...(report ? { report } : {}) };
}
