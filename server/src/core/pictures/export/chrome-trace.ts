/**
 * The recorded requests of one disk as a trace that Perfetto and chrome://tracing open: a process per actor, a thread
 * per concurrent request, a complete event per wait and service. Times are microseconds of simulated time. Source: the
 * Trace Event Format, https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU.
 */
import { stageLong } from "../../simulation/paths/stage-names.ts";
import type { Picture } from "../picture.ts";
import { requestTrace } from "../request-trace.ts";
import { actorNames, actors } from "../words.ts";

interface TraceEvent {
  readonly name: string;
  /** `X`: a complete event; `i`: an instant event; `M`: names of processes. */
  readonly ph: "X" | "i" | "M";
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  /** For an instant event: that of its thread. */
  readonly s?: "t";
  readonly args?: Readonly<Record<string, string | number | boolean>>;
}

/** The requests as a whole are shown above the actors. */
const requestsPid = 1;
const pidOf = (stageActor: (typeof actors)[number]) => requestsPid + 1 + actors.indexOf(stageActor);

/** `undefined` where the chosen disk has no recorded requests. */
export function chromeTraceOf({ path, vm }: Picture): string | undefined {
  const trace = path && requestTrace(path.detail?.requests ?? [], path.stages);
  if (!trace) return undefined;
  const lanes = lanesOf(trace.requests);
  const events: TraceEvent[] = [
    processName(requestsPid, `${vm.name} ${path.disk.slot}`),
    ...actors
      .filter((actor) => path.stages.some(({ stage }) => stage.actor === actor))
      .map((actor) => processName(pidOf(actor), actorNames[actor])),
  ];
  trace.requests.forEach((request, index) => {
    const tid = lanes[index]!;
    const { issuedUs, completedUs, bytes, isRead, steps } = request;
    const args = { request: index, bytes, read: isRead };
    const complete = (name: string, cat: string, pid: number, fromUs: number, toUs: number) =>
      events.push({ name, cat, ph: "X", pid, tid, ts: fromUs, dur: toUs - fromUs, args });
    complete(`${isRead ? "Read" : "Write"} ${bytes} bytes`, "request", requestsPid, issuedUs, completedUs);
    for (const { stage, waitUs, serviceUs, endUs } of steps) {
      const { id, actor } = path.stages[stage]!.stage;
      if (serviceUs > waitUs) complete(`${stageLong(id)}: waiting`, "waiting", pidOf(actor), waitUs, serviceUs);
      if (endUs > serviceUs) complete(stageLong(id), "service", pidOf(actor), serviceUs, endUs);
    }
  });
  for (const { timeUs, stage, kind } of trace.crossings)
    events.push({
      name: kind,
      cat: "crossing",
      ph: "i",
      pid: pidOf(path.stages[stage]!.stage.actor),
      tid: 0,
      ts: timeUs,
      s: "t",
    });
  return `${JSON.stringify({ traceEvents: events, displayTimeUnit: "ns" }, undefined, 1)}\n`;
}

function processName(pid: number, name: string): TraceEvent {
  return { name: "process_name", ph: "M", pid, tid: 0, args: { name } };
}

/** For each request the lowest lane, from 1, that no earlier request still occupies: the requests in a lane follow each other. */
function lanesOf(requests: readonly { readonly issuedUs: number; readonly completedUs: number }[]): readonly number[] {
  const freeAt: number[] = [];
  return requests.map(({ issuedUs, completedUs }) => {
    const found = freeAt.findIndex((at) => at <= issuedUs);
    const lane = found < 0 ? freeAt.length : found;
    freeAt[lane] = completedUs;
    return lane + 1;
  });
}
