/** Has a layout simulated by the server: a quick run with few requests, then the full run; the newest text wins. */
import * as vscode from "vscode";
import { type BaseLanguageClient, State, WorkDoneProgress } from "vscode-languageclient";
import { type SimulateParams, type SimulateResult, simulateRequest } from "../../../server/src/protocol.ts";
import { reasonOf } from "../files.ts";
import type { RunChoice, ToPage } from "./preview-messages.ts";
import { singleFlight } from "./single-flight.ts";

export interface RunSubject {
  readonly uri: vscode.Uri;
  readonly run: RunChoice;
}

/** Enough for a picture while somebody types: it answers in the time between two keys. */
const quickRunRequests = 2000;

export class LayoutRuns {
  private readonly fly = singleFlight(() => this.run());
  /** Something has been asked for since the run began. */
  private isStale = false;
  private quickRun: vscode.CancellationTokenSource | undefined;
  private fullRun: vscode.CancellationTokenSource | undefined;
  private tokens = 0;

  constructor(
    private readonly client: BaseLanguageClient,
    /** What to simulate now; `undefined` when there is nothing, or nobody to see it. */
    private readonly subject: () => RunSubject | undefined,
    /** Ends when the page has the message. */
    private readonly tell: (message: ToPage) => Promise<void>,
  ) {}

  /** A quick run that goes on is let through, so that a picture comes while somebody types on; a full run ends. */
  request(): void {
    this.isStale = true;
    this.fullRun?.cancel();
    this.fly();
  }

  /** Nobody wants the answer of what runs now. */
  cancel(): void {
    this.quickRun?.cancel();
    this.fullRun?.cancel();
  }

  /** A failure is reported; the old picture stays on the page. */
  private async run(): Promise<void> {
    this.isStale = false;
    const subject = this.subject();
    if (!subject) return;
    const uri = subject.uri.toString();
    this.tell({ type: "running", uri });
    if (this.client.state === State.Starting) return; // The change of state asks again.
    if (this.client.state !== State.Running) {
      this.tell({ type: "failed", uri, message: "The language server is not running." });
      return;
    }
    this.quickRun = new vscode.CancellationTokenSource();
    this.fullRun = new vscode.CancellationTokenSource();
    try {
      const isDone = await this.answer(subject, this.quickRun.token, quickRunRequests);
      if (!isDone && !this.isStale) await this.answer(subject, this.fullRun.token);
    } catch (error) {
      const isCancelled = this.quickRun.token.isCancellationRequested || this.fullRun.token.isCancellationRequested;
      if (!isCancelled) this.tell({ type: "failed", uri, message: reasonOf(error) });
    } finally {
      this.quickRun.dispose();
      this.fullRun.dispose();
      this.quickRun = undefined;
      this.fullRun = undefined;
    }
  }

  /** Whether there is no more to come for this text. */
  private async answer(subject: RunSubject, token: vscode.CancellationToken, requests?: number): Promise<boolean> {
    const uri = subject.uri.toString();
    const result = await this.ask(subject, token, requests);
    if (token.isCancellationRequested) return true;
    if (!result) {
      this.tell({ type: "failed", uri, message: "The language server did not answer for this file." });
      return true;
    }
    const isQuickRun = requests !== undefined && result.report !== undefined;
    // The full run takes all cores: the quick one's picture comes first.
    await this.tell({ type: "simulated", uri, isQuickRun, result });
    return !isQuickRun;
  }

  private async ask(
    { uri, run }: RunSubject,
    token: vscode.CancellationToken,
    requests: number | undefined,
  ): Promise<SimulateResult | null> {
    const { phase, load, costs, chosen, otherWay } = run;
    const document = await vscode.workspace.openTextDocument(uri);
    const workDoneToken = `hvvm-preview-${++this.tokens}`;
    const progress = this.client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === "report" && value.percentage !== undefined)
        this.tell({ type: "progress", uri: uri.toString(), share: Math.min(1, Math.max(0, value.percentage / 100)) });
    });
    try {
      const params: SimulateParams = {
        textDocument: { uri: this.client.code2ProtocolConverter.asUri(document.uri) },
        phase,
        load,
        costs,
        chosen,
        otherWay,
        // A quick run does not report its progress.
        ...(requests === undefined ? { workDoneToken } : { requests, quickRun: true }),
      };
      return await this.client.sendRequest(simulateRequest, params, token);
    } finally {
      progress.dispose();
    }
  }
}
