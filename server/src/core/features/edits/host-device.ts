/** Writes a device of a host in both notations. */
import type { EstateDevice } from "../../exchange/inventory/estate.ts";
import { deviceText } from "../../exchange/inventory/estate-layout.ts";
import type { BoundStatement } from "../../model/bound.ts";
import { compareVmSlots } from "../../model/slots.ts";
import { bindSource, itemsOf, readSource } from "../../model/source-file.ts";
import { toJson } from "../../model/to-json.ts";
import type { Step } from "./apply-steps.ts";
import { addStatement, type NewStatement } from "./item-edits.ts";
import { vmOf } from "./item-text.ts";

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

/** A device of a host in both notations, without comments. */
export function written(device: EstateDevice, isBoot = false): NewStatement {
  const native = deviceText(device, isBoot);
  const [property, key] = native.split(" ", 2) as [string, string];
  const [line = ""] = toJson(statementsOf(`vm a {\n${native}\n}\n`))
    .split("\n")
    .filter((each) => each.includes(`"${key}": `));
  return { native, json: { property, key, value: line.slice(line.indexOf(`"${key}": `) + key.length + 4) } };
}

export function statementsOf(native: string): readonly BoundStatement[] {
  return [...itemsOf(readSource(native, "hvvm"))].flatMap(({ item }) => bindSource(item).statements);
}
