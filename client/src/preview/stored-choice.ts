/**
 * What the reader chose on the page, for a reload of the window. VS Code keeps a page's own state only as it was when it
 * last saved the window; the state of an extension's workspace it writes within moments.
 */
import * as vscode from "vscode";

const key = "hvvm.preview";

/** The text is the page's own; only `followedIn` reads anything of it here. */
export function storeChoice(memory: vscode.Memento, choice: string): void {
  void memory.update(key, choice);
}

/** Empty when nothing was kept. */
export function storedChoice(memory: vscode.Memento): string {
  const kept = memory.get<unknown>(key);
  return typeof kept === "string" ? kept : "";
}

export interface Followed {
  readonly uri: vscode.Uri | undefined;
  /** Another active editor changes nothing. */
  readonly isLocked: boolean;
}

/** The layout of the choices; `undefined` for choices of none. */
export function followedIn(choice: unknown): Followed | undefined {
  const fields: { readonly uri?: unknown; readonly isLocked?: unknown } =
    typeof choice === "object" && choice !== null ? choice : {};
  if (typeof fields.uri !== "string" || fields.uri === "") return undefined;
  return { uri: vscode.Uri.parse(fields.uri), isLocked: fields.isLocked === true };
}
