/**
 * **HVVM: Compare with Inventory…**: how the hosts differ from a layout, as diagnostics that follow its edits until it is
 * closed, with quick fixes that take the hosts' state into the text, and in the diff editor.
 */
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import {
  adoptHostStateRequest,
  type CompareInventoriesResult,
  compareInventoriesRequest,
  hostsScheme,
  type InventoryFile,
} from "../../../server/src/protocol.ts";
import { nameOf } from "../files.ts";
import { documentSelector, servesDocument } from "../served-documents.ts";
import { shownDocumentUri } from "../shown-documents.ts";
import { accepted, chooseInventories, readInventories } from "./inventory-files.ts";

const source = "hvvm drift";

/** How long an edit waits for the next one. */
const pauseMs = 300;

export class InventoryComparison implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection("hvvm-drift");
  /** The files that a layout was compared with, by the layout's URI. */
  private readonly compared = new Map<string, readonly vscode.Uri[]>();
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly registrations: vscode.Disposable;

  constructor(private readonly client: BaseLanguageClient) {
    this.registrations = vscode.Disposable.from(
      this.diagnostics,
      vscode.languages.registerCodeActionsProvider(
        documentSelector,
        {
          provideCodeActions: (document, _range, { diagnostics }) => actionsFor(document, diagnostics),
          resolveCodeAction: (action) => (action instanceof AdoptAction ? this.resolve(action) : action),
        },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refreshSoon(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) void this.compareAgain();
      }),
    );
  }

  /** Compares the layout in the active editor with the `chosen` files, or with files that the user selects. */
  async compare(chosen: readonly vscode.Uri[] | undefined): Promise<void> {
    const layout = vscode.window.activeTextEditor?.document;
    if (!layout || !servesDocument(layout)) {
      void vscode.window.showErrorMessage(vscode.l10n.t("Open the layout to compare first."));
      return;
    }
    const title = vscode.l10n.t("Compare with Inventory");
    const files = chosen ?? (await chooseInventories(title));
    const inventories = files && (await readInventories(files));
    const result = inventories && (await this.request(layout.uri, inventories));
    if (!result) return;
    this.compared.set(layout.uri.toString(), files);
    this.show(layout.uri, result);
    const { differences, comparedCount } = result;
    if (differences.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("The hosts match the layout. VMs compared: {0}", comparedCount),
      );
      return;
    }
    const label = vscode.l10n.t("{0}: hosts ↔ layout", nameOf(layout.uri));
    const hosts = shownDocumentUri(hostsScheme, layout.uri.path, { layout: layout.uri.toString() });
    await vscode.commands.executeCommand("vscode.diff", hosts, layout.uri, label);
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.registrations.dispose();
  }

  private async request(
    layout: vscode.Uri,
    inventories?: readonly InventoryFile[],
  ): Promise<CompareInventoriesResult | undefined> {
    const textDocument = { uri: this.client.code2ProtocolConverter.asUri(layout) };
    return accepted(await this.client.sendRequest(compareInventoriesRequest, { textDocument, inventories }));
  }

  /**
   * A new server does not know any inventory, so it gets the files as they are now. Files that can no longer be read
   * are forgotten.
   */
  private async compareAgain(): Promise<void> {
    await this.client.start(); // Until then the new server has no documents.
    for (const [key, files] of [...this.compared]) {
      const layout = vscode.Uri.parse(key);
      const inventories = await readInventories(files);
      const result = inventories && (await this.request(layout, inventories).catch(() => undefined));
      if (!this.compared.has(key)) continue;
      if (result) this.show(layout, result);
      else this.forget(layout);
    }
  }

  private show(layout: vscode.Uri, { differences }: CompareInventoriesResult): void {
    this.diagnostics.set(
      layout,
      differences.map(({ kind, message, range: { start, end } }) => {
        const range = new vscode.Range(start.line, start.character, end.line, end.character);
        const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
        diagnostic.source = source;
        diagnostic.code = kind;
        return diagnostic;
      }),
    );
  }

  private refreshSoon(layout: vscode.Uri): void {
    const key = layout.toString();
    if (!this.compared.has(key)) return;
    clearTimeout(this.waiting.get(key));
    this.waiting.set(
      key,
      setTimeout(() => void this.refresh(layout), pauseMs),
    );
  }

  private async refresh(layout: vscode.Uri): Promise<void> {
    // A request fails when a restart interrupts it; everything is compared again after that.
    const result = await this.request(layout).catch(() => undefined);
    if (result && this.compared.has(layout.toString())) this.show(layout, result);
  }

  private forget(layout: vscode.Uri): void {
    const key = layout.toString();
    clearTimeout(this.waiting.get(key));
    this.waiting.delete(key);
    if (this.compared.delete(key)) this.diagnostics.delete(layout);
  }

  private async resolve(action: AdoptAction): Promise<vscode.CodeAction> {
    const { layout, message } = action;
    const textDocument = { uri: this.client.code2ProtocolConverter.asUri(layout) };
    const answer = accepted(await this.client.sendRequest(adoptHostStateRequest, { textDocument, message }));
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === layout.toString());
    if (answer && document?.version === answer.version) {
      action.edit = new vscode.WorkspaceEdit();
      action.edit.set(layout, await this.client.protocol2CodeConverter.asTextEdits([...answer.edits]));
    }
    return action;
  }
}

class AdoptAction extends vscode.CodeAction {
  constructor(
    title: string,
    readonly layout: vscode.Uri,
    /** For the given difference, or for all if none is given. */
    readonly message: string | undefined,
  ) {
    super(title, vscode.CodeActionKind.QuickFix);
  }
}

function actionsFor({ uri }: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const ours = diagnostics.filter((diagnostic) => diagnostic.source === source);
  if (ours.length === 0) return [];
  const each = ours.map((diagnostic) => {
    const action = new AdoptAction(vscode.l10n.t("Take the host's state into the layout"), uri, diagnostic.message);
    action.diagnostics = [diagnostic];
    return action;
  });
  const all = new AdoptAction(
    vscode.l10n.t("Take the hosts' state into the layout, for all differences"),
    uri,
    undefined,
  );
  all.diagnostics = ours;
  const script = new vscode.CodeAction(
    vscode.l10n.t("Show the script that brings the hosts in line with the layout"),
    vscode.CodeActionKind.QuickFix,
  );
  script.diagnostics = ours;
  script.command = { command: "hvvm.export", title: script.title, arguments: [uri] };
  return [...each, all, script];
}
