/**
 * Prepares recorded requests of one disk for animation: the time that they span, which server each step takes, and what
 * crossed the border of guest and host at which time. Times are microseconds of simulated time.
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
  /** By stage: the highest number of servers that were busy at once. */
  readonly maxServers: readonly number[];
  /** In chronological order. */
  readonly crossings: readonly CrossingEvent[];
}

export interface CrossingEvent {
  readonly timeUs: number;
  readonly stage: number;
  readonly kind: Crossing;
}

/** `undefined` if there are no requests. A request from another time of the run, recorded for its role, is left out. */
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

/** How often each kind of crossing has happened up to a time, in total or at one stage. */
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

/** Describes the request that was completed last in a sentence. */
export function captionAt({ requests }: RequestTrace, stages: readonly PathStage[], timeUs: number): string {
  const done = requests
    .map((request, index) => ({ ...request, index }))
    .filter(({ completedUs }) => completedUs <= timeUs + smallest);
  const last = greatest(done, ({ completedUs }) => completedUs);
  if (!last) return "No request is done yet.";
  const longest = greatest(last.steps, ({ waitUs, endUs }) => endUs - waitUs);
  const sentence = `Request ${last.index + 1}, a ${last.isRead ? "read" : "write"}, is done after ${duration(last.completedUs - last.issuedUs)}`;
  if (!longest) return `${sentence}.`;
  const waiting = longest.serviceUs - longest.waitUs;
  const waits = waiting > smallest ? `, ${duration(waiting)} of that waiting` : "";
  return `${sentence}: ${duration(longest.endUs - longest.waitUs)} of it in ${stageShort(stages[longest.stage]!.stage.id)}${waits}.`;
}

/** The next time at which a request completes; the end if there is none. */
export function nextCompletion({ requests, endUs }: RequestTrace, timeUs: number): number {
  return Math.min(endUs, ...requests.map(({ completedUs }) => completedUs).filter((at) => at > timeUs + smallest));
}

/** The previous time at which a request completed; the start if there is none. */
export function completionBefore({ requests, startUs }: RequestTrace, timeUs: number): number {
  return Math.max(startUs, ...requests.map(({ completedUs }) => completedUs).filter((at) => at < timeUs - smallest));
}

/** Times closer than this count as equal. */
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

/** The exits of a request are spread evenly over its service time there; a signal shared by several requests is one event. */
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
