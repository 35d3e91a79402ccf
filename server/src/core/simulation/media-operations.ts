/** What a request does at the medium: its accesses to one disk or, on an array, to several at once. */
import type { DiskStations } from "./disk-stations.ts";
import type { Operation } from "./operations.ts";
import { flashModel, isProtected } from "./paths/media-model.ts";
import type { RequestShape } from "./paths/path.ts";
import type { Resiliency, VolumeSpec } from "./system-spec.ts";

/** What the compiler of a disk's path provides. */
export interface MediaTools {
  readonly cost: (id: string) => number;
  /** Index of a stage of the device. */
  readonly stageIndex: (id: string, station?: string) => number;
}

/** The number of disks that a small write goes to at once, and whether it reads them before, by resiliency. */
const writes: Readonly<Record<Resiliency, { readonly atOnce: number; readonly readsFirst: boolean }>> = {
  simple: { atOnce: 1, readsFirst: false },
  mirror: { atOnce: 2, readsFirst: false },
  "three-way-mirror": { atOnce: 3, readsFirst: false },
  parity: { atOnce: 2, readsFirst: true },
  "dual-parity": { atOnce: 3, readsFirst: true },
};

/** One access, one write per copy, or with parity as many reads as writes, the reads first. */
export function mediaOperations(
  volume: VolumeSpec,
  request: RequestShape,
  stations: DiskStations,
  tools: MediaTools,
): readonly Operation[] {
  const { disks = 1, resiliency = "simple" } = volume;
  const access = (shape: RequestShape): readonly Operation[] => accessOf(volume, shape, stations, tools);
  if (disks === 1) return access(request);
  const { atOnce, readsFirst } = request.isRead ? writes.simple : writes[resiliency];
  return [
    { kind: "place", count: disks },
    ...(readsFirst ? forked(atOnce, access({ ...request, isRead: true, isDurable: false }), tools) : []),
    ...forked(atOnce, access(request), tools),
  ];
}

function forked(branches: number, access: readonly Operation[], { stageIndex }: MediaTools): readonly Operation[] {
  if (branches === 1) return access;
  return [
    { kind: "fork", branches, length: access.length },
    ...access,
    { kind: "join", stage: stageIndex("media.copies") },
  ];
}

/** One access to one disk. */
function accessOf(
  volume: VolumeSpec,
  request: RequestShape,
  stations: DiskStations,
  { cost, stageIndex }: MediaTools,
): readonly Operation[] {
  const { disks: count = 1 } = volume;
  const medium = stations.medium(volume);
  const idOf = (station: number): string => stations.idOfDisk(station, volume);
  const stage = stageIndex("media.service", idOf(medium.serving));
  const transferStage = stageIndex("media.transfer", idOf(medium.transferring));
  const needsFlush = request.isDurable && !isProtected(volume);
  if (medium.isSpinning) {
    const { isRandom, bytes } = request;
    const arm = { kind: "arm", station: medium.serving, count } as const;
    const access: Operation = { ...arm, isRandom, bytes, stage, transferStage };
    if (!needsFlush) return [access];
    // A durable write has to leave the disk's cache before the answer: one more access.
    const flush = stageIndex("media.flush", idOf(medium.serving));
    return [access, { ...arm, isRandom: true, bytes: 0, stage: flush, transferStage: flush }];
  }
  const { unitUs, weight, transferUs } = flashModel(volume, request.isRead, request.bytes, cost);
  const access = [
    constantService(medium.serving, stage, unitUs, weight, count),
    constantService(medium.transferring, transferStage, transferUs, 1, count),
  ];
  if (!needsFlush) return access;
  const station = stations.flush(volume);
  const flush = stageIndex("media.flush", idOf(station));
  const us = cost(volume.medium === "ssd-sata" ? "flush.sata" : "flush.nvme");
  return [...access, constantService(station, flush, us, 1, count)];
}

/** Written out: with shared properties spread into it V8 would make a new hidden class for each. */
export function constantService(station: number, stage: number, us: number, weight: number, count = 1): Operation {
  const parts = [{ stage, us, visits: 1 }];
  return {
    kind: "serve",
    station,
    cpu: undefined,
    parts,
    us,
    weight,
    count,
    isMember: count > 1,
    shape: "constant",
    exits: 0,
    drains: false,
  };
}
