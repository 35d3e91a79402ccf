/** The steps that take over one difference between a layout and its hosts into the text of a VM. */
import type { Difference } from "../../exchange/drift/difference.ts";
import { identityOf } from "../../exchange/drift/disk-identity.ts";
import type { EstateDevice, EstateVm } from "../../exchange/inventory/estate.ts";
import { adapterText } from "../../exchange/inventory/estate-layout.ts";
import { type BoundStatement, childOf, type Field } from "../../model/bound.ts";
import { type Device, slotName, type VirtualMachine } from "../../model/layout.ts";
import { contentTitle } from "../../model/slots.ts";
import { formatName, formatText } from "../../schema/format.ts";
import type { Step } from "./apply-steps.ts";
import { deviceChanges } from "./device-changes.ts";
import { addDevice } from "./host-device.ts";
import { addStatement, moveDevice, removeStatement } from "./item-edits.ts";
import { type ItemText, vmOf } from "./item-text.ts";
import type { Replacement } from "./replacement.ts";

/** `vm` is the VM of the difference, as the text has it before any step. */
export function hostStateSteps({ kind, slot, host }: Difference, vm: VirtualMachine): readonly Step[] {
  const there = host.vm;
  if (!there) return [];
  const device = vm.devices.find((each) => slotName(each) === slot);
  switch (kind) {
    case "host-differs":
      return there.host === undefined ? [] : [setScalar("on", "host", there.host)];
    case "generation-differs":
      return [setScalar("generation", "generation", there.generation!)];
    case "processors-differ":
      return [setScalar("processors", "count", there.processors!)];
    case "startup-differs":
      return [setList("startup", "startup", there.startup ?? [], (now) => now.startup)];
    case "boot-order-differs":
      return [setList("boot-order", "bootOrder", there.bootOrder ?? [], (now) => now.bootOrder)];
    case "controllers-differ":
      // One after the other, because statements on one line share the text between them.
      return [...vm.controllers, undefined].map(() => setControllers(there));
    case "adapters-differ":
      return [...vm.adapters, ...(there.adapters ?? [])].map(() => setAdapters(there));
    case "device-missing":
      return device ? [onDevice(device, (source, { statement }) => removeStatement(source, statement))] : [];
    case "device-extra":
      return host.device ? [addDevice(host.device)] : [];
    case "device-moved": {
      const to = host.device;
      if (!device) return to ? [addDevice(to)] : [];
      if (!to) return [onDevice(device, (source, { statement }) => removeStatement(source, statement))];
      return [onDevice(device, (source, { statement }) => moveDevice(source, statement, to.controllerType, to))];
    }
    default: {
      const to = host.device;
      return device && to ? deviceChanges(kind, device, to).map((change) => onDevice(device, change, to)) : [];
    }
  }
}

/**
 * A change of the device that is `device` in the text after the previous steps, or `replacement` since one of them. A disk
 * is identified by its content; a DVD drive by its slot and content, because another drive may have been moved to that
 * slot in the meantime.
 */
function onDevice(
  device: Device,
  change: (source: ItemText, device: Device) => readonly Replacement[],
  replacement?: EstateDevice,
): Step {
  const identity = identityOf(device.content);
  const isSame = (other: Device) =>
    identity === undefined
      ? slotName(other) === slotName(device) && contentTitle(other) === contentTitle(device)
      : identityOf(other.content) === identity;
  const later = replacement && identityOf(replacement.content);
  return (source) => {
    const { devices = [] } = vmOf(source) ?? {};
    const found = devices.find(isSame) ?? devices.find(({ content }) => later && identityOf(content) === later);
    return found ? change(source, found) : [];
  };
}

/** The settings of a VM in their usual order, before its devices. */
const headKeywords = ["on", "generation", "guest", "integration-services", "processors", "startup", "boot-order"];

/** The statements after which a statement of `keyword` comes. */
function headBefore({ statement }: VirtualMachine, keyword: string): readonly BoundStatement[] {
  const before = headKeywords.slice(0, headKeywords.indexOf(keyword));
  return statement.children.filter(({ spec }) => before.includes(spec.keyword));
}

