/** Reads a request for a simulation from an editor or a command, with its overrides, and refuses invalid ones. */
import type { HvvmDocument } from "../document.ts";
import { type Definitions, loadNamed } from "../rule-context.ts";
import { builtInLoads, type LoadFigures } from "../schema/loads.ts";
import { didYouMean, nearest } from "../schema/nearest.ts";
import { costDefinition } from "../simulation/paths/cost-table.ts";
import { type Costs, costProblem } from "../simulation/paths/costs.ts";
import type { Phase } from "../simulation/report.ts";
import { unknownCost } from "./read-costs.ts";
import { type ChosenDisk, type JobOptions, type SimulationJob, simulationJob } from "./simulation-job.ts";
import type { OtherWay } from "./two-ways.ts";

export interface RequestedSimulation {
  readonly seed?: number | undefined;
  /** Clamped to 1 to 1,000,000. */
  readonly requests?: number | undefined;
  readonly phase?: Phase | undefined;
  /** Name of the load that every disk that is not idle carries in place of its own. */
  readonly load?: string | undefined;
  /** Values of costs by id, in place of the configured ones. */
  readonly costs?: Readonly<Record<string, unknown>> | undefined;
  /** Without what-if figures and assumptions, and with the details of the chosen disk only. */
  readonly quickRun?: boolean | undefined;
  /** The disk whose details are wanted in any case; one that the layout lacks is skipped. */
  readonly chosen?: ChosenDisk | undefined;
  /** Another path of that disk, to be shown beside its own. */
  readonly otherWay?: OtherWay | "any" | undefined;
}

export interface Refusal {
  /** A sentence. */
  readonly refusal: string;
}

const usualRequests = 100_000;
const maxRequests = 1_000_000;

/** The job with the details of its disks; without `job`, the layout has no disk to simulate. */
export function requestedSimulation(
  document: HvvmDocument,
  configured: Costs,
  { seed, requests, phase, load, costs, quickRun, chosen, otherWay }: RequestedSimulation,
  isOffered?: JobOptions["isOffered"],
): { readonly job?: SimulationJob } | Refusal {
  const definitions = document.definitions;
  const figures = load === undefined ? undefined : askedLoad(load, definitions);
  if (figures && "refusal" in figures) return figures;
  const refusal = costsRefusal(costs ?? {});
  if (refusal !== undefined) return { refusal };
  const job = simulationJob(
    document.items.flatMap(({ item }) => item.read().layout),
    definitions,
    {
      costs: { ...configured, ...(costs as Costs | undefined) },
      seed: seed ?? 1,
      requests: Math.max(1, Math.min(requests ?? usualRequests, maxRequests)),
      ...(phase ? { phase } : {}),
      ...(figures ? { load: figures } : {}),
      details: { chosen },
      otherWay,
      isQuickRun: quickRun === true,
      isOffered,
    },
  );
  return job ? { job } : {};
}

function askedLoad(name: string, definitions: Definitions): LoadFigures | Refusal {
  const found = loadNamed(name, definitions);
  if (found && found !== "unknown") return found;
  if (found === "unknown") return { refusal: `The load "${name}" cannot be read.` };
  const near = nearest(name, [...Object.keys(builtInLoads), ...definitions.loads.keys()]);
  return { refusal: `There is no load "${name}".${didYouMean(near)}` };
}

/** Zero is accepted only for a cost that may be zero. */
function costsRefusal(costs: Readonly<Record<string, unknown>>): string | undefined {
  for (const [id, value] of Object.entries(costs)) {
    const definition = costDefinition(id);
    if (!definition) return unknownCost(id);
    const problem = costProblem(definition, value);
    if (problem) return problem;
    if (value === 0 && definition.range[0] > 0) return `"${id}" is a number above 0 ${definition.unit}.`;
  }
  return undefined;
}
