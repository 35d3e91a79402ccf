/** Every place that names the thing under the cursor. */
import type { Location } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import { innermostMentionAt, sameMentions } from "./volume-prefix.ts";

/** In the order of the text. A virtual hard disk is declared where a VM has it attached, and used as a parent. */
export function references(
  document: HvvmDocument,
  position: Position,
  uri: string,
  includeDeclaration: boolean,
): Location[] {
  const found = innermostMentionAt(document, document.offsetAt(position));
  if (!found) return [];
  return sameMentions(document, found)
    .filter(({ mention }) => includeDeclaration || !mention.isDefinition)
    .map(({ start, mention }) => ({ uri, range: document.rangeOf(mention.range, start) }));
}
