/**
 * Every place where a layout mentions a name: hosts, clusters, media, loads, VMs, files, volumes, physical disks,
 * switches. The mentions of an item are read once, as long as the item stays the same object; a query then looks up its
 * key in each item.
 */

import { group } from "d3-array";
import type { HvvmDocument } from "../document.ts";
import { type DocumentItem, oncePerItem, type Reading } from "../document-item.ts";
import { type BoundStatement, type Field, withNested } from "../model/bound.ts";
import type { Cluster, Host, LayoutItem, VirtualMachine } from "../model/layout.ts";
import { parseWindowsPath, type WindowsPath } from "../model/windows-path.ts";
import { fileKey } from "../rules/files-of.ts";
import { type ArgumentSpec, argumentsOf, type ValueType } from "../schema/spec.ts";
import { contains, type Range } from "../syntax/tree.ts";

export type NameKind = "host" | "cluster" | "media" | "load" | "vm" | "file" | "volume" | "physical-disk" | "switch";

export interface Mention {
  readonly kind: NameKind;
  /** Mentions of the same thing have the same key. `undefined` for a relative path, which may be any file. */
  readonly key: string | undefined;
  /** The value of the text, without quotes and escapes. */
  readonly value: string;
  /** With its quotes; relative to the item. */
  readonly range: Range;
  /** Whether the thing is defined here; for a virtual hard disk, whether a VM attaches it here. */
  readonly isDefinition: boolean;
  /** The statement that contains it, relative to the item. */
  readonly statement: Range;
  /** For a file: its path. */
  readonly path?: WindowsPath;
  /** Of a file or switch: the name of the VM's host in lower case; `undefined` if the VM names none. */
  readonly host?: string | undefined;
}

/** A mention, and the offset that its ranges are relative to. */
export interface PlacedMention {
  readonly start: number;
  readonly item: DocumentItem;
  readonly mention: Mention;
}

interface ItemNames {
  readonly mentions: readonly Mention[];
  readonly byKey: ReadonlyMap<string | undefined, readonly Mention[]>;
}

/** All mentions of the document, in the order of its text. */
export function allMentions(document: HvvmDocument): readonly PlacedMention[] {
  return document.items.flatMap(({ start, item }) =>
    namesOf(item).mentions.map((mention) => ({ start, item, mention })),
  );
}

/** The mention that the offset touches. */
export function mentionAt(document: HvvmDocument, offset: number): PlacedMention | undefined {
  const placed = document.items[document.itemIndexBefore(offset + 1)];
  if (!placed) return undefined;
  const mention = namesOf(placed.item).mentions.find(({ range }) => contains(range, offset - placed.start));
  return mention && { ...placed, mention };
}

/** The mentions of one key, in the order of the text. */
export function mentionsOf(document: HvvmDocument, key: string): readonly PlacedMention[] {
  return document.items.flatMap(({ start, item }) =>
    (namesOf(item).byKey.get(key) ?? []).map((mention) => ({ start, item, mention })),
  );
}

/** The name of the host or VM that the item describes, if it is one. */
export function ownName(item: DocumentItem): string | undefined {
  return namesOf(item).mentions.find(({ kind, isDefinition }) => isDefinition && (kind === "host" || kind === "vm"))
    ?.value;
}

/** The key of a host, cluster, media, load or VM: names are compared without regard to case. */
export function nameKey(kind: "host" | "cluster" | "media" | "load" | "vm", name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}

/** The key of a path that is written at `mention`. */
export function pathKey(path: WindowsPath, { host }: Pick<Mention, "host">): string | undefined {
  const key = fileKey(path, { host: host === undefined ? "" : `host ${host}`, cluster: "" });
  return key === undefined ? undefined : `file ${key}`;
}

/** The key of a switch that is written at `mention`: each host has its own switches. */
export function switchKey(name: string, { host }: Pick<Mention, "host">): string {
  return `switch ${host ?? ""}\n${name.toLowerCase()}`;
}

