/** One line per question of where something stands: definitions, references, names and their changes, folds, links. */
import { ResponseError } from "vscode-jsonrpc";
import type {
  ClientCapabilities,
  Definition,
  DefinitionLink,
  PrepareRenameResult,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { definition } from "../core/features/definition.ts";
import { documentHighlights } from "../core/features/document-highlights.ts";
import { documentLinks } from "../core/features/document-links.ts";
import { foldingRanges } from "../core/features/folding-ranges.ts";
import { linkedEditingRanges } from "../core/features/linked-editing.ts";
import { references } from "../core/features/references.ts";
import { prepareRename, type Refusal, rename } from "../core/features/rename.ts";
import { selectionRanges } from "../core/features/selection-ranges.ts";
import type { Connection } from "./connection.ts";
import type { Answer } from "./language-features.ts";
import { requestFailed } from "./protocol-numbers.ts";

/** The URI of the file that a path in the document means, if it is there. */
export type FindFile = (documentUri: string, path: string) => Promise<string | undefined>;

export function navigationFeatures(
  connection: Connection,
  answer: Answer,
  clientOf: () => ClientCapabilities,
  findFile: FindFile,
): void {
  connection.onRequest("textDocument/definition", ({ textDocument: { uri }, position }) =>
    answer<Definition | DefinitionLink[]>("definition", uri, [], ({ document }) => {
      const links = definition(document, position, uri);
      if (clientOf().textDocument?.definition?.linkSupport) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }),
  );
  connection.onRequest(
    "textDocument/references",
    ({ textDocument: { uri }, position, context: { includeDeclaration } }) =>
      answer("references", uri, [], ({ document }) => references(document, position, uri, includeDeclaration)),
  );
  connection.onRequest("textDocument/documentHighlight", ({ textDocument: { uri }, position }) =>
    answer("highlights", uri, undefined, ({ document }) => documentHighlights(document, position)),
  );
  connection.onRequest("textDocument/prepareRename", ({ textDocument: { uri }, position }) =>
    answer<PrepareRenameResult | ResponseError<never> | undefined>("rename", uri, undefined, ({ document }) => {
      const prepared = prepareRename(document, position);
      return prepared && "refusal" in prepared ? refused(prepared) : prepared;
    }),
  );
  connection.onRequest("textDocument/rename", ({ textDocument: { uri }, position, newName }) =>
    answer<WorkspaceEdit | ResponseError<never> | undefined>("rename", uri, undefined, (open) => {
      const edits = rename(open.document, position, newName, open);
      return "refusal" in edits ? refused(edits) : { changes: { [uri]: [...edits] } };
    }),
  );
  connection.onRequest("textDocument/linkedEditingRange", ({ textDocument: { uri }, position }) =>
    answer("linked editing", uri, undefined, ({ document }) => linkedEditingRanges(document, position)),
  );
  connection.onRequest("textDocument/foldingRange", ({ textDocument: { uri } }) =>
    answer("folding", uri, [], ({ document }) => foldingRanges(document)),
  );
  connection.onRequest("textDocument/selectionRange", ({ textDocument: { uri }, positions }) =>
    answer("selection", uri, [], ({ document }) => selectionRanges(document, positions)),
  );
  connection.onRequest("textDocument/documentLink", ({ textDocument: { uri } }) =>
    answer("links", uri, [], ({ document }) => documentLinks(document, (path) => findFile(uri, path))),
  );
}

function refused({ refusal }: Refusal): ResponseError<never> {
  return new ResponseError(requestFailed, refusal);
}
