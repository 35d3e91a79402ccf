/** The preview's panel: follows the layout in the active editor, has it simulated and relays between page and editor. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { SimulateResult } from "../../../server/src/protocol.ts";
import { isLayout, layoutOnScreen, makeChange, nameOf, revealLine } from "./layout-editors.ts";
import { LayoutRuns, reasonOf } from "./layout-runs.ts";
import { newNonce, previewHtml } from "./preview-html.ts";
import { type NamedChange, type RunChoice, readToPanel, type ToPage, type ToPanel } from "./preview-messages.ts";
import { saveContent } from "./save-content.ts";

const viewType = "hvvm.preview";

/** The window's one preview. */
let current: PreviewPanel | undefined;

/** Shows the preview beside the editor, or brings it forward; at `vm` of the layout on screen, if one is named. */
export function openPreview(context: vscode.ExtensionContext, client: BaseLanguageClient, vm?: string): void {
  if (current) current.show();
  else current = createPreview(context, client);
  if (vm !== undefined) current.showVm(vm);
}

function createPreview(context: vscode.ExtensionContext, client: BaseLanguageClient): PreviewPanel {
  const panel = vscode.window.createWebviewPanel(
    viewType,
    "I/O path",
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    webviewOptions(context),
  );
  return new PreviewPanel(context, client, panel, { uri: layoutOnScreen(), isLocked: false });
}

/** Brings a preview back that was open when the window was reloaded. */
export function registerPreviewSerializer(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel(panel, kept: unknown) {
      panel.webview.options = webviewOptions(context);
      current = new PreviewPanel(context, client, panel, followedBefore(kept));
      return Promise.resolve();
    },
  });
}

interface Followed {
  readonly uri: vscode.Uri | undefined;
  /** Another active editor changes nothing. */
  readonly isLocked: boolean;
}

class PreviewPanel {
  private readonly client: BaseLanguageClient;
  private readonly panel: vscode.WebviewPanel;
  private readonly listeners: vscode.Disposable[] = [];
  private readonly runs: LayoutRuns;
  private followed: vscode.Uri | undefined;
  private isLocked: boolean;
  private chosen: RunChoice = {};
  /** The newest answer for the followed layout: a page that was hidden begins with it. */
  private answer: { readonly result: SimulateResult; readonly isFirstLook: boolean } | undefined;
  private pageListens = false;
  /** The VM that the preview was asked for at, until the page listens. */
  private askedVm: string | undefined;

