/** Has the server simulate a layout: a quick run with few requests, then the full run. The newest text wins. */
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

/** Few enough to answer between two keystrokes, so that there is a picture while somebody types. */
const quickRunRequests = 2000;

export class LayoutRuns {
  private readonly runSoon = singleFlight(() => this.run());
  /** A run was requested after the current one began. */
  private isStale = false;
  private quickRun: vscode.CancellationTokenSource | undefined;
  private fullRun: vscode.CancellationTokenSource | undefined;
  private tokens = 0;

  constructor(
    private readonly client: BaseLanguageClient,
    /** What to simulate now; `undefined` if there is nothing to simulate, or the page is not visible. */
    private readonly subject: () => RunSubject | undefined,
    /** Resolves when the page has the message. */
    private readonly post: (message: ToPage) => Promise<void>,
  ) {}

  /**
   * A quick run in progress is not interrupted, so that a picture appears while somebody keeps typing; a full run is
   * cancelled.
   */
  request(): void {
    this.isStale = true;
    this.fullRun?.cancel();
    this.runSoon();
  }

  /** The result of the current run is no longer needed. */
  cancel(): void {
    this.quickRun?.cancel();
    this.fullRun?.cancel();
  }

  /** A failure is reported; the page keeps the old picture. */
  private async run(): Promise<void> {
    this.isStale = false;
    const subject = this.subject();
    if (!subject) return;
    const uri = subject.uri.toString();
    this.post({ type: "running", uri });
    if (this.client.state === State.Starting) return; // When the client's state changes, the run is requested again.
    if (this.client.state !== State.Running) {
      this.post({ type: "failed", uri, message: "The language server is not running." });
      return;
    }
    this.quickRun = new vscode.CancellationTokenSource();
    this.fullRun = new vscode.CancellationTokenSource();
    try {
      const isDone = await this.answer(subject, this.quickRun.token, quickRunRequests);
      if (!isDone && !this.isStale) await this.answer(subject, this.fullRun.token);
    } catch (error) {
      const isCancelled = this.quickRun.token.isCancellationRequested || this.fullRun.token.isCancellationRequested;
      if (!isCancelled) this.post({ type: "failed", uri, message: reasonOf(error) });
    } finally {
      this.quickRun.dispose();
      this.fullRun.dispose();
      this.quickRun = undefined;
      this.fullRun = undefined;
    }
  }

  /** Whether the result for this text is final. */
  private async answer(subject: RunSubject, token: vscode.CancellationToken, requests?: number): Promise<boolean> {
    const uri = subject.uri.toString();
    const result = await this.ask(subject, token, requests);
    if (token.isCancellationRequested) return true;
    if (!result) {
      this.post({ type: "failed", uri, message: "The language server did not answer for this file." });
      return true;
    }
    const isQuickRun = requests !== undefined && result.report !== undefined;
    // The full run uses all cores, so the page gets the picture of the quick run first.
    await this.post({ type: "simulated", uri, isQuickRun, result });
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
        this.post({ type: "progress", uri: uri.toString(), share: Math.min(1, Math.max(0, value.percentage / 100)) });
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
