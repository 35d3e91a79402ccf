/**
 * What happens when VS Code wakes the extension, which it also does for JSON with comments of other makers, at the
 * start of a window among others. So little is done and loaded then: the rest comes with the first layout or command.
 */
import * as vscode from "vscode";
import { newLayout } from "./new-layout.ts";
import { isLayoutOpen, servesDocument } from "./served-documents.ts";

/** What can be done once the client is loaded; its server is started with it. */
export interface Layouts {
  /** Shows the preview, of `layout` and at `vm` or its disk in `slot` if they are named. */
  preview(layout: vscode.Uri | undefined, vm: string | undefined, slot: string | undefined): Promise<void>;
  /** Fills the panel of a preview that was open when the window was reloaded. */
  restore(panel: vscode.WebviewPanel, ownState: unknown): void;
  /** Shows `layout`, or its `vm`, as text of another tool; asks which one. */
  exportLayout(layout: vscode.Uri | undefined, vm: string | undefined): Promise<void>;
  /** Saves the export that is `shown`, or in the active editor. */
  saveExport(shown: unknown): Promise<void>;
  /** Without files the user is asked for them. */
  importInventory(files: readonly vscode.Uri[] | undefined): Promise<void>;
  /** Adds the inventory on the clipboard to the layout in the active editor. */
  pasteInventory(): Promise<void>;
  /** Compares the layout in the active editor. */
  compareInventory(files: readonly vscode.Uri[] | undefined): Promise<void>;
  showOutput(): void;
  restartServer(): Promise<void>;
}

/** `load` is called once at most. Nothing is waited for: other extensions wait for this one. */
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

/** The commands of the palette, one line each; what they do is elsewhere. */
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
  // From the explorer's menu comes the file that was clicked, and all that are selected.
  command("hvvm.importInventory", async (file?: vscode.Uri, selected?: readonly vscode.Uri[]) =>
    (await layouts()).importInventory(selected ?? (file && [file])),
  );
  command("hvvm.pasteInventory", async () => (await layouts()).pasteInventory());
  command("hvvm.compareInventory", async (file?: vscode.Uri, selected?: readonly vscode.Uri[]) =>
    (await layouts()).compareInventory(selected ?? (file && [file])),
  );
  command("hvvm.showOutput", async () => (await layouts()).showOutput());
  command("hvvm.restartServer", async () => (await layouts()).restartServer());
}

/**
 * From a menu of the explorer the layout comes along, from a code lens as text and with the name of its VM. Menus hand
 * over more arguments than these.
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
  // Layouts that nobody opens are checked, too.
  const [layout] = await vscode.workspace.findFiles("**/*.{hvvm,hvvm.json}", "**/node_modules/**", 1);
  if (layout) found();
}
