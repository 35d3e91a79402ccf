/** Ways to change a disk without moving it: its type, its load, and the drivers of its guest. */

import { bootDisk, devicesInReach } from "../../model/boot.ts";
import { childOf } from "../../model/bound.ts";
import { effectiveType, known, parentsOf, slotName } from "../../model/layout.ts";
import { contentSubject, vmTitle } from "../../model/slots.ts";
import { guestFacts } from "../../schema/guests.ts";
import type { Step } from "./apply-steps.ts";
import type { ChangedDisk, Ways } from "./changed-disk.ts";
import { addOption, addStatement, removeStatement, setValue } from "./item-edits.ts";
import { type ItemText, vmOf } from "./item-text.ts";
import { deviceAt } from "./slot-changes.ts";

/** A differencing disk is merged with its parents, so it has none afterwards. */
export function fixedDisk({ device }: ChangedDisk): Ways {
  const { content } = device;
  if (content.kind !== "disk") return { refusal: `${contentSubject(device)} is not a virtual disk file.` };
  if (effectiveType(content) === "fixed") return { refusal: `${contentSubject(device)} is already fixed.` };
  const slot = slotName(device);
  const setType: Step = (source) => {
    const statement = deviceAt(source, slot)?.statement;
    const type = statement?.fields.get("type");
    if (!statement) return [];
    return type ? setValue(source, type, "fixed") : addOption(source, statement, "type", "fixed");
  };
  const removeParent: Step = (source) => {
    const statement = deviceAt(source, slot)?.statement;
    const parent = statement && childOf(statement, "parent");
    return parent ? removeStatement(source, parent) : [];
  };
  return [parentsOf(content).length > 0 ? [removeParent, setType] : [setType]];
}

/** Writes the load that is assumed for a boot disk, so that its author can change it; for another disk, a usual one. */
export function statedLoad({ vm, device }: ChangedDisk): Ways {
  const { content } = device;
  if (content.kind === "dvd" || content.load !== undefined)
    return { refusal: `${contentSubject(device)} already states its load.` };
  const load = bootDisk(vm, devicesInReach(vm)) === device ? "system" : "oltp";
  const slot = slotName(device);
  const write: Step = (source) => {
    const statement = deviceAt(source, slot)?.statement;
    if (!statement) return [];
    const native = `load ${load}`;
    if (source.notation === "json" || statement.block) {
      const json = { property: "load", value: JSON.stringify(load) };
      return addStatement(source, statement, { native, json }, statement.children.slice(-1));
    }
    const { end } = statement.range;
    return [{ range: { start: end, end }, newText: ` { ${native} }` }];
  };
  return [[write]];
}

/**
 * Turns integration services on, and replaces a Linux without drivers by one with them. A guest of an unlisted kind may
 * have drivers, and its layout then says so; other systems without drivers have none to load.
 */
export function loadDrivers({ vm }: ChangedDisk): Ways {
  const system = known(vm.guest);
  const hasNone = system !== undefined && guestFacts(system)?.hasDrivers === false;
  if (hasNone && system !== withoutDrivers && system !== "other") {
    return {
      refusal: `"${system}" has no VMBus storage drivers that ${vmTitle(vm)} could load. Name another guest system.`,
    };
  }
  const switchOn: Step = (source) => {
    const holder = vmOf(source)?.statement;
    const stated = statementOf(source, "integration-services")?.fields.get("state");
    if (stated) return stated.value === false ? setValue(source, stated, true) : [];
    const guest = statementOf(source, "guest");
    if (!holder || system !== "other") return [];
    const json = { property: "integrationServices", value: "true" };
    return addStatement(source, holder, { native: "integration-services on", json }, guest ? [guest] : []);
  };
  const otherGuest: Step = (source) => {
    const guest = statementOf(source, "guest")?.fields.get("system");
    return guest ? setValue(source, guest, "linux") : [];
  };
  return [system === withoutDrivers ? [otherGuest, switchOn] : [switchOn]];
}

const withoutDrivers = "linux-without-drivers";

function statementOf(source: ItemText, keyword: string) {
  const vm = vmOf(source);
  return vm && childOf(vm.statement, keyword);
}
