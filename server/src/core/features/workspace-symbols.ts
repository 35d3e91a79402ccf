/** Finds hosts, loads, VMs, volumes and attached files of several layouts by a part of their names. */
import { SymbolKind, type WorkspaceSymbol } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import { contains } from "../syntax/tree.ts";
import { allMentions, type Mention, type PlacedMention } from "./names.ts";

/** A layout and where it is. */
export interface LayoutAt {
  readonly uri: string;
  readonly document: HvvmDocument;
}

/** Those whose names have the characters of `query` in this order, without regard to case; all for an empty one. */
export function workspaceSymbols(query: string, layouts: Iterable<LayoutAt>): WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replaceAll(/\s/g, "");
  const found: WorkspaceSymbol[] = [];
  for (const { uri, document } of layouts) {
    for (const placed of allMentions(document)) {
      const { mention, start } = placed;
      const kind = mention.isDefinition ? kinds[mention.kind] : undefined;
      if (kind === undefined || !hasInOrder(mention.value.toLowerCase(), wanted)) continue;
      const containerName = holder(placed);
      const location = { uri, range: document.rangeOf(mention.range, start) };
      found.push({ name: mention.value, kind, location, ...(containerName === undefined ? {} : { containerName }) });
      if (found.length === mostSymbols) return found;
    }
  }
  return found;
}

/** More than anyone reads; a longer query finds the rest. */
const mostSymbols = 1000;

const kinds: Readonly<Partial<Record<Mention["kind"], SymbolKind>>> = {
  host: SymbolKind.Namespace,
  load: SymbolKind.Event,
  vm: SymbolKind.Class,
  volume: SymbolKind.Field,
  file: SymbolKind.File,
};

/** The host or VM in whose block it stands. */
function holder({ item, mention }: PlacedMention): string | undefined {
  if (mention.kind !== "volume" && mention.kind !== "file") return undefined;
  const part = item.layout.find(({ statement }) => contains(statement.range, mention.range.start));
  return part && part.kind !== "platform" ? part.name?.value : undefined;
}

function hasInOrder(name: string, wanted: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
