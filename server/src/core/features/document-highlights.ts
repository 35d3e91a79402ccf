/** Marks every place that names the thing under the cursor: as a write where it is defined or attached, otherwise as a read. */
import { type DocumentHighlight, DocumentHighlightKind } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import { mentionAt } from "./mentions.ts";
import { sameMentions } from "./same-mentions.ts";

/** `undefined` if there is no name: the editor then marks equal words. */
export function documentHighlights(document: HvvmDocument, position: Position): DocumentHighlight[] | undefined {
  const found = mentionAt(document, document.offsetAt(position));
  return (
    found &&
    sameMentions(document, found).map(({ start, mention }) => ({
      range: document.rangeOf(mention.range, start),
      kind: mention.isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }))
  );
}
