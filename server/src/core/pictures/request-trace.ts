/**
 * Recorded requests of one disk made ready for moving pictures: the time they span, which server each step takes, and
 * what crossed the border of guest and host when. Times are microseconds of simulated time.
 */
import { greatest } from "d3-array";
import { duration } from "../figures.ts";
import type { TracedRequest, TracedStep } from "../simulation/des/trace.ts";
import { stageShort } from "../simulation/paths/stage-names.ts";
import type { Crossing } from "./crossing.ts";
import type { PathStage } from "./picture.ts";

export interface RequestTrace {
  readonly requests: readonly TracedRequest[];
  readonly startUs: number;
  readonly endUs: number;
  /** By request, then by step: the number of the server that serves the step, from 0; the lowest that is free. */
  readonly servers: readonly (readonly number[])[];
  /** By stage: how many servers were ever busy at once. */
  readonly maxServers: readonly number[];
  /** In the order of time. */
  readonly crossings: readonly CrossingEvent[];
}

export interface CrossingEvent {
  readonly timeUs: number;
  readonly stage: number;
  readonly kind: Crossing;
}

/** `undefined` without requests. A request from another time of the run, kept for its role, is left out. */
export function requestTrace(
  recorded: readonly TracedRequest[],
  stages: readonly PathStage[],
): RequestTrace | undefined {
  const inRow = recorded.filter(({ role }) => role === undefined);
  const span = inRow.length > 0 ? inRow : recorded;
  if (span.length === 0) return undefined;
  const startUs = Math.min(...span.map(({ issuedUs }) => issuedUs));
  const endUs = Math.max(...span.map(({ completedUs }) => completedUs));
  const requests = recorded
    .filter(({ issuedUs, completedUs }) => issuedUs < endUs && completedUs > startUs)
    .map((request) => ({ ...request, steps: request.steps.filter(({ stage }) => stages[stage]) }));
  const { servers, maxServers } = assignServers(requests, stages.length);
  return { requests, startUs, endUs, servers, maxServers, crossings: crossingsOf(requests, stages) };
}

/** How often each kind has happened until a time, in all or at one stage. */
export function crossingsUntil(
  trace: RequestTrace,
  timeUs: number,
  stage?: number,
): Readonly<Record<Crossing, number>> {
  const counts = { exit: 0, hypercall: 0, interrupt: 0 };
  for (const event of trace.crossings) {
    if (event.timeUs > timeUs) break;
    if (stage === undefined || event.stage === stage) counts[event.kind]++;
  }
  return counts;
}

export function completedUntil({ requests }: RequestTrace, timeUs: number): number {
  return requests.filter(({ completedUs }) => completedUs <= timeUs).length;
}

/** The request that was done last, in a sentence. */
export function captionAt({ requests }: RequestTrace, stages: readonly PathStage[], timeUs: number): string {
  const done = requests
    .map((request, index) => ({ ...request, index }))
    .filter(({ completedUs }) => completedUs <= timeUs + smallest);
  const last = greatest(done, ({ completedUs }) => completedUs);
  if (!last) return "No request is done yet.";
  const longest = greatest(last.steps, ({ waitUs, endUs }) => endUs - waitUs);
  const said = `Request ${last.index + 1}, a ${last.isRead ? "read" : "write"}, is done after ${duration(last.completedUs - last.issuedUs)}`;
  if (!longest) return `${said}.`;
  const waiting = longest.serviceUs - longest.waitUs;
  const waits = waiting > smallest ? `, ${duration(waiting)} of that waiting` : "";
  return `${said}: ${duration(longest.endUs - longest.waitUs)} of it in ${stageShort(stages[longest.stage]!.stage.id)}${waits}.`;
}

/** The next time at which a request completes; the end when none does. */
export function nextCompletion({ requests, endUs }: RequestTrace, timeUs: number): number {
  return Math.min(endUs, ...requests.map(({ completedUs }) => completedUs).filter((at) => at > timeUs + smallest));
}

/** The time before at which a request completed; the start when none did. */
export function completionBefore({ requests, startUs }: RequestTrace, timeUs: number): number {
  return Math.max(startUs, ...requests.map(({ completedUs }) => completedUs).filter((at) => at < timeUs - smallest));
}

/** Times closer than this are one. */
const smallest = 1e-6;

function assignServers(requests: readonly TracedRequest[], stageCount: number) {
  const servers = requests.map(({ steps }) => steps.map(() => 0));
  const freeAt: number[][] = Array.from({ length: stageCount }, () => []);
  requests
    .flatMap(({ steps }, request) => steps.map((step, index) => ({ step, request, index })))
    .filter(({ step }) => step.endUs > step.serviceUs)
    .sort((one, other) => one.step.serviceUs - other.step.serviceUs)
    .forEach(({ step, request, index }) => {
      const free = freeAt[step.stage]!;
      const found = free.findIndex((at) => at <= step.serviceUs + smallest);
      const server = found < 0 ? free.length : found;
      free[server] = step.endUs;
      servers[request]![index] = server;
    });
  return { servers, maxServers: freeAt.map((free) => free.length) };
}

/** The exits of a request are spread evenly over the time it is served there; a signal that several share is one event. */
function crossingsOf(requests: readonly TracedRequest[], stages: readonly PathStage[]): readonly CrossingEvent[] {
  const events = new Map<string, CrossingEvent>();
  requests.forEach(({ steps }, request) => {
    for (const { index: stage, crossing } of stages) {
      if (!crossing) continue;
      const own = steps.filter((step) => step.stage === stage);
      const times = crossing.kind === "exit" ? spread(own, Math.round(crossing.count)) : own.map((step) => step.endUs);
      times.forEach((timeUs, index) => {
        const key = crossing.kind === "exit" ? `${request} ${stage} ${index}` : `${stage} ${timeUs}`;
        events.set(key, { timeUs, stage, kind: crossing.kind });
      });
    }
  });
  return [...events.values()].sort((one, other) => one.timeUs - other.timeUs);
}

function spread(steps: readonly TracedStep[], howMany: number): readonly number[] {
  const total = steps.reduce((sum, { serviceUs, endUs }) => sum + endUs - serviceUs, 0);
  return Array.from({ length: steps.length > 0 ? howMany : 0 }, (_, index) => {
    let left = (total * (index + 1)) / howMany;
    for (const { serviceUs, endUs } of steps) {
      if (left <= endUs - serviceUs + smallest) return serviceUs + left;
      left -= endUs - serviceUs;
    }
    return steps.at(-1)!.endUs;
  });
}
