/**
 * Stores the user's choices on the page for a reload of the window. VS Code keeps a page's own state only as of the
 * last time it saved the window, but writes the workspace state of an extension within moments.
 */
import * as vscode from "vscode";

const key = "hvvm.preview";

/** The text is the page's own format; only `followedIn` reads any of it here. */
export function storeChoice(memory: vscode.Memento, choice: string): void {
  void memory.update(key, choice);
}

/** Empty if nothing was stored. */
export function storedChoice(memory: vscode.Memento): string {
  const kept = memory.get<unknown>(key);
  return typeof kept === "string" ? kept : "";
}

export interface Followed {
  readonly uri: vscode.Uri | undefined;
  /** A change of the active editor has no effect. */
  readonly isLocked: boolean;
}

/** The layout that the choices are for; `undefined` if there is none. */
export function followedIn(choice: unknown): Followed | undefined {
  const fields: { readonly uri?: unknown; readonly isLocked?: unknown } =
    typeof choice === "object" && choice !== null ? choice : {};
  if (typeof fields.uri !== "string" || fields.uri === "") return undefined;
  return { uri: vscode.Uri.parse(fields.uri), isLocked: fields.isLocked === true };
}
