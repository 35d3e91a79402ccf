/** Whole lines and blocks with places to fill in, made from the forms of the schema. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { formatText } from "../../schema/format.ts";
import { statementsIn } from "../../schema/language.ts";
import { type ArgumentSpec, type FormSpec, isWord, type StatementSpec } from "../../schema/spec.ts";
import type { Proposal } from "../proposal.ts";
import type { Asked } from "./offered-value.ts";
import { hostsOf } from "./path-values.ts";
import { nextSlot } from "./slot-values.ts";
import { literal, placeholder } from "./snippet.ts";

/** A statement that needs a block, with its name and the values that hold by default; `undefined` for any other. */
export function statementSnippet({ keyword, forms }: StatementSpec): string | undefined {
  const [form] = forms;
  if (!form?.block?.required) return undefined;
  let index = 0;
  const place = (text: string) => placeholder(++index, text);
  const head = form.sequence.map((element) => (isWord(element) ? element : place(element.name)));
  const figures = statementsIn(form.block.place).flatMap((inner) => {
    const value = figureOf(inner);
    return value === undefined ? [] : `\t${inner.keyword} ${place(value)}`;
  });
  const body = figures.length > 1 ? figures : ["\t$0"];
  return [[keyword, ...head, "{"].join(" "), ...body, "}"].join("\n");
}

/** The figure that holds where the statement is not written. */
function figureOf({ forms }: StatementSpec): string | undefined {
  const [argument] = forms[0]!.sequence;
  if (argument === undefined || isWord(argument)) return undefined;
  const { kind } = argument.type;
  return kind === "size" || kind === "percent" || kind === "number" ? argument.default : undefined;
}

/** A device in the next free slot: `scsi 0:1 disk "…"`. None for a statement without slots, and where all are taken. */
export function deviceLines({ keyword, forms }: StatementSpec, asked: Asked): readonly Proposal[] {
  const [form] = forms;
  const [address] = form!.sequence;
  if (address === undefined || isWord(address) || address.type.kind !== "address" || address.list) return [];
  const slot = nextSlot(address.type.of, asked);
  if (slot === undefined) return [];
  const written = partsOf(form!, slot, asked);
  const label = `${keyword} ${slot} ${form!.sequence.filter(isWord).join(" ")}`;
  return [
    {
      label,
      kind: CompletionItemKind.Snippet,
      detail: "in the next free slot",
      doc: form!.doc,
      newText: label,
      snippet: [keyword, ...written].join(" "),
    },
  ];
}

function partsOf({ sequence }: FormSpec, slot: string, asked: Asked): readonly string[] {
  let index = 0;
  return sequence.map((element) => {
    if (isWord(element)) return element;
    if (element.type.kind === "address") return slot;
    index++;
    return element.type.kind === "path"
      ? literal('"') + placeholder(index, pathExample(asked)) + literal('"')
      : place(element, index);
  });
}

function place({ name }: ArgumentSpec, index: number): string {
  return placeholder(index, name.toUpperCase());
}

/** A file on the first volume of the host, in a folder of the VM. */
function pathExample({ document, vm }: Asked): string {
  const [host] = hostsOf(document, vm?.item);
  const volume = host?.volumes[0]?.prefix.value.text ?? "C:";
  const text = [volume.replace(/[\\/]$/, ""), "VMs", vm?.item.name?.value ?? "vm", "data.vhdx"].join("\\");
  return formatText(text).slice(1, -1);
}
