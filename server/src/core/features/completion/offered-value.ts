/** A value that is offered, before it is written in either notation. */
import type { CompletionItemKind } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import { generationOf, type VirtualMachine } from "../../model/layout.ts";
import type { StatementSpec } from "../../schema/spec.ts";
import type { Placed, Range } from "../../syntax/tree.ts";
import type { Proposal } from "../proposal.ts";

/** A value to be offered. Each notation writes it in its own way. */
export interface Value {
  /** The value, without quotes. */
  readonly text: string;
  /** Its label in the list, if that differs from its text. */
  readonly label?: string;
  /**
   * In the native notation, `word` and `number` have no quotes, a name has them if it needs them, a text always has
   * them.
   */
  readonly form: "word" | "number" | "switch" | "name" | "text";
  readonly kind: CompletionItemKind;
  /** A short description beside it. */
  readonly detail?: string;
  readonly doc?: string;
  /** The layout cannot have it, or not twice: listed last, with this reason. */
  readonly refusal?: string;
  /** More text follows within the same string. */
  readonly isFolder?: boolean;
}

/** Where a value is asked for. */
export interface Asked {
  readonly document: HvvmDocument;
  /** The VM around the cursor. */
  readonly vm: Placed<VirtualMachine> | undefined;
  /** Absolute: the range that the values would replace. */
  readonly touched: Range;
}

/** Whether the range, relative to `start`, is what the values would replace. */
export function isAtCursor(range: Range, start: number, { touched }: Asked): boolean {
  return start + range.start <= touched.end && start + range.end >= touched.start;
}

/** Whether the VM around the cursor may have the statement or argument; it may if its generation cannot be read. */
export function isOfGeneration({ generation }: Pick<StatementSpec, "generation">, { vm }: Asked): boolean {
  const own = vm && generationOf(vm.item);
  return generation === undefined || own === undefined || own === generation;
}

/** What a list says of the value in either notation. */
export function described({
  kind,
  detail,
  doc,
  refusal,
}: Value): Pick<Proposal, "kind" | "detail" | "doc" | "refusal"> {
  return { kind, detail, doc, refusal };
}
