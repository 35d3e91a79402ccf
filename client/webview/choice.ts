/** What the user chose on the page. It survives edits of the file, hiding the page and reloading the window. */
import {
  type BaselineDisk,
  type BaselineState,
  type Drawn,
  holds,
  pictureOf,
  type SourcePosition,
} from "../../server/src/core/pictures/pictures.ts";
import type { LayoutOutline, OtherWay, OutlineVm, Phase } from "../../server/src/protocol.ts";
import {
  type ComparedLayout,
  isComparedLayout,
  isOtherWay,
  isRunChoice,
  type RunChoice,
} from "../src/preview/preview-messages.ts";
import { type Panned, type PlayerChoice, readPanned, readPlayerChoice, readZoom } from "./player-choice.ts";
import { isTab, type Tab } from "./tabs/tabs.ts";

export interface Choice {
  /** The layout that VM, disk, load and pinned state belong to. */
  readonly uri?: string | undefined;
  readonly isLocked?: boolean | undefined;
  /** The overview by default. */
  readonly tab?: Tab | undefined;
  readonly vm?: string | undefined;
  /** The position of the VM and the number of VMs, by which it is found again after a change of its name. */
  readonly vmPlace?: { readonly index: number; readonly count: number } | undefined;
  readonly slot?: string | undefined;
  /** The content of the slot, by which a disk is found again after it has moved. */
  readonly label?: string | undefined;
  /** Position of a stage on the path. */
  readonly stage?: number | undefined;
  /** Show all stages of the path, with short software stages separately. */
  readonly allStages?: boolean | undefined;
  readonly phase?: Phase | undefined;
  readonly load?: string | undefined;
  /** Values that the user tries, by id of the cost. */
  readonly costs?: Readonly<Record<string, number>> | undefined;
  /** Ids of the relevant costs, from top to bottom; kept while values are tried, so that the sliders do not move. */
  readonly costOrder?: readonly string[] | undefined;
  readonly allAssumptions?: boolean | undefined;
  /** All VMs of the overview, not only the worst. */
  readonly allVms?: boolean | undefined;
  /** The order of the VMs in the overview; the worst first by default. */
  readonly sort?: "name" | undefined;
  /** Filter for the VMs in the overview: those with this text in a name. */
  readonly filter?: string | undefined;
  readonly player?: PlayerChoice | undefined;
  /** The path beside the layout's own; by default the one that differs most. */
  readonly otherWay?: OtherWay | undefined;
  /** Zoom of the diagram; 1 is its full size. */
  readonly zoom?: number | undefined;
  /** Names of the folds that are open. */
  readonly open?: readonly string[] | undefined;
  /** The state that others are compared with. */
  readonly pinned?: BaselineState | undefined;
  /** The state to compare with, instead of a pinned one or the one before the last edit. */
  readonly comparedWith?: ComparedLayout | undefined;
  /** How far the diagram is scrolled in its box, in pixels. */
  readonly panned?: Panned | undefined;
  /** How far the page is scrolled, in pixels. */
  readonly scrollTop?: number | undefined;
}

export const twoWaysFold = "two-ways";

/** A pinned state with more disks than this is kept only as long as the page exists. */
const maxPinnedDisks = 48;

/** The part of the choice that applies to any layout; the rest is dropped when another layout is followed. */
export function choiceForAnother(
  uri: string,
  { tab, allStages, phase, costs, open, allAssumptions, zoom, isLocked }: Choice,
): Choice {
  return { uri, tab, allStages, phase, costs, open, allAssumptions, zoom, isLocked };
}

/** The part of the choice that the panel needs to know. */
export function runOf({ phase, load, costs, vm, slot, open, otherWay, comparedWith }: Choice): RunChoice {
  return {
    phase,
    load,
    costs,
    chosen: vm !== undefined && slot !== undefined ? { vm, slot } : undefined,
    // What is not visible is not requested.
    otherWay: open?.includes(twoWaysFold) ? (otherWay ?? "any") : undefined,
    comparedWith,
  };
}

/**
 * The choice for a new result: the same disk, wherever an edit has moved it. If none was chosen, the one at the cursor,
 * else the first.
 */
export function settled(choice: Choice, drawn: Drawn, cursor: SourcePosition | undefined): Choice {
  const found = inOutline(choice, drawn.outline);
  if (found.vm !== undefined && found.slot !== undefined) return found;
  const vmAtCursor = found.vm === undefined ? drawn.outline.vms.find(({ range }) => holds(range, cursor)) : undefined;
  const slotAtCursor = vmAtCursor?.slots.find(({ range }) => holds(range, cursor));
  const atCursor = pictureOf(
    drawn,
    { ...found, vm: vmAtCursor?.name ?? found.vm, slot: slotAtCursor?.slot },
    undefined,
  );
  const picture = atCursor?.path ? atCursor : pictureOf(drawn, found, undefined);
  if (!picture?.path || !picture.slot) return found;
  return { ...found, ...vmOf(picture.vm, drawn.outline), ...slotOf(picture.slot.slot) };
}

