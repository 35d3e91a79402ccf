/** The outline of a layout: hosts, loads and VMs, with the devices of each VM in their slots. */
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import type { BoundStatement } from "../model/bound.ts";
import { type LayoutItem, slotName } from "../model/layout.ts";
import { contentTitle } from "../model/slots.ts";
import type { Range } from "../syntax/tree.ts";

export function documentSymbols(document: HvvmDocument): DocumentSymbol[] {
  return document.items.flatMap(({ start, item }) => item.layout.flatMap((part) => symbolsOf(part, start, document)));
}

const kinds: Readonly<Record<LayoutItem["kind"], SymbolKind>> = {
  platform: SymbolKind.Constant,
  host: SymbolKind.Namespace,
  load: SymbolKind.Event,
  vm: SymbolKind.Class,
};

function symbolsOf(part: LayoutItem, start: number, document: HvvmDocument): DocumentSymbol[] {
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
  if (part.kind === "vm") {
    top.children = part.devices.map((device) =>
      symbol(slotName(device), contentTitle(device), SymbolKind.Field, device.statement, device.statement.keyword),
    );
  }
  return [top];
}

/** The protocol wants the selection inside the whole; a name in JSON is. */
function inside(selected: Range, whole: Range): Range {
  return selected.start >= whole.start && selected.end <= whole.end ? selected : whole;
}
