/** Exports of layouts as read-only documents beside them, which follow the layout as it is written. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type ExportTarget, exportRequest } from "../../../server/src/protocol.ts";
import { layoutOnScreen, nameOf } from "../preview/layout-editors.ts";
import { exportScheme } from "./save-export.ts";

/** What a document shows; it is the query of its URI. */
interface Source {
  readonly layout: string;
  readonly target: ExportTarget;
  readonly vm?: string | undefined;
}

/** A pause in typing, after which the exports are made anew. */
const pauseMs = 300;

export class ExportedDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly disposables: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: BaseLanguageClient) {
    this.disposables = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(exportScheme, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.refreshSoon(document.uri)),
    ];
  }

  /** Asks for the target, and shows the layout of the editor if none is named. */
  async show(layout = layoutOnScreen(), vm?: string): Promise<void> {
    if (!layout) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a layout to export it."));
      return;
    }
    const choice = await vscode.window.showQuickPick(targets(), {
      title: vscode.l10n.t("Export {0}", vm ?? nameOf(layout)),
      placeHolder: vscode.l10n.t("What builds the virtual machines?"),
    });
    if (!choice) return;
    const source: Source = { layout: layout.toString(), target: choice.target, vm };
    const name = `${vm?.replace(/[\\/]/g, "_") ?? nameOf(layout).replace(/(?:\.hvvm)?(?:\.json)?$/i, "")}${choice.extension}`;
    const uri = vscode.Uri.from({ scheme: exportScheme, path: `/${name}`, query: JSON.stringify(source) });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  }

  /** The layout is opened without an editor where it has none: the server reads open documents. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { layout, target, vm }: Source = JSON.parse(uri.query);
    const { uri: layoutUri } = await vscode.workspace.openTextDocument(vscode.Uri.parse(layout));
    const textDocument = { uri: this.client.code2ProtocolConverter.asUri(layoutUri) };
    const result = await this.client.sendRequest(exportRequest, {
      textDocument,
      target,
      ...(vm === undefined ? {} : { vm }),
    });
    return result?.text ?? `# ${vscode.l10n.t("The language server had no answer for this layout.")}\n`;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private refreshSoon(layout: vscode.Uri): void {
    const showing = vscode.workspace.textDocuments.filter(
      ({ uri }) => uri.scheme === exportScheme && (JSON.parse(uri.query) as Source).layout === layout.toString(),
    );
    if (showing.length === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      for (const { uri } of showing) this.changed.fire(uri);
    }, pauseMs);
  }
}

interface TargetItem extends vscode.QuickPickItem {
  readonly target: ExportTarget;
  readonly extension: string;
}

function targets(): readonly TargetItem[] {
  return [
    {
      target: "powershell",
      extension: ".ps1",
      label: "PowerShell",
      description: vscode.l10n.t("script, Hyper-V module"),
    },
    {
      target: "ansible",
      extension: ".yml",
      label: "Ansible",
      description: vscode.l10n.t("playbook, microsoft.hyperv"),
    },
    {
      target: "windsorcli",
      extension: ".tf",
      label: "Terraform",
      description: vscode.l10n.t("provider {0}", "windsorcli/hyperv"),
    },
    {
      target: "taliesins",
      extension: ".tf",
      label: "Terraform",
      description: vscode.l10n.t("provider {0}", "taliesins/hyperv"),
    },
  ];
}
