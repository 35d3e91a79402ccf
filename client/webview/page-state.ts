/** What the page knows and what its user chose, and how a message changes it. Drawing is left to `page.ts`. */

import type { SourcePosition } from "../../server/src/core/pictures/picture.ts";
import type { Phase } from "../../server/src/core/simulation/report.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import { isPhase, type ToPage } from "../src/preview/preview-messages.ts";
import { type PlayerChoice, readPlayerChoice, readZoom } from "./player-choice.ts";

export interface PageState {
  /** The layout that the panel follows; absent when none is open. */
  readonly layout?: { readonly uri: string; readonly name: string } | undefined;
  /** True until the panel has said what it follows. */
  readonly starting: boolean;
  readonly result?: SimulateResult | undefined;
  readonly running: boolean;
  readonly failure?: string | undefined;
  readonly cursor?: SourcePosition | undefined;
  readonly choice: Choice;
}

/** What survives an edit of the file and a reload of the window. */
export interface Choice {
  /** The layout that `vm` and `slot` belong to. */
  readonly uri?: string | undefined;
  readonly vm?: string | undefined;
  readonly slot?: string | undefined;
  /** Position of a stage on the path. */
  readonly stage?: number | undefined;
  readonly phase?: Phase | undefined;
  readonly allAssumptions?: boolean | undefined;
  readonly player?: PlayerChoice | undefined;
  /** Of the diagram; 1 is its full size. */
  readonly zoom?: number | undefined;
  /** How far the page is scrolled, in pixels. */
  readonly scrollTop?: number | undefined;
}

export function startState(choice: Choice): PageState {
  return { starting: true, running: false, choice };
}

/** The state after a message of the panel. A message about a layout that is not followed changes nothing. */
export function afterMessage(state: PageState, message: ToPage): PageState {
  if (message.type === "nothing-open") return { starting: false, running: false, choice: state.choice };
  if (message.type === "following") {
    if (state.layout?.uri === message.uri) return { ...state, starting: false };
    const kept = state.choice.uri === message.uri;
    const choice = kept ? state.choice : { uri: message.uri, phase: state.choice.phase };
    return { layout: { uri: message.uri, name: message.name }, starting: false, running: true, choice };
  }
  if (message.uri !== state.layout?.uri) return state;
  switch (message.type) {
    case "running":
      return { ...state, running: true };
    case "simulated":
      return { ...state, running: false, failure: undefined, result: message.result };
    case "failed":
      return { ...state, running: false, failure: message.message };
    case "cursor":
      return { ...state, cursor: message.position };
  }
}

/** The state after the user's choice. Another VM or disk has other stages. */
export function afterChoice(state: PageState, choice: Choice): PageState {
  const moved = "vm" in choice || "slot" in choice;
  return { ...state, choice: { ...state.choice, ...(moved ? { stage: undefined } : {}), ...choice } };
}

/** Reads what `setState` kept; anything unknown in it counts as not chosen. */
export function readChoice(kept: unknown): Choice {
  if (typeof kept !== "object" || kept === null) return {};
  const fields = kept as Readonly<Record<string, unknown>>;
  return {
    uri: textOf(fields.uri),
    vm: textOf(fields.vm),
    slot: textOf(fields.slot),
    stage: Number.isInteger(fields.stage) ? (fields.stage as number) : undefined,
    phase: isPhase(fields.phase) ? fields.phase : undefined,
    allAssumptions: fields.allAssumptions === true,
    player: readPlayerChoice(fields.player),
    zoom: readZoom(fields.zoom),
    scrollTop: typeof fields.scrollTop === "number" ? fields.scrollTop : undefined,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
