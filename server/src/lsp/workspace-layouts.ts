/** Checks the layouts in the workspace folders that are not open: once each, and again when the disk or the configuration has changed. */
import {
  type CancellationToken,
  type Diagnostic,
  DiagnosticSeverity,
  type FileEvent,
  type PreviousResultId,
  type WorkspaceFullDocumentDiagnosticReport,
  type WorkspaceSymbol,
} from "vscode-languageserver";

/** The platform's access to the layouts on disk. */
export interface LayoutFiles {
  /** URIs of the layouts below a folder. */
  layoutsBelow(folderUri: string): readonly string[];
  /** `undefined` if the file does not exist, may not be read, is too large or is not text. */
  read(uri: string): string | undefined;
}

export interface Checked {
  /** Changes with the items. */
  readonly resultId: string;
  readonly items: Diagnostic[];
  readonly symbols: readonly WorkspaceSymbol[];
}

/** Of a layout that is not, or no longer, in the workspace. */
const nothing: Checked = { resultId: "0", items: [], symbols: [] };

/** Of a layout that cannot be read; an editor may open it nevertheless, in another encoding. */
const unreadable: Omit<Checked, "resultId"> = {
  items: [
    {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      message:
        "This file cannot be read, so it is not checked. A layout is text in UTF-8 or UTF-16 of at most 32 MB, and no link out of a folder that is not trusted.",
      severity: DiagnosticSeverity.Error,
      source: "hvvm",
    },
  ],
  symbols: [],
};

export class WorkspaceLayouts {
  folders: readonly string[] = [];
  /** `undefined`: to be searched again. */
  private uris: ReadonlySet<string> | undefined;
  private readonly checked = new Map<string, Checked>();
  /** Layouts that were open: the client may show findings for them without having a result id. */
  private readonly closed = new Set<string>();
  private results = 0;

  constructor(
    private readonly files: LayoutFiles,
    private readonly check: (uri: string, text: string) => Omit<Checked, "resultId">,
  ) {}

  useFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.uris = undefined;
    this.checked.clear();
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.useFolders([...this.folders.filter((folder) => !removed.includes(folder)), ...added]);
  }

  filesChanged(changes: readonly FileEvent[]): void {
    this.uris = undefined;
    for (const { uri } of changes) this.checked.delete(canonical(uri));
  }

  /** An open layout was closed: from now on its contents are those on disk. */
  documentClosed(uri: string): void {
    const key = canonical(uri);
    this.closed.add(key);
    this.checked.delete(key);
  }

  configurationChanged(): void {
    this.checked.clear();
  }

  /** The contents of a closed layout of the workspace; one that does not exist is empty. */
  one(uri: string): Checked {
    return this.checkedOf(canonical(uri));
  }

  /** What differs from the results that the client has. Other requests are served between two files. */
  async reports(
    previous: readonly PreviousResultId[],
    isOpen: (uri: string) => boolean,
    token: CancellationToken,
  ): Promise<WorkspaceFullDocumentDiagnosticReport[]> {
    const known = new Map(previous.map(({ uri, value }) => [canonical(uri), { uri, value }]));
    const reports: WorkspaceFullDocumentDiagnosticReport[] = [];
    const pause = pauses();
    for (const uri of new Set([...this.all(), ...known.keys(), ...this.closed])) {
      if (token.isCancellationRequested) break;
      const before = known.get(uri);
      if (isOpen(before?.uri ?? uri)) continue;
      if (!this.checked.has(uri)) await pause();
      const { resultId, items } = this.checkedOf(uri);
      if (before?.value !== resultId)
        reports.push({
          kind: "full",
          uri: before?.uri ?? uri,
          version: null,
          resultId,
          items,
        });
    }
    return reports;
  }

  /** The symbols of the layouts that are not open. Other requests are served between two files. */
  async symbols(openUris: readonly string[], token: CancellationToken): Promise<readonly WorkspaceSymbol[]> {
    const open = new Set(openUris.map(canonical));
    const symbols: WorkspaceSymbol[] = [];
    const pause = pauses();
    for (const uri of this.all()) {
      if (token.isCancellationRequested) break;
      if (open.has(uri)) continue;
      if (!this.checked.has(uri)) await pause();
      symbols.push(...this.checkedOf(uri).symbols);
    }
    return symbols;
  }

  private all(): ReadonlySet<string> {
    this.uris ??= new Set(this.folders.flatMap((folder) => this.files.layoutsBelow(folder)).map(canonical));
    return this.uris;
  }

  private checkedOf(uri: string): Checked {
    const known = this.checked.get(uri);
    if (known) return known;
    if (!this.all().has(uri)) return nothing;
    const text = this.files.read(uri);
    const found = text === undefined ? unreadable : this.check(uri, text);
    const checked = { resultId: `${++this.results}`, ...found };
    this.checked.set(uri, checked);
    return checked;
  }
}

/** A unique URI for each file, because clients differ in what they percent-encode and in the case of drive letters. */
export function canonical(uri: string): string {
  const path = uri.replace(
    /^(file:\/\/\/)([A-Za-z])(?::|%3[Aa])/,
    (_, start, drive) => `${start}${drive.toLowerCase()}:`,
  );
  try {
    return encodeURI(decodeURIComponent(path)).replaceAll("#", "%23").replaceAll("?", "%3F");
  } catch {
    return path; // A stray percent sign.
  }
}

const longestTurnMs = 20;

/** Lets waiting requests go first, once work has been going on for some time; doing so between every two of 10,000 files took longer than the files. */
function pauses(): () => Promise<void> {
  let since = 0;
  return async () => {
    if (performance.now() - since < longestTurnMs) return;
    await turn();
    since = performance.now();
  };
}

/** Resolves after everything that was waiting. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
