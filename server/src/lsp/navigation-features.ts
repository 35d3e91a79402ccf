/** One line per question of where something stands: definitions, references, names and their changes, folds, links. */
import {
  type ClientCapabilities,
  type Connection,
  type Definition,
  type DefinitionLink,
  LSPErrorCodes,
  type PrepareRenameResult,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { definition } from "../core/features/definition.ts";
import { documentHighlights } from "../core/features/document-highlights.ts";
import { documentLinks } from "../core/features/document-links.ts";
import { foldingRanges } from "../core/features/folding-ranges.ts";
import { linkedEditingRanges } from "../core/features/linked-editing.ts";
import { references } from "../core/features/references.ts";
import { prepareRename, type Refusal, rename } from "../core/features/rename.ts";
import { selectionRanges } from "../core/features/selection-ranges.ts";
import type { Answer } from "./language-features.ts";

/** The URI of the file that a path in the document means, if it is there. */
export type FindFile = (documentUri: string, path: string) => Promise<string | undefined>;

export function navigationFeatures(
  connection: Connection,
  answer: Answer,
  clientOf: () => ClientCapabilities,
  findFile: FindFile,
): void {
  connection.onDefinition(({ textDocument: { uri }, position }) =>
    answer<Definition | DefinitionLink[]>("definition", uri, [], ({ document }) => {
      const links = definition(document, position, uri);
      if (clientOf().textDocument?.definition?.linkSupport) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }),
  );
  connection.onReferences(({ textDocument: { uri }, position, context: { includeDeclaration } }) =>
    answer("references", uri, [], ({ document }) => references(document, position, uri, includeDeclaration)),
  );
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) =>
    answer("highlights", uri, undefined, ({ document }) => documentHighlights(document, position)),
  );
  connection.onPrepareRename(({ textDocument: { uri }, position }) =>
    answer<PrepareRenameResult | ResponseError<never> | undefined>("rename", uri, undefined, ({ document }) => {
      const prepared = prepareRename(document, position);
      return prepared && "refusal" in prepared ? refused(prepared) : prepared;
    }),
  );
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) =>
    answer<WorkspaceEdit | ResponseError<never> | undefined>("rename", uri, undefined, (open) => {
      const edits = rename(open.document, position, newName, open);
      return "refusal" in edits ? refused(edits) : { changes: { [uri]: [...edits] } };
    }),
  );
  connection.languages.onLinkedEditingRange(({ textDocument: { uri }, position }) =>
    answer("linked editing", uri, undefined, ({ document }) => linkedEditingRanges(document, position)),
  );
  connection.onFoldingRanges(({ textDocument: { uri } }) =>
    answer("folding", uri, [], ({ document }) => foldingRanges(document)),
  );
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
    answer("selection", uri, [], ({ document }) => selectionRanges(document, positions)),
  );
  connection.onDocumentLinks(({ textDocument: { uri } }) =>
    answer("links", uri, [], ({ document }) => documentLinks(document, (path) => findFile(uri, path))),
  );
}

function refused({ refusal }: Refusal): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
}
