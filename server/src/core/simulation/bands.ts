/**
 * The uncertainty from costs of low confidence: the figures of a disk with all of them at the slow and at the fast end
 * of their ranges, relative to the figures at their values. A cost that a costs file sets stays as it is.
 */
import { count, duration, iops } from "../figures.ts";
import { predictTogether } from "./analytic/predict.ts";
import { type IndependentPart, leadingParts } from "./independent-parts.ts";
import { buildNetwork } from "./network.ts";
import { type CostDefinition, costDefinition } from "./paths/cost-table.ts";
import type { DiskReport } from "./report.ts";
import type { SystemSpec } from "./system-spec.ts";
import type { BandFactors, BandsResult, BandsTask, PilotResult, ShortFigures } from "./tasks.ts";
import { compare } from "./what-if.ts";

/** If only a simulation gives figures, a part takes three short runs. */
const maxSimulated = 8;
const shortRequests = 8000;
/** For all short runs of a part. */
export const requestsOfBands = 3 * shortRequests;

export interface BandOfPart {
  readonly part: number;
  readonly task: BandsTask;
}

/** For the leading parts, unless that takes too long. */
export function bandTasks(
  parts: readonly IndependentPart[],
  pilots: readonly PilotResult[],
  seed: number,
): readonly BandOfPart[] {
  return leadingParts(parts, pilots, () => 1, maxSimulated).map((part) => {
    const engine = pilots[part]!.isPredictable ? "analytic" : "des";
    return { part, task: { kind: "bands", spec: parts[part]!.spec, seed, engine } };
  });
}

/** In the order of the part's disks, `null` for a disk whose band cannot be determined; `undefined` if cancelled. */
export function bands(
  { spec, seed, engine }: BandsTask,
  isCancelled: (() => boolean) | undefined,
): readonly (BandFactors | null)[] | undefined {
  const { costIds, chains } = buildNetwork(spec);
  const disks = [...chains.keys()];
  const figuresOf = (system: SystemSpec) =>
    engine === "analytic"
      ? predictTogether(buildNetwork(system)).map((each) => (each.saturated ? undefined : each))
      : compare({ kind: "compare", spec: system, seed, requests: shortRequests, disks }, isCancelled);
  const [base, slow, fast] = [spec, atEnds(spec, costIds, "slow"), atEnds(spec, costIds, "fast")].map(figuresOf);
  return (
    base &&
    slow &&
    fast &&
    chains.map(({ population }, disk) => {
      const found = factors(base[disk], slow[disk], fast[disk]);
      // Requests with a rate of their own are all served in each of the three runs: any difference is due to chance.
      return found && population === undefined ? { ...found, throughput: [1, 1] } : found;
    })
  );
}

function factors(
  base: ShortFigures | undefined,
  slow: ShortFigures | undefined,
  fast: ShortFigures | undefined,
): BandFactors | null {
  if (!base || !slow || !fast) return null;
  const all = [base, slow, fast];
  const throughput = all.map(({ throughputIops }) => throughputIops / base.throughputIops);
  const responseTime = all.map(({ responseTimeUs }) => responseTimeUs / base.responseTimeUs);
  const span = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
  return { throughput: span(throughput), responseTime: span(responseTime) };
}

function atEnds(spec: SystemSpec, costIds: readonly string[], end: "slow" | "fast"): SystemSpec {
  const moved = costIds.flatMap((id): readonly (readonly [string, number])[] => {
    const definition = costDefinition(id)!;
    if (definition.confidence !== "low" || spec.costs[id] !== definition.default) return [];
    return [[id, definition.range[isSlowWhenHigh(definition) === (end === "slow") ? 1 : 0]]];
  });
  return { ...spec, costs: { ...spec.costs, ...Object.fromEntries(moved) } };
}

/**
 * Which end of the range is slower: more is slower for times and for the share of a block that is filled with zeros,
 * faster for rates, units and hits.
 */
const isSlowWhenHigh = ({ id, unit }: CostDefinition): boolean => unit === "us" || id === "alloc.hostZero";

/** The disks with their bands, and a note if a band is wider than chance; by index over all VMs. */
export function withBands(
  disks: readonly DiskReport[],
  parts: readonly IndependentPart[],
  asked: readonly BandOfPart[],
  results: readonly BandsResult[],
): readonly DiskReport[] {
  const found = new Map(
    asked.flatMap(({ part }, n) => results[n]!.disks.map((band, at) => [parts[part]!.disks[at]!, band] as const)),
  );
  return disks.map((disk, index) => {
    const band = found.get(index) ?? null;
    const { throughputIops, responseTimeUs } = disk;
    const { mean } = responseTimeUs;
    if (!band || throughputIops === null || mean === null) return { ...disk, band: null };
    const times = (value: number, [low, high]: readonly [number, number]) => [low * value, high * value] as const;
    const throughput = times(throughputIops, band.throughput);
    const response = times(mean, band.responseTime);
    const isWide = [band.throughput, band.responseTime].some(([low, high]) => high / low > narrow);
    return {
      ...disk,
      band: { throughputIops: throughput, responseTimeUs: response },
      notes: isWide ? [...disk.notes, bandNote(throughput, response)] : disk.notes,
    };
  });
}

/** A factor closer to 1 is not worth a sentence. */
const narrow = 1.02;

function bandNote([fewest, most]: readonly [number, number], [fastest, slowest]: readonly [number, number]): string {
  const rate = count(fewest) === count(most) ? "" : `${count(fewest)} to ${iops(most)}, `;
  return `Over the ranges of its low-confidence costs: ${rate}mean response time ${duration(fastest)} to ${duration(slowest)}.`;
}
