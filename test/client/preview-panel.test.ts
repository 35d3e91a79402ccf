/** What the page asks for and the editor cannot do is said to the user, not to the log alone. */
import { expect, test, vi } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";

const errors = vi.hoisted(() => [] as string[]);
vi.mock("vscode", () => {
  const listen = () => ({ dispose: () => {} });
  return {
    l10n: { t: (text: string, given: string) => text.replace("{0}", given) },
    window: {
      visibleTextEditors: [],
      onDidChangeActiveTextEditor: listen,
      onDidChangeTextEditorSelection: listen,
      showErrorMessage: (text: string) => errors.push(text),
    },
    workspace: {
      onDidChangeTextDocument: listen,
      onDidSaveTextDocument: listen,
      openTextDocument: async () => {
        throw new Error("cannot open a.hvvm");
      },
    },
  };
});
vi.mock("vscode-languageclient", () => ({ State: { Running: 2 }, WorkDoneProgress: {} }));
const { PreviewPanel } = await import("../../client/src/preview/preview-panel.ts");

const uri = "file:///a.hvvm";
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

test.each([
  { type: "reveal", uri, range },
  { type: "apply-fix", uri, range, title: "Move the boot disk to IDE 0:0" },
])("$type of a layout that was deleted", async (message) => {
  errors.length = 0;
  let receive: (message: unknown) => void = () => {};
  const panel = {
    onDidChangeViewState: () => {},
    webview: {
      onDidReceiveMessage: (listener: typeof receive) => {
        receive = listener;
      },
    },
  };
  const client = { error: () => {}, onDidChangeState: () => {}, onNotification: () => {} };
  const followed = { path: "/a.hvvm", toString: () => uri };
  new PreviewPanel({} as never, client as unknown as BaseLanguageClient, panel as never, {
    uri: followed as never,
    isLocked: false,
  });
  receive(message);
  await vi.waitFor(() => expect(errors).toEqual(["The preview could not do this: cannot open a.hvvm"]));
});
