/** One line per question of where something stands: definitions, references, names and their changes, folds, links. */
import { ResponseError } from "vscode-jsonrpc";
import type { ClientCapabilities } from "vscode-languageserver-protocol";
import { definition } from "../core/features/definition.ts";
import { documentHighlights } from "../core/features/document-highlights.ts";
import { documentLinks } from "../core/features/document-links.ts";
import { foldingRanges } from "../core/features/folding-ranges.ts";
import { linkedEditingRanges } from "../core/features/linked-editing.ts";
import { references } from "../core/features/references.ts";
import { prepareRename, type Refusal, rename } from "../core/features/rename.ts";
import { selectionRanges } from "../core/features/selection-ranges.ts";
import type { Ask } from "./language-features.ts";
import { requestFailed } from "./protocol-numbers.ts";

/** The URI of the file that a path in the document means, if it is there. */
export type FindFile = (documentUri: string, path: string) => Promise<string | undefined>;

export function navigationFeatures(ask: Ask, clientOf: () => ClientCapabilities, findFile: FindFile): void {
  ask("textDocument/definition", [], ({ document, uri }, { position }) => {
    const links = definition(document, position, uri);
    if (clientOf().textDocument?.definition?.linkSupport) return links;
    return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  });
  ask("textDocument/references", [], ({ document, uri }, { position, context: { includeDeclaration } }) =>
    references(document, position, uri, includeDeclaration),
  );
  ask("textDocument/documentHighlight", undefined, ({ document }, { position }) =>
    documentHighlights(document, position),
  );
  ask("textDocument/prepareRename", undefined, ({ document }, { position }) => {
    const prepared = prepareRename(document, position);
    return prepared && "refusal" in prepared ? refused(prepared) : prepared;
  });
  ask("textDocument/rename", undefined, (open, { position, newName }) => {
    const edits = rename(open.document, position, newName, open);
    return "refusal" in edits ? refused(edits) : { changes: { [open.uri]: [...edits] } };
  });
  ask("textDocument/linkedEditingRange", undefined, ({ document }, { position }) =>
    linkedEditingRanges(document, position),
  );
  ask("textDocument/foldingRange", [], ({ document }) => foldingRanges(document));
  ask("textDocument/selectionRange", [], ({ document }, { positions }) => selectionRanges(document, positions));
  ask("textDocument/documentLink", [], ({ document, uri }) => documentLinks(document, (path) => findFile(uri, path)));
}

function refused({ refusal }: Refusal): ResponseError<never> {
  return new ResponseError(requestFailed, refusal);
}
