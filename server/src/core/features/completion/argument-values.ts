/** The possible values of an argument, in either notation: words of the schema, and names, slots and files of this layout. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { oncePerItem } from "../../document-item.ts";
import { bySlot } from "../../model/boot.ts";
import type { Field } from "../../model/bound.ts";
import { generationOf } from "../../model/layout.ts";
import { contentTitle, writeSlot } from "../../model/slots.ts";
import { ruleContextOf } from "../../rule-context.ts";
import { builtInLoads } from "../../schema/loads.ts";
import { mediaWords } from "../../schema/media.ts";
import type { ArgumentSpec, Refusal, ValueType } from "../../schema/spec.ts";
import type { Address } from "../../syntax/tree.ts";
import { describe, describeLoad } from "../definition-text.ts";
import { allMentions } from "../mentions.ts";
import { type Asked, isAtCursor, type Value } from "./offered-value.ts";
import { hostsOf, pathValues } from "./path-values.ts";
import { slotValues } from "./slot-values.ts";

/**
 * The values of an argument that the schema or the layout can list; a free number or text has none. Those of a list are
 * the ones that it does not have yet.
 */
export function valuesOf(argument: ArgumentSpec, asked: Asked): readonly Value[] {
  const values = allValuesOf(argument, asked);
  if (!argument.list) return values;
  const listed = entriesOf(argument, asked);
  return values.filter(({ text }) => !listed.includes(text));
}

function allValuesOf(argument: ArgumentSpec, asked: Asked): readonly Value[] {
  const { type } = argument;
  switch (type.kind) {
    case "keyword":
      return Object.entries(type.words).map(([word, doc]) => judged(wordValue(word, doc), type.refusal, asked));
    case "flag":
      return [wordValue(argument.name, argument.doc)];
    case "switch":
      return [
        { ...wordValue("on", "Yes."), form: "switch" },
        { ...wordValue("off", "No."), form: "switch" },
      ];
    case "choice":
      return Object.entries(type.numbers).map(([number, doc]) =>
        judged({ ...wordValue(number, doc), form: "number" }, type.refusal, asked),
      );
    case "address":
      return argument.list ? bootEntries(type.orWords ?? {}, asked) : slotValues(type.of, asked);
    case "name":
      return type.isNew ? undefinedNames(type.of, asked) : nameValues(type.of, asked);
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

/** A word of one of the statement's forms, such as `disk`, or of a list of words. */
export function wordValue(word: string, doc: string): Value {
  return { text: word, form: "word", kind: CompletionItemKind.EnumMember, doc };
}

/** The value with the reason why the VM around the cursor cannot have it, if there is one. */
function judged(value: Value, refusalOf: Refusal | undefined, { document, vm }: Asked): Value {
  if (!vm || !refusalOf) return value;
  const releases = ruleContextOf(vm.item, document.definitions).releases ?? [];
  const refusal = refusalOf(value.text, { generation: generationOf(vm.item), releases });
  return refusal === undefined ? value : { ...value, refusal };
}

/** What a boot order can list: the devices of the VM, the network if there is one, and the loader's entry. */
function bootEntries(words: Readonly<Record<string, string>>, { vm }: Asked): readonly Value[] {
  const devices = (vm?.item.devices ?? []).filter(({ controllerType }) => controllerType === "SCSI").sort(bySlot);
  const slots = devices.map((device): Value => {
    const detail = contentTitle(device);
    return { text: writeSlot(device.slot.value), form: "word", kind: CompletionItemKind.Value, detail };
  });
  const others = Object.entries(words).filter(([word]) => word !== "network" || (vm?.item.adapters.length ?? 0) > 0);
  return [...slots, ...others.map(([word, doc]) => wordValue(word, doc))];
}

/** What a list of the VM has already, except for the entry at the cursor. */
function entriesOf({ name }: ArgumentSpec, asked: Asked): readonly string[] {
  const { vm } = asked;
  if (!vm) return [];
  const lists = vm.item.statement.children.map(({ fields }) => fields.get(name)?.value as readonly Field[] | undefined);
  return lists.flatMap((entries = []) =>
    entries.flatMap(({ value, range }) =>
      isAtCursor(range, vm.start, asked) ? [] : typeof value === "string" ? value : writeSlot(value as Address),
    ),
  );
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

/** Names that the file uses and does not define yet. */
function undefinedNames(of: NamedKind, asked: Asked): readonly Value[] {
  const mentions = allMentions(asked.document).filter(({ mention }) => mention.kind === of);
  const defined = mentions.filter(
    ({ start, mention }) => mention.isDefinition && !isAtCursor(mention.range, start, asked),
  );
  const known = [...defined.map(({ mention }) => mention.value), ...builtInValues(of).map(({ text }) => text)];
  const taken = new Set(known.map((name) => name.toLowerCase()));
  return mentions.flatMap(({ mention: { value, isDefinition } }): Value[] => {
    if (isDefinition || taken.has(value.toLowerCase())) return [];
    taken.add(value.toLowerCase());
    const doc = `This file uses a ${of} of this name and does not define it.`;
    return [{ text: value, form: "name", kind: CompletionItemKind.Reference, doc }];
  });
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
function switchValues(asked: Asked): readonly Value[] {
  const names = asked.document.items.flatMap(({ start, item }) =>
    switchesOf(item).filter(({ range }) => !isAtCursor(range, start, asked)),
  );
  const doc = "A switch that another adapter in this file is connected to.";
  return [...new Set(names.map(({ value }) => value))].map((text): Value => {
    return { text, form: "text", kind: CompletionItemKind.Reference, doc };
  });
}

const switchesOf = oncePerItem(({ layout }) =>
  layout.flatMap((part) => (part.kind === "vm" ? part.adapters.flatMap(({ switchName }) => switchName ?? []) : [])),
);
