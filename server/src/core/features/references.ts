/** Every place that names the thing under the cursor. The references of a volume are the paths on it; those of a path are the mentions of its file. */
import type { Location } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import { mentionAt } from "./mentions.ts";
import { sameMentions } from "./same-mentions.ts";

/** In the order of the text. A virtual hard disk is declared where a VM attaches it, and used as a parent. */
export function references(
  document: HvvmDocument,
  position: Position,
  uri: string,
  includeDeclaration: boolean,
): Location[] {
  const found = mentionAt(document, document.offsetAt(position));
  if (!found) return [];
  return sameMentions(document, found)
    .filter(({ mention }) => includeDeclaration || !mention.isDefinition)
    .map(({ start, mention }) => ({ uri, range: document.rangeOf(mention.range, start) }));
}
