/** Finds hosts, loads, VMs, volumes and attached files in several layouts by a part of their names. */
import { SymbolKind, type WorkspaceSymbol } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import { allMentions, type Mention, ownName, type PlacedMention } from "./mentions.ts";

/** A layout and where it is. */
export interface LayoutAt {
  readonly uri: string;
  readonly document: HvvmDocument;
}

/** All of one layout, in the order of its text. */
export function layoutSymbols({ uri, document }: LayoutAt): WorkspaceSymbol[] {
  return allMentions(document).flatMap((placed) => {
    const { mention, start } = placed;
    const kind = mention.isDefinition ? kinds[mention.kind] : undefined;
    if (kind === undefined) return [];
    const containerName = holder(placed);
    const location = { uri, range: document.rangeOf(mention.range, start) };
    return [{ name: mention.value, kind, location, ...(containerName === undefined ? {} : { containerName }) }];
  });
}

/** The first 1,000 symbols whose names contain the characters of `query` in this order, without regard to case; with an empty query, any. */
export function matchingSymbols(query: string, symbols: Iterable<WorkspaceSymbol>): WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replaceAll(/\s/g, "");
  const found: WorkspaceSymbol[] = [];
  for (const symbol of symbols) {
    if (hasInOrder(symbol.name.toLowerCase(), wanted)) found.push(symbol);
    if (found.length === maxSymbols) break;
  }
  return found;
}

/** More than anyone reads; a longer query finds the rest. */
const maxSymbols = 1000;

const kinds: Readonly<Partial<Record<Mention["kind"], SymbolKind>>> = {
  host: SymbolKind.Namespace,
  load: SymbolKind.Event,
  vm: SymbolKind.Class,
  volume: SymbolKind.Field,
  file: SymbolKind.File,
};

/** The host or VM in whose block it is. */
function holder({ item, mention }: PlacedMention): string | undefined {
  if (mention.kind !== "volume" && mention.kind !== "file") return undefined;
  return ownName(item);
}

function hasInOrder(name: string, wanted: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
