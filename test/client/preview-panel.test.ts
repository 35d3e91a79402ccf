/** The panel between the page and the editors. What cannot be done is said to the user, not to the log alone. */
import { expect, test, vi } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";

const errors = vi.hoisted(() => [] as string[]);
const editors = vi.hoisted(() => ({
  activeTextEditor: undefined as unknown,
  visibleTextEditors: [] as unknown[],
  tellActive: () => {},
}));
vi.mock("vscode", () => {
  const listen = () => ({ dispose: () => {} });
  return {
    l10n: { t: (text: string, given: string) => text.replace("{0}", given) },
    window: Object.assign(editors, {
      onDidChangeActiveTextEditor: (listener: () => void) => {
        editors.tellActive = listener;
        return listen();
      },
      onDidChangeTextEditorSelection: listen,
      showErrorMessage: (text: string) => errors.push(text),
    }),
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

const uriOf = (name: string) => ({ path: `/${name}`, toString: () => `file:///${name}` });

/** A panel that follows `a.hvvm`, and what its page sends. */
function openPanel(isLocked: boolean) {
  let receive: (message: unknown) => void = () => {};
  const panel = {
    title: "",
    onDidChangeViewState: () => {},
    webview: {
      onDidReceiveMessage: (listener: typeof receive) => {
        receive = listener;
      },
    },
  };
  const client = { error: () => {}, onDidChangeState: () => {}, onNotification: () => {} };
  new PreviewPanel({} as never, client as unknown as BaseLanguageClient, panel as never, {
    uri: uriOf("a.hvvm") as never,
    isLocked,
  });
  return { panel, receive: (message: unknown) => receive(message) };
}

test.each([
  { type: "reveal", uri, range },
  { type: "apply-fix", uri, range, title: "Move the boot disk to IDE 0:0" },
])("$type of a layout that was deleted", async (message) => {
  errors.length = 0;
  openPanel(false).receive(message);
  await vi.waitFor(() => expect(errors).toEqual(["The preview could not do this: cannot open a.hvvm"]));
});

test.each([
  ["stays visible", true, "I/O path: b.hvvm"],
  ["is covered", false, "I/O path: a.hvvm"],
])(
  "a click that frees the page takes the focus from the layout that it then follows, if that %s",
  (_, isVisible, title) => {
    const { panel, receive } = openPanel(true);
    const editor = { document: { uri: uriOf("b.hvvm"), languageId: "hvvm" } };
    Object.assign(editors, { activeTextEditor: editor, visibleTextEditors: [editor] });
    editors.tellActive();
    expect(panel.title).toBe("I/O path: a.hvvm (locked)");
    Object.assign(editors, { activeTextEditor: undefined, visibleTextEditors: isVisible ? [editor] : [] });
    editors.tellActive();
    receive({ type: "lock", isLocked: false });
    expect(panel.title).toBe(title);
  },
);
