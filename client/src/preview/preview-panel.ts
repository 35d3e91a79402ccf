/** The preview's panel: follows the layout in the active editor, has it simulated and relays between page and editor. */
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import type { Phase } from "../../../server/src/protocol.ts";
import {
  type OutlineRange,
  type SimulateParams,
  type SimulateResult,
  simulateRequest,
} from "../../../server/src/protocol.ts";
import { newNonce, previewHtml } from "./preview-html.ts";
import { readToPanel, type ToPage, type ToPanel } from "./preview-messages.ts";
import { saveContent } from "./save-content.ts";
import { singleFlight } from "./single-flight.ts";

const viewType = "hvvm.preview";

/** The window's one preview. */
let current: PreviewPanel | undefined;

/** Shows the preview beside the editor, or brings it forward. */
export function openPreview(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  if (current) {
    current.show();
    return;
  }
  const panel = vscode.window.createWebviewPanel(
    viewType,
    "I/O path",
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    webviewOptions(context),
  );
  current = new PreviewPanel(context, client, panel, layoutOnScreen());
}

/** Brings a preview back that was open when the window was reloaded. */
export function registerPreviewSerializer(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel(panel, kept: unknown) {
      panel.webview.options = webviewOptions(context);
      current = new PreviewPanel(context, client, panel, keptUri(kept) ?? layoutOnScreen());
      return Promise.resolve();
    },
  });
}

class PreviewPanel {
  private readonly client: BaseLanguageClient;
  private readonly panel: vscode.WebviewPanel;
  private readonly listeners: vscode.Disposable[] = [];
  private readonly simulate = singleFlight(() => this.run());
  private followed: vscode.Uri | undefined;
  private phase: Phase | undefined;
  /** The newest answer for the followed layout: a page that was hidden begins with it. */
  private answer: SimulateResult | undefined;
  private running: vscode.CancellationTokenSource | undefined;
  private pageListens = false;

  constructor(
    context: vscode.ExtensionContext,
    client: BaseLanguageClient,
    panel: vscode.WebviewPanel,
    followed: vscode.Uri | undefined,
  ) {
    this.client = client;
    this.panel = panel;
    this.followed = followed;
    this.listeners.push(
      panel.onDidDispose(() => this.dispose()),
      panel.onDidChangeViewState(() => this.visibilityChanged()),
      panel.webview.onDidReceiveMessage((message: unknown) => this.received(message)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && isLayout(editor.document) && this.follow(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.cursorMoved(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.follows(document.uri)) this.simulate();
      }),
      client.onDidChangeState(() => this.simulate()),
    );
    this.retitle();
    panel.webview.html = this.html(context);
  }

  show(): void {
    this.panel.reveal(undefined, true);
  }

  private follow(editor: vscode.TextEditor): void {
    if (this.follows(editor.document.uri)) return;
    this.followed = editor.document.uri;
    this.answer = undefined;
    this.running?.cancel();
    this.retitle();
    this.postFollowed();
    this.simulate();
  }

