/** Answers `hvvm/simulate`: the contents of the layout and the report of its simulation. Reports progress. */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  type ProgressToken,
  ResponseError,
} from "vscode-languageserver";
import { HvvmDocument } from "../core/document.ts";
import { canBeMade } from "../core/features/change-edit.ts";
import { layoutOutline } from "../core/features/layout-outline.ts";
import { layoutState } from "../core/features/layout-state.ts";
import { simulatedLayout } from "../core/features/simulate-layout.ts";
import { requestedSimulation } from "../core/forecast/requested-simulation.ts";
import type { SimulateParams, SimulateResult } from "../protocol.ts";
import type { SimulationThreads } from "../threads/simulation-threads.ts";
import type { OpenDocument } from "./open-documents.ts";

export async function simulateLayout(
  open: OpenDocument,
  params: SimulateParams,
  threads: SimulationThreads,
  token: CancellationToken,
  connection: Connection,
): Promise<SimulateResult | ResponseError<void>> {
  const { version } = open;
  const { other } = params;
  const document = other ? HvvmDocument.read(other.text, other.notation) : open.document;
  if (open.costsFault !== undefined) return new ResponseError(LSPErrorCodes.RequestFailed, open.costsFault);
  const asked = requestedSimulation(document, open.costs, params, other ? () => false : canBeMade(document));
  if ("refusal" in asked) return new ResponseError(ErrorCodes.InvalidParams, asked.refusal);
  const outline = layoutOutline(document, other ? open.findingsOf(document) : open.findings());
  const state = params.quickRun ? {} : { state: layoutState(document) };
  if (!asked.job) return { version, outline, ...state };
  const progress = workDone(params.workDoneToken, connection);
  try {
    const outcome = await threads.run(asked.job, open.uri, token, progress.report);
    const answer = simulatedLayout(outline, asked.job, outcome);
    if ("refusal" in answer) return new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
    return { version, ...answer, ...state, ...(open.costsFile === undefined ? {} : { costsFile: open.costsFile }) };
  } finally {
    progress.end();
  }
}

/**
 * Two progress reports are at least this many hundredths and this long apart, because each takes time that the client
 * needs for the page.
 */
const step = 10;
const pauseMs = 200;

/** Silent without a token. */
function workDone(token: ProgressToken | undefined, connection: Connection) {
  const reporter = connection.window.attachWorkDoneProgress(token);
  let last = 0;
  let lastMs = performance.now();
  reporter.begin("Simulating", 0, undefined, true);
  return {
    report(share: number): void {
      const percentage = Math.round(share * 100);
      const nowMs = performance.now();
      if (percentage < last + step || nowMs < lastMs + pauseMs) return;
      last = percentage;
      lastMs = nowMs;
      reporter.report(percentage);
    },
    end: () => reporter.done(),
  };
}
