/** What of the player survives a reload of the window: where it stood and how it was set. It never plays by itself. */
import { maxTurns } from "../../server/src/core/pictures/pictures.ts";

export interface PlayerChoice {
  /** The disk that `timeUs` belongs to. */
  readonly disk: string;
  /** Microseconds since the first recorded request was issued. */
  readonly timeUs: number;
  /** Steps faster (above 0) or slower than the speed at which a median request takes about four seconds. */
  readonly turns: number;
  readonly loops: boolean;
}

export const zooms: readonly number[] = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

/** Reads what was stored; anything else counts as not chosen. */
export function readPlayerChoice(kept: unknown): PlayerChoice | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const { disk, timeUs, turns, loops } = kept as Readonly<Record<string, unknown>>;
  if (typeof disk !== "string" || typeof timeUs !== "number" || !Number.isFinite(timeUs)) return undefined;
  return { disk, timeUs: Math.max(0, timeUs), turns: isTurns(turns) ? turns : 0, loops: loops === true };
}

export function readZoom(kept: unknown): number | undefined {
  return typeof kept === "number" && kept >= zooms[0]! && kept <= zooms.at(-1)! ? kept : undefined;
}

/** How far something is scrolled, in pixels. */
export interface Panned {
  readonly left: number;
  readonly top: number;
}

export function readPanned(kept: unknown): Panned | undefined {
  const { left, top } = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<Panned>;
  return typeof left === "number" && typeof top === "number" ? { left, top } : undefined;
}

function isTurns(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(value as number) <= maxTurns;
}
