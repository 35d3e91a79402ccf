/** The part of VS Code's API that the preview panel uses, with handles for user actions. */

type Listener<T> = (event: T) => unknown;

interface FakeUri {
  readonly path: string;
  readonly scheme: string;
  readonly fsPath: string;
  toString(): string;
}

export interface FakeEditor {
  readonly document: ReturnType<typeof documentAt>;
  readonly selection: { readonly active: { readonly line: number; readonly character: number } };
  readonly viewColumn: number;
}

function uri(text: string): FakeUri {
  const path = text.replace(/^\w+:\/\//, "");
  return { path, fsPath: path, scheme: text.slice(0, text.indexOf(":")), toString: () => text };
}

function documentAt(at: FakeUri, languageId: string) {
  return {
    uri: at,
    languageId,
    version: 1,
    lineCount: 100,
    lineAt: (lineNumber: number) => ({ lineNumber, firstNonWhitespaceCharacterIndex: 2, text: "  line" }),
  };
}

function event<T>() {
  const listeners = new Set<Listener<T>>();
  const on = (listener: Listener<T>) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  return { on, fire: (value: T) => [...listeners].map((listener) => listener(value)) };
}

function fakePanel(panels: unknown[], options: object = {}) {
  const disposed = event<undefined>();
  const viewState = event<undefined>();
  const messages = event<unknown>();
  const posted: unknown[] = [];
  const panel = {
    title: "",
    options,
    visible: true,
    posted,
    webview: {
      html: "",
      options: {},
      cspSource: "https://webview",
      asWebviewUri: (resource: FakeUri) => resource,
      onDidReceiveMessage: messages.on,
      postMessage: (message: unknown) => Promise.resolve(posted.push(message)),
    },
    onDidDispose: disposed.on,
    onDidChangeViewState: viewState.on,
    reveal: () => undefined,
    say: (message: unknown) => messages.fire(message),
    hide: () => {
      panel.visible = false;
      viewState.fire(undefined);
    },
    close: () => {
      panels.splice(panels.indexOf(panel), 1);
      disposed.fire(undefined);
    },
  };
  panels.push(panel);
  return panel;
}

export function fakeVscode() {
  const activeEditor = event<FakeEditor | undefined>();
  const selection = event<{ textEditor: FakeEditor }>();
  const changes = event<{ document: FakeEditor["document"]; contentChanges: readonly unknown[] }>();
  const saved = event<undefined>();
  const gitState = event<undefined>();
  const files = new Map<string, string>();
  const answers = {
    file: undefined as FakeUri | undefined,
    pick: "",
    repository: undefined as object | undefined,
    isGitOff: false,
    isGitStarting: false,
    isLayoutDeleted: false,
  };
  const told: string[] = [];
  const panels: ReturnType<typeof fakePanel>[] = [];
  const opened: { language: string; content: string }[] = [];
  const edits: { uri: string; edits: readonly unknown[] }[] = [];
  const shown: { uri: string; preserveFocus: boolean; line: number; endLine: number }[] = [];
  const window = {
    activeTextEditor: undefined as FakeEditor | undefined,
    visibleTextEditors: [] as FakeEditor[],
    showOpenDialog: () => Promise.resolve(answers.file && [answers.file]),
    showQuickPick: (items: readonly { label: string }[]) =>
      Promise.resolve(items.find(({ label }) => label === answers.pick)),
    showInformationMessage: (message: string) => Promise.resolve(void told.push(message)),
    showErrorMessage: (message: string) => Promise.resolve(void told.push(message)),
    createWebviewPanel: (_type: string, _title: string, _place: object, options: object) => fakePanel(panels, options),
    onDidChangeActiveTextEditor: activeEditor.on,
    onDidChangeTextEditorSelection: selection.on,
    showTextDocument: (
      document: FakeEditor["document"],
      options: { preserveFocus: boolean; selection?: { startLine: number; endLine: number } },
    ) => {
      if (!options.selection) return Promise.resolve();
      const { startLine: line, endLine } = options.selection;
      shown.push({ uri: String(document.uri), preserveFocus: options.preserveFocus, line, endLine });
      return Promise.resolve();
    },
  };
  const api = {
    window,
    workspace: {
      onDidChangeTextDocument: changes.on,
      onDidSaveTextDocument: saved.on,
      openTextDocument: (at: FakeUri | { language: string; content: string }) => {
        if ("content" in at) opened.push(at);
        else if (answers.isLayoutDeleted) return Promise.reject(new Error(`cannot open ${at.path}`));
        return Promise.resolve(documentAt("content" in at ? uri("untitled:1") : at, "hvvm"));
      },
      fs: {
        stat: (at: FakeUri) =>
          files.has(String(at))
            ? Promise.resolve({ type: 1, size: files.get(String(at))!.length })
            : Promise.reject(new Error(`${String(at)} is not there.`)),
        readFile: (at: FakeUri) => Promise.resolve(new TextEncoder().encode(files.get(String(at)))),
      },
      applyEdit: (edit: { changes: typeof edits }) => {
        edits.push(...edit.changes);
        return Promise.resolve(true);
      },
    },
    FileType: { File: 1 },
    l10n: { t: (text: string, given?: string) => text.replace("{0}", given ?? "{0}") },
    languages: {
      match: (_: unknown, { languageId, uri: at }: FakeEditor["document"]) =>
        languageId === "hvvm" || at.path.endsWith(".hvvm.json") ? 10 : 0,
    },
    extensions: {
      getExtension: () =>
        answers.repository && {
          activate: () =>
            Promise.resolve({
              getAPI: () => {
                if (answers.isGitOff) throw new Error("Git model not found");
                const state = answers.isGitStarting ? "uninitialized" : "initialized";
                const getRepository = () => (answers.isGitStarting ? null : answers.repository);
                return { state, onDidChangeState: gitState.on, getRepository };
              },
            }),
        },
    },
    WorkspaceEdit: class {
      readonly changes: { uri: string; edits: readonly unknown[] }[] = [];
      set(at: FakeUri, made: readonly unknown[]) {
        this.changes.push({ uri: String(at), edits: made });
      }
    },
    Uri: { joinPath: (base: FakeUri, ...parts: string[]) => uri([String(base), ...parts].join("/")), parse: uri },
    ViewColumn: { One: 1, Beside: -2 },
    Range: class {
      readonly startLine: number;
      readonly endLine: number;
      constructor(startLine: number, _start: number, endLine: number) {
        this.startLine = startLine;
        this.endLine = endLine;
      }
    },
    CancellationTokenSource: class {
      readonly token = { isCancellationRequested: false };
      cancel() {
        this.token.isCancellationRequested = true;
      }
      dispose() {}
    },
  };
  return {
    api,
    uri,
    panels,
    shown,
    /** Untitled documents. */
    opened,
    /** Edits of the workspace. */
    edits,
    /** Opens an editor and makes it the active one. */
    show(at: string, languageId: string): FakeEditor {
      const editor = {
        document: documentAt(uri(at), languageId),
        selection: { active: { line: 0, character: 0 } },
        viewColumn: 1,
      };
      window.activeTextEditor = editor;
      window.visibleTextEditors = [editor];
      activeEditor.fire(editor);
      return editor;
    },
    /** The page gets the focus; the editor stays visible or is covered. */
    leaveEditor(isVisible: boolean) {
      window.activeTextEditor = undefined;
      if (!isVisible) window.visibleTextEditors = [];
      activeEditor.fire(undefined);
    },
    /** Texts by URI. */
    files,
    /** What the user chooses, and the repository that the git extension has open. */
    answers,
    /** Messages to the user. */
    told,
    save: () => saved.fire(undefined),
    /** The git extension has found the repositories. */
    gitStarts() {
      answers.isGitStarting = false;
      gitState.fire(undefined);
    },
    type: (editor: FakeEditor) => changes.fire({ document: editor.document, contentChanges: [{}] }),
    /** A panel as VS Code provides it after a reload of the window. */
    panelOfBefore: () => fakePanel(panels),
    reset() {
      window.activeTextEditor = undefined;
      window.visibleTextEditors = [];
      shown.length = 0;
      opened.length = 0;
      edits.length = 0;
      told.length = 0;
      files.clear();
      Object.assign(answers, {
        file: undefined,
        pick: "",
        repository: undefined,
        isGitOff: false,
        isGitStarting: false,
        isLayoutDeleted: false,
      });
    },
  };
}
