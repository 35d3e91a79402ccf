/**
 * The outline of a layout: loads, hosts with their volumes and disks, VMs with their devices, floppy drive and
 * adapters. The part of each item is computed once, and moved if the item has moved.
 */
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { HvvmDocument, Position, PositionRange } from "../document.ts";
import type { DocumentItem } from "../document-item.ts";
import type { BoundStatement } from "../model/bound.ts";
import {
  type Adapter,
  type Device,
  type Floppy,
  type LayoutItem,
  type PhysicalDisk,
  type PlatformStatement,
  slotName,
  type Volume,
} from "../model/layout.ts";
import { contentTitle } from "../model/slots.ts";
import { formatSize } from "../schema/format.ts";
import { contains, type Placed, type Range } from "../syntax/tree.ts";

/**
 * With more top-level statements, each is shown without its contents: the whole answer is sent again after each pause
 * in typing, and nobody unfolds thousands of VMs.
 */
export const maxWithParts = 2000;

/** The result must not be changed: versions of a document share what has not moved. */
export function documentSymbols(document: HvvmDocument): DocumentSymbol[] {
  const withParts = document.items.length <= maxWithParts;
  return document.items.flatMap((placed) => itemSymbols(document, placed, withParts));
}

/** The symbols of an item, and its position when they were computed. */
interface Known {
  readonly place: Position;
  readonly withParts: boolean;
  readonly symbols: DocumentSymbol[];
}

const known = new WeakMap<DocumentItem, Known>();

function itemSymbols(
  document: HvvmDocument,
  { start, item }: Placed<DocumentItem>,
  withParts: boolean,
): DocumentSymbol[] {
  const place = document.positionAt(start);
  const made = known.get(item);
  const before = made?.withParts === withParts ? made : undefined;
  if (before?.place.line === place.line && before.place.character === place.character) return before.symbols;
  const symbols = before
    ? before.symbols.map((symbol) => movedSymbol(symbol, before.place, place))
    : item.read().layout.flatMap((part) => symbolsOf(part, start, document, withParts));
  known.set(item, { place, withParts, symbols });
  return symbols;
}

/** The symbols of an item that was at `from` and is now at `to`. */
function movedSymbol(symbol: DocumentSymbol, from: Position, to: Position): DocumentSymbol {
  const position = ({ line, character }: Position): Position => ({
    line: line - from.line + to.line,
    character: line === from.line ? character - from.character + to.character : character,
  });
  const range = ({ start, end }: PositionRange): PositionRange => ({ start: position(start), end: position(end) });
  const { name, detail, kind, children } = symbol;
  return {
    name,
    detail: detail!,
    kind,
    range: range(symbol.range),
    selectionRange: range(symbol.selectionRange),
    children: children!.map((child) => movedSymbol(child, from, to)),
  };
}

const kinds: Readonly<Record<LayoutItem["kind"], SymbolKind>> = {
  platform: SymbolKind.Constant,
  host: SymbolKind.Namespace,
  cluster: SymbolKind.Package,
  media: SymbolKind.Struct,
  load: SymbolKind.Event,
  vm: SymbolKind.Class,
};

function symbolsOf(part: LayoutItem, start: number, document: HvvmDocument, withParts: boolean): DocumentSymbol[] {
  const symbol = (name: string, detail: string, kind: SymbolKind, statement: BoundStatement, selected: Range) => ({
    name: name === "" ? statement.spec.keyword : name,
    detail,
    kind,
    range: document.rangeOf(statement.range, start),
    selectionRange: document.rangeOf(inside(selected, statement.range), start),
    children: [] as DocumentSymbol[],
  });
  const { statement, kind } = part;
  if (part.kind === "platform") {
    const release = part.release === "unknown" || !part.release ? "" : part.release.value;
    return [symbol("platform", release, kinds[kind], statement, statement.keyword)];
  }
  const top = symbol(part.name?.value ?? "", part.kind, kinds[kind], statement, part.name?.range ?? statement.keyword);
  if (!withParts) return [top];
  top.children = childrenOf(part)
    .map(({ name, detail, kind: childKind, selected }) => {
      const child = statement.children.find(({ range }) => contains(range, selected.start)) ?? statement;
      return { selected, found: symbol(name, detail, childKind, child, selected) };
    })
    .sort((a, b) => a.selected.start - b.selected.start)
    .map(({ found }) => found);
  return [top];
}

interface Child {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly selected: Range;
}

function childrenOf(part: Exclude<LayoutItem, PlatformStatement>): readonly Child[] {
  switch (part.kind) {
    case "load":
    case "media":
      return [];
    case "cluster":
      return part.volumes.map(volume);
    case "host":
      return [...part.volumes.map(volume), ...part.physicalDisks.map(physicalDisk)];
    case "vm":
      return [
        ...part.devices.map(device),
        ...(part.floppy ? [floppy(part.floppy)] : []),
        ...part.adapters.map(adapter),
      ];
  }
}

function volume({ prefix, media, capacityBytes }: Volume): Child {
  const detail = mediumTitle(media.value, capacityBytes?.value);
  return { name: prefix.value.text, detail, kind: SymbolKind.Field, selected: prefix.range };
}

function physicalDisk({ number, media, capacityBytes }: PhysicalDisk): Child {
  const detail = mediumTitle(media.value, capacityBytes?.value);
  return { name: `physical ${number.value}`, detail, kind: SymbolKind.Field, selected: number.range };
}

function mediumTitle(media: string, bytes: number | undefined): string {
  return bytes === undefined ? media : `${media} ${formatSize(bytes)}`;
}

function device(found: Device): Child {
  const { keyword } = found.statement;
  return { name: slotName(found), detail: contentTitle(found), kind: SymbolKind.Field, selected: keyword };
}

function floppy({ keyword, file }: Floppy): Child {
  const detail = file ? `"${file.value.text}"` : "an empty floppy drive";
  return { name: "floppy", detail, kind: SymbolKind.Field, selected: keyword };
}

function adapter({ keyword, legacy, switchName }: Adapter): Child {
  const detail = switchName ? `"${switchName.value}"` : "not connected";
  return { name: legacy ? "legacy network" : "network", detail, kind: SymbolKind.Field, selected: keyword };
}

/** The protocol requires the selection to be inside the whole; a name in JSON is. */
function inside(selected: Range, whole: Range): Range {
  return selected.start >= whole.start && selected.end <= whole.end ? selected : whole;
}
