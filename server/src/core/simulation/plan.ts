/**
 * One simulation from description to report, as batches of tasks: the tasks of a batch do not depend on each other, so
 * they can be performed in any order and on any number of threads, with the same report.
 */
import { assumptionsOf, weighingOf } from "./assumptions.ts";
import { bandTasks, withBands } from "./bands.ts";
import { type Alternative, agrees, carriedDisks, comparisonsOf, whatIfs } from "./comparisons.ts";
import type { TracedRequest } from "./des/trace.ts";
import type { DiskDetail } from "./detail.ts";
import { type IndependentPart, independentParts, type PlaceOfDisk, placesOfDisks } from "./independent-parts.ts";
import { mergedRuns } from "./merged-runs.ts";
import { type DiskReport, isHeldByLimit, type SimulationReport, type StationReport } from "./report.ts";
import { checkSpec, maxRequests, type SystemSpec } from "./system-spec.ts";
import type {
  AssumptionsResult,
  BandsResult,
  CompareResult,
  PilotResult,
  PilotTask,
  RunResult,
  RunTask,
  SimulationTask,
  TaskResult,
} from "./tasks.ts";

export interface SimulationOptions {
  readonly seed: number;
  /** Requests to complete, 1 to 2,000,000; a slow disk beside fast ones makes the run longer. */
  readonly requests: number;
  readonly alternatives?: readonly Alternative[] | undefined;
  /** Indexes of the disks, counted over all VMs, whose details are wanted. */
  readonly detailed?: readonly number[] | undefined;
  /** Paths of one disk to be shown side by side: each is simulated in a short run, with the same random numbers. */
  readonly ways?: readonly Way[] | undefined;
  /** Elasticities need many engine runs: a report without them is finished sooner. */
  readonly withoutAssumptions?: boolean | undefined;
  /** By how many events all runs together may be longer, until the slowest disks have enough requests; two seconds' worth by default. */
  readonly extraEvents?: number | undefined;
}

/** A system in which one disk, by its index over all VMs, has its requests recorded. */
export interface Way {
  readonly disk: number;
  readonly spec: SystemSpec;
}

/** The result of a short run of a path. */
export interface WayRun {
  readonly disk: DiskReport;
  readonly stations: readonly StationReport[];
  readonly requests: readonly TracedRequest[];
  /** Whether all other disks are idle: beside them, this one would get too few requests in a short run. */
  readonly isAlone: boolean;
}

export type SimulationOutcome =
  | {
      readonly kind: "done";
      readonly report: SimulationReport;
      /** In the order of `SimulationOptions.detailed`. */
      readonly details: readonly DiskDetail[];
      /** In the order of `SimulationOptions.ways`; `undefined` for one that cannot be simulated. */
      readonly ways: readonly (WayRun | undefined)[];
      /** Events of the runs, for measuring speed. */
      readonly events: number;
    }
  | { readonly kind: "refused"; readonly problem: string }
  | { readonly kind: "cancelled" };

export interface Batch {
  readonly tasks: readonly SimulationTask[];
  /** The share of the simulation that is done when the batch is. */
  readonly doneShare: number;
}

/** Yields the batches, receives the results of each in the order of its tasks, and returns the outcome. */
export type SimulationPlan = Generator<Batch, SimulationOutcome, readonly TaskResult[]>;

const defaultExtraEvents = 8e6;

export function* simulationPlan(spec: SystemSpec, options: SimulationOptions): SimulationPlan {
  const problem = checkSpec(spec) ?? checkOptions(options);
  if (problem) return { kind: "refused", problem };
  const { seed, alternatives = [], withoutAssumptions = false } = options;
  const parts = independentParts(spec);
  const places = placesOfDisks(parts);
  const detailed = (options.detailed ?? []).filter((disk) => places[disk] !== undefined);
  const isAsked = !withoutAssumptions || alternatives.length > 0 || (options.ways ?? []).length > 0;
  const pilots = (yield {
    tasks: isAsked ? pilotTasks(parts, places, options) : [],
    doneShare: pilotShare,
  }) as readonly PilotResult[];

  const short = isAsked ? carriedDisks(parts, pilots) : new Map();
  const comparisons = comparisonsOf(short, places, pilots, seed, alternatives);
  const weighing = withoutAssumptions ? [] : weighingOf(parts, pilots, seed);
  const banded = withoutAssumptions ? [] : bandTasks(parts, pilots, seed);
  const ways = (options.ways ?? []).map((way) => wayTask(way, seed, isRare(places[way.disk], pilots)));
  const wayTasks = ways.flatMap((way) => way?.task ?? []);
  // The runs are the longest tasks and come first; everything else fits beside them.
  const results = yield {
    tasks: [
      ...runTasks(parts, places, { ...options, detailed }),
      ...comparisons.map(({ task }) => task),
      ...weighing.map(({ task }) => task),
      ...wayTasks,
      ...banded.map(({ task }) => task),
    ],
    doneShare: 1,
  };

  const left = [...results];
  const take = (count: number): readonly TaskResult[] => left.splice(0, count);
  const runs = take(parts.length) as readonly RunResult[];
  const compared = take(comparisons.length) as readonly CompareResult[];
  const weights = take(weighing.length) as readonly AssumptionsResult[];
  const wayRuns = take(wayTasks.length) as readonly RunResult[];
  const foundBands = take(banded.length) as readonly BandsResult[];
  const all = mergedRuns(parts, places, runs, detailed);
  const carried = new Map([...short].filter(([disk, figures]) => agrees(all.report.disks[disk]!, figures)));
  const worthwhile = alternatives.filter(({ disk }) => !isHeldByLimit(all.report.disks[disk]!));
  const lacking = new Set(worthwhile.flatMap(({ disk }) => (carried.has(disk) ? [] : disk)));
  const weighed = withoutAssumptions
    ? { assumptions: [], notes: [] }
    : assumptionsOf(spec, parts, pilots, runs, weighing, weights);
  const disks = all.report.disks.map((disk, at) =>
    lacking.has(at) ? { ...disk, notes: [...disk.notes, notComparedNote] } : disk,
  );
  const report: SimulationReport = {
    ...all.report,
    disks: withoutAssumptions ? disks : withBands(disks, parts, banded, foundBands),
    seed,
    phase: spec.phase,
    whatIf: whatIfs(carried, comparisons, compared, worthwhile),
    assumptions: weighed.assumptions,
    notes: [...all.report.notes, ...weighed.notes],
  };
  const wayRunsOf = ways.map(
    (way) => way && { ...wayRun(wayRuns[wayTasks.indexOf(way.task)]!, way.task), isAlone: way.isAlone },
  );
  return { kind: "done", report, details: all.details, ways: wayRunsOf, events: all.events };
}

