/**
 * The language status item of a layout: what the server is doing, which releases are checked, how many findings there
 * are.
 */
import * as vscode from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { type LayoutStatus, layoutStatusRequest } from "../../server/src/protocol.ts";
import { documentSelector, servesDocument } from "./served-documents.ts";

export function registerStatusItem(client: BaseLanguageClient): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("hvvm.status", documentSelector);
  item.name = vscode.l10n.t("HVVM layout");
  item.command = { command: "hvvm.showOutput", title: vscode.l10n.t("Show Output") };
  const refresh = () => void show(item, client);
  refresh();
  return vscode.Disposable.from(
    item,
    client.onDidChangeState(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) refresh();
    }),
  );
}

async function show(item: vscode.LanguageStatusItem, client: BaseLanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !servesDocument(document)) return;
  item.busy = client.state === State.Starting;
  if (client.state !== State.Running) {
    item.text = item.busy
      ? vscode.l10n.t("HVVM: starting the language server")
      : vscode.l10n.t("HVVM: the language server is not running");
    item.detail = "";
    item.severity = item.busy ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Error;
    return;
  }
  const status = await statusOf(document, client);
  const found = vscode.languages.getDiagnostics(document.uri);
  item.text = status?.platforms ?? vscode.l10n.t("No platform stated");
  item.detail = findings(found);
  item.severity = severityOf(found);
}

/** `undefined` if the server stops in between. */
async function statusOf(document: vscode.TextDocument, client: BaseLanguageClient): Promise<LayoutStatus | undefined> {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  try {
    return (await client.sendRequest(layoutStatusRequest, { textDocument })) ?? undefined;
  } catch {
    return undefined;
  }
}

function findings(found: readonly vscode.Diagnostic[]): string {
  const count = (severity: vscode.DiagnosticSeverity) => found.filter((each) => each.severity === severity).length;
  const errors = count(vscode.DiagnosticSeverity.Error);
  const warnings = count(vscode.DiagnosticSeverity.Warning);
  if (found.length === 0) return vscode.l10n.t("No problems");
  return vscode.l10n.t("Errors: {0}, warnings: {1}, others: {2}", errors, warnings, found.length - errors - warnings);
}

function severityOf(found: readonly vscode.Diagnostic[]): vscode.LanguageStatusSeverity {
  const has = (severity: vscode.DiagnosticSeverity) => found.some((each) => each.severity === severity);
  if (has(vscode.DiagnosticSeverity.Error)) return vscode.LanguageStatusSeverity.Error;
  if (has(vscode.DiagnosticSeverity.Warning)) return vscode.LanguageStatusSeverity.Warning;
  return vscode.LanguageStatusSeverity.Information;
}
