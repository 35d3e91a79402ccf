/** Requests beyond the language server protocol: their names and types. The only server file that the client imports. */
import type { LayoutOutline } from "./core/features/layout-outline.ts";
import type { Phase, SimulationReport } from "./core/simulation/report.ts";

export type {
  LayoutOutline,
  OutlineProblem,
  OutlineRange,
  OutlineSlot,
  OutlineVm,
  OutlineVolume,
} from "./core/features/layout-outline.ts";
export type { Phase, SimulationReport } from "./core/simulation/report.ts";

/** `hvvm/simulate`, client to server: simulate the layout as the server last saw it. */
export const simulateRequest = "hvvm/simulate";

export interface SimulateParams {
  readonly textDocument: { readonly uri: string };
  readonly seed?: number;
  /** I/Os to simulate; the server bounds it. */
  readonly requests?: number;
  readonly phase?: Phase;
}

/** `version` is the document's version that was read: an answer for an old version can be told from a new one. */
export interface SimulateResult {
  readonly version: number;
  readonly outline: LayoutOutline;
  /** Absent when the layout has no disk to simulate. */
  readonly report?: SimulationReport;
}
