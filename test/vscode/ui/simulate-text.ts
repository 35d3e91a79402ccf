/** The function that both Node and the browser run: from a layout's text to its report's text. */
import { HvvmDocument } from "../../../server/src/core/document.ts";
import { reportOf, simulationJob } from "../../../server/src/core/forecast/simulation-job.ts";
import { resolveCosts } from "../../../server/src/core/simulation/paths/costs.ts";
import { runJob } from "../../support/simulate.ts";

export function simulateText(text: string): string {
  const { items, definitions } = HvvmDocument.read(text, "hvvm");
  const layout = items.flatMap(({ item }) => item.layout);
  const { costs } = resolveCosts();
  const job = simulationJob(layout, definitions, { costs, seed: 7, requests: 20_000 });
  return JSON.stringify(job && reportOf(runJob(job), job));
}
