/** Where the name under the cursor is described: a host, a load, a physical disk; of a parent, where it is attached; of any other path, its volume. */
import type { LocationLink } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import { mentionAt, type PlacedMention } from "./mentions.ts";
import { sameMentions, volumeDefinitions } from "./same-mentions.ts";

/** Empty for a built-in load, and for a name that is not defined. */
export function definition(document: HvvmDocument, position: Position, uri: string): LocationLink[] {
  const found = mentionAt(document, document.offsetAt(position));
  if (!found) return [];
  const originSelectionRange = document.rangeOf(found.mention.range, found.start);
  return targets(document, found).map(({ start, mention }) => ({
    originSelectionRange,
    targetUri: uri,
    targetRange: document.rangeOf(mention.statement, start),
    targetSelectionRange: document.rangeOf(mention.range, start),
  }));
}

function targets(document: HvvmDocument, found: PlacedMention): readonly PlacedMention[] {
  const { kind, isDefinition } = found.mention;
  const definitions = sameMentions(document, found).filter(({ mention }) => mention.isDefinition);
  if (kind !== "file" || (definitions.length > 0 && !isDefinition)) return definitions;
  const volumes = volumeDefinitions(document, found);
  return volumes.length > 0 ? volumes : definitions;
}
