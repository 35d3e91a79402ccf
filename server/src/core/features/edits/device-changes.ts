/**
 * Takes over what a host has in a slot into the statement of a device, in either notation: only what differs, so that
 * comments, spaces and what a host cannot have, such as a load, stay as they are written.
 */
import type { DifferenceKind } from "../../exchange/drift/difference.ts";
import type { EstateDevice, EstateDisk } from "../../exchange/inventory/estate.ts";
import { isUsualBlockSize, isUsualPhysicalSector, parentText } from "../../exchange/inventory/estate-layout.ts";
import { type BoundStatement, childOf, type Field } from "../../model/bound.ts";
import type { Device } from "../../model/layout.ts";
import { parseWindowsPath } from "../../model/windows-path.ts";
import { formatSize, formatText } from "../../schema/format.ts";
import { statementIn } from "../../schema/language.ts";
import { written } from "./host-device.ts";
import { addOption, addStatement, propertyAround, removeOption, removeStatement } from "./item-edits.ts";
import type { ItemText } from "./item-text.ts";
import type { Replacement } from "./replacement.ts";

/** `device` as the text has it after the previous change. */
type Change = (source: ItemText, device: Device) => readonly Replacement[];

/** The changes for a difference of that kind, one after the other. */
export function deviceChanges(kind: DifferenceKind, { content: now }: Device, host: EstateDevice): readonly Change[] {
  const { content } = host;
  const isOther = kind === "device-differs";
  const changes = diskChanges(content.kind === "disk" ? content : undefined, isOther);
  const all = Object.values(changes).flat();
  if (isOther) return [setContent(host), ...(now.kind === "dvd" || content.kind === "dvd" ? [] : all)];
  // What else differs is not reported together with a type.
  return kind === "type-differs" ? all : (changes[kind] ?? []);
}

/** By the difference. What is not known of `isOther`, a disk in place of the one that the layout has, is removed. */
function diskChanges(
  disk: EstateDisk | undefined,
  isOther: boolean,
): Readonly<Partial<Record<DifferenceKind, readonly Change[]>>> {
  const { file = "", facts = {}, isShared, minimumIops, maximumIops } = disk ?? {};
  const { type, sizeBytes, blockSizeBytes, sectorSizeBytes, physicalSectorSizeBytes } = facts;
  const known = <T>(value: T | undefined) => value ?? (isOther ? none : undefined);
  const isChild = type === "differencing";
  const hasParents = isChild || (type === undefined && !isOther);
  const isParentSize = isChild && !facts.hasOwnSize;
  const sector = known(isChild ? none : sectorSizeBytes);
  const physicalSector = known(isChild ? none : physicalSectorSizeBytes);
  const blockSize = known(type === "fixed" ? none : blockSizeBytes);
  return {
    "type-differs": [setOption("type", known(type))],
    "size-differs": [
      isOther && isParentSize
        ? setOption("size", none)
        : setOption("size", known(sizeBytes), isParentSize, facts.sizeToleranceBytes),
    ],
    "sharing-differs": [setOption("shared", known(isShared))],
    "parent-differs": [
      setParents(hasParents ? (facts.parents ?? []) : [], !hasParents || isOther || facts.hasAllParents),
    ],
    "block-size-differs": [setSetting("block-size", blockSize, isUsualBlockSize(file, facts), formatSize)],
    "sector-size-differs": [setSetting("sector-size", sector, sectorSizeBytes === 512)],
    "physical-sector-size-differs": [
      setSetting("physical-sector-size", physicalSector, isUsualPhysicalSector(file, facts)),
    ],
    "iops-differ": [setSetting("minimum-iops", known(minimumIops)), setSetting("maximum-iops", known(maximumIops))],
  };
}

/** A value that the text does not state. */
const none = 0;

/** What is usual is not added. `undefined` is not known, which stays. A size is known to within `tolerance` bytes. */
function setOption(name: string, value: string | number | boolean | undefined, isUsual = false, tolerance = 0): Change {
  return (source, { statement }) => {
    const field = statement.fields.get(name);
    const isSame =
      typeof value === "number" ? Math.abs(value - Number(field?.value)) <= tolerance : value === field?.value;
    if (value === undefined || isSame) return [];
    if (!value) return field?.value ? removeOption(source, field) : [];
    const text = typeof value === "number" ? formatSize(value) : value;
    if (field) return setField(source, field, text);
    return isUsual ? [] : addOption(source, statement, name, text);
  };
}

