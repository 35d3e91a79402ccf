/** Requests in addition to the language server protocol: their names and types. The only file of the server that the client imports, besides `decode.ts`. */
import {
  NotificationType,
  type Position,
  type Range,
  RequestType,
  type TextEdit,
} from "vscode-languageserver-protocol";
import type { LayoutState } from "./core/features/compare-layouts.ts";
import type { LayoutOutline } from "./core/features/layout-outline.ts";
import type { LayoutStatus } from "./core/features/layout-status.ts";
import type { OtherWay, TwoWaysRun } from "./core/features/simulate-layout.ts";
import type { DiskDetail } from "./core/simulation/detail.ts";
import type { Phase, SimulationReport } from "./core/simulation/report.ts";

export type {
  LayoutOutline,
  OutlineHost,
  OutlineLoad,
  OutlineProblem,
  OutlineRange,
  OutlineSlot,
  OutlineVm,
  OutlineVolume,
} from "./core/features/layout-outline.ts";
export type { LayoutStatus } from "./core/features/layout-status.ts";
export type { OtherWay, TwoWaysRun } from "./core/features/simulate-layout.ts";
export type { DiskDetail } from "./core/simulation/detail.ts";
export type { Phase, SimulationReport } from "./core/simulation/report.ts";

/**
 * `hvvm/simulate`, client to server: simulate the layout as the server last saw it. An unknown load, an invalid cost,
 * and a configuration that does not determine the costs are refused with an error whose message gives the reason.
 */
export const simulateRequest = new RequestType<SimulateParams, SimulateResult | null, void>("hvvm/simulate");

export interface SimulateParams {
  readonly textDocument: { readonly uri: string };
  readonly seed?: number;
  /** I/Os to simulate; the server limits the number. */
  readonly requests?: number;
  readonly phase?: Phase | undefined;
  /** Name of the load, built in or of the file, that every disk that is not idle carries in place of its own. */
  readonly load?: string | undefined;
  /**
   * For a picture while somebody types: no what-if figures, no assumptions, and only the details of the chosen disk.
   * Those lists are then empty in the report, because they were not requested.
   */
  readonly quickRun?: boolean;
  /** Values of costs, by id, in place of the configured ones. */
  readonly costs?: Readonly<Record<string, number>> | undefined;
  /** The disk whose details are needed in any case. */
  readonly chosen?: { readonly vm: string; readonly slot: string } | undefined;
  /** Another path of that disk, whose requests are recorded in addition to those of its own; `any` for the one that differs most. */
  readonly otherWay?: OtherWay | "any" | undefined;
  /**
   * Another state of the layout, or another layout, to simulate in place of the open text, with the same configuration.
   * Changes are not compared for it.
   */
  readonly other?: { readonly text: string; readonly notation: "hvvm" | "json" };
  /** Where `$/progress` is reported. */
  readonly workDoneToken?: number | string;
}

/** `version` is the version of the document that was read, so that an outdated answer can be recognized. */
export interface SimulateResult {
  readonly version: number;
  readonly outline: LayoutOutline;
  /** Absent when the layout has no disk to simulate. */
  readonly report?: SimulationReport;
  /** The chosen disk's, and those of the first disks of the report. */
  readonly details?: readonly DiskDetail[];
  /** What a comparison with another state needs; from a full run. */
  readonly state?: LayoutState;
  /** If another path was requested, from a full run. */
  readonly twoWays?: TwoWaysRun;
  /** The costs file that the figures are based on, as `hvvm.config.json` names it. */
  readonly costsFile?: string;
}

/**
 * `hvvm/refreshSimulation`, server to client: costs or severities of layouts may have changed since `hvvm/simulate` was
 * answered. Sent to a client whose initialization options contain `refreshesSimulation`.
 */
export const refreshSimulationNotification = new NotificationType<Readonly<Record<string, never>>>(
  "hvvm/refreshSimulation",
);

/**
 * `hvvm/readFile`, server to client: a file of the workspace in UTF-8. `null` if it does not exist or is in no folder
 * of the workspace. Sent only by a server without a disk, that is in a web worker.
 */
export const readFileRequest = new RequestType<ReadFileParams, FileText | null, void>("hvvm/readFile");

export interface ReadFileParams {
  readonly uri: string;
}

