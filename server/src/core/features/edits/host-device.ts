/** Writes a device of a host into the text of a layout: as a new device, or in place of the one that the layout has. */

import type { DifferenceKind } from "../../exchange/drift/difference.ts";
import { identityOf } from "../../exchange/drift/disk-identity.ts";
import type { EstateDevice, EstateDisk } from "../../exchange/inventory/estate.ts";
import { deviceText } from "../../exchange/inventory/estate-layout.ts";
import { type BoundStatement, childOf, type Field } from "../../model/bound.ts";
import { type Device, parentsOf } from "../../model/layout.ts";
import { compareVmSlots } from "../../model/slots.ts";
import { bindSource, itemsOf, readSource } from "../../model/source-file.ts";
import { toJson } from "../../model/to-json.ts";
import { formatSize } from "../../schema/format.ts";
import type { Step } from "./apply-steps.ts";
import { addOption, addStatement, type NewStatement, removeOption, removeStatement } from "./item-edits.ts";
import { type ItemText, vmOf } from "./item-text.ts";
import type { Replacement } from "./replacement.ts";

/** Adds the device, in the order of the slots. */
export function addDevice(device: EstateDevice): Step {
  return (source) => {
    const vm = vmOf(source);
    if (!vm) return [];
    const before = vm.devices
      .filter((each) => compareVmSlots({ ...each, ...each.slot.value }, device) < 0)
      .map(({ statement }) => statement);
    return addStatement(source, vm.statement, written(device), before);
  };
}

/** A device of a host in both notations. */
function written(device: EstateDevice): NewStatement {
  const native = deviceText(device);
  const [property, key] = native.split(" ", 2) as [string, string];
  const [line = ""] = toJson(statementsOf(`vm a {\n${native}\n}\n`))
    .split("\n")
    .filter((each) => each.includes(`"${key}": `));
  return { native, json: { property, key, value: line.slice(line.indexOf(`"${key}": `) + key.length + 4) } };
}

export function statementsOf(native: string): readonly BoundStatement[] {
  return [...itemsOf(readSource(native, "hvvm"))].flatMap(({ item }) => bindSource(item).statements);
}

type Change = (source: ItemText, device: Device) => readonly Replacement[];

/** Takes over a difference of that kind: of the same disk only what differs, so that the rest stays as it is written. */
export function deviceChanges(kind: DifferenceKind, host: EstateDevice): readonly Change[] {
  const { content } = host;
  const facts = content.kind === "disk" ? content.facts : {};
  const size = (bytes: number | undefined) => bytes && formatSize(bytes);
  switch (content.kind === "disk" && kind) {
    case "size-differs":
      return [(source, { statement }) => setField(source, statement.fields.get("size"), size(facts.sizeBytes))];
    case "block-size-differs":
      return [setInBlock("block-size", size(facts.blockSizeBytes))];
    case "sector-size-differs":
      return [setInBlock("sector-size", facts.sectorSizeBytes)];
    case "physical-sector-size-differs":
      return [setInBlock("physical-sector-size", facts.physicalSectorSizeBytes)];
    case "iops-differ": {
      const { minimumIops, maximumIops } = content as EstateDisk;
      return [setInBlock("minimum-iops", minimumIops), setInBlock("maximum-iops", maximumIops)];
    }
    case "sharing-differs":
      return [
        (source, { statement, content: now }) =>
          now.kind === "disk" && now.shared
            ? removeOption(source, { range: now.shared })
            : addOption(source, statement, "shared", true),
      ];
    default:
      return [(source, device) => replaceDevice(source, device, host)];
  }
}

/** Sets, adds or removes a statement of the device's block. 0 is none; `undefined` is not known. */
function setInBlock(keyword: string, value: string | number | undefined): Change {
  return (source, { statement }) => {
    const child = childOf(statement, keyword);
    if (value === undefined) return [];
    if (value === 0) return child ? removeStatement(source, child) : [];
    if (child) return setField(source, [...child.fields.values()][0], value);
    const native = `${keyword} ${value}`;
    const { end } = statement.range;
    if (source.notation === "hvvm" && !statement.block)
      return [{ range: { start: end, end }, newText: ` { ${native} }` }];
    const property = keyword.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const added = { native, json: { property, value: JSON.stringify(value) } };
    return addStatement(
      source,
      statement,
      added,
      statement.children.filter(({ spec }) => ofHost.has(spec.keyword)),
    );
  };
}

function setField({ notation }: ItemText, field: Field | undefined, value: string | number | undefined): Replacement[] {
  if (!field || value === undefined) return [];
  return [{ range: field.range, newText: notation === "json" ? JSON.stringify(value) : String(value) }];
}

/** Statements of a disk's block that describe what a host has; all others stay. */
const ofHost: ReadonlySet<string> = new Set([
  "parent",
  "block-size",
  "sector-size",
  "physical-sector-size",
  "minimum-iops",
  "maximum-iops",
]);

/** Replaces the device with what the host has. What a host cannot have, such as a load, stays. */
function replaceDevice(source: ItemText, device: Device, host: EstateDevice): readonly Replacement[] {
  const { statement } = device;
  const to = withKnown(device, host);
  const kept = statement.children
    .filter(({ spec }) => !ofHost.has(spec.keyword))
    .map(({ range }) => source.text.slice(range.start, range.end));
  const isBoot = device.boot !== undefined;
  if (source.notation === "hvvm")
    return [{ range: statement.range, newText: deviceText(to, { isBoot, statements: kept }) }];
  const { key, value } = written(to).json;
  const members = [...(isBoot ? ['"boot": true'] : []), ...kept].map((member) => `, ${member}`).join("");
  return [
    { range: statement.range, newText: `${JSON.stringify(key)}: ${value.replace(/ \}$/, () => `${members} }`)}` },
  ];
}

/** If it is the same disk, what the inventory does not know stays as in the layout. */
function withKnown({ content }: Device, host: EstateDevice): EstateDevice {
  if (content.kind !== "disk" || host.content.kind !== "disk" || identityOf(content) !== identityOf(host.content))
    return host;
  const { facts } = host.content;
  return {
    ...host,
    content: {
      ...host.content,
      // In the layout's own spelling, if it is the same file.
      file: content.file.value.text,
      isShared: host.content.isShared ?? content.shared !== undefined,
      minimumIops: host.content.minimumIops ?? content.minimumIops?.value,
      maximumIops: host.content.maximumIops ?? content.maximumIops?.value,
      facts: {
        type: facts.type ?? content.type?.value,
        sizeBytes: facts.sizeBytes ?? content.sizeBytes?.value,
        hasOwnSize: content.sizeBytes !== undefined,
        blockSizeBytes: facts.blockSizeBytes ?? content.blockSizeBytes?.value,
        sectorSizeBytes: facts.sectorSizeBytes ?? content.sectorSizeBytes?.value,
        physicalSectorSizeBytes: facts.physicalSectorSizeBytes ?? content.physicalSectorSizeBytes?.value,
        parents: facts.parents ?? parentsOf(content).map(({ file }) => file.value.text),
      },
    },
  };
}
