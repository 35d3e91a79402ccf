/**
 * One simulation from description to report: runs the discrete-event engine, for the layout and in short for what it is
 * compared with, and asks the analytic one what other costs would change.
 */
import { predict, predictTogether } from "./analytic/predict.ts";
import { boundedArrivals } from "./bounded-arrivals.ts";
import { diskReport, stationReports } from "./des/measure.ts";
import { hostReports } from "./des/measure-hosts.ts";
import { run } from "./des/run.ts";
import type { DiskDetail } from "./detail.ts";
import { diskDetail } from "./disk-detail.ts";
import { buildNetwork } from "./network.ts";
import type { SimulationReport } from "./report.ts";
import { checkSpec, type SystemSpec } from "./system-spec.ts";
import { type Alternative, assumptions, sampleOf, whatIf } from "./what-if.ts";

export interface SimulateOptions {
  readonly seed: number;
  /** Requests to complete, 1 to 2 000 000; a slow disk beside fast ones makes the run up to twice as long. */
  readonly requests: number;
  readonly alternatives?: readonly Alternative[] | undefined;
  /** Indexes of the disks, counted over all VMs, whose details are wanted. */
  readonly detailed?: readonly number[] | undefined;
  /** Elasticities ask the analytic engine often: a report without them is there sooner. */
  readonly withoutAssumptions?: boolean | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Asked some 40 times per run, and before each question to the analytic engine. */
  readonly isCancelled?: (() => boolean) | undefined;
}

export type SimulationOutcome =
  | {
      readonly kind: "done";
      readonly report: SimulationReport;
      /** In the order of `SimulateOptions.detailed`. */
      readonly details: readonly DiskDetail[];
      /** Events of the run, for measuring speed. */
      readonly events: number;
    }
  | { readonly kind: "refused"; readonly problem: string }
  | { readonly kind: "cancelled" };

const maxRequests = 2_000_000;

/** Simulates; refuses what cannot be simulated with a sentence, and throws only when a law is broken. */
export function simulate(spec: SystemSpec, options: SimulateOptions): SimulationOutcome {
  const problem = checkSpec(spec) ?? checkOptions(options);
  if (problem) return { kind: "refused", problem };
  const network = buildNetwork(spec);
  const alone = network.chains.map((_, disk) => predict(network, disk));
  const detailed = (options.detailed ?? []).filter((disk) => network.chains[disk] !== undefined);
  const done = run(boundedArrivals(network, alone), { ...options, traced: detailed });
  if (!done) return { kind: "cancelled" };
  const together = predictTogether(network);
  const assumed = options.withoutAssumptions ? [] : assumptions(spec, network, options.isCancelled);
  if (!assumed) return { kind: "cancelled" };
  const stations = stationReports(network, done);
  const disks = network.chains.map((chain, index) =>
    diskReport(network, chain, index, done, stations, together[index]!),
  );
  const compared = whatIf(spec, disks, options.alternatives ?? [], options.seed, options.isCancelled);
  if (!compared) return { kind: "cancelled" };
  const report: SimulationReport = {
    seed: options.seed,
    requests: done.end.completions,
    warmupRequests: done.start.completions,
    simulatedSeconds: done.end.now / 1e6,
    phase: spec.phase,
    disks,
    stations,
    hosts: hostReports(network, done),
    whatIf: compared,
    assumptions: assumed,
    notes: [...network.notes, exponentialNote, ...(options.withoutAssumptions ? [] : sampleNotes(spec))],
  };
  const details = detailed.map((index) => diskDetail(network, index, done, disks[index]!));
  return { kind: "done", report, details, events: done.events };
}

function checkOptions({ seed, requests }: SimulateOptions): string | undefined {
  if (!Number.isSafeInteger(seed) || seed < 0) return "The seed must be a whole number, 0 or more.";
  if (!Number.isInteger(requests) || requests < 1 || requests > maxRequests)
    return `A run has 1 to ${maxRequests} requests.`;
  return undefined;
}

function sampleNotes(spec: SystemSpec): readonly string[] {
  const sampled = sampleOf(spec).vms.length;
  if (sampled === spec.vms.length) return [];
  return [`The elasticities of the assumptions were taken from the first ${sampled} of ${spec.vms.length} VMs.`];
}

const exponentialNote =
  "Service times of software stages are drawn from exponential distributions, because only their means are known.";
