/** Requests beyond the language server protocol: their names and types. The only server file that the client imports. */
import type { Phase, SimulationReport } from "./core/simulation/report.ts";

export type { SimulationReport } from "./core/simulation/report.ts";

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

/** What the preview draws beside the report: the layout's parts with their places in the text. Lines and characters count from 0. */
export interface LayoutOutline {
  readonly vms: readonly OutlineVm[];
  readonly volumes: readonly OutlineVolume[];
  /** Errors of the layout: the picture may be incomplete. */
  readonly problems: readonly OutlineProblem[];
}

export interface OutlineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface OutlineVm {
  readonly name: string;
  /** The host that it runs on; absent when the layout names none. Tells two volumes of one prefix apart. */
  readonly host?: string | undefined;
  readonly generation: 1 | 2;
  readonly range: OutlineRange;
  readonly slots: readonly OutlineSlot[];
}

export interface OutlineSlot {
  /** As in the report, such as `scsi 0:1`. */
  readonly slot: string;
  readonly kind: "disk" | "physical" | "dvd";
  /** File, `physical N`, or `empty`. */
  readonly label: string;
  readonly boot: boolean;
  readonly range: OutlineRange;
}

export interface OutlineVolume {
  readonly host: string;
  /** As in the report's `volume`. */
  readonly id: string;
  readonly media: string;
  readonly range: OutlineRange;
}

export interface OutlineProblem {
  readonly code: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly message: string;
  readonly range: OutlineRange;
}
