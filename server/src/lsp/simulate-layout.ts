/** Answers `hvvm/simulate`: what the layout holds, and what its simulation reports. Tells how far the run is. */
import { type CancellationToken, ErrorCodes, ResponseError } from "vscode-jsonrpc";
import type { ProgressToken } from "vscode-languageserver-protocol";
import { layoutOutline } from "../core/features/layout-outline.ts";
import { simulatedLayout } from "../core/features/simulated-layout.ts";
import { askedSimulation } from "../core/forecast/asked-simulation.ts";
import type { SimulateParams, SimulateResult } from "../protocol.ts";
import type { Connection } from "./connection.ts";
import type { Notifications } from "./methods.ts";
import type { OpenDocument } from "./open-documents.ts";
import { requestFailed } from "./protocol-numbers.ts";
import type { SimulationThreads } from "./simulation-threads.ts";

export async function simulateLayout(
  open: OpenDocument,
  params: SimulateParams,
  threads: SimulationThreads,
  token: CancellationToken,
  connection: Connection,
): Promise<SimulateResult | ResponseError<never>> {
  const { document, version } = open;
  if (open.costsFault !== undefined) return new ResponseError(requestFailed, open.costsFault);
  const asked = askedSimulation(document, open.costs, params);
  if ("refusal" in asked) return new ResponseError(ErrorCodes.InvalidParams, asked.refusal);
  const outline = layoutOutline(document, open.findings());
  if (!asked.job) return { version, outline };
  const progress = workDone(params.workDoneToken, connection);
  try {
    const outcome = await threads.run(asked.job, token, progress.report);
    const answer = simulatedLayout(outline, asked.job, outcome);
    if ("refusal" in answer) return new ResponseError(requestFailed, answer.refusal);
    return { version, ...answer, ...(open.costsFile === undefined ? {} : { costsFile: open.costsFile }) };
  } finally {
    progress.end();
  }
}

/** At least so many hundredths lie between two reports. */
const step = 10;

/** Says nothing without a token. */
function workDone(token: ProgressToken | undefined, connection: Connection) {
  if (token === undefined) return { report: () => {}, end: () => {} };
  const send = (value: Notifications["$/progress"]["value"]) =>
    connection.sendNotification("$/progress", { token, value });
  let last = 0;
  send({ kind: "begin", title: "Simulating", percentage: 0, cancellable: true });
  return {
    report(share: number): void {
      const percentage = Math.round(share * 100);
      if (percentage < last + step) return;
      last = percentage;
      send({ kind: "report", percentage });
    },
    end: () => send({ kind: "end" }),
  };
}
