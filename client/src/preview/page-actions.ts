/**
 * Carries out what the page asks for in the layout, the editor and files. None of it changes what the preview shows.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { reasonOf } from "../files.ts";
import { applyFix, makeChange, revealLine } from "./layout-editors.ts";
import type { NamedChange, RunChoice, ToPage, ToPanel } from "./preview-messages.ts";
import { saveContent } from "./save-content.ts";

export type PageAction = Extract<
  ToPanel,
  { readonly type: "apply-fix" | "make-change" | "open-costs-file" | "reveal" | "save" | "show-log" }
>;

export interface ActionScene {
  readonly client: BaseLanguageClient;
  readonly followed: vscode.Uri | undefined;
  readonly costs: RunChoice["costs"];
  readonly post: (message: ToPage) => void;
}

/** An action about a layout that is not being followed is ignored. */
export async function performAction(action: PageAction, { client, followed, costs, post }: ActionScene): Promise<void> {
  if ("uri" in action && action.uri !== followed?.toString()) return;
  switch (action.type) {
    case "make-change":
      if (followed) post(await changed(client, followed, action.change));
      return;
    case "apply-fix":
      if (followed) await applyFix(followed, action.range, action.title);
      return;
    case "reveal":
      if (followed) await revealLine(followed, action.range);
      return;
    case "open-costs-file":
      await openCostsFile(costs ?? {});
      return;
    case "show-log":
      client.outputChannel.show(true);
      return;
    case "save":
      await saveContent(followed, action.format, action.content);
      return;
  }
}

async function changed(client: BaseLanguageClient, uri: vscode.Uri, change: NamedChange): Promise<ToPage> {
  const reason = await makeChange(client, uri, change).catch(reasonOf);
  const about = { uri: uri.toString(), change };
  return reason === undefined ? { type: "change-made", ...about } : { type: "change-refused", ...about, reason };
}

/** An untitled document, so that the user can check it and save it where the costs file belongs. */
async function openCostsFile(costs: Readonly<Record<string, number>>): Promise<void> {
  const content = `${JSON.stringify(costs, undefined, 2)}\n`;
  const document = await vscode.workspace.openTextDocument({ language: "jsonc", content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}
