/** Navigation, one line per request: definitions, references, rename, folding, links. */
import {
  type ClientCapabilities,
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  FoldingRangeRequest,
  LinkedEditingRangeRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
  SelectionRangeRequest,
} from "vscode-languageserver";
import { definition } from "../core/features/definition.ts";
import { documentHighlights } from "../core/features/document-highlights.ts";
import { documentLinks } from "../core/features/document-links.ts";
import { foldingRanges } from "../core/features/folding-ranges.ts";
import { linkedEditingRanges } from "../core/features/linked-editing-ranges.ts";
import { references } from "../core/features/references.ts";
import { prepareRename, type Refusal, rename } from "../core/features/rename.ts";
import { selectionRanges } from "../core/features/selection-ranges.ts";
import type { Ask } from "./language-features.ts";

/** The URI of the file that a path in the document refers to, if the file exists. */
export type FindFile = (documentUri: string, path: string) => Promise<string | undefined>;

export function navigationFeatures(ask: Ask, clientOf: () => ClientCapabilities, findFile: FindFile): void {
  ask(DefinitionRequest.type, [], ({ document, uri }, { position }) => {
    const links = definition(document, position, uri);
    if (clientOf().textDocument?.definition?.linkSupport) return links;
    return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  });
  ask(ReferencesRequest.type, [], ({ document, uri }, { position, context: { includeDeclaration } }) =>
    references(document, position, uri, includeDeclaration),
  );
  ask(DocumentHighlightRequest.type, undefined, ({ document }, { position }) => documentHighlights(document, position));
  ask(PrepareRenameRequest.type, undefined, ({ document }, { position }) => {
    const prepared = prepareRename(document, position);
    return prepared && "refusal" in prepared ? refused(prepared) : prepared;
  });
  ask(RenameRequest.type, undefined, (open, { position, newName }) => {
    const edits = rename(open.document, position, newName, open);
    return "refusal" in edits ? refused(edits) : { changes: { [open.uri]: [...edits] } };
  });
  ask(LinkedEditingRangeRequest.type, undefined, ({ document }, { position }) =>
    linkedEditingRanges(document, position),
  );
  ask(FoldingRangeRequest.type, [], ({ document }) => foldingRanges(document));
  ask(SelectionRangeRequest.type, [], ({ document }, { positions }) => selectionRanges(document, positions));
  ask(DocumentLinkRequest.type, [], ({ document, uri }) => documentLinks(document, (path) => findFile(uri, path)));
}

function refused({ refusal }: Refusal): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
}
