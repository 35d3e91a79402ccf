/**
 * The read-only documents that a client shows for a layout: its exports, and the layout as its hosts are. The client is
 * notified to request them again when the layout has changed.
 */
import type { Connection, TextDocuments } from "vscode-languageserver";
import type { Estate } from "../core/exchange/inventory/estate.ts";
import { type ContentSource, hostsScheme } from "../protocol.ts";
import { guarded } from "./guarded.ts";
import type { LoadExchange } from "./inventory-features.ts";
import type { AnswerFrom } from "./language-features.ts";
import type { OpenDocument } from "./open-documents.ts";

/** How long an edit waits for the next one. */
const pauseMs = 300;

export class DocumentContents {
  /** The URIs of the requested documents, by layout: a client does not say which ones it still shows. */
  private readonly asked = new Map<string, Set<string>>();
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();

  /** `estates` has what each layout was last compared with. */
  constructor(
    private readonly connection: Connection,
    documents: TextDocuments<OpenDocument>,
    private readonly answer: AnswerFrom,
    private readonly loadExchange: LoadExchange,
    private readonly estates: ReadonlyMap<string, Estate>,
  ) {
    documents.onDidChangeContent(({ document }) => this.refreshSoon(document.uri));
    connection.workspace.textDocumentContent.on(({ uri }) =>
      guarded(connection.console, "text document content", { text: comment("The document could not be made.") }, () =>
        this.content(uri),
      ),
    );
  }

  /** Makes the client request again what it shows for the layout. */
  refresh(layout: string): void {
    for (const uri of this.asked.get(layout) ?? []) {
      this.connection.workspace.textDocumentContent.refresh(uri).catch((error: unknown) => {
        this.connection.console.warn(`The client refused a refresh: ${String(error)}`);
      });
    }
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
  }

  /** One timer for each layout, so that a change of one does not delay the documents of another. */
  private refreshSoon(layout: string): void {
    if (!this.asked.has(layout)) return;
    clearTimeout(this.waiting.get(layout));
    const refresh = () => {
      this.waiting.delete(layout);
      this.refresh(layout);
    };
    this.waiting.set(layout, setTimeout(refresh, pauseMs));
  }

  private content(uri: string): Promise<{ text: string }> {
    const { protocol, search } = new URL(uri);
    const { layout, target, vm }: ContentSource = JSON.parse(decodeURIComponent(search.slice(1)));
    const known = this.asked.get(layout);
    if (known) known.add(uri);
    else this.asked.set(layout, new Set([uri]));
    const notOpen = { text: comment(layout ? `The layout is not open: ${layout}` : "The document names no layout.") };
    return this.answer("text document content", layout, notOpen, async (open) => {
      const { exportedText, hostText } = await this.loadExchange();
      if (protocol !== `${hostsScheme}:`) return exportedText(open.document, open.findings(), target ?? "", vm);
      const estate = this.estates.get(open.uri);
      const none = comment("The layout is not compared with an inventory.");
      return { text: estate ? hostText(open.document, estate) : none };
    });
  }
}

/** A line that is a comment in every target, and in native layouts. */
function comment(text: string): string {
  return `# ${text}\n`;
}
