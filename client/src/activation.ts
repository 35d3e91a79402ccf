/**
 * Activation of the extension. VS Code also activates it for any JSON with comments, for example when a window starts,
 * so little is loaded and done here; the rest follows with the first layout or command.
 */
import * as vscode from "vscode";
import { newLayout } from "./new-layout.ts";
import { isLayoutOpen, servesDocument } from "./served-documents.ts";

/** What can be done once the client is loaded; calling any of these starts its server. */
export interface Layouts {
  /** Shows the preview of `layout`, or of its `vm` or the disk in `slot` if they are given. */
  preview(layout: vscode.Uri | undefined, vm: string | undefined, slot: string | undefined): Promise<void>;
  /** Fills the panel of a preview that was open when the window was reloaded. */
  restore(panel: vscode.WebviewPanel, ownState: unknown): void;
  /** Shows `layout`, or its `vm`, as text of another tool; asks the user which one. */
  exportLayout(layout: vscode.Uri | undefined, vm: string | undefined): Promise<void>;
  /** Saves the export that is `shown`, or the one in the active editor. */
  saveExport(shown: unknown): Promise<void>;
  /** Asks the user for files if none are given. */
  importInventory(files: readonly vscode.Uri[] | undefined): Promise<void>;
  /** Adds the inventory on the clipboard to the layout in the active editor. */
  pasteInventory(): Promise<void>;
  /** Compares the layout in the active editor. */
  compareInventory(files: readonly vscode.Uri[] | undefined): Promise<void>;
  showOutput(): void;
  restartServer(): Promise<void>;
}

/** Calls `load` at most once. Does not wait for anything, because other extensions wait for this activation. */
export function activateOnDemand(context: vscode.ExtensionContext, load: () => Promise<Layouts>): void {
  let loading: Promise<Layouts> | undefined;
  const layouts = () => (loading ??= load());
  registerCommands(context, layouts);
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer("hvvm.preview", {
      deserializeWebviewPanel: async (panel, ownState: unknown) => (await layouts()).restore(panel, ownState),
    }),
  );
  void loadWithFirstDocument(context, layouts);
}

/** The commands of the palette, one line each; they are implemented elsewhere. */
function registerCommands(context: vscode.ExtensionContext, layouts: () => Promise<Layouts>): void {
  const command = <T extends readonly unknown[]>(name: string, run: (...given: T) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  command("hvvm.preview", async (...given) => (await layouts()).preview(...placeOf(...given)));
  command("hvvm.export", async (...given) => {
    const [layout, vm] = placeOf(...given);
    await (await layouts()).exportLayout(layout, vm);
  });
  command("hvvm.saveExport", async (shown?: unknown) => (await layouts()).saveExport(shown));
  command("hvvm.newLayout", newLayout);
  // Another extension may name the file; no menu does.
  command("hvvm.importInventory", async (file?: vscode.Uri) => (await layouts()).importInventory(file && [file]));
  command("hvvm.pasteInventory", async () => (await layouts()).pasteInventory());
  command("hvvm.compareInventory", async (file?: vscode.Uri) => (await layouts()).compareInventory(file && [file]));
  command("hvvm.showOutput", async () => (await layouts()).showOutput());
  command("hvvm.restartServer", async () => (await layouts()).restartServer());
}

/**
 * The explorer's menu passes the layout; a code lens passes its URI as text and the name of its VM. Menus pass more
 * arguments than these.
 */
function placeOf(
  layout?: unknown,
  vm?: unknown,
  slot?: unknown,
): [vscode.Uri | undefined, string | undefined, string | undefined] {
  const uri = typeof layout === "string" ? vscode.Uri.parse(layout) : layout;
  const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
  return [uri instanceof vscode.Uri ? uri : undefined, textOf(vm), textOf(slot)];
}

async function loadWithFirstDocument(context: vscode.ExtensionContext, layouts: () => Promise<Layouts>): Promise<void> {
  if (isLayoutOpen()) {
    await layouts();
    return;
  }
  const waiting = vscode.workspace.onDidOpenTextDocument((document) => {
    if (servesDocument(document)) found();
  });
  const found = () => {
    waiting.dispose();
    void layouts();
  };
  context.subscriptions.push(waiting);
  // Layouts that are not open are checked, too.
  const [layout] = await vscode.workspace.findFiles("**/*.{hvvm,hvvm.json}", "**/node_modules/**", 1);
  if (layout) found();
}
