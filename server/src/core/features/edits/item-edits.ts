/** Changes of one top-level statement in either notation, each as replacements in its text. */

import { type BoundStatement, type Field, withNested } from "../../model/bound.ts";
import { compareSlots, writeSlot } from "../../model/slots.ts";
import { type ControllerType, controllers, type Slot } from "../../schema/controllers.ts";
import { formatName } from "../../schema/format.ts";
import { propertyOf, requiredArguments } from "../../schema/properties.ts";
import { argumentsOf, isWord } from "../../schema/spec.ts";
import { parseJsonProperty } from "../../syntax/json/parser.ts";
import type { JsonObject, JsonProperty } from "../../syntax/json/tree.ts";
import { indentAt, lineBreakOf } from "../../syntax/text-lines.ts";
import type { Range } from "../../syntax/tree.ts";
import { holderOf, type ItemText } from "./item-text.ts";
import {
  addMember,
  hasLines,
  type MemberText,
  memberAt,
  membersOf,
  memberText,
  plainMember,
  removeMember,
} from "./json-edits.ts";
import { addNative, moveNative, removeNative, removeWord } from "./native-edits.ts";
import type { Replacement } from "./replacement.ts";

/** Removes a statement from a block. In JSON, an object or list that would be left empty is removed, too. */
export function removeStatement(source: ItemText, statement: BoundStatement): readonly Replacement[] {
  if (source.notation === "hvvm") {
    return removeNative(source.text, statement, holderOf(source.statements, statement));
  }
  return removeProperty(source, statement.range);
}

/** Removes an option such as `boot` or a size. */
export function removeOption(source: ItemText, field: Pick<Field, "range">): readonly Replacement[] {
  const { start, end } = field.range;
  if (source.notation === "hvvm") return removeWord(source.text, start, end);
  return removeProperty(source, propertyAround(source.text, field.range)?.range ?? field.range);
}

/** Moves a device to another slot, which must be free. */
export function moveDevice(
  source: ItemText,
  statement: BoundStatement,
  controllerType: ControllerType,
  slot: Slot,
): readonly Replacement[] {
  const { text, notation } = source;
  const target = writeSlot(slot);
  if (notation === "hvvm")
    return moveNative(text, statement, holderOf(source.statements, statement)?.children ?? [], controllerType, target);
  const key = `"${target}"`;
  const property = controllers[controllerType].keyword;
  if (statement.spec.json.property === property) return [{ range: statement.keyword, newText: key }];
  const root = parseJsonProperty(text).property;
  const vm = root.value;
  const member = memberAt(root.value, statement.range);
  const holder = member?.around.at(-1);
  if (vm?.kind !== "object" || !member || holder?.container.kind !== "object") return [];
  const old = holder.container.properties[holder.index]!;
  const existing = vm.properties.find((candidate) => candidate.key.value === property);
  const rekey = { range: statement.keyword, newText: key };
  if (!existing && membersOf(member.container).length === 1) {
    return [{ range: old.key.range, newText: `"${property}"` }, rekey];
  }
  const moved = memberText(text, member.container, member.index);
  const renamed = { ...moved, text: key + moved.text.slice(statement.keyword.end - statement.keyword.start) };
  const removed = removeProperty(source, statement.range);
  if (existing?.value?.kind === "object") {
    return [...removed, ...addMember(text, existing.value, placeOfSlot(existing.value, slot), renamed)];
  }
  const map = mapText(text, property, old, renamed, hasLines(text, member.container));
  return [...removed, ...addMember(text, vm, holder.index, map)];
}

/** A statement with one value, in the form that each notation needs. */
export interface NewStatement {
  readonly native: string;
  /** The property, the key if it is in an object of its kind, and the value, which may be in a list of its kind. */
  readonly json: {
    readonly property: string;
    readonly key?: string;
    readonly isInList?: boolean;
    readonly value: string;
  };
}

/** Adds a statement to a block, after the last of the `after` statements that exists, or first. */
export function addStatement(
  source: ItemText,
  holder: BoundStatement,
  added: NewStatement,
  after: readonly BoundStatement[],
): readonly Replacement[] {
  const { text, notation } = source;
  if (notation === "hvvm") return addNative(text, holder, after.at(-1), added.native);
  const object = objectAt(text, holder.block);
  if (!object) return [];
  const { property, key, isInList, value } = added.json;
  const existing = object.properties.find((other) => other.key.value === property);
  if (existing?.value?.kind === "array")
    return addMember(text, existing.value, existing.value.elements.length - 1, plainMember(value));
  if (existing?.value?.kind === "object" && key !== undefined) {
    const index = /^[\d:]+$/.test(key)
      ? placeOfSlot(existing.value, slotOf(key))
      : existing.value.properties.length - 1;
    return addMember(text, existing.value, index, plainMember(`${JSON.stringify(key)}: ${value}`));
  }
  const keyed = key === undefined ? value : `{ ${JSON.stringify(key)}: ${value} }`;
  const written = isInList ? `[ ${value} ]` : keyed;
  // Arguments of the holder come first.
  const ends = [...after, ...holder.fields.values()].map(({ range }) => range.end);
  const index = lastIndex(object.properties, ({ range }) => ends.some((end) => end <= range.end && end > range.start));
  return addMember(text, object, index, plainMember(`"${property}": ${written}`));
}

