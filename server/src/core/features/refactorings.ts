/** Changes of a device or a VM that keep the purpose of the layout, as code actions. */
import { type CodeAction, CodeActionKind, type TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument, PositionRange } from "../document.ts";
import type { DocumentItem } from "../document-item.ts";
import { throughputInWords } from "../figures.ts";
import { childOf } from "../model/bound.ts";
import { type Device, generationOf, type VirtualMachine } from "../model/layout.ts";
import { writeSlot } from "../model/slots.ts";
import { releasesOf } from "../rule-context.ts";
import { type ControllerType, controllerTypes, type Slot } from "../schema/controllers.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { contains, type Placed } from "../syntax/tree.ts";
import { changedForecasts, diskForecast } from "./disk-forecast.ts";
import { applySteps, editsOf, type Step } from "./edits/apply-steps.ts";
import type { ChangedDisk } from "./edits/changed-disk.ts";
import { lossesOf, toGeneration2 } from "./edits/generation-2.ts";
import { itemText, vmOf } from "./edits/item-text.ts";
import { extractLoad, inlineLoad, type LoadChange } from "./edits/load-changes.ts";
import { newProblem } from "./edits/new-problems.ts";
import { moveTo, slotsFor } from "./edits/slot-changes.ts";

const refactoringKinds = {
  move: `${CodeActionKind.Refactor}.move`,
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
} as const;

/** At the start of `range`. A VM that cannot be read completely has none. `tellsWhyNot` adds disabled actions with the reason. */
export function refactorings(
  document: HvvmDocument,
  range: PositionRange,
  uri: string,
  costs: Costs,
  tellsWhyNot: boolean,
): CodeAction[] {
  const offset = document.offsetAt(range.start);
  const placed = document.items[document.itemIndexBefore(offset + 1)];
  const vm = placed && vmOf(placed.item);
  if (!placed || !vm || placed.item.bound.problems.length > 0) return [];
  const at = offset - placed.start;
  const device = vm.devices.find(({ statement }) => contains(statement.range, at));
  const action = (title: string, kind: CodeActionKind, edits: TextEdit[]): CodeAction => ({
    title,
    kind,
    edit: { changes: { [uri]: edits } },
  });
  if (device) {
    const disk = { document, placed, vm, device };
    const load = (kind: CodeActionKind, verb: string, found: LoadChange | undefined) =>
      found ? [action(`${verb} load "${found.name}"`, kind, found.edits)] : [];
    return [
      ...moves(disk, costs).map(({ title, edits }) => action(title, refactoringKinds.move, edits)),
      ...load(refactoringKinds.extract, "Extract", extractLoad(document, placed, device)),
      ...load(refactoringKinds.inline, "Inline", inlineLoad(document, placed, device)),
    ];
  }
  const isAtHead = [vm.statement.keyword, vm.name?.range, childOf(vm.statement, "generation")?.range].some(
    (place) => place && contains(place, at),
  );
  if (!isAtHead || generationOf(vm) !== 1) return [];
  const losses = lossesOf(vm);
  const title = `Convert to generation 2${losses === "" ? "" : ` (${losses})`}`;
  const releases = releasesOf(vm, document.definitions);
  const result = tried(document, placed, toGeneration2(vm, releases));
  if ("edits" in result) return [action(title, refactoringKinds.rewrite, result.edits)];
  return tellsWhyNot ? [{ title, kind: refactoringKinds.rewrite, disabled: { reason: result.problem } }] : [];
}

interface Move {
  readonly title: string;
  readonly edits: TextEdit[];
}

/** To the first free slot of each controller; a move to the other controller type shows the predicted effect. */
function moves(disk: ChangedDisk, costs: Costs): readonly Move[] {
  const to = (controllerType: ControllerType) =>
    slotsFor(disk, controllerType).flatMap((slot): Move[] => {
      const result = tried(disk.document, disk.placed, moveTo(disk, controllerType, slot));
      return "edits" in result ? [{ title: moveTitle(disk, controllerType, slot, costs), edits: result.edits }] : [];
    });
  return controllerTypes.flatMap(to);
}

function moveTitle(
  { document, vm, device }: ChangedDisk,
  controllerType: ControllerType,
  slot: Slot,
  costs: Costs,
): string {
  const title = `Move to ${controllerType} ${writeSlot(slot)}`;
  if (controllerType === device.controllerType) return title;
  const factor = throughputFactor(document, vm, device, controllerType, costs);
  return factor === undefined ? title : `${title}: ${throughputInWords(factor)}`;
}

/** The throughput of the disk alone on the other controller type, as a multiple of its present throughput. */
function throughputFactor(
  document: HvvmDocument,
  vm: VirtualMachine,
  device: Device,
  controllerType: ControllerType,
  costs: Costs,
): number | undefined {
  const expected = diskForecast(device, vm, document, costs);
  if (!expected || expected.prediction.limitation) return undefined;
  const [moved] = changedForecasts(expected, ({ change }) => change === `move to ${controllerType}`);
  return moved && Number((moved.there.throughputIops / expected.prediction.throughputIops).toPrecision(2));
}

function tried(
  document: HvvmDocument,
  placed: Placed<DocumentItem>,
  steps: readonly Step[],
): { readonly edits: TextEdit[] } | { readonly problem: string } {
  const before = itemText(document, placed);
  const after = applySteps(before, steps);
  const problem = newProblem(document, placed, after, "none");
  return problem === undefined ? { edits: editsOf(document, placed, before, after) } : { problem };
}