/** Short runs are this much of a whole simulation. */
const pilotShare = 0.05;
const notComparedNote = "The effect of changes is not shown: a short run has too few of its requests to compare.";

/** Requests of a short run of one path: as many as for the effect of a change. */
const wayRequests = 8000;
/** At least this many of them must be of the disk. */
const fewestOfDisk = 200;

/** Whether a disk has so few of its part's requests that a short run would record none. */
function isRare(place: PlaceOfDisk | undefined, pilots: readonly PilotResult[]): boolean {
  if (!place) return false;
  const { expectedIops } = pilots[place.part]!;
  const all = expectedIops.reduce((sum, iops) => sum + iops, 0);
  return expectedIops[place.at]! * wayRequests < fewestOfDisk * all;
}

/** The system without its other disks. */
function aloneIn({ disk, spec }: Way): Way {
  let at = 0;
  const vms = spec.vms.map((vm) => ({ ...vm, disks: vm.disks.filter(() => at++ === disk) }));
  return { disk: 0, spec: { ...spec, vms } };
}

function wayTask(
  way: Way,
  seed: number,
  isAlone: boolean,
): { readonly task: RunTask; readonly isAlone: boolean } | undefined {
  if (checkSpec(way.spec)) return undefined;
  const { disk, spec } = isAlone ? aloneIn(way) : way;
  const parts = independentParts(spec);
  const place = placesOfDisks(parts)[disk];
  return (
    place && {
      isAlone,
      task: {
        kind: "run",
        spec: parts[place.part]!.spec,
        seed,
        requests: wayRequests,
        requestsOfAll: wayRequests,
        extraEvents: 0,
        detailed: [place.at],
      },
    }
  );
}

function wayRun({ disks, stations, details }: RunResult, { detailed }: RunTask): Omit<WayRun, "isAlone"> {
  return { disk: disks[detailed[0]!]!, stations, requests: details[0]!.requests };
}

function checkOptions({ seed, requests }: SimulationOptions): string | undefined {
  if (!Number.isSafeInteger(seed) || seed < 0)
    return `The seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`;
  if (!Number.isInteger(requests) || requests < 1 || requests > maxRequests)
    return `A run has 1 to ${maxRequests} requests.`;
  return undefined;
}

function pilotTasks(
  parts: readonly IndependentPart[],
  places: readonly PlaceOfDisk[],
  { seed, alternatives = [] }: SimulationOptions,
): readonly PilotTask[] {
  const compared = new Set(alternatives.map(({ disk }) => disk));
  const ofPart = parts.map((): number[] => []);
  for (const disk of compared) {
    const place = places[disk];
    if (place) ofPart[place.part]!.push(place.at);
  }
  return parts.map(({ spec }, part) => ({ kind: "pilot", spec, seed, compared: ofPart[part]! }));
}

/** Requests and events are distributed by the number of disks, so that no part changes because of another's load. */
function runTasks(
  parts: readonly IndependentPart[],
  places: readonly PlaceOfDisk[],
  { seed, requests, detailed = [], extraEvents = defaultExtraEvents }: SimulationOptions,
): readonly RunTask[] {
  return parts.map(({ spec, disks }, part) => {
    const share = disks.length / places.length;
    return {
      kind: "run",
      spec,
      seed,
      requests: Math.ceil(requests * share),
      requestsOfAll: requests,
      extraEvents: extraEvents * share,
      detailed: detailed.filter((disk) => places[disk]!.part === part).map((disk) => places[disk]!.at),
    };
  });
}
