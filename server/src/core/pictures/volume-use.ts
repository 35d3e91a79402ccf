/** How busy a volume or a station is, and whose disks share a volume, over all VMs: read from the run's report. */

import type { OutlineVm } from "../features/layout-outline.ts";
import type { DiskReport, SimulationReport } from "../simulation/report.ts";
import { stationsOf } from "../simulation/station-names.ts";
import { isFull } from "../simulation/stations.ts";

export interface VolumeUse {
  /** Utilization of its busiest part, 0 to 1; absent if no simulated disk is on it. */
  readonly utilization?: number | undefined;
  /** Slots of the picture's VM whose disks are on it, as the report names them. */
  readonly slots: readonly string[];
  /** How many disks of other VMs are on it. */
  readonly disksOfOthers: number;
}

/** `disks` are those of the report that are on the volume. */
export function volumeUse(
  vm: OutlineVm,
  disks: readonly DiskReport[],
  report: SimulationReport | undefined,
): VolumeUse {
  return {
    utilization: busiestPart(disks, report),
    slots: disks.filter((disk) => disk.vm === vm.name).map((disk) => disk.slot),
    disksOfOthers: disks.filter((disk) => disk.vm !== vm.name).length,
  };
}

/** Utilization of the busiest part of the device under some disks; `undefined` if no part of it can be busy. */
export function busiestPart(disks: readonly DiskReport[], report: SimulationReport | undefined): number | undefined {
  const stages = disks.flatMap((disk) => disk.stages).filter((stage) => stage.actor === "device");
  // Many disks share few stations.
  const busy = [...new Set(stages.map(({ station }) => station))]
    .flatMap((station) => stationsOf(station, report?.stations ?? []))
    .map((station) => station.utilization);
  return busy.length > 0 ? Math.max(...busy) : undefined;
}

/** Utilization in three levels; the figure is shown beside the colour. */
export function loadClass(utilization: number): "calm" | "high" | "full" {
  if (isFull(utilization)) return "full";
  return utilization >= 0.7 ? "high" : "calm";
}
