/** The slots to offer: the free ones in Hyper-V's order, then the taken ones, with what they hold. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { bySlot } from "../../model/boot.ts";
import type { VirtualMachine } from "../../model/layout.ts";
import { contentTitle, freeSlots, writeSlot } from "../../model/slots.ts";
import { ruleContextOf } from "../../rule-context.ts";
import type { ControllerType } from "../../schema/controllers.ts";
import { allReleases } from "../../schema/releases.ts";
import type { Placed, Range } from "../../syntax/tree.ts";
import { type Asked, isAtCursor, type Value } from "./offered-value.ts";

/** Only the next free slots of a controller are offered. */
const maxFree = 4;

export function slotValues(controllerType: ControllerType, asked: Asked): readonly Value[] {
  if (!asked.vm) return [];
  const vm = withoutCursor(asked.vm, asked);
  const stated = ruleContextOf(vm, asked.document.definitions).releases ?? [];
  const shown = new Map<number, number>();
  const free = freeSlots(vm, controllerType, stated.length > 0 ? stated : allReleases).flatMap((slot): Value[] => {
    const count = (shown.get(slot.controller) ?? 0) + 1;
    shown.set(slot.controller, count);
    if (count > maxFree) return [];
    const doc = `Free slot: controller ${slot.controller}, location ${slot.location}.`;
    return [{ text: writeSlot(slot), form: "word", kind: CompletionItemKind.Value, detail: "free", doc }];
  });
  const taken = vm.devices
    .filter((device) => device.controllerType === controllerType)
    .sort(bySlot)
    .map((device): Value => {
      const text = writeSlot(device.slot.value);
      const refusal = `holds ${contentTitle(device)}`;
      return { text, label: `${text} (taken)`, form: "word", kind: CompletionItemKind.Value, refusal };
    });
  return [...free, ...taken];
}

/** The next free slot, as it is written; `undefined` if there is none. */
export function nextSlot(controllerType: ControllerType, asked: Asked): string | undefined {
  return slotValues(controllerType, asked).find(({ refusal }) => refusal === undefined)?.text;
}

/** The VM without the device whose slot is being written. */
function withoutCursor({ item: vm, start }: Placed<VirtualMachine>, asked: Asked): VirtualMachine {
  const isElsewhere = (range: Range) => !isAtCursor(range, start, asked);
  const devices = vm.devices.filter(({ slot }) => isElsewhere(slot.range));
  const children = vm.statement.children.filter(({ range }) => isElsewhere(range));
  return { ...vm, devices, statement: { ...vm.statement, children } };
}