/** The key of a volume by the host or cluster that lists it. */
export function volumeKey({ kind, name }: Host | Cluster, prefix: WindowsPath): string {
  return `volume ${kind} ${name?.value.toLowerCase()} ${prefix.key}`;
}

const namesOf = oncePerItem((reading): ItemNames => {
  const mentions = readMentions(reading);
  return { mentions, byKey: group(mentions, ({ key }) => key) };
});

function readMentions({ bound, layout }: Reading): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const statement of bound.statements) {
    const part = layout.find((candidate) => candidate.statement === statement);
    mentions.push(...fieldMentions(statement, part));
    if (part?.kind === "host") mentions.push(...physicalDisks(part));
    if (part?.kind === "vm") mentions.push(...numbersAndSwitches(part));
  }
  return mentions.sort((a, b) => a.range.start - b.range.start);
}

/**
 * Names and paths of a top-level statement and of everything in its block, including broken statements, by their types
 * in the schema.
 */
function fieldMentions(top: BoundStatement, part: LayoutItem | undefined): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const statement of withNested([top])) {
    for (const spec of argumentsOf(statement.spec)) {
      const field = statement.fields.get(spec.name);
      const mention = field && fieldMention(statement, spec, field, part);
      if (mention) mentions.push(mention);
    }
  }
  return mentions;
}

function fieldMention(
  statement: BoundStatement,
  { type }: ArgumentSpec,
  { value, range }: Field,
  part: LayoutItem | undefined,
): Mention | undefined {
  if (typeof value !== "string") return undefined;
  const place = { value, range, statement: statement.range };
  if (type.kind === "name") {
    return { ...place, kind: type.of, key: nameKey(type.of, value), isDefinition: type.isNew === true };
  }
  return type.kind === "path" ? pathMention(type, statement, place, part) : undefined;
}

function pathMention(
  { of }: Extract<ValueType, { kind: "path" }>,
  statement: BoundStatement,
  place: Pick<Mention, "value" | "range" | "statement">,
  part: LayoutItem | undefined,
): Mention | undefined {
  const path = parseWindowsPath(place.value);
  if ((part?.kind === "host" || part?.kind === "cluster") && part.name) {
    return { ...place, kind: "volume", key: volumeKey(part, path), isDefinition: true };
  }
  if (part?.kind !== "vm") return undefined;
  const host = hostName(part);
  const isDefinition = of === "disk" && statement.spec.places.includes("vm");
  return { ...place, kind: "file", key: pathKey(path, { host }), isDefinition, path, host };
}

/** A VM whose `on` cannot be read is treated as on a host of its own, with a name that no host can have. */
function hostName({ on, name }: VirtualMachine): string | undefined {
  return on === "unknown" ? `\n${name?.value.toLowerCase()}` : on?.value.toLowerCase();
}

function physicalDisks({ name, physicalDisks, statement }: Host): readonly Mention[] {
  return physicalDisks.map(({ number: { value, range } }) => ({
    kind: "physical-disk",
    key: physicalKey(name?.value, value),
    value: `${value}`,
    range,
    isDefinition: true,
    statement: statement.children.find((child) => contains(child.range, range.start))?.range ?? range,
  }));
}

function numbersAndSwitches(vm: VirtualMachine): readonly Mention[] {
  const host = hostName(vm);
  const disks = vm.devices.flatMap(({ content, statement }): Mention[] => {
    if (content.kind !== "physical-disk") return [];
    const { value, range } = content.number;
    const key = physicalKey(host, value);
    return [{ kind: "physical-disk", key, value: `${value}`, range, isDefinition: false, statement: statement.range }];
  });
  const switches = vm.adapters.flatMap(({ switchName, keyword }): Mention[] => {
    if (!switchName) return [];
    const { value, range } = switchName;
    const key = switchKey(value, { host });
    const statement = { start: Math.min(keyword.start, range.start), end: range.end };
    return [{ kind: "switch", key, value, range, isDefinition: false, statement, host }];
  });
  return [...disks, ...switches];
}

function physicalKey(host: string | undefined, number: number): string {
  return `physical ${host?.toLowerCase() ?? ""}\n${number}`;
}
