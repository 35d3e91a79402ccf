/** Joins report and outline for one chosen disk, as the input of all drawings. Chooses a VM and a disk if the user has not. */

import { greatest, group } from "d3-array";
import type { LayoutState } from "../features/compare-layouts.ts";
import type {
  LayoutOutline,
  OutlineProblem,
  OutlineRange,
  OutlineSlot,
  OutlineVm,
  OutlineVolume,
} from "../features/layout-outline.ts";
import type { TwoWaysRun } from "../features/simulate-layout.ts";
import type { DiskDetail } from "../simulation/detail.ts";
import {
  type DiskName,
  type DiskReport,
  isSameDisk,
  observedTimeUs,
  type PerRequest,
  type SimulationReport,
  type StageReport,
  type StationReport,
} from "../simulation/report.ts";
import { stationsOf } from "../simulation/station-names.ts";
import { type Crossing, stageCrossing } from "./crossing.ts";
import { measuredRequests } from "./sample-size.ts";
import { type VolumeUse, volumeUse } from "./volume-use.ts";

/** The result of a simulation of one layout. */
export interface Drawn {
  readonly outline: LayoutOutline;
  /** Absent if the layout has no disk to simulate. */
  readonly report?: SimulationReport | undefined;
  /** Details of some disks of the report, including the chosen one. */
  readonly details?: readonly DiskDetail[] | undefined;
  readonly twoWays?: TwoWaysRun | undefined;
  /** What a comparison needs to know about the layout; from a full run. */
  readonly state?: LayoutState | undefined;
}

/** What the user chose to look at; by default the first of its kind. */
export interface Selection {
  readonly vm?: string | undefined;
  readonly slot?: string | undefined;
  /** Position of a stage on the path. */
  readonly stage?: number | undefined;
}

/** A position in the source. Lines and characters are counted from 0. */
export type SourcePosition = OutlineRange["start"];

export interface Picture {
  readonly vm: OutlineVm;
  readonly slots: readonly SlotView[];
  readonly volumes: readonly VolumeView[];
  /** The chosen slot, if the VM has one. */
  readonly slot?: SlotView | undefined;
  readonly path?: ChosenPath | undefined;
  /** Position of the stage that the user chose. */
  readonly chosenStage?: number | undefined;
}

export interface SlotView {
  readonly slot: OutlineSlot;
  /**
   * Index in the VM. Actions refer to things by index, because a name may contain characters that the page writes out.
   */
  readonly index: number;
  readonly disk?: DiskReport | undefined;
  readonly chosen: boolean;
  /** Whether the cursor of the source is in it. */
  readonly marked: boolean;
  readonly problems: readonly OutlineProblem[];
}

export interface VolumeView {
  readonly volume: OutlineVolume;
  /** Position in the outline. */
  readonly index: number;
  readonly chosen: boolean;
  readonly marked: boolean;
  readonly use: VolumeUse;
}

export interface ChosenPath {
  readonly disk: DiskReport;
  /** Whether its VM does not start, so that the figures are hypothetical. */
  readonly isHypothetical: boolean;
  /** What the layout expects of it. */
  readonly expectations: NonNullable<OutlineSlot["expectations"]>;
  readonly stages: readonly PathStage[];
  /** What the run recorded about the disk; absent if the answer does not include it. */
  readonly detail?: DiskDetail | undefined;
  /** The number of this disk's requests that were measured; unknown without its details. */
  readonly requests?: number | undefined;
  /** Disks of other VMs on the same volume. */
  readonly disksOfOthers?: number | undefined;
  /** Medium of the disk, as the layout names it; a stand-in is named as such. */
  readonly medium: string;
}

export interface PathStage {
  readonly index: number;
  readonly stage: StageReport;
  /** Utilization of what serves the stage; absent for a stage where nothing can queue. */
  readonly utilization?: number | undefined;
  /** Mean number of this disk's requests that wait here. */
  readonly waiting: number;
  readonly isBottleneck: boolean;
  /** Crossings of the border between guest and host that the stage causes, per request. */
  readonly crossing?: { readonly kind: Crossing; readonly count: number } | undefined;
}

/** `undefined` when the layout has no VM. */
export function pictureOf(result: Drawn, choice: Selection, cursor: SourcePosition | undefined): Picture | undefined {
  const { outline, report } = result;
  const vm = outline.vms.find((each) => each.name === choice.vm) ?? firstWithDisk(outline, report) ?? outline.vms[0];
  if (!vm) return undefined;
  const disks = report?.disks.filter((disk) => disk.vm === vm.name) ?? [];
  const diskOf = reportsOfSlots(vm.slots, disks);
  const chosen =
    vm.slots.find((slot) => slot.slot === choice.slot) ??
    vm.slots.find((slot) => (diskOf(slot)?.throughputIops ?? 0) > 0) ??
    vm.slots.find((slot) => slot.kind !== "dvd") ??
    vm.slots[0];
  const slots = vm.slots.map((slot, index) => ({
    slot,
    index,
    disk: diskOf(slot),
    chosen: slot === chosen,
    marked: holds(slot.range, cursor),
    problems: outline.problems.filter((problem) => overlap(problem.range, slot.range)),
  }));
  const disk = chosen && diskOf(chosen);
  const detail = disk && detailOf(result, disk);
  const under = disk && volumeOf(outline, vm, disk);
  const disksOn = disksByVolume(outline, report);
  const volumes = volumesNear(outline, vm).map((volume) => ({
    volume,
    index: outline.volumes.indexOf(volume),
    chosen: volume === under,
    marked: holds(volume.range, cursor),
    use: volumeUse(vm, disksOn.get(volume) ?? [], report),
  }));
  return {
    vm,
    slots,
    volumes,
    slot: slots.find((slot) => slot.chosen),
    path: disk &&
      report && {
        disk,
        isHypothetical: vm.start.outcome === "fails",
        expectations: chosen.expectations ?? [],
        stages: stagesOf(disk, report),
        detail,
        requests: detail && measuredRequests(detail),
        medium: mediumOf(disk, under),
        disksOfOthers: volumes.find((volume) => volume.chosen)?.use.disksOfOthers,
      },
    chosenStage: disk?.stages[choice.stage ?? -1] && choice.stage,
  };
}

