/** What may be written at the cursor: statements of the block, or the next argument of the statement, with free slots only. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import type { VirtualMachine } from "../model/layout.ts";
import { expectedNext } from "../model/match-form.ts";
import { freeSlots, writeSlot } from "../model/slots.ts";
import { formatName } from "../schema/format.ts";
import { statementIn, statementsIn } from "../schema/language.ts";
import { builtInLoads } from "../schema/loads.ts";
import { type ArgumentSpec, isWord, type StatementSpec } from "../schema/spec.ts";
import type { Range } from "../syntax/tree.ts";
import { type CursorContext, cursorContext } from "./cursor-context.ts";

export function completion(document: HvvmDocument, position: Position): CompletionItem[] {
  if (document.notation === "json") return []; // The JSON Schema completes there.
  const context = cursorContext(document, document.offsetAt(position));
  if (context.inside || !context.place) return [];
  const items = context.tokens.length === 0 ? statementItems(context) : argumentItems(document, context);
  const range = document.rangeOf(context.touched, 0);
  return items.map(({ newText, ...item }, index) => ({
    ...item,
    sortText: String(index).padStart(4, "0"),
    textEdit: { range, newText },
  }));
}

type Item = Omit<CompletionItem, "textEdit"> & { readonly newText: string };

/** Statements that may stand in the block and may stand again. */
function statementItems({ place, siblings }: CursorContext): Item[] {
  const present = new Set(siblings.map((keyword) => statementIn(keyword, place!)?.once).filter((once) => once));
  return statementsIn(place!)
    .filter((spec) => spec.once === undefined || !present.has(spec.once))
    .map((spec) => {
      const hasBlock = spec.forms[0]?.block?.required === true;
      return {
        label: spec.keyword,
        kind: CompletionItemKind.Keyword,
        detail: usage(spec),
        documentation: spec.doc,
        insertTextFormat: InsertTextFormat.Snippet,
        newText: hasBlock ? `${spec.keyword} \${1:name} {\n\t$0\n}` : `${spec.keyword} $0`,
        command: { title: "Suggest", command: "editor.action.triggerSuggest" },
      };
    });
}

function argumentItems(document: HvvmDocument, context: CursorContext): Item[] {
  const [head, ...rest] = context.tokens;
  const spec = head?.kind === "word" ? statementIn(head.text.toLowerCase(), context.place!) : undefined;
  if (!spec) return [];
  const elements = [...new Set(expectedNext(spec, rest))];
  return elements.flatMap((element) =>
    isWord(element) ? [wordItem(element, formDoc(spec, element))] : valueItems(element, spec, document, context),
  );
}

function valueItems(
  argument: ArgumentSpec,
  spec: StatementSpec,
  document: HvvmDocument,
  context: CursorContext,
): Item[] {
  const { type } = argument;
  switch (type.kind) {
    case "keyword":
      return Object.entries(type.words).map(([word, doc]) => wordItem(word, doc));
    case "flag":
      return [wordItem(argument.name, argument.doc)];
    case "switch":
      return [wordItem("on", "Yes."), wordItem("off", "No.")];
    case "choice":
      return Object.entries(type.numbers).map(([number, doc]) => wordItem(number, doc));
    case "address":
      return slotItems(spec, document, context);
    case "name":
      return nameItems(type.of, document);
    default:
      return [];
  }
}

/** The free slots, those that follow on first; of a SCSI controller the next few. */
function slotItems(spec: StatementSpec, document: HvvmDocument, { itemIndex, touched }: CursorContext): Item[] {
  const placed = document.items[itemIndex];
  const vm = placed?.item.layout.find((part): part is VirtualMachine => part.kind === "vm");
  if (!placed || !vm) return [];
  const controllerType = spec.keyword === "ide" ? "IDE" : "SCSI";
  const touchesCursor = (range: Range) =>
    range.start + placed.start <= touched.end && range.end + placed.start >= touched.start;
  const others = { ...vm, devices: vm.devices.filter((device) => !touchesCursor(device.slot.range)) };
  const shown = new Map<number, number>();
  return freeSlots(others, controllerType).flatMap((slot) => {
    const count = (shown.get(slot.controller) ?? 0) + 1;
    shown.set(slot.controller, count);
    if (count > mostSlotsShown) return [];
    const doc = `Free slot: controller ${slot.controller}, location ${slot.location}.`;
    return [{ ...wordItem(writeSlot(slot), doc), kind: CompletionItemKind.Value, filterText: writeSlot(slot) }];
  });
}

const mostSlotsShown = 4;

function nameItems(kind: "host" | "vm" | "load", document: HvvmDocument): Item[] {
  if (kind === "vm") return [];
  const own = document.items.flatMap(({ item }) =>
    item.layout.flatMap((part) => (part.kind === kind && part.name ? [part.name.value] : [])),
  );
  const builtIn = kind === "load" ? Object.entries(builtInLoads).map(([name, { doc }]) => wordItem(name, doc)) : [];
  return [
    ...own.map((name) => ({ ...wordItem(name, `A ${kind} of this file.`), newText: formatName(name) })),
    ...builtIn,
  ];
}

function wordItem(word: string, doc: string): Item {
  return { label: word, kind: CompletionItemKind.EnumMember, documentation: doc, newText: word };
}

function formDoc(spec: StatementSpec, word: string): string {
  return spec.forms.find((form) => form.sequence.includes(word))?.doc ?? "";
}

/** `ide C:L disk "FILE" …`, in short. */
function usage(spec: StatementSpec): string {
  const form = spec.forms[0]!;
  const parts = form.sequence.map((element) => (isWord(element) ? element : element.name.toUpperCase()));
  return [spec.keyword, ...parts].join(" ");
}