  constructor(
    context: vscode.ExtensionContext,
    client: BaseLanguageClient,
    panel: vscode.WebviewPanel,
    { uri, isLocked }: Followed,
  ) {
    this.client = client;
    this.panel = panel;
    this.followed = uri;
    this.isLocked = isLocked;
    this.runs = new LayoutRuns(
      client,
      () => (this.followed && this.pageListens ? { uri: this.followed, run: this.chosen } : undefined),
      (message) => this.postAboutRun(message),
    );
    this.listeners.push(
      panel.onDidDispose(() => this.dispose()),
      panel.onDidChangeViewState(() => this.visibilityChanged()),
      panel.webview.onDidReceiveMessage((message: unknown) => this.received(message)),
      vscode.window.onDidChangeActiveTextEditor(() => this.followActiveEditor()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.cursorMoved(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.follows(document.uri)) this.runs.request();
      }),
      client.onDidChangeState(() => this.runs.request()),
    );
    this.retitle();
    panel.webview.html = this.html(context);
  }

  show(): void {
    this.panel.reveal(undefined, true);
  }

  /** The page chooses the VM, if it is one of the layout that it shows. */
  showVm(vm: string): void {
    this.askedVm = vm;
    if (this.pageListens) this.postAskedVm();
  }

  private postAskedVm(): void {
    if (this.followed && this.askedVm !== undefined)
      this.post({ type: "show-vm", uri: this.followed.toString(), vm: this.askedVm });
    this.askedVm = undefined;
  }

  private followActiveEditor(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || this.isLocked || !isLayout(document) || this.follows(document.uri)) return;
    this.followed = document.uri;
    this.answer = undefined;
    this.chosen = { phase: this.chosen.phase, costs: this.chosen.costs };
    this.runs.cancel();
    this.retitle();
    this.postFollowed();
    this.runs.request();
  }

  private received(value: unknown): void {
    const message = readToPanel(value);
    if (!message) {
      this.client.warn("The preview dropped a message that it does not know.", value, false);
      return;
    }
    this.obey(message).catch((error) => this.client.error("The preview could not do what was asked.", error, false));
  }

  private async obey(message: ToPanel): Promise<void> {
    switch (message.type) {
      case "ready": {
        this.pageListens = true;
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
      case "make-change":
        if (this.followed && this.isFollowed(message.uri)) await this.change(this.followed, message.change);
        return;
      case "open-costs-file":
        await openCostsFile(this.chosen.costs ?? {});
        return;
      case "reveal":
        if (this.followed && this.isFollowed(message.uri)) await revealLine(this.followed, message.range);
        return;
      case "retry":
        await this.retry();
        return;
      case "show-log":
        this.client.outputChannel.show(true);
        return;
      case "save":
        await saveContent(this.followed, message.format, message.content);
        return;
    }
  }

  /** Another disk needs a run only where its details are not there yet. */
  private choose(run: RunChoice): void {
    const { chosen } = run;
    const isSameRun = JSON.stringify({ ...run, chosen }) === JSON.stringify({ ...this.chosen, chosen });
    const details = this.answer?.result.details ?? [];
    const isThere = details.some(({ vm, slot }) => vm === chosen?.vm && slot === chosen.slot);
    this.chosen = run;
    if (!isSameRun || (details.length > 0 && !isThere)) this.runs.request();
  }

  private async change(uri: vscode.Uri, change: NamedChange): Promise<void> {
    const reason = await makeChange(this.client, uri, change).catch(reasonOf);
    const about = { uri: uri.toString(), change };
    this.post(reason === undefined ? { type: "change-made", ...about } : { type: "change-refused", ...about, reason });
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
    this.post({ type: "following", uri: uri.toString(), name: nameOf(uri), isLocked: this.isLocked });
    if (this.answer) this.post({ type: "simulated", uri: uri.toString(), ...this.answer });
    const editor = vscode.window.visibleTextEditors.find((each) => this.follows(each.document.uri));
    if (editor) this.cursorMoved(editor);
    this.postAskedVm();
  }

  /** A run that was for another layout has nothing to say. */
  private postAboutRun(message: ToPage): void {
    if (!("uri" in message) || !this.isFollowed(message.uri)) return;
    if (message.type === "simulated") this.answer = { result: message.result, isFirstLook: message.isFirstLook };
    this.post(message);
  }

  private post(message: ToPage): void {
    if (this.pageListens) void this.panel.webview.postMessage(message);
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
    this.runs.cancel();
    for (const listener of this.listeners) listener.dispose();
  }
}

/** An untitled document, for the user to look at and to save where the costs file belongs. */
async function openCostsFile(costs: Readonly<Record<string, number>>): Promise<void> {
  const content = `${JSON.stringify(costs, undefined, 2)}\n`;
  const document = await vscode.workspace.openTextDocument({ language: "jsonc", content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}

/** What the page kept with `setState`. */
function followedBefore(kept: unknown): Followed {
  const fields: { readonly uri?: unknown; readonly isLocked?: unknown } =
    typeof kept === "object" && kept !== null ? kept : {};
  const isKept = typeof fields.uri === "string" && fields.uri !== "";
  return {
    uri: isKept ? vscode.Uri.parse(fields.uri as string) : layoutOnScreen(),
    isLocked: isKept && fields.isLocked === true,
  };
}

function webviewOptions(context: vscode.ExtensionContext): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [dist(context)] };
}

function dist(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, "dist");
}