/** Adds an option that a device does not have yet: a word in native text, a property with its value in JSON. */
export function addOption(
  source: ItemText,
  statement: BoundStatement,
  name: string,
  value: string | true,
): readonly Replacement[] {
  const { text, notation } = source;
  if (notation === "hvvm") {
    const at = optionPlace(statement, name);
    return [{ range: { start: at, end: at }, newText: ` ${value === true ? name : value}` }];
  }
  const object = objectAt(text, statement.block);
  if (!object) return [];
  const property = propertyName(statement, name);
  const existing = object.properties.find(({ key }) => key.value === property);
  if (existing?.value) return [{ range: existing.value.range, newText: JSON.stringify(value) }];
  const known = optionsBefore(statement, name);
  const index = lastIndex(object.properties, ({ key }) => known.includes(key.value));
  return addMember(text, object, Math.max(index, 0), plainMember(`"${property}": ${JSON.stringify(value)}`));
}

/** Replaces a value. */
export function setValue(
  { notation }: ItemText,
  { range }: Pick<Field, "range">,
  value: string | boolean,
): Replacement[] {
  if (typeof value === "string") {
    return [{ range, newText: notation === "json" ? JSON.stringify(value) : formatName(value) }];
  }
  return [{ range, newText: notation === "json" ? String(value) : value ? "on" : "off" }];
}

/**
 * An object or list that would be left empty is removed, too, unless it is the form in which a statement is written.
 */
function removeProperty({ text, statements }: ItemText, range: Range): readonly Replacement[] {
  const member = memberAt(parseJsonProperty(text).property.value, range);
  if (!member) return [];
  let { container, index } = member;
  const around = [...member.around];
  while (membersOf(container).length === 1 && !isBlock(statements, container.range)) {
    const outer = around.pop();
    if (!outer) break;
    ({ container, index } = outer);
  }
  return removeMember(text, container, index);
}

function isBlock(statements: readonly BoundStatement[], range: Range): boolean {
  return withNested(statements).some(({ block }) => block?.start === range.start && block.end === range.end);
}

/** The innermost property whose key or value is at `range`. */
export function propertyAround(text: string, range: Range): JsonProperty | undefined {
  const pending: JsonProperty[] = [parseJsonProperty(text).property];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.key.range.start === range.start || next.value?.range.start === range.start) return next;
    if (next.value?.kind === "object") pending.push(...next.value.properties);
    if (next.value?.kind === "array") {
      for (const element of next.value.elements) if (element.kind === "object") pending.push(...element.properties);
    }
  }
  return undefined;
}

function objectAt(text: string, range: Range | undefined): JsonObject | undefined {
  const pending = [parseJsonProperty(text).property.value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next?.kind === "array") pending.push(...next.elements);
    if (next?.kind !== "object") continue;
    if (next.range.start === range?.start && next.range.end === range.end) return next;
    pending.push(...next.properties.map(({ value }) => value));
  }
  return undefined;
}

/** -1 if there is none. */
function lastIndex<T>(items: readonly T[], fits: (item: T) => boolean): number {
  return items.reduce((last, item, index) => (fits(item) ? index : last), -1);
}

/** Index of the last slot before `slot`, in slot order. */
function placeOfSlot(map: JsonObject, slot: Slot): number {
  return lastIndex(map.properties, ({ key }) => compareSlots(slotOf(key.value), slot) < 0);
}

/** The slot, or the place of a controller by itself before its slots. */
function slotOf(key: string): Slot {
  const [controller = 0, location = -1] = key.split(":").map(Number);
  return { controller, location };
}

/** `"scsi": { … }` around one member that comes from a map at the same depth, `old`. */
function mapText(text: string, property: string, old: JsonProperty, member: MemberText, onLines: boolean): MemberText {
  if (!onLines || old.value?.kind !== "object") return plainMember(`"${property}": { ${member.text} }`);
  const [outer, inner] = [old, old.value.properties[0]!].map(({ range }) => indentAt(text, range.start));
  const lines = [
    ...member.above,
    member.trailingComment === "" ? member.text : `${member.text} ${member.trailingComment}`,
  ];
  const lineBreak = lineBreakOf(text);
  const body = lines.map((line) => lineBreak + inner + line).join("");
  return plainMember(`"${property}": {${body}${lineBreak}${outer}}`);
}

/** Options before `name` in the order of the schema, including required arguments, by their names in JSON. */
function optionsBefore({ form }: BoundStatement, name: string): readonly string[] {
  const all = [...requiredArguments(form), ...form.options];
  return all
    .slice(
      0,
      all.findIndex((argument) => argument.name === name),
    )
    .map(propertyOf);
}

function propertyName(statement: BoundStatement, name: string): string {
  const argument = argumentsOf(statement.spec).find((candidate) => candidate.name === name);
  return argument ? propertyOf(argument) : name;
}

/** After the last argument that the schema lists before the option. */
function optionPlace({ form, fields, words, keyword }: BoundStatement, name: string): number {
  const before = [...form.sequence, ...form.options];
  const until = before.findIndex((element) => !isWord(element) && element.name === name);
  const ends = before.slice(0, until).flatMap((element) => {
    const range = isWord(element) ? words.get(element) : fields.get(element.name)?.range;
    return range ? [range.end] : [];
  });
  return Math.max(keyword.end, ...ends);
}
