/** The preview's panel: follows the layout in the active editor, has it simulated, and relays messages between page and editor. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { refreshSimulationNotification, type SimulateResult } from "../../../server/src/protocol.ts";
import { nameOf, reasonOf } from "../files.ts";
import { servesDocument } from "../served-documents.ts";
import { ComparedRuns, chooseCompared } from "./compared-layout.ts";
import { LayoutRuns, type RunSubject } from "./layout-runs.ts";
import { performAction } from "./page-actions.ts";
import { type RunChoice, readToPanel, type ToPage, type ToPanel } from "./preview-messages.ts";
import { type Followed, storeChoice } from "./stored-choice.ts";

/** What the preview was opened for: a VM, or its disk in `slot`. */
export interface AskedPlace {
  readonly vm: string;
  readonly slot?: string | undefined;
}

export class PreviewPanel {
  private readonly listeners: vscode.Disposable[] = [];
  private readonly runs: LayoutRuns;
  private readonly compared: ComparedRuns;
  private followed: vscode.Uri | undefined;
  private isLocked: boolean;
  private chosen: RunChoice = {};
  /** The newest result for the followed layout; a page that was hidden starts with it. */
  private answer: { readonly result: SimulateResult; readonly isQuickRun: boolean } | undefined;
  private pageListens = false;
  /** What the preview was opened for, until the page is listening. */
  private asked: AskedPlace | undefined;
  /** The layout whose editor was active last; while the page has the focus, no editor is active. */
  private lastActive: vscode.Uri | undefined;

