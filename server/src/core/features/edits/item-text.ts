/** One top-level statement as text together with its meaning, apart from its file. All ranges are relative to it. */

import { HvvmDocument, type Notation } from "../../document.ts";
import type { DocumentItem } from "../../document-item.ts";
import { type BoundStatement, withNested } from "../../model/bound.ts";
import type { LayoutItem, VirtualMachine } from "../../model/layout.ts";
import type { Placed } from "../../syntax/tree.ts";

export interface ItemText {
  readonly text: string;
  readonly notation: Notation;
  readonly statements: readonly BoundStatement[];
  readonly layout: readonly LayoutItem[];
}

export function itemText({ text, notation }: HvvmDocument, { start, item }: Placed<DocumentItem>): ItemText {
  const { statements } = item.bound;
  const end = Math.max(0, ...statements.map(({ range }) => range.end));
  return { text: text.slice(start, start + end), notation, statements, layout: item.layout };
}

/** The same statement with a different text: a host, a load or a VM. */
export function withText({ notation, statements }: ItemText, text: string): ItemText {
  const section = statements[0]?.spec.json.property ?? "vms";
  const whole = notation === "json" ? `{${JSON.stringify(section)}:{${text}}}` : text;
  const [placed] = HvvmDocument.read(whole, notation).items;
  return {
    text,
    notation,
    statements: placed?.item.bound.statements ?? [],
    layout: placed?.item.layout ?? [],
  };
}

export function vmOf({ layout }: Pick<ItemText, "layout">): VirtualMachine | undefined {
  return layout.find((part) => part.kind === "vm");
}

/** The statement whose block holds `child`. */
export function holderOf(statements: readonly BoundStatement[], child: BoundStatement): BoundStatement | undefined {
  return withNested(statements).find(({ children }) => children.includes(child));
}
