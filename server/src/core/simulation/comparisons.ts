/** What changes of a layout would achieve: which systems to simulate in short runs, and how to read their figures. */
import { type IndependentPart, independentParts, type PlaceOfDisk, placesOfDisks } from "./independent-parts.ts";
import type { DiskReport, WhatIf } from "./report.ts";
import type { SystemSpec } from "./system-spec.ts";
import type { CarriedDisk, CompareResult, CompareTask, PilotResult, ShortFigures } from "./tasks.ts";

/** Another layout to compare one disk with; `disk` is its index, counted over all VMs, in both specs. */
export interface Alternative {
  readonly vm: string;
  readonly slot: string;
  readonly change: string;
  readonly disk: number;
  readonly spec: SystemSpec;
}

/** A short run of a changed part, with the alternatives that it answers. */
export interface Comparison {
  readonly task: CompareTask;
  readonly alternatives: readonly Alternative[];
}

/**
 * The disks for which a short run of their part has enough requests, by their index over all VMs, with their figures in
 * it.
 */
export function carriedDisks(
  parts: readonly IndependentPart[],
  pilots: readonly PilotResult[],
): ReadonlyMap<number, CarriedDisk> {
  return new Map(
    parts.flatMap(({ disks }, part) =>
      pilots[part]!.carried.map((carried) => [disks[carried.disk]!, carried] as const),
    ),
  );
}

/** A short run is only meaningful for a disk whose full report it agrees with. */
export function agrees({ throughputIops, responseTimeUs, saturated }: DiskReport, short: ShortFigures): boolean {
  const isNear = (a: number, b: number | null) => b !== null && Math.abs(a / b - 1) < 0.05;
  return (
    responseTimeUs.mean !== null &&
    isNear(short.throughputIops, throughputIops) &&
    (saturated || isNear(short.responseTimeUs, responseTimeUs.mean))
  );
}

/** One for each changed system; `pilots` are those of the unchanged parts. */
export function comparisonsOf(
  carried: ReadonlyMap<number, CarriedDisk>,
  places: readonly PlaceOfDisk[],
  pilots: readonly PilotResult[],
  seed: number,
  alternatives: readonly Alternative[],
): readonly Comparison[] {
  const bySpec = new Map<SystemSpec, Alternative[]>();
  for (const alternative of alternatives) {
    if (!carried.has(alternative.disk)) continue;
    const same = bySpec.get(alternative.spec);
    if (same) same.push(alternative);
    else bySpec.set(alternative.spec, [alternative]);
  }
  return [...bySpec].flatMap(([spec, same]) => {
    const changed = independentParts(spec);
    const changedPlaces = placesOfDisks(changed);
    return changed.flatMap((part, number): readonly Comparison[] => {
      const own = same.filter(({ disk }) => changedPlaces[disk]?.part === number);
      if (own.length === 0) return [];
      const requests = Math.max(...own.map(({ disk }) => pilots[places[disk]!.part]!.shortRequests));
      const disks = own.map(({ disk }) => changedPlaces[disk]!.at);
      return [{ task: { kind: "compare", spec: part.spec, seed, requests, disks }, alternatives: own }];
    });
  });
}

/**
 * In the order of the alternatives: the figures of the changed system over those of the system as it is, both of short runs
 * with the same random numbers. What chance does to both falls out of the ratio.
 */
export function whatIfs(
  carried: ReadonlyMap<number, CarriedDisk>,
  comparisons: readonly Comparison[],
  results: readonly CompareResult[],
  alternatives: readonly Alternative[],
): readonly WhatIf[] {
  const found = new Map(
    comparisons.flatMap((comparison, n) =>
      comparison.alternatives.map((alternative, at) => [alternative, results[n]!.figures[at]] as const),
    ),
  );
  return alternatives.flatMap((alternative): readonly WhatIf[] => {
    const after = found.get(alternative);
    const before = carried.get(alternative.disk);
    if (!after || !before) return [];
    const { vm, slot, change } = alternative;
    const throughputRatio = after.throughputIops / before.throughputIops;
    const responseTimeRatio = before.isSaturated ? null : after.responseTimeUs / before.responseTimeUs;
    return [{ vm, slot, change, throughputRatio, responseTimeRatio, engine: "des" }];
  });
}
