/** Where each request is at a given time: a pure function of the trace, the places of the stages and the time. */
import { type LabelPlace, stationSize } from "./diagram-layout.ts";
import { type Point, pointAlong } from "./geometry.ts";
import type { RequestTrace } from "./request-trace.ts";

/** For a stage: its station, and the line from the previous station; there is no line to a stage that is not drawn. */
export interface TokenPlace {
  readonly centre: Point;
  readonly way: readonly Point[];
  readonly label?: Pick<LabelPlace, "side">;
}

export interface Token extends Point {
  /** Position among the requests of the trace. */
  readonly request: number;
  readonly stage: number;
  readonly state: "moving" | "waiting" | "served";
  /** Place in the queue or number of the server, from 0. */
  readonly rank: number;
}

const spacing = 9;
/** The most requests that are drawn in a queue, and on a station; if there are more, a number says how many. */
export const maxQueued = 6;
export const maxServed = 9;
const queueRows = 3;

/**
 * The requests that are in progress at `timeUs`. A request travels during the first `travelUs` of each step, at most
 * half of it, because in the simulation moving from stage to stage takes no time.
 */
export function tokensAt(
  trace: RequestTrace,
  places: readonly TokenPlace[],
  timeUs: number,
  travelUs: number,
): readonly Token[] {
  const present = trace.requests.flatMap((request, index) => {
    if (timeUs < request.issuedUs || timeUs >= request.completedUs) return [];
    const at = Math.max(0, request.steps.filter((step) => step.waitUs <= timeUs).length - 1);
    const step = request.steps[at];
    return step ? [{ index, at, step, before: request.steps[at - 1]?.stage }] : [];
  });
  const waiting = present.filter(({ step }) => timeUs < step.serviceUs);
  return present.map(({ index, at, step, before }) => {
    const { stage } = step;
    const place = places[stage] ?? { centre: { x: 0, y: 0 }, way: [] };
    const isWaiting = timeUs < step.serviceUs;
    const ahead = waiting.filter(
      (other) =>
        other.step.stage === stage &&
        (other.step.serviceUs < step.serviceUs || (other.step.serviceUs === step.serviceUs && other.index < index)),
    );
    const rank = isWaiting ? ahead.length : trace.servers[index]![at]!;
    const target = isWaiting ? queueSpot(place.centre, rank) : serverSpot(place.centre, rank, trace.maxServers[stage]!);
    const travel = Math.min(travelUs, (step.endUs - step.waitUs) / 2);
    const elapsed = timeUs - step.waitUs;
    const token = { request: index, stage, rank };
    if (elapsed < travel) {
      const way = wayBetween(places, before, stage);
      return { ...token, state: "moving", ...pointAlong(landing(way, target), elapsed / travel) };
    }
    if (isWaiting) return { ...token, state: "waiting", ...target };
    const entering = Math.min(travelUs, (step.endUs - step.serviceUs) / 2);
    if (step.serviceUs - step.waitUs > travel && timeUs - step.serviceUs < entering) {
      const from = queueSpot(place.centre, 0);
      return { ...token, state: "served", ...pointAlong([from, target], (timeUs - step.serviceUs) / entering) };
    }
    return { ...token, state: "served", ...target };
  });
}

/** Along the line until shortly before the station, then straight to its place in the queue or on the station. */
function landing(way: readonly Point[], target: Point): readonly Point[] {
  const [from, end] = way.slice(-2);
  if (!from || !end) return [...way, target];
  const length = Math.hypot(end.x - from.x, end.y - from.y);
  const share = Math.max(0.5, 1 - (stationSize * 0.75) / Math.max(length, 1));
  return [...way.slice(0, -1), pointAlong([from, end], share), target];
}

/** In front of the station, in columns; requests beyond the last place are drawn on it. */
function queueSpot({ x, y }: Point, rank: number): Point {
  const shown = Math.min(rank, maxQueued - 1);
  return {
    x: x - stationSize / 2 - 7 - Math.floor(shown / queueRows) * spacing,
    y: y + ((shown % queueRows) - (queueRows - 1) / 2) * spacing,
  };
}

/** On the station, one place for each server. */
function serverSpot({ x, y }: Point, rank: number, servers: number): Point {
  const side = Math.min(3, Math.ceil(Math.sqrt(Math.max(1, servers))));
  const shown = Math.min(rank, side * side - 1);
  return {
    x: x + ((shown % side) - (side - 1) / 2) * spacing,
    y: y + (Math.floor(shown / side) - (side - 1) / 2) * spacing,
  };
}

/** Along the drawn line through the stations between; back to an earlier stage along the same line in reverse. */
function wayBetween(places: readonly TokenPlace[], from: number | undefined, to: number): readonly Point[] {
  if (from === undefined) return places.slice(0, to + 1).flatMap(({ way }) => way);
  if (from < to) return places.slice(from + 1, to + 1).flatMap(({ way }) => way);
  const [start, end] = [places[from], places[to]];
  return start && end ? [start.centre, end.centre] : [];
}
