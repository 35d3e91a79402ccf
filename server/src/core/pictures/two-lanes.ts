/** One recorded request over each of two paths, prepared for drawing on one time axis. */
import { least } from "d3-array";
import type { TwoWaysRun } from "../features/simulate-layout.ts";
import { exactly } from "../figures.ts";
import type { TracedRequest } from "../simulation/des/trace.ts";
import { crossingKinds } from "./crossing.ts";
import { type PathStage, stagesOf } from "./picture.ts";
import { crossingsUntil, type RequestTrace, requestTrace } from "./request-trace.ts";

export interface TwoLanes {
  readonly lanes: readonly [Lane, Lane];
  readonly bytes: number;
  readonly isRead: boolean;
  /** From the issue of both requests to the end of the longer one. */
  readonly spanUs: number;
}

export interface Lane {
  readonly way: TwoWaysRun["lanes"][number];
  readonly stages: readonly PathStage[];
  /** Times count from the issue of the request. */
  readonly request: TracedRequest;
  readonly trace: RequestTrace;
}

/**
 * For each path, the request nearest to its median, both of the same kind and size; `undefined` if the paths have no
 * kind and size in common.
 */
export function twoLanes({ lanes: [one, other] }: TwoWaysRun): TwoLanes | undefined {
  if (!one || !other) return undefined;
  const alike = one.requests.filter((request) => other.requests.some((each) => isAlike(each, request)));
  const first = typical(alike, one);
  const second =
    first &&
    typical(
      other.requests.filter((request) => isAlike(request, first)),
      other,
    );
  if (!first || !second) return undefined;
  const lanes = [laneOf(one, first), laneOf(other, second)] as const;
  const spanUs = Math.max(...lanes.map(({ request }) => request.completedUs));
  return { lanes: [lanes[0]!, lanes[1]!], bytes: first.bytes, isRead: first.isRead, spanUs };
}

/** What has happened in a lane up to a time, such as `26 exits, 1 interrupt`. */
export function crossingsInWords({ trace }: Lane, timeUs: number): string {
  const happened = crossingsUntil(trace, timeUs);
  const each = crossingKinds.map((kind) => exactly(happened[kind], kind));
  return each.join(", ");
}

function isAlike(one: TracedRequest, other: TracedRequest): boolean {
  return one.bytes === other.bytes && one.isRead === other.isRead;
}

function typical(requests: readonly TracedRequest[], { disk }: TwoWaysRun["lanes"][number]): TracedRequest | undefined {
  const median = disk.responseTimeUs.p50 ?? 0;
  const distance = ({ issuedUs, completedUs }: TracedRequest) => Math.abs(completedUs - issuedUs - median);
  return least(requests, distance);
}

function laneOf(way: TwoWaysRun["lanes"][number], { issuedUs, role: _, ...recorded }: TracedRequest): Lane {
  const request = {
    ...recorded,
    issuedUs: 0,
    completedUs: recorded.completedUs - issuedUs,
    steps: recorded.steps.map(({ stage, waitUs, serviceUs, endUs }) => ({
      stage,
      waitUs: waitUs - issuedUs,
      serviceUs: serviceUs - issuedUs,
      endUs: endUs - issuedUs,
    })),
  };
  const stages = stagesOf(way.disk, way);
  return { way, stages, request, trace: requestTrace([request], stages)! };
}
