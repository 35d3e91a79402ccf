/** What a quick run leaves out and the previous full run has: it stays on the page until the next full run has finished. */
import {
  type DiskName,
  type DiskReport,
  isSameDisk,
  type Picture,
  pictureOf,
} from "../../server/src/core/pictures/pictures.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import { type Choice, inOutline } from "./choice.ts";

/** The chosen disk in the full run, under the name that its VM had then; `undefined` if that run does not have it. */
export function pictureInFullRun(fullRun: SimulateResult | undefined, choice: Choice): Picture | undefined {
  if (!fullRun) return undefined;
  const { vm, slot } = inOutline(choice, fullRun.outline);
  const picture = pictureOf(fullRun, { vm, slot }, undefined);
  return picture?.vm.name === vm && picture?.slot?.slot.slot === slot ? picture : undefined;
}

/** The two paths of the chosen disk, if the full run has them. */
export function waysOf(fullRun: SimulateResult | undefined, { vm, slot }: Picture): SimulateResult["twoWays"] {
  const twoWays = fullRun?.twoWays;
  return twoWays?.vm === vm.name && twoWays.slot === slot?.slot.slot ? twoWays : undefined;
}

/** The quick run with the details of those disks whose path has not changed, so that another disk can be chosen in the meantime. */
export function withDetailsOf(quickRun: SimulateResult, fullRun: SimulateResult | undefined): SimulateResult {
  const own = quickRun.details ?? [];
  const others = (fullRun?.details ?? []).filter(
    (detail) =>
      !own.some((each) => isSameDisk(each, detail)) && isSamePath(diskOf(quickRun, detail), diskOf(fullRun, detail)),
  );
  return others.length > 0 ? { ...quickRun, details: [...own, ...others] } : quickRun;
}

function diskOf(result: SimulateResult | undefined, name: DiskName): DiskReport | undefined {
  return result?.report?.disks.find((disk) => isSameDisk(disk, name));
}

/** The steps of a recorded request refer to their stages by position. */
function isSamePath(one: DiskReport | undefined, other: DiskReport | undefined): boolean {
  const ids = (disk: DiskReport) => disk.stages.map(({ id }) => id).join(" ");
  return one !== undefined && other !== undefined && ids(one) === ids(other);
}
