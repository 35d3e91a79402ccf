/** An earlier or other state of a layout: what a later run is compared with, and how disks correspond. */
import type { LayoutState } from "../features/compare-layouts.ts";
import type { OutlineVm } from "../features/layout-outline.ts";
import type { DiskReport } from "../simulation/report.ts";
import { type Drawn, detailOf, type Picture } from "./picture.ts";

export interface BaselineState {
  /** Absent if there was only a quick run. */
  readonly layout?: LayoutState | undefined;
  readonly starts: readonly VmOutcome[];
  readonly disks: readonly BaselineDisk[];
}

/** How a VM starts, or why it does not. */
export interface VmOutcome extends Pick<OutlineVm["start"], "outcome" | "reason"> {
  readonly vm: string;
}

export interface BaselineDisk {
  /** The content of the slot, as in the outline: a disk that moved keeps its file. */
  readonly label: string;
  readonly disk: DiskReport;
  /** 95% intervals of percentiles, if the run has them. */
  readonly intervals: Intervals;
}

export interface Intervals {
  readonly p50?: Interval | undefined;
  readonly p99?: Interval | undefined;
}

/** In microseconds. */
export type Interval = readonly [number, number];

/** The state of a run, to be kept while others follow. */
export function baselineState(drawn: Drawn): BaselineState {
  const starts = drawn.outline.vms.map(({ name, start: { outcome, reason } }) => ({ vm: name, outcome, reason }));
  return { layout: drawn.state, starts, disks: baselineDisks(drawn) };
}

function baselineDisks(drawn: Pick<Drawn, "outline" | "report" | "details">): readonly BaselineDisk[] {
  const vms = new Map([...drawn.outline.vms].reverse().map((vm) => [vm.name, vm]));
  return (drawn.report?.disks ?? []).map((disk) => {
    const label = vms.get(disk.vm)?.slots.find(({ slot }) => slot === disk.slot)?.label ?? "";
    return { label, disk, intervals: intervalsOf(disk, drawn) };
  });
}

/**
 * The earlier state of the picture's disk: the one with its file, or else the one in its slot unless that has moved
 * elsewhere. A VM may have been renamed. Never the figures of another disk.
 */
export function baselineOf(baseline: readonly BaselineDisk[], { vm, slot }: Picture): BaselineDisk | undefined {
  const own = baseline.filter(({ disk }) => disk.vm === vm.name);
  const isSameFile = ({ label }: BaselineDisk) => label === slot?.slot.label;
  const isElsewhere = (wanted: string) => vm.slots.some(({ label }) => label === wanted);
  const isSameSlot = ({ disk }: BaselineDisk) => disk.slot === slot?.slot.slot;
  return (
    own.find((each) => isSameFile(each) && isSameSlot(each)) ??
    own.find(isSameFile) ??
    own.find((each) => isSameSlot(each) && !isElsewhere(each.label)) ??
    (own.length === 0 ? baseline.find(isSameFile) : undefined)
  );
}

/** Whether two runs are for the same layout, as far as a comparison reads it, with the same result for every disk. */
export function isSameRun(one: Drawn, other: Drawn): boolean {
  const comparedText = ({ report, state }: Drawn) => JSON.stringify([report?.disks, state]);
  return comparedText(one) === comparedText(other);
}

export function intervalsOf(disk: DiskReport, drawn: Pick<Drawn, "details">): Intervals {
  const points = detailOf(drawn, disk)?.percentiles ?? [];
  const at = (share: number): Interval | undefined => {
    const point = points.find((each) => Math.abs(each.share - share) < 1e-9);
    return point && [point.lowUs, point.highUs];
  };
  return { p50: at(0.5), p99: at(0.99) };
}
