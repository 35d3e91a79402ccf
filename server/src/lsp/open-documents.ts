/** The layouts that the client has open, each with its current version and what was found in it. */
import type { DidChangeTextDocumentParams, TextDocumentItem } from "vscode-languageserver";
import { HvvmDocument } from "../core/document.ts";
import { Judge, type PlacedFinding } from "../core/rules/judge.ts";

/** One open layout. Findings are computed when they are first asked for, once a version. */
export class OpenDocument {
  private readonly judge = new Judge();
  private found: readonly PlacedFinding[] | undefined;

  constructor(
    readonly uri: string,
    public document: HvvmDocument,
    public version: number,
  ) {}

  change({ contentChanges, textDocument }: DidChangeTextDocumentParams): void {
    this.found = undefined;
    for (const change of contentChanges) this.document = this.document.changed(change);
    this.version = textDocument.version;
  }

  findings(): readonly PlacedFinding[] {
    this.found ??= this.judge.judge(this.document);
    return this.found;
  }
}

export class OpenDocuments {
  private readonly documents = new Map<string, OpenDocument>();

  get(uri: string): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  open({ uri, languageId, text, version }: TextDocumentItem): OpenDocument {
    const isJson = uri.toLowerCase().endsWith(".json") || languageId.startsWith("json");
    const opened = new OpenDocument(uri, HvvmDocument.read(text, isJson ? "json" : "hvvm"), version);
    this.documents.set(uri, opened);
    return opened;
  }

  close(uri: string): void {
    this.documents.delete(uri);
  }
}
