/** The top of the three tabs about one disk: the choice of VM and disk, and the answer for that disk. */
import {
  answer,
  type BaselineDisk,
  baselineOf,
  type Drawn,
  fileName,
  holds,
  type Markup,
  markup,
  option,
  type Picture,
  pictureOf,
  type SourcePosition,
} from "../../../server/src/core/pictures/pictures.ts";
import type { OutlineVm, SimulateResult } from "../../../server/src/protocol.ts";
import { noDiskCard, notSimulatedCard } from "../cards.ts";
import { memoizeLast } from "../memoize-last.ts";
import { comparedWith, type PageState } from "../page-state.ts";
import { type Parts, partsOf } from "./tabs.ts";

/** With more VMs than this, there is a list instead of buttons. */
const maxButtons = 5;

/** `undefined` when the layout has no VM. */
export function chosenPicture({ choice, cursor }: PageState, result: SimulateResult): Picture | undefined {
  return pictureAtCursor(result, choice.vm, choice.slot, choice.stage, cursor);
}

const pictureAtCursor = memoizeLast(
  (
    result: Drawn,
    vm: string | undefined,
    slot: string | undefined,
    stage: number | undefined,
    cursor: SourcePosition | undefined,
  ) => pictureOf(result, { vm, slot, stage }, cursor),
);

/** The disk in the state that the newer one is compared with. */
export function baselineOfChosen(state: PageState, picture: Picture): BaselineDisk | undefined {
  const compared = comparedWith(state);
  return compared && baselineOf(compared.state.disks, picture);
}

export function chosenDisk(state: PageState, { report }: SimulateResult, picture: Picture): Parts {
  const { path, slot, vm } = picture;
  const isAssumed = slot?.slot.load === "assumed" && state.choice.load === undefined;
  return partsOf(
    ["chosen", choosers(state, picture)],
    ["hypothetical", path && vm.start.outcome === "fails" ? hypothetical(vm) : undefined],
    path && report
      ? ["answer", answer(path, report.phase, isAssumed, baselineOfChosen(state, picture))]
      : ["card", cardWithoutPath(picture)],
  );
}

function hypothetical({ name, start }: OutlineVm): Markup {
  return markup`<p class="callout error"><bdi>${name}</bdi> does not start: ${start.reason}. The figures are those if it started.</p>`;
}

/** Says why the chosen slot has no path. */
function cardWithoutPath({ slot, slots, vm }: Picture): Markup {
  const isAlone = !slots.some((view) => view.disk);
  return isAlone || !slot ? noDiskCard(vm.name, vm.generation) : notSimulatedCard(slot.slot);
}

function choosers(state: PageState, picture: Picture): Markup {
  return markup`<div class="choosers">${vmChooser(state, picture)}${picture.slots.length > 1 && slotChooser(picture)}</div>`;
}

function vmChooser(state: PageState, picture: Picture): Markup {
  const vms = state.result?.outline.vms ?? [];
  if (vms.length > maxButtons)
    return markup`<label class="chooser"><span class="chooser-name">Virtual machine</span><select data-choose="vm" data-key="vms">${vms.map((vm, index) => option(String(index), nameOf(vm.name), vm === picture.vm))}</select></label>`;
  return markup`<div class="chooser" role="group" aria-label="Virtual machine"><span class="chooser-name" aria-hidden="true">Virtual machine</span><div class="segments">${vms.map(
    (vm, index) =>
      markup`<button type="button" aria-pressed="${String(vm === picture.vm)}" ${vm !== picture.vm && holds(vm.range, state.cursor) && markup` class="marked"`} data-action="vm" data-vm="${index}" data-key="vm ${index}" title="Generation ${vm.generation}"><bdi>${nameOf(vm.name)}</bdi></button>`,
  )}</div></div>`;
}

function slotChooser({ slots }: Picture): Markup {
  return markup`<label class="chooser"><span class="chooser-name">Slot</span><select data-choose="slot" data-key="slots">${slots.map(({ slot, index, chosen }) => option(String(index), `${slot.slot} · ${fileName(slot.label)}`, chosen))}</select></label>`;
}

/** The name is empty while it has not been typed yet. */
function nameOf(name: string): string {
  return name === "" ? "(no name)" : name;
}
