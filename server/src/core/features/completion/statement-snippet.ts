/** Whole lines and blocks with placeholders, made from the forms of the schema. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { generationOf } from "../../model/layout.ts";
import { ruleContextOf } from "../../rule-context.ts";
import { mayUseVhdx } from "../../rules/advice.ts";
import type { ControllerType } from "../../schema/controllers.ts";
import { formatText } from "../../schema/format.ts";
import { statementsIn } from "../../schema/language.ts";
import { type FormSpec, isWord, type StatementSpec } from "../../schema/spec.ts";
import type { Proposal } from "../proposal.ts";
import { valuesOf } from "./argument-values.ts";
import type { Asked } from "./offered-value.ts";
import { hostsOf, inFolder, volumesForDisks } from "./path-values.ts";
import { nextSlot } from "./slot-values.ts";
import { literal, placeholder } from "./snippet.ts";

/** A statement that needs a block, with its name and the default values; `undefined` for any other. */
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

/** The value that applies if the statement is not written. */
function figureOf({ forms }: StatementSpec): string | undefined {
  const [argument] = forms[0]!.sequence;
  if (argument === undefined || isWord(argument)) return undefined;
  const { kind } = argument.type;
  return kind === "size" || kind === "percent" || kind === "number" ? argument.default : undefined;
}

/** Lines with a device in the next free slot: `scsi 0:1 disk "…"`. Empty for a statement without slots, or if all slots are taken. */
export function deviceLines({ keyword, forms }: StatementSpec, asked: Asked): readonly Proposal[] {
  const address = forms[0]!.sequence[0];
  if (address === undefined || isWord(address) || address.type.kind !== "address" || address.list) return [];
  const { of } = address.type;
  const slot = nextSlot(of, asked);
  if (slot === undefined) return [];
  return forms
    .filter((form) => fits(form, of, asked))
    .map((form) => {
      const label = `${keyword} ${slot} ${form.sequence.filter(isWord).join(" ")}`;
      return {
        label,
        kind: CompletionItemKind.Snippet,
        detail: "in the next free slot",
        doc: form.doc,
        newText: label,
        snippet: [keyword, ...partsOf(form, slot, asked)].join(" "),
      };
    });
}

/** A disk always, a disc image if the generation starts from discs, a physical disk if the host lists one. */
function fits({ json }: FormSpec, controllerType: ControllerType, asked: Asked): boolean {
  const generation = asked.vm && generationOf(asked.vm.item);
  if (json?.property === "dvd" && !json.isNull) return controllerType === (generation === 2 ? "SCSI" : "IDE");
  if (json?.property === "physicalDisk")
    return hostsOf(asked.document, asked.vm?.item).some(({ physicalDisks }) => physicalDisks.length > 0);
  return json?.property === "disk";
}

function partsOf({ sequence }: FormSpec, slot: string, asked: Asked): readonly string[] {
  let index = 0;
  return sequence.map((element) => {
    if (isWord(element)) return element;
    if (element.type.kind === "address") return slot;
    index++;
    return element.type.kind === "path"
      ? literal('"') + placeholder(index, pathExample(element.type.of, asked)) + literal('"')
      : placeholder(index, valuesOf(element, asked)[0]?.text ?? element.name.toUpperCase());
  });
}

/** A file on the first volume of the host; a disk in the folder of the VM. */
function pathExample(of: "disk" | "iso" | "floppy" | "folder", { document, vm }: Asked): string {
  const releases = vm && ruleContextOf(vm.item, document.definitions).releases;
  const [volume = "C:"] = volumesForDisks(hostsOf(document, vm?.item)[0], releases);
  const extension = mayUseVhdx({ releases }) ? "vhdx" : "vhd";
  const names = of === "iso" ? ["ISO", "setup.iso"] : ["VMs", vm?.item.name?.value ?? "vm", `data.${extension}`];
  return formatText(inFolder(volume, ...names)).slice(1, -1);
}