  constructor(
    /** Where the page's choices are stored. */
    private readonly memory: vscode.Memento,
    private readonly client: BaseLanguageClient,
    private readonly panel: vscode.WebviewPanel,
    { uri, isLocked }: Followed,
  ) {
    this.followed = uri;
    this.isLocked = isLocked;
    this.runs = new LayoutRuns(
      client,
      () => this.subject(),
      (message) => this.postAboutRun(message),
    );
    this.compared = new ComparedRuns(client, (message) => this.postAboutRun(message));
    this.listeners.push(
      panel.onDidChangeViewState(() => this.visibilityChanged()),
      panel.webview.onDidReceiveMessage((message: unknown) => this.received(message)),
      vscode.window.onDidChangeActiveTextEditor(() => this.followActiveEditor()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.cursorMoved(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.follows(document.uri)) this.runs.request();
      }),
      vscode.workspace.onDidSaveTextDocument(() => this.updateCompared()),
      client.onDidChangeState(() => this.runs.request()),
      client.onNotification(refreshSimulationNotification, () => this.runs.request()),
    );
    this.retitle();
  }

  private subject(): RunSubject | undefined {
    return this.followed && this.pageListens ? { uri: this.followed, run: this.chosen } : undefined;
  }

  /** After the layout's own run, so that its picture comes first. */
  private updateCompared(): void {
    const subject = this.subject();
    if (subject) void this.compared.update(subject);
  }

  show(): void {
    this.panel.reveal(undefined, true);
  }

  /** The page selects the VM and the disk, if the layout that it shows has them. */
  showPlace(place: AskedPlace): void {
    this.asked = place;
    if (this.pageListens) this.postAsked();
  }

  private postAsked(): void {
    if (this.followed && this.asked) this.post({ type: "show-vm", uri: this.followed.toString(), ...this.asked });
    this.asked = undefined;
  }

  private followActiveEditor(): void {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    if (activeTextEditor && servesDocument(activeTextEditor.document)) this.lastActive = activeTextEditor.document.uri;
    const wanted = this.lastActive;
    if (!wanted || this.isLocked || this.follows(wanted)) return;
    if (!visibleTextEditors.some(({ document }) => document.uri.toString() === wanted.toString())) return;
    this.followed = wanted;
    this.answer = undefined;
    this.chosen = { phase: this.chosen.phase, costs: this.chosen.costs };
    this.compared.forget();
    this.runs.cancel();
    this.retitle();
    this.postFollowed();
    this.runs.request();
  }

  private received(value: unknown): void {
    const message = readToPanel(value);
    if (!message) {
      this.client.warn("The preview ignored a message that it does not know.", value, false);
      return;
    }
    this.handle(message).catch((error) => {
      this.client.error("The preview could not do what was asked.", error, false);
      void vscode.window.showErrorMessage(vscode.l10n.t("The preview could not do this: {0}", reasonOf(error)));
    });
  }

  private async handle(message: ToPanel): Promise<void> {
    switch (message.type) {
      case "ready": {
        this.pageListens = true;
        this.compared.forget();
        this.isLocked = message.isLocked;
        this.chosen = this.isFollowed(message.uri)
          ? message.run
          : { phase: message.run.phase, costs: message.run.costs };
        this.retitle();
        this.postFollowed();
        this.runs.request();
        return;
      }
      case "choose-run":
        if (!this.isFollowed(message.uri)) return;
        this.choose(message.run);
        return;
      case "lock":
        this.isLocked = message.isLocked;
        this.retitle();
        this.followActiveEditor();
        return;
      case "choose-compared": {
        const { followed } = this;
        if (!followed || !this.isFollowed(message.uri)) return;
        const comparedWith = await chooseCompared(message.kind, followed);
        if (comparedWith) this.post({ type: "compared-chosen", uri: message.uri, comparedWith });
        return;
      }
      case "keep":
        storeChoice(this.memory, message.choice);
        return;
      case "retry":
        await this.retry();
        return;
      default: {
        const { client, followed, chosen } = this;
        await performAction(message, { client, followed, costs: chosen.costs, post: (answer) => this.post(answer) });
      }
    }
  }

  /** Another disk needs a run only if its details, or the two paths that are shown, are not there yet. */
  private choose(run: RunChoice): void {
    const { chosen, otherWay, comparedWith } = run;
    const isSameRun = JSON.stringify({ ...run, chosen }) === JSON.stringify({ ...this.chosen, chosen, comparedWith });
    const isSameState = JSON.stringify(comparedWith) === JSON.stringify(this.chosen.comparedWith);
    const details = this.answer?.result.details ?? [];
    const isThere = details.some(({ vm, slot }) => vm === chosen?.vm && slot === chosen.slot);
    const { twoWays } = this.answer?.result ?? {};
    const lacksWays = otherWay !== undefined && (twoWays?.vm !== chosen?.vm || twoWays?.slot !== chosen?.slot);
    this.chosen = run;
    if (!isSameRun || lacksWays || (details.length > 0 && !isThere)) this.runs.request();
    if (!isSameState) this.updateCompared();
  }

  private async retry(): Promise<void> {
    try {
      if (this.client.needsStart()) await this.client.start();
    } catch (error) {
      if (this.followed) this.post({ type: "failed", uri: this.followed.toString(), message: reasonOf(error) });
      return;
    }
    this.runs.request();
  }

  private visibilityChanged(): void {
    // A hidden page is discarded; when it is shown again, the new one says "ready".
    if (!this.panel.visible) this.pageListens = false;
  }

  private cursorMoved(editor: vscode.TextEditor): void {
    if (!this.follows(editor.document.uri)) return;
    const { line, character } = editor.selection.active;
    this.post({ type: "cursor", uri: editor.document.uri.toString(), position: { line, character } });
  }

  /** What a new page needs. */
  private postFollowed(): void {
    const uri = this.followed;
    if (!uri) {
      this.post({ type: "nothing-open" });
      return;
    }
    this.post({ type: "following", uri: uri.toString(), name: nameOf(uri), isLocked: this.isLocked });
    if (this.answer) this.post({ type: "simulated", uri: uri.toString(), ...this.answer });
    const editor = vscode.window.visibleTextEditors.find((each) => this.follows(each.document.uri));
    if (editor) this.cursorMoved(editor);
    this.postAsked();
  }

  /** The result of a run for another layout is dropped. */
  private async postAboutRun(message: ToPage): Promise<void> {
    if (!("uri" in message) || !this.isFollowed(message.uri)) return;
    const posted = this.post(message);
    if (message.type === "simulated") {
      this.answer = { result: message.result, isQuickRun: message.isQuickRun };
      if (!message.isQuickRun) this.updateCompared();
    }
    await posted;
  }

  private async post(message: ToPage): Promise<void> {
    if (this.pageListens) await this.panel.webview.postMessage(message);
  }

  private follows(uri: vscode.Uri): boolean {
    return this.isFollowed(uri.toString());
  }

  private isFollowed(uri: string | undefined): boolean {
    return uri !== undefined && this.followed?.toString() === uri;
  }

  private retitle(): void {
    const name = this.followed && `I/O path: ${nameOf(this.followed)}`;
    this.panel.title = name ? `${name}${this.isLocked ? " (locked)" : ""}` : "I/O path";
  }

  dispose(): void {
    this.pageListens = false;
    this.runs.cancel();
    for (const listener of this.listeners) listener.dispose();
  }
}