  /** One run. A failure is for the page to show; the old picture stays there. */
  private async run(): Promise<void> {
    const uri = this.followed;
    if (!uri || !this.pageListens) return;
    this.post({ type: "running", uri: uri.toString() });
    if (this.client.state === State.Starting) return; // The change of state asks again.
    if (this.client.state !== State.Running) {
      this.postFailure(uri, "The language server is not running.");
      return;
    }
    const cancellation = new vscode.CancellationTokenSource();
    this.running = cancellation;
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const params: SimulateParams = {
        textDocument: { uri: this.client.code2ProtocolConverter.asUri(document.uri) },
        ...(this.phase === undefined ? {} : { phase: this.phase }),
      };
      const result = await this.client.sendRequest<SimulateResult | null>(simulateRequest, params, cancellation.token);
      if (!this.follows(uri)) return;
      if (!result) {
        this.postFailure(uri, "The language server had no answer for this file.");
        return;
      }
      this.answer = result;
      this.post({ type: "simulated", uri: uri.toString(), result });
    } catch (error) {
      if (!cancellation.token.isCancellationRequested) this.postFailure(uri, reasonOf(error));
    } finally {
      cancellation.dispose();
      if (this.running === cancellation) this.running = undefined;
    }
  }

  private received(value: unknown): void {
    const message = readToPanel(value);
    if (!message) {
      this.client.warn("The preview dropped a message that it does not know.", value, false);
      return;
    }
    void this.obey(message);
  }

  private async obey(message: ToPanel): Promise<void> {
    switch (message.type) {
      case "ready":
        this.pageListens = true;
        this.phase = message.phase;
        this.postFollowed();
        this.simulate();
        return;
      case "choose-phase":
        this.phase = message.phase;
        this.simulate();
        return;
      case "reveal":
        if (this.followed?.toString() === message.uri) await revealLine(this.followed, message.range);
        return;
      case "retry":
        await this.retry();
        return;
      case "save":
        await saveContent(this.followed, message.format, message.content);
        return;
    }
  }

  private async retry(): Promise<void> {
    try {
      if (this.client.needsStart()) await this.client.start();
    } catch (error) {
      if (this.followed) this.postFailure(this.followed, reasonOf(error));
      return;
    }
    this.simulate();
  }

  private visibilityChanged(): void {
    // A hidden page is torn down; shown again, it says "ready" anew.
    if (!this.panel.visible) this.pageListens = false;
  }

  private cursorMoved(editor: vscode.TextEditor): void {
    if (!this.follows(editor.document.uri)) return;
    const { line, character } = editor.selection.active;
    this.post({ type: "cursor", uri: editor.document.uri.toString(), position: { line, character } });
  }

  /** What a page needs that knows nothing yet. */
  private postFollowed(): void {
    const uri = this.followed;
    if (!uri) {
      this.post({ type: "nothing-open" });
      return;
    }
    this.post({ type: "following", uri: uri.toString(), name: nameOf(uri) });
    if (this.answer) this.post({ type: "simulated", uri: uri.toString(), result: this.answer });
    const editor = vscode.window.visibleTextEditors.find((each) => this.follows(each.document.uri));
    if (editor) this.cursorMoved(editor);
  }

  private postFailure(uri: vscode.Uri, message: string): void {
    if (this.follows(uri)) this.post({ type: "failed", uri: uri.toString(), message });
  }

  private post(message: ToPage): void {
    if (this.pageListens) void this.panel.webview.postMessage(message);
  }

  private follows(uri: vscode.Uri): boolean {
    return this.followed?.toString() === uri.toString();
  }

  private retitle(): void {
    this.panel.title = this.followed ? `I/O path: ${nameOf(this.followed)}` : "I/O path";
  }

  private html(context: vscode.ExtensionContext): string {
    const { webview } = this.panel;
    const resource = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist(context), name)).toString();
    return previewHtml({
      script: resource("preview.js"),
      style: resource("preview.css"),
      cspSource: webview.cspSource,
      nonce: newNonce(),
    });
  }

  private dispose(): void {
    if (current === this) current = undefined;
    this.pageListens = false;
    this.running?.cancel();
    for (const listener of this.listeners) listener.dispose();
  }
}

/** Selects the first line of the range, where the file is open already, and leaves the focus on the page. */
async function revealLine(uri: vscode.Uri, range: OutlineRange): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const line = document.lineAt(Math.min(range.start.line, document.lineCount - 1));
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
    preserveFocus: true,
    selection: new vscode.Range(
      line.lineNumber,
      line.firstNonWhitespaceCharacterIndex,
      line.lineNumber,
      line.text.length,
    ),
  });
}

function layoutOnScreen(): vscode.Uri | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor ? [activeTextEditor, ...visibleTextEditors] : visibleTextEditors;
  return editors.find((editor) => isLayout(editor.document))?.document.uri;
}

function isLayout(document: vscode.TextDocument): boolean {
  return document.languageId === "hvvm" || /\.hvvm(\.json)?$/i.test(document.uri.path);
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

/** The layout that the page kept with `setState`. */
function keptUri(kept: unknown): vscode.Uri | undefined {
  const uri = typeof kept === "object" && kept !== null && "uri" in kept ? kept.uri : undefined;
  return typeof uri === "string" && uri !== "" ? vscode.Uri.parse(uri) : undefined;
}

function webviewOptions(context: vscode.ExtensionContext): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [dist(context)] };
}

function dist(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, "dist");
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