export function slotOf({ slot, label }: OutlineVm["slots"][number]): Pick<Choice, "slot" | "label"> {
  return { slot, label };
}

export function vmOf(vm: OutlineVm, { vms }: LayoutOutline): Pick<Choice, "vm" | "vmPlace"> {
  return { vm: vm.name, vmPlace: { index: vms.indexOf(vm), count: vms.length } };
}

/** The choice as a later page reads it with `readChoice`. */
export function persistedChoice(choice: Choice): Choice {
  return (choice.pinned?.disks.length ?? 0) > maxPinnedDisks ? { ...choice, pinned: undefined } : choice;
}

/** Reads what `setState` stored; anything unknown in it counts as not chosen. */
export function readChoice(value: unknown): Choice {
  if (typeof value !== "object" || value === null) return {};
  const fields = value as { readonly [Name in keyof Choice]: unknown };
  const { phase, load, costs } = fields;
  const run: RunChoice = isRunChoice({ phase, load, costs }) ? ({ phase, load, costs } as RunChoice) : {};
  return {
    uri: textOf(fields.uri),
    isLocked: fields.isLocked === true,
    tab: isTab(fields.tab) ? fields.tab : undefined,
    vm: textOf(fields.vm),
    vmPlace: isPlace(fields.vmPlace) ? fields.vmPlace : undefined,
    slot: textOf(fields.slot),
    label: textOf(fields.label),
    stage: Number.isInteger(fields.stage) ? (fields.stage as number) : undefined,
    ...run,
    costOrder: textsOf(fields.costOrder),
    allAssumptions: fields.allAssumptions === true,
    allStages: fields.allStages === true || undefined,
    allVms: fields.allVms === true || undefined,
    sort: fields.sort === "name" ? "name" : undefined,
    filter: textOf(fields.filter),
    open: textsOf(fields.open),
    pinned: isEarlierState(fields.pinned) ? fields.pinned : undefined,
    comparedWith: isComparedLayout(fields.comparedWith) ? fields.comparedWith : undefined,
    player: readPlayerChoice(fields.player),
    otherWay: isOtherWay(fields.otherWay) ? fields.otherWay : undefined,
    zoom: readZoom(fields.zoom),
    panned: readPanned(fields.panned),
    scrollTop: typeof fields.scrollTop === "number" ? fields.scrollTop : undefined,
  };
}

/** The choice with the current names of the chosen VM and disk; unchanged if they no longer exist. */
export function inOutline(choice: Choice, outline: LayoutOutline): Choice {
  const { vms } = outline;
  const named = vms.find(({ name }) => name === choice.vm);
  const vm = named ?? (choice.vmPlace?.count === vms.length ? vms[choice.vmPlace.index] : undefined);
  if (!vm) return choice;
  const isSameFile = ({ label }: OutlineVm["slots"][number]) => label === choice.label;
  const isSameSlot = ({ slot }: OutlineVm["slots"][number]) => slot === choice.slot;
  const slot =
    vm.slots.find((each) => isSameFile(each) && isSameSlot(each)) ??
    vm.slots.find(isSameFile) ??
    vm.slots.find(isSameSlot);
  return { ...choice, ...vmOf(vm, outline), ...(slot && slotOf(slot)) };
}

function isPlace(value: unknown): value is NonNullable<Choice["vmPlace"]> {
  const place = value as Choice["vmPlace"] | null;
  return typeof place === "object" && Number.isInteger(place?.index) && Number.isInteger(place?.count);
}

/** Checked as far as the drawings depend on it. */
function isEarlierState(value: unknown): value is BaselineState {
  const state = value as BaselineState | null | undefined;
  const { layout } = state ?? {};
  return (
    Array.isArray(state?.starts) &&
    Array.isArray(state.disks) &&
    state.disks.every(isEarlierDisk) &&
    (layout === undefined || (Array.isArray(layout.devices) && Array.isArray(layout.statements)))
  );
}

function isEarlierDisk(value: unknown): value is BaselineDisk {
  const baseline = value as BaselineDisk | null;
  const disk = baseline?.disk;
  return (
    typeof baseline?.label === "string" &&
    typeof baseline.intervals === "object" &&
    Array.isArray(disk?.stages) &&
    typeof disk.perRequest === "object" &&
    [disk.responseTimeUs, disk.bottleneck, disk.load].every((part) => typeof part === "object" && part !== null)
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === "string") ? value : undefined;
}
