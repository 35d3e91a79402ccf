/** A layout as a job for the simulation: plain data that can be handed to another thread. `simulation-threads.ts` runs it. */
import type { LayoutItem, VirtualMachine } from "../model/layout.ts";
import type { Definitions } from "../rule-context.ts";
import type { LoadFigures } from "../schema/loads.ts";
import type { Alternative } from "../simulation/comparisons.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { type SimulationOutcome, type SimulationPlan, simulationPlan } from "../simulation/plan.ts";
import type { Phase, SimulationReport } from "../simulation/report.ts";
import type { SystemSpec } from "../simulation/system-spec.ts";
import { type Change, sensibleChanges } from "./changes.ts";
import { type Forecast, forecast } from "./forecast.ts";
import { type OtherWay, type TwoWays, twoWaysOf } from "./two-ways.ts";

export interface SimulationJob {
  readonly spec: SystemSpec;
  readonly alternatives: readonly Alternative[];
  readonly seed: number;
  readonly requests: number;
  /** Whether the report leaves assumptions out. */
  readonly isQuickRun: boolean;
  /** The layout's path of one disk and another one, to be shown side by side. */
  readonly twoWays?: TwoWays | undefined;
  /** Indexes of the disks whose details are needed, ascending. */
  readonly detailed: readonly number[];
  /** What was filled in or left out, for the report. */
  readonly notes: readonly string[];
}

export interface JobOptions {
  readonly costs: Costs;
  readonly seed: number;
  readonly requests: number;
  readonly phase?: Phase;
  /** If given, only this VM. */
  readonly vm?: VirtualMachine;
  /** The load that every disk that is not idle carries in place of its own. */
  readonly load?: LoadFigures;
  /** Include details: of this disk, if the layout has it, and of the first ones. */
  readonly details?: { readonly chosen?: ChosenDisk | undefined };
  /** The path to show beside that of the chosen disk; ignored in a quick run. */
  readonly otherWay?: OtherWay | "any" | undefined;
  /** No comparisons, no assumptions, and only the details of the chosen disk. */
  readonly isQuickRun?: boolean;
  /** Whether a change can be made in the layout; without it, all possible changes are compared. */
  readonly isOffered?: ((change: Change) => boolean) | undefined;
}

export interface DiskName {
  readonly vm: string;
  readonly slot: string;
}

/** The first disk that matches. */
export type ChosenDisk = { readonly [Part in keyof DiskName]?: string | undefined };

/** Each alternative is a system of its own, so their number is limited. */
const maxDisksCompared = 24;
/** The details of one disk take some 60 KB. */
const maxDisksDetailed = 16;

/** `undefined` if the layout has no disk with requests. */
export function simulationJob(
  layout: readonly LayoutItem[],
  definitions: Definitions,
  { seed, requests, details, otherWay, isQuickRun = false, isOffered = () => true, ...options }: JobOptions,
): SimulationJob | undefined {
  const system = forecast(layout, definitions, options);
  if (system.disks.length === 0) return undefined;
  const compared = isQuickRun
    ? []
    : sensibleChanges(system).filter((change) => change.disk < maxDisksCompared && isOffered(change));
  const notes =
    system.disks.length > maxDisksCompared
      ? [
          ...system.notes,
          `What another slot or medium would change is computed for the first ${maxDisksCompared} disks.`,
        ]
      : system.notes;
  const detailed = details ? detailedDisks(system, details.chosen, isQuickRun) : [];
  const shown = otherWay === undefined || isQuickRun ? undefined : diskAt(system, details?.chosen);
  const twoWays = shown === undefined || otherWay === undefined ? undefined : twoWaysOf(system, shown, otherWay);
  return { spec: system.spec, alternatives: compared, seed, requests, isQuickRun, detailed, twoWays, notes };
}

/** The first disks, and the chosen one wherever it is; in a quick run the chosen one only. */
function detailedDisks({ spec }: Forecast, chosen: ChosenDisk | undefined, isQuickRun: boolean): readonly number[] {
  const names = namesOf(spec);
  const at = chosen ? indexOf(names, chosen) : -1;
  if (isQuickRun && at >= 0) return [at];
  return [...names.keys()].filter((index) => index < maxDisksDetailed || index === at);
}

/** The chosen disk, or the first if none is chosen; `undefined` for one that is not simulated. */
function diskAt({ spec }: Forecast, chosen: ChosenDisk = {}): number | undefined {
  const at = indexOf(namesOf(spec), chosen);
  return at < 0 ? undefined : at;
}

function indexOf(names: readonly DiskName[], { vm, slot }: ChosenDisk): number {
  return names.findIndex((each) => (vm ?? each.vm) === each.vm && (slot ?? each.slot) === each.slot);
}

function namesOf({ vms }: SystemSpec): readonly DiskName[] {
  return vms.flatMap(({ name, disks }) => disks.map(({ slot }) => ({ vm: name, slot })));
}

/** A quick run must be finished at once; the full run after it waits for the slowest disks. */
const quickExtraEvents = 2e5;

/** The batches of tasks that the job consists of. */
export function planOf({ spec, isQuickRun, twoWays, ...options }: SimulationJob): SimulationPlan {
  const quick = { withoutAssumptions: true, extraEvents: quickExtraEvents };
  return simulationPlan(spec, { ...options, ways: twoWays?.lanes, ...(isQuickRun ? quick : {}) });
}

/** The report of a run with the job's notes. */
export function reportOf(outcome: SimulationOutcome, job: SimulationJob): SimulationReport | undefined {
  return outcome.kind === "done" ? { ...outcome.report, notes: [...job.notes, ...outcome.report.notes] } : undefined;
}
