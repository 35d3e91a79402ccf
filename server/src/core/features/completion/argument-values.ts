/** The possible values of an argument, in either notation: words of the schema, and names, slots and files of this layout. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { oncePerItem } from "../../document-item.ts";
import { bootOrderOf, bySlot } from "../../model/boot.ts";
import type { VirtualMachine } from "../../model/layout.ts";
import { contentTitle, writeSlot } from "../../model/slots.ts";
import { builtInLoads } from "../../schema/loads.ts";
import { mediaWords } from "../../schema/media.ts";
import type { ArgumentSpec, StatementSpec, ValueType } from "../../schema/spec.ts";
import { describe, describeLoad } from "../definition-text.ts";
import type { Asked, Value } from "./offered-value.ts";
import { hostsOf, pathValues } from "./path-values.ts";
import { slotValues } from "./slot-values.ts";

/** The values of an argument that the schema or the layout can list; a free number or text has none. */
export function valuesOf(argument: ArgumentSpec, asked: Asked): readonly Value[] {
  const { type } = argument;
  switch (type.kind) {
    case "keyword":
      return Object.entries(type.words).map(([word, doc]) => wordValue(word, doc));
    case "flag":
      return [wordValue(argument.name, argument.doc)];
    case "switch":
      return [
        { ...wordValue("on", "Yes."), form: "switch" },
        { ...wordValue("off", "No."), form: "switch" },
      ];
    case "choice":
      return Object.entries(type.numbers).map(([number, doc]) => ({ ...wordValue(number, doc), form: "number" }));
    case "address":
      return argument.list ? bootEntries(type.orWords ?? {}, asked) : slotValues(type.of, asked);
    case "name":
      return nameValues(type.of, asked);
    case "path":
      return pathValues(type, asked);
    case "number":
      return type.of ? physicalDiskValues(asked) : [];
    case "text":
      return type.of ? switchValues(asked) : [];
    default:
      return [];
  }
}

/** A word of one of the statement's forms, such as `disk`. */
export function formWord(spec: StatementSpec, word: string): Value {
  return wordValue(word, spec.forms.find((form) => form.sequence.includes(word))?.doc ?? spec.doc);
}

function wordValue(word: string, doc: string): Value {
  return { text: word, form: "word", kind: CompletionItemKind.EnumMember, doc };
}

/** What a boot order can list: the devices of the VM, the network if there is one, and the loader's entry. */
function bootEntries(words: Readonly<Record<string, string>>, { vm }: Asked): readonly Value[] {
  const devices = (vm?.item.devices ?? []).filter(({ controllerType }) => controllerType === "SCSI").sort(bySlot);
  const slots = devices.map((device): Value => {
    const detail = contentTitle(device);
    return { text: writeSlot(device.slot.value), form: "word", kind: CompletionItemKind.Value, detail };
  });
  const others = Object.entries(words).filter(([word]) => word !== "network" || (vm?.item.adapters.length ?? 0) > 0);
  const listed = new Set(bootOrderEntries(vm?.item));
  return [...slots, ...others.map(([word, doc]) => wordValue(word, doc))].filter(({ text }) => !listed.has(text));
}

function bootOrderEntries(vm: VirtualMachine | undefined): readonly string[] {
  return vm ? bootOrderOf(vm).map(({ value }) => (typeof value === "string" ? value : writeSlot(value))) : [];
}

type NamedKind = Extract<ValueType, { kind: "name" }>["of"];

function nameValues(of: NamedKind, { document, touched }: Asked): readonly Value[] {
  const definitions = document.items.filter(({ item }) => item.isDefining);
  const around = document.items[document.itemIndexBefore(touched.start + 1)]?.item;
  const isMadeOf = around?.layout.some(({ kind }) => kind === "media");
  const own = definitions.flatMap(({ item }) =>
    item.layout.flatMap((part): Value[] => {
      if (part.kind !== of || part.kind === "vm" || !part.name) return [];
      // A medium is made of a single disk, and not of itself.
      if (isMadeOf && part.kind === "media" && (part.disks || item === around)) return [];
      const doc = `A ${of} in this file.`;
      return [{ text: part.name.value, form: "name", kind: CompletionItemKind.Reference, detail: describe(part), doc }];
    }),
  );
  const defined = new Set(own.map(({ text }) => text.toLowerCase()));
  return [...own, ...builtInValues(of).filter(({ text }) => !defined.has(text))];
}

function builtInValues(of: NamedKind): readonly Value[] {
  const constant = { form: "name", kind: CompletionItemKind.Constant } as const;
  if (of === "media") return Object.entries(mediaWords).map(([text, doc]) => ({ ...constant, text, doc }));
  if (of !== "load") return [];
  return Object.entries(builtInLoads).map(([text, { doc, ...figures }]) => {
    return { ...constant, text, detail: describeLoad(figures), doc };
  });
}

/** The physical disks of the VM's host, or of all hosts if the VM names none. */
function physicalDiskValues({ document, vm }: Asked): readonly Value[] {
  return hostsOf(document, vm?.item).flatMap((host) =>
    host.physicalDisks.map(({ number, media }): Value => {
      const detail = `${media.value} of ${host.name?.value ?? "a host"}`;
      return { text: String(number.value), form: "number", kind: CompletionItemKind.Value, detail };
    }),
  );
}

/** The switches that adapters of this file name. */
function switchValues({ document, touched }: Asked): readonly Value[] {
  const names = document.items.flatMap(({ start, item }) =>
    switchesOf(item).filter(({ range }) => start + range.end < touched.start || start + range.start > touched.end),
  );
  const doc = "A switch that another adapter in this file is connected to.";
  return [...new Set(names.map(({ value }) => value))].map((text): Value => {
    return { text, form: "text", kind: CompletionItemKind.Reference, doc };
  });
}

const switchesOf = oncePerItem(({ layout }) =>
  layout.flatMap((part) => (part.kind === "vm" ? part.adapters.flatMap(({ switchName }) => switchName ?? []) : [])),
);