/** What the run recorded of one of its disks. */
export function detailOf({ details }: Pick<Drawn, "details">, disk: DiskName): DiskDetail | undefined {
  return details?.find((each) => isSameDisk(each, disk));
}

/** If two devices are in one slot, each has its own figures, in the order of the file. */
export function reportsOfSlots(slots: readonly OutlineSlot[], disks: readonly DiskReport[]) {
  const left = [...disks];
  const own = new Map(
    slots.map((slot) => {
      const index = slot.kind === "dvd" ? -1 : left.findIndex((disk) => disk.slot === slot.slot);
      return [slot, index < 0 ? undefined : left.splice(index, 1)[0]];
    }),
  );
  return (slot: OutlineSlot): DiskReport | undefined => own.get(slot);
}

/** Whether a problem keeps a part of the layout out of the picture. */
export function isIncomplete(outline: LayoutOutline): boolean {
  return outline.problems.some((problem) => problem.severity === "error");
}

export function holds(range: OutlineRange, cursor: SourcePosition | undefined): boolean {
  return cursor !== undefined && cursor.line >= range.start.line && cursor.line <= range.end.line;
}

export function stagesOf(disk: DiskReport, report: Pick<SimulationReport, "stations">): readonly PathStage[] {
  const bottleneck = bottleneckStage(disk, report);
  return disk.stages.map((stage, index) => {
    const stations = stationsOf(stage.station, report.stations);
    return {
      index,
      stage,
      utilization: meanUtilization(stations),
      // By Little's law, the arrival rate times the waiting time is the mean number of waiting requests, here of this disk only.
      waiting: ((disk.throughputIops ?? 0) * (stage.waitingUs ?? 0)) / 1_000_000,
      isBottleneck: stage === bottleneck,
      crossing: crossingOf(stage, disk.perRequest),
    };
  });
}

/** If the limiting station serves several stages, the one that takes the most time: a short one limits nothing. */
function bottleneckStage(
  { stages, bottleneck }: DiskReport,
  report: Pick<SimulationReport, "stations">,
): StageReport | undefined {
  const served = stages.filter(({ station }) =>
    stationsOf(station, report.stations).some(({ id }) => id === bottleneck.station),
  );
  return greatest(served, observedTimeUs);
}

/** The run's own count: a ring that is not empty needs no signal, so a visit does not always cross. */
function crossingOf(stage: StageReport, perRequest: PerRequest | null): PathStage["crossing"] {
  const kind = stageCrossing(stage.id);
  if (!kind || !perRequest) return undefined;
  const { exits, hypercalls, interrupts } = perRequest;
  return { kind, count: { exit: exits, hypercall: hypercalls, interrupt: interrupts }[kind] };
}

function meanUtilization(stations: readonly StationReport[]): number | undefined {
  if (stations.length === 0) return undefined;
  return stations.reduce((sum, station) => sum + station.utilization, 0) / stations.length;
}

function firstWithDisk(outline: LayoutOutline, report: SimulationReport | undefined): OutlineVm | undefined {
  const names = new Set(report?.disks.map((disk) => disk.vm));
  return outline.vms.find((vm) => names.has(vm.name));
}

/** Two hosts may each have a volume "C:"; the VM's own host decides. */
export function volumeOf(outline: LayoutOutline, vm: OutlineVm, disk: DiskReport): OutlineVolume | undefined {
  const named = volumesNear(outline, vm).filter((volume) => volume.id === disk.volume);
  return named.length === 1 ? named[0] : undefined;
}

/** The disks of the report on each volume, over all VMs. */
function disksByVolume(
  outline: LayoutOutline,
  report: SimulationReport | undefined,
): ReadonlyMap<OutlineVolume | undefined, readonly DiskReport[]> {
  const vms = new Map(outline.vms.map((vm) => [vm.name, vm]));
  return group(report?.disks ?? [], (disk) => {
    const vm = vms.get(disk.vm);
    return vm && volumeOf(outline, vm, disk);
  });
}

/** The volumes of the VM's host; all volumes if no host is named. */
function volumesNear(outline: LayoutOutline, { host }: OutlineVm): readonly OutlineVolume[] {
  if (host === undefined) return outline.volumes;
  return outline.volumes.filter(({ hosts }) => hosts.includes(host.toLowerCase()));
}

function mediumOf(disk: DiskReport, volume: OutlineVolume | undefined): string {
  if (volume) return volume.media;
  return disk.volume === undefined ? "stand-in ssd-sata" : "medium not stated";
}

function overlap(one: OutlineRange, other: OutlineRange): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: SourcePosition, other: SourcePosition): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