/** Replaces the value of a statement, or adds the statement at the head of the VM. */
function setScalar(keyword: string, argument: string, value: string | number): Step {
  const native = typeof value === "string" ? formatName(value) : value;
  const json = JSON.stringify(value);
  return (source) => {
    const vm = vmOf(source);
    if (!vm) return [];
    const statement = childOf(vm.statement, keyword);
    const field = statement?.fields.get(argument);
    if (field) return [{ range: field.range, newText: source.notation === "json" ? json : `${native}` }];
    return addStatement(
      source,
      vm.statement,
      { native: `${keyword} ${native}`, json: { property: keyword, value: json } },
      headBefore(vm, keyword),
    );
  };
}

function setList(
  keyword: string,
  property: string,
  words: readonly string[],
  listOf: (vm: VirtualMachine) => VirtualMachine["startup"] | VirtualMachine["bootOrder"],
): Step {
  return (source) => {
    const vm = vmOf(source);
    const list = vm && listOf(vm);
    if (!vm || list === "unknown") return [];
    const quoted = words.map((each) => JSON.stringify(each));
    const isJson = source.notation === "json";
    if (list) return replaceEntries(list.entries, isJson ? quoted : words, isJson ? ", " : " ");
    const added = { native: `${keyword} ${words.join(" ")}`, json: { property, value: `[ ${quoted.join(", ")} ]` } };
    return addStatement(source, vm.statement, added, headBefore(vm, keyword));
  };
}

/** Entry by entry, so that spaces and comments between them stay. Neither list is empty. */
function replaceEntries(
  entries: readonly Pick<Field, "range">[],
  words: readonly string[],
  separator: string,
): readonly Replacement[] {
  const last = Math.min(entries.length, words.length) - 1;
  return entries.slice(0, last + 1).map(({ range }, index) => {
    if (index < last) return { range, newText: words[index]! };
    return {
      range: { start: range.start, end: entries.at(-1)!.range.end },
      newText: words.slice(last).join(separator),
    };
  });
}

/** Removes the first controller that the host does not have, or adds the last one that only the host has. */
function setControllers({ controllers }: EstateVm): Step {
  const there = Math.max(-1, ...(controllers ?? [])) + 1;
  return (source) => {
    const vm = vmOf(source);
    if (!vm) return [];
    const surplus = vm.statement.children.filter(
      (statement) => Number(statement.fields.get("controller")?.value ?? -1) >= there,
    );
    const [first] = surplus;
    if (first) return removeStatement(source, first);
    const used = vm.devices.flatMap(({ controllerType, slot }) =>
      controllerType === "SCSI" ? [slot.value.controller] : [],
    );
    const highest = Math.max(-1, ...used, ...vm.controllers.map(({ value }) => value));
    if (highest + 1 >= there) return [];
    const added = { native: `scsi ${there - 1}`, json: { property: "scsi", key: String(there - 1), value: "{ }" } };
    return addStatement(source, vm.statement, added, deviceStatements(vm));
  };
}

/** Changes or removes the first adapter that the host does not have, or else adds one that only the host has. */
function setAdapters({ adapters = [] }: EstateVm): Step {
  return (source) => {
    const vm = vmOf(source);
    if (!vm) return [];
    const left = [...adapters];
    const statements = vm.statement.children.filter(({ spec }) => spec.keyword === "network");
    const other = statements.filter(({ fields }) => {
      const now = adapterText({
        isLegacy: fields.has("legacy"),
        switchName: fields.get("switch")?.value as string | undefined,
      });
      const index = left.findIndex((adapter) => adapterText(adapter).toLowerCase() === now.toLowerCase());
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    })[0];
    const [added] = left;
    if (!added) return other ? removeStatement(source, other) : [];
    const isJson = source.notation === "json";
    const { isLegacy, switchName } = added;
    const name = other?.fields.get("switch");
    if (name && switchName !== undefined && isLegacy === other?.fields.has("legacy"))
      return [{ range: name.range, newText: isJson ? JSON.stringify(switchName) : formatText(switchName) }];
    const native = adapterText(added);
    const json = JSON.stringify({ switch: switchName ?? null, ...(isLegacy ? { legacy: true } : {}) });
    if (other) return [{ range: other.range, newText: isJson ? json : native }];
    const places = statements.length > 0 ? statements : deviceStatements(vm);
    return addStatement(
      source,
      vm.statement,
      { native, json: { property: "networks", isInList: true, value: json } },
      places,
    );
  };
}

function deviceStatements(vm: VirtualMachine) {
  return vm.devices.map(({ statement }) => statement);
}