/** Sets, adds or removes a statement of the disk's block. What is usual is not added. `undefined` is not known, which stays. */
function setSetting(
  keyword: string,
  value: number | undefined,
  isUsual = false,
  format: (value: number) => string | number = Number,
): Change {
  return (source, { statement }) => {
    const child = childOf(statement, keyword);
    const [field] = child?.fields.values() ?? [];
    if (value === undefined || field?.value === value) return [];
    if (!value) return child ? removeStatement(source, child) : [];
    const text = format(value);
    if (field) return setField(source, field, text);
    return isUsual ? [] : addSetting(source, statement, keyword, `${text}`, JSON.stringify(text));
  };
}

/** `isAll`: files that the layout has beyond `parents` are no parents. There may be thousands. */
function setParents(parents: readonly string[], isAll = false): Change {
  return (source, { statement }) => {
    const edits: Replacement[] = [];
    let child = statement;
    let isEnd = isAll;
    for (const [index, file] of parents.entries()) {
      const parent = childOf(child, "parent");
      const field = parent?.fields.get("file");
      if (!parent || !field) {
        const rest = parents.slice(index);
        return [...edits, ...addSetting(source, child, "parent", parentText(rest), parentJson(rest))];
      }
      const isSame = parseWindowsPath(`${field.value}`).key === parseWindowsPath(file).key;
      // In JSON, a file alone is no object, which a parent of its own could be added to.
      const isAlone = source.notation === "json" && !parent.block;
      if (isAlone && (!isSame || index + 1 < parents.length))
        return [...edits, { range: field.range, newText: parentJson(parents.slice(index)) }];
      if (!isSame) edits.push(...setField(source, field, file, formatText(file)));
      isEnd ||= !isSame;
      child = parent;
    }
    const surplus = childOf(child, "parent");
    return surplus && isEnd ? [...edits, ...removeStatement(source, surplus)] : edits;
  };
}

function parentJson(parents: readonly string[]): string {
  return parents.reduceRight((inner, each) => {
    const file = JSON.stringify(each);
    return inner === "" ? file : `{ "file": ${file}, "parent": ${inner} }`;
  }, "");
}

/** Statements of a disk's block that describe what a host has, in their order. */
const settings = ["parent", "block-size", "sector-size", "physical-sector-size", "minimum-iops", "maximum-iops"];

/** Adds a statement to the block of a disk or a parent. */
function addSetting(
  source: ItemText,
  holder: BoundStatement,
  keyword: string,
  value: string,
  json: string,
): readonly Replacement[] {
  const native = `${keyword} ${value}`;
  const { end } = holder.range;
  if (source.notation === "hvvm" && !holder.block) return [{ range: { start: end, end }, newText: ` { ${native} }` }];
  const { property } = statementIn(keyword, "disk")!.json;
  const before = settings.slice(0, settings.indexOf(keyword));
  const after = holder.children.filter(({ spec }) => before.includes(spec.keyword));
  return addStatement(source, holder, { native, json: { property, value: json } }, after);
}

function setField(
  { notation }: ItemText,
  { range }: Field,
  value: string | number | boolean,
  native = String(value),
): readonly Replacement[] {
  return [{ range, newText: notation === "json" ? JSON.stringify(value) : native }];
}

/** Another file, disk or disc. What is written beside it stays. */
function setContent(host: EstateDevice): Change {
  return (source, { statement, content: now, boot }) => {
    const { content } = host;
    const field = statement.fields.get("file") ?? statement.fields.get("number");
    if (!field || content.kind === "dvd") {
      const { native, json } = written(host, boot !== undefined);
      const newText = source.notation === "json" ? `${JSON.stringify(json.key)}: ${json.value}` : native;
      return [{ range: statement.range, newText }];
    }
    const value = content.kind === "disk" ? content.file : content.number;
    const native = typeof value === "string" ? formatText(value) : String(value);
    if (content.kind === now.kind) return setField(source, field, value, native);
    const [word, property] = content.kind === "disk" ? ["disk", "disk"] : ["disk physical", "physicalDisk"];
    if (source.notation === "json") {
      const { range } = propertyAround(source.text, field.range)!;
      return [{ range, newText: `${JSON.stringify(property)}: ${JSON.stringify(value)}` }];
    }
    const range = { start: statement.words.get("disk")!.start, end: field.range.end };
    return [{ range, newText: `${word} ${native}` }];
  };
}
