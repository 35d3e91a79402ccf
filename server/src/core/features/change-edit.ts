/**
 * The edit for one change of a disk, as a report's `whatIf` names it. `forecast/changes.ts` says what a change means
 * for the simulation; `edits` writes the statements.
 */

import type { HvvmDocument } from "../document.ts";
import { type Change, type DiskChange, type MediumChange, readChange } from "../forecast/changes.ts";
import { slotName } from "../model/layout.ts";
import { applySteps, editsOf } from "./edits/apply-steps.ts";
import type { ChangedDisk, ChangeEdit, Ways } from "./edits/changed-disk.ts";
import { type ItemText, itemText, vmOf } from "./edits/item-text.ts";
import { mediumEdit } from "./edits/medium-change.ts";
import { newProblem } from "./edits/new-problems.ts";
import { ownController, toIde, toScsi } from "./edits/slot-changes.ts";
import { fixedDisk, loadDrivers, statedLoad } from "./edits/vm-changes.ts";
import { ownName } from "./mentions.ts";

/** `slot` is written as in `ide 0:1`; `change` is a change of a report, or `add a load`. */
export function changeEdit(
  document: HvvmDocument,
  { vm, slot, change }: { readonly vm: string; readonly slot: string; readonly change: string },
): ChangeEdit {
  const disk = diskAt(document, vm, slot);
  if (!disk) return { refusal: `The layout has no disk at ${slot.toUpperCase()} of "${vm}" any more.` };
  if (change === "add a load") return writeFirst(disk, statedLoad(disk), () => undefined);
  const wanted = readChange(change);
  if (!wanted) return { refusal: `"${change}" is not a known change of a disk.` };
  return changeDisk(disk, wanted);
}

/** Returns a function that tells whether a change that a simulation would compare can be written into `document`. */
export function canBeMade(document: HvvmDocument): (change: Change) => boolean {
  return (change) => !("refusal" in changeEdit(document, change));
}

function changeDisk(disk: ChangedDisk, change: DiskChange | MediumChange): ChangeEdit {
  const { document, placed } = disk;
  if (typeof change === "object") return syntaxRefusal(disk) ?? mediumEdit(disk, change);
  return writeFirst(disk, waysOf(disk, change), (after) =>
    newProblem(document, placed, after, change === "fixed disk" ? "same host" : "none"),
  );
}

function syntaxRefusal({ placed, vm }: ChangedDisk): { readonly refusal: string } | undefined {
  if (placed.item.bound.problems.length === 0) return undefined;
  return { refusal: `"${vm.name?.value ?? ""}" has syntax errors. Fix them first.` };
}

/** The first way that causes no problem. */
function writeFirst(disk: ChangedDisk, ways: Ways, problemOf: (after: ItemText) => string | undefined): ChangeEdit {
  const { document, placed } = disk;
  const refused = syntaxRefusal(disk);
  if (refused) return refused;
  if ("refusal" in ways) return ways;
  const before = itemText(document, placed);
  let problem: string | undefined;
  for (const steps of ways) {
    const after = applySteps(before, steps);
    const found = problemOf(after);
    if (found === undefined) return { edits: editsOf(document, placed, before, after) };
    problem ??= found;
  }
  return { refusal: `The change would cause a problem. ${problem}` };
}

/** The disk in a slot of the first VM of that name which has one there. */
function diskAt(document: HvvmDocument, vmName: string, slot: string): ChangedDisk | undefined {
  for (const placed of document.items) {
    if (ownName(placed.item)?.toLowerCase() !== vmName.toLowerCase()) continue;
    const vm = vmOf(placed.item);
    const device = vm?.devices.find((candidate) => slotName(candidate) === slot && candidate.content.kind !== "dvd");
    if (vm && device) return { document, placed, vm, device };
  }
  return undefined;
}

function waysOf(disk: ChangedDisk, change: DiskChange): Ways {
  switch (change) {
    case "move to SCSI":
      return toScsi(disk, []);
    case "move to SCSI and load the VMBus drivers": {
      const drivers = loadDrivers(disk);
      return "refusal" in drivers ? drivers : toScsi(disk, drivers[0]!);
    }
    case "move to IDE":
      return toIde(disk);
    case "own SCSI controller":
      return ownController(disk);
    case "fixed disk":
      return fixedDisk(disk);
    case "load the VMBus drivers":
      return loadDrivers(disk);
  }
}
