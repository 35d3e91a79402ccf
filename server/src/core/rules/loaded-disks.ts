/** Which disks carry a load. */

import { childOf } from "../model/bound.ts";
import type { Device, DiskLoad } from "../model/layout.ts";
import { type Definitions, loadNamed, type RuleContext } from "../rule-context.ts";
import type { ControllerType } from "../schema/controllers.ts";
import { type LoadFigures, restingLoads } from "../schema/loads.ts";
import { devicesOf } from "./files-of.ts";
import type { VmContext } from "./rule.ts";

/**
 * The load of a loaded disk. `undefined` without a load, for the loads named `boot`, `system` and `idle`, whoever
 * defines them, and if the load is unknown.
 */
export function busyLoadOf({ content }: Device, { definitions }: RuleContext): LoadFigures | undefined {
  if (content.kind === "dvd" || !content.load || content.load === "unknown") return undefined;
  return busyFigures(content.load, definitions);
}

/** The figures of such a load. */
export function busyFigures(load: DiskLoad, definitions: Definitions): LoadFigures | undefined {
  if ("figures" in load) return load.figures;
  const name = load.name.value.toLowerCase();
  if (restingLoads.has(name)) return undefined;
  const figures = loadNamed(name, definitions);
  return figures === "unknown" ? undefined : figures;
}

/** Whether the disk's load is known to contain writes. */
export function isWrittenTo(device: Device, ruleContext: RuleContext): boolean {
  const figures = busyLoadOf(device, ruleContext);
  return figures !== undefined && figures.read < 1 && isLoadKnown(device, ruleContext);
}

/** The demand of a partly broken load is unknown. */
export function isLoadKnown({ content, statement }: Device, { definitions }: RuleContext): boolean {
  if (content.kind === "dvd" || content.load === "unknown") return false;
  if (!content.load) return true;
  const definition =
    "name" in content.load
      ? definitions.loads.get(content.load.name.value.toLowerCase())?.statement
      : childOf(statement, "load");
  return !definition?.isBroken && !definition?.hasBrokenBlock;
}

/** The loaded disks on controllers of one type, by controller number; in the order of the text. */
export function loadedByController(
  context: VmContext,
  controllerType: ControllerType,
): ReadonlyMap<number, readonly Device[]> {
  const byController = new Map<number, Device[]>();
  for (const device of devicesOf(context)) {
    if (device.controllerType !== controllerType || !busyLoadOf(device, context)) continue;
    const { controller } = device.slot.value;
    const others = byController.get(controller);
    if (others) others.push(device);
    else byController.set(controller, [device]);
  }
  return byController;
}
