/**
 * **HVVM: Export Layout…**: a layout, or one VM, for another tool or in the other notation, as a read-only document beside
 * it, which follows the layout as it is written.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type ExportTarget, exportScheme } from "../../../server/src/protocol.ts";
import { nameOf } from "../files.ts";
import { layoutOnScreen } from "../preview/layout-editors.ts";
import { shownDocumentUri } from "../shown-documents.ts";

/** Asks for the target, and shows the layout of the editor if none is named. */
export async function showExport(
  client: BaseLanguageClient,
  layout = layoutOnScreen(),
  vm: string | undefined,
): Promise<void> {
  if (!layout) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a layout to export it."));
    return;
  }
  const choice = await vscode.window.showQuickPick(
    vm === undefined ? [...targets(), otherNotation(layout)] : targets(),
    {
      title: vscode.l10n.t("Export {0}", vm ?? nameOf(layout)),
      placeHolder: vscode.l10n.t("Choose what to write"),
      matchOnDescription: true,
    },
  );
  if (!choice) return;
  const { target, extension } = choice;
  const name = `${vm?.replace(/[\\/]/g, "_") ?? nameOf(layout).replace(/(?:\.hvvm)?(?:\.json)?$/i, "")}${extension}`;
  const source = { layout: layout.toString(), target, ...(vm === undefined ? {} : { vm }) };
  await client.start(); // The documents are served from now on.
  const document = await vscode.workspace.openTextDocument(shownDocumentUri(exportScheme, `/${name}`, source));
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
    preview: false,
  });
}

interface TargetItem extends vscode.QuickPickItem {
  readonly target: ExportTarget;
  readonly extension: string;
}

/** For the whole layout. */
function otherNotation(layout: vscode.Uri): TargetItem {
  const description = vscode.l10n.t("the layout in the other notation, without its comments");
  return /\.json$/i.test(layout.path)
    ? { target: "hvvm", extension: ".hvvm", label: "HVVM", description }
    : { target: "json", extension: ".hvvm.json", label: "JSON", description };
}

function targets(): readonly TargetItem[] {
  const item = (target: ExportTarget, extension: string, label: string, description: string): TargetItem => ({
    target,
    extension,
    label,
    description,
  });
  return [
    item("powershell", ".ps1", "PowerShell", vscode.l10n.t("script, Hyper-V module")),
    item("ansible", ".yml", "Ansible", vscode.l10n.t("playbook, microsoft.hyperv")),
    item("windsorcli", ".tf", "Terraform", vscode.l10n.t("provider {0}", "windsorcli/hyperv")),
    item("taliesins", ".tf", "Terraform", vscode.l10n.t("provider {0}", "taliesins/hyperv")),
  ];
}