export interface FileText {
  /** `null` if the file exists but cannot be read as text. */
  readonly text: string | null;
}

/** `hvvm/changeEdit`, client to server: the edit for a change of `SimulationReport.whatIf`. */
export const changeEditRequest = new RequestType<ChangeEditParams, ChangeEditResult | null, void>("hvvm/changeEdit");

export interface ChangeEditParams {
  readonly textDocument: { readonly uri: string };
  readonly vm: string;
  readonly slot: string;
  /** As in the report, such as `move to SCSI`. */
  readonly change: string;
}

/** Either edits of the document at `version`, or the reason why the layout cannot be changed in this way. */
export type ChangeEditResult =
  | { readonly version: number; readonly edits: readonly TextEdit[] }
  | { readonly version: number; readonly refusal: string };

/**
 * Schemes of the read-only documents of a layout that `workspace/textDocumentContent` answers: exports, in ASCII, whose
 * comments say what the tool does not support or why nothing can be exported; and the layout in the state of its hosts.
 */
export const exportScheme = "hvvm-export";
export const hostsScheme = "hvvm-hosts";

/** The contents of such a document, as JSON in the query of its URI. */
export interface ContentSource {
  /** URI of the layout, which must be open. */
  readonly layout: string;
  /** For an export. */
  readonly target?: ExportTarget;
  /** For an export that contains only the VM with this name. */
  readonly vm?: string;
}

/** Terraform by provider, and the notations of a layout. */
export type ExportTarget = "powershell" | "ansible" | "windsorcli" | "taliesins" | "json" | "hvvm";

/** `hvvm/layoutStatus`, client to server, with the text document: the contents of the language status item. `null` if the document is not open. */
export const layoutStatusRequest = new RequestType<LayoutStatusParams, LayoutStatus | null, void>("hvvm/layoutStatus");

export interface LayoutStatusParams {
  readonly textDocument: { readonly uri: string };
}

/** An inventory of hosts as text, with the name that messages use for it. */
export interface InventoryFile {
  readonly name: string;
  readonly text: string;
}

/** A sentence that says why an inventory cannot be used, and what to do. */
export interface InventoryRefusal {
  readonly refusal: string;
}

/** `hvvm/importInventories`, client to server: inventories of hosts as one layout. */
export const importInventoriesRequest = new RequestType<
  { readonly inventories: readonly InventoryFile[]; readonly notation: "hvvm" | "json" },
  { readonly text: string } | InventoryRefusal | null,
  void
>("hvvm/importInventories");

/**
 * `hvvm/pasteInventory`, client to server: the edits that add an inventory to an open layout in the native notation,
 * after the line of `position` or the statement that it belongs to.
 */
export const pasteInventoryRequest = new RequestType<
  {
    readonly textDocument: { readonly uri: string };
    readonly position: Position;
    readonly inventory: InventoryFile;
  },
  { readonly version: number; readonly edits: readonly TextEdit[] } | InventoryRefusal | null,
  void
>("hvvm/pasteInventory");

/**
 * `hvvm/compareInventories`, client to server: how the hosts differ from an open layout. Without `inventories`, those
 * of the last request for this layout are used; the answer is `null` if there are none, or while the layout has syntax
 * errors.
 */
export const compareInventoriesRequest = new RequestType<
  { readonly textDocument: { readonly uri: string }; readonly inventories?: readonly InventoryFile[] | undefined },
  CompareInventoriesResult | InventoryRefusal | null,
  void
>("hvvm/compareInventories");

export interface CompareInventoriesResult {
  readonly version: number;
  /** A difference without a place in the layout is at its start. */
  readonly differences: readonly { readonly kind: string; readonly message: string; readonly range: Range }[];
  /** VMs of the layout that the inventories list. */
  readonly comparedCount: number;
  /** VMs on hosts that are in no inventory. */
  readonly skipped: readonly string[];
}

/**
 * `hvvm/adoptHostState`, client to server: the edits that take over the hosts' state into the layout, for the
 * differences with that message, or for all. `null` if the layout has not been compared.
 */
export const adoptHostStateRequest = new RequestType<
  { readonly textDocument: { readonly uri: string }; readonly message?: string | undefined },
  { readonly version: number; readonly edits: readonly TextEdit[] } | InventoryRefusal | null,
  void
>("hvvm/adoptHostState");
