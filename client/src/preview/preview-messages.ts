/**
 * The messages between the preview panel and its page, one tagged union for each direction, and the checks at both
 * ends. `docs/preview-protocol.md` describes them.
 */
import type { OtherWay, OutlineRange, Phase, SimulateResult } from "../../../server/src/protocol.ts";

/** What the user chose for the run in place of what the layout and its configuration say. */
export interface RunChoice {
  readonly phase?: Phase | undefined;
  /** Name of a load, built in or of the file. */
  readonly load?: string | undefined;
  /** Values of costs by id. */
  readonly costs?: Readonly<Record<string, number>> | undefined;
  /** The disk that the page shows, whose details are needed. */
  readonly chosen?: DiskPlace | undefined;
  /** The path that is shown beside that of the chosen disk; `any` for the one that differs most. */
  readonly otherWay?: OtherWay | "any" | undefined;
  /** Absent if the page itself has the state to compare with. */
  readonly comparedWith?: ComparedLayout | undefined;
}

/** The state that the layout is compared with. */
export type ComparedLayout =
  | { readonly kind: "saved" }
  | { readonly kind: "revision"; readonly revision: string }
  | { readonly kind: "layout"; readonly uri: string };

export interface DiskPlace {
  readonly vm: string;
  /** As in the report, such as `scsi 0:1`. */
  readonly slot: string;
}

/** A change of `SimulationReport.whatIf`, or `add a load`. */
export interface NamedChange extends DiskPlace {
  readonly change: string;
}

/** From the panel (extension host) to the page. */
export type ToPage =
  /** When the panel begins to follow another layout, or none is open: what the page shows is discarded. */
  | { readonly type: "following"; readonly uri: string; readonly name: string; readonly isLocked: boolean }
  | { readonly type: "nothing-open" }
  /** When a run starts; the old picture stays on the page. */
  | { readonly type: "running"; readonly uri: string }
  /** During the full run: the share that is done, 0 to 1. */
  | { readonly type: "progress"; readonly uri: string; readonly share: number }
  /** When a run has finished: first the quick run with few requests, then the full run. */
  | {
      readonly type: "simulated";
      readonly uri: string;
      readonly isQuickRun: boolean;
      readonly result: SimulateResult;
    }
  /** When a run has failed or the server cannot be reached; `message` is for the user. */
  | { readonly type: "failed"; readonly uri: string; readonly message: string }
  /** When a change has been made in the text, or cannot be made. */
  | { readonly type: "change-made"; readonly uri: string; readonly change: NamedChange }
  | { readonly type: "change-refused"; readonly uri: string; readonly change: NamedChange; readonly reason: string }
  /** When the user has chosen a revision or another layout to compare with. */
  | { readonly type: "compared-chosen"; readonly uri: string; readonly comparedWith: ComparedLayout }
  /** When the other state has been simulated: `result`, or the `reason` why it cannot be. `name` is for the user. */
  | {
      readonly type: "compared";
      readonly uri: string;
      readonly name: string;
      readonly result?: SimulateResult | undefined;
      readonly reason?: string | undefined;
    }
  /** When the preview is opened for a VM, for example from its code lens. */
  | { readonly type: "show-vm"; readonly uri: string; readonly vm: string; readonly slot?: string | undefined }
  /** When the cursor moves in the source. */
  | { readonly type: "cursor"; readonly uri: string; readonly position: OutlineRange["start"] };

/** From the page to the panel. */
export type ToPanel =
  /** Once, when the page is listening, with what a page before a reload had chosen; `uri` is the layout that it was chosen for. */
  | {
      readonly type: "ready";
      readonly uri?: string | undefined;
      readonly run: RunChoice;
      readonly isLocked: boolean;
    }
  /** When the user chooses a phase, a load, a cost or a disk. */
  | { readonly type: "choose-run"; readonly uri: string; readonly run: RunChoice }
  /** When the user wants to choose a revision, or another layout, to compare with. */
  | { readonly type: "choose-compared"; readonly uri: string; readonly kind: "revision" | "layout" }
  /** When a choice has changed; `choice` is the page's own state as text, for the page after a reload of the window. */
  | { readonly type: "keep"; readonly choice: string }
  /** When the user locks the panel to its layout, or unlocks it. */
  | { readonly type: "lock"; readonly isLocked: boolean }
  /** When the user asks for a change in the text. */
  | { readonly type: "make-change"; readonly uri: string; readonly change: NamedChange }
  /** When the user asks for the quick fix with that title to be applied to the problem at `range`. */
  | { readonly type: "apply-fix"; readonly uri: string; readonly range: OutlineRange; readonly title: string }
  /** When the user asks for the changed costs as a file. */
  | { readonly type: "open-costs-file" }
  /** When the user clicks something that has a place in the source. */
  | { readonly type: "reveal"; readonly uri: string; readonly range: OutlineRange }
  /** After a failure: a retry, or the log. */
  | { readonly type: "retry" }
  | { readonly type: "show-log" }
  /** When the user saves; `content` is the text of the file, or for a PNG its bytes in base64. */
  | { readonly type: "save"; readonly format: SaveFormat; readonly content: string };

export const saveFormats = ["svg", "png", "html", "csv", "json", "mermaid", "trace"] as const;
export type SaveFormat = (typeof saveFormats)[number];

/** On the page and in the dialog, the same in every language. */
export const formatNames: Readonly<Record<SaveFormat, string>> = {
  svg: "SVG",
  png: "PNG",
  html: "HTML",
  csv: "CSV",
  json: "JSON",
  mermaid: "Mermaid",
  trace: "Trace",
};

type Fields = Readonly<Record<string, unknown>>;
type Checks<Message extends { readonly type: string }> = Readonly<Record<Message["type"], (fields: Fields) => boolean>>;

/** Longest text of one field, in characters. */
const longestText = 10_000;
/** Longest file that the page may send, in characters. */
const longestContent = 64 * 2 ** 20;
/** Longest text of the page's choices, including a pinned state. */
const longestChoice = 2 ** 20;
const maxCosts = 500;
const maxParts = 100_000;

const toPageChecks: Checks<ToPage> = {
  following: ({ uri, name, isLocked }) => isText(uri) && isText(name) && typeof isLocked === "boolean",
  "nothing-open": () => true,
  running: ({ uri }) => isText(uri),
  progress: ({ uri, share }) => isText(uri) && isNumber(share) && share >= 0 && share <= 1,
  simulated: ({ uri, isQuickRun, result }) => isText(uri) && typeof isQuickRun === "boolean" && isResult(result),
  failed: ({ uri, message }) => isText(uri) && isText(message),
  "change-made": ({ uri, change }) => isText(uri) && isNamedChange(change),
  "change-refused": ({ uri, change, reason }) => isText(uri) && isNamedChange(change) && isText(reason),
  "compared-chosen": ({ uri, comparedWith }) => isText(uri) && isComparedLayout(comparedWith),
  compared: ({ uri, name, result, reason }) =>
    isText(uri) && isText(name) && (result === undefined ? isText(reason) : isResult(result)),
  "show-vm": ({ uri, vm, slot }) => isText(uri) && isText(vm) && (slot === undefined || isText(slot)),
  cursor: ({ uri, position }) => isText(uri) && isPosition(position),
};

const toPanelChecks: Checks<ToPanel> = {
  ready: ({ uri, run, isLocked }) =>
    (uri === undefined || isText(uri)) && isRunChoice(run) && typeof isLocked === "boolean",
  "choose-run": ({ uri, run }) => isText(uri) && isRunChoice(run),
  "choose-compared": ({ uri, kind }) => isText(uri) && (kind === "revision" || kind === "layout"),
  keep: ({ choice }) => typeof choice === "string" && choice.length <= longestChoice,
  lock: ({ isLocked }) => typeof isLocked === "boolean",
  "make-change": ({ uri, change }) => isText(uri) && isNamedChange(change),
  "apply-fix": ({ uri, range, title }) => isText(uri) && isRange(range) && isText(title),
  "open-costs-file": () => true,
  reveal: ({ uri, range }) => isText(uri) && isRange(range),
  retry: () => true,
  "show-log": () => true,
  save: ({ format, content }) => isSaveFormat(format) && isContent(content, format),
};

/** Every type of either direction. */
export const messageTypes: readonly string[] = [...Object.keys(toPageChecks), ...Object.keys(toPanelChecks)];

/** The message, or `undefined` for anything else. Of a result only the lists are checked; their entries are trusted, because the server wrote them. */
export function readToPage(value: unknown): ToPage | undefined {
  return isOneOf(value, toPageChecks) ? (value as unknown as ToPage) : undefined;
}

/** The message, or `undefined` for anything else. */
export function readToPanel(value: unknown): ToPanel | undefined {
  return isOneOf(value, toPanelChecks) ? (value as unknown as ToPanel) : undefined;
}

/** The choice of a `keep` message; text that is not JSON says nothing. */
export function readChoiceText(choice: string): unknown {
  try {
    return JSON.parse(choice);
  } catch {
    return undefined;
  }
}

export function isPhase(value: unknown): value is Phase {
  return value === "firmware" || value === "without-drivers" || value === "with-drivers" || value === "first-writes";
}

const otherWays: readonly OtherWay[] = ["ide-emulated", "ide-enlightened", "scsi-synthetic", "faster-medium"];

export function isOtherWay(value: unknown): value is OtherWay {
  return otherWays.some((way) => way === value);
}

export function isComparedLayout(value: unknown): value is ComparedLayout {
  if (!isRecord(value)) return false;
  const { kind, revision, uri } = value;
  return kind === "saved" || (kind === "revision" && isText(revision)) || (kind === "layout" && isText(uri));
}

export function isSaveFormat(value: unknown): value is SaveFormat {
  return saveFormats.some((format) => format === value);
}

function isContent(content: unknown, format: unknown): boolean {
  if (typeof content !== "string" || content.length > longestContent) return false;
  return format !== "png" || /^[A-Za-z0-9+/]*={0,2}$/.test(content);
}

export function isRunChoice(value: unknown): value is RunChoice {
  if (!isRecord(value)) return false;
  const { phase, load, costs, chosen, otherWay, comparedWith } = value;
  return (
    (phase === undefined || isPhase(phase)) &&
    (load === undefined || isText(load)) &&
    (costs === undefined || isCosts(costs)) &&
    (chosen === undefined || isDiskPlace(chosen)) &&
    (otherWay === undefined || otherWay === "any" || isOtherWay(otherWay)) &&
    (comparedWith === undefined || isComparedLayout(comparedWith))
  );
}

function isOneOf(value: unknown, checks: Readonly<Record<string, (fields: Fields) => boolean>>): boolean {
  if (!isRecord(value) || typeof value.type !== "string" || !Object.hasOwn(checks, value.type)) return false;
  return checks[value.type]!(value);
}

function isResult(value: unknown): value is SimulateResult {
  if (!isRecord(value) || !isNumber(value.version) || !isRecord(value.outline)) return false;
  const { outline, report, details, state } = value;
  const parts = [outline.vms, outline.volumes, outline.loads, outline.problems, details ?? []];
  if (state !== undefined && !(isRecord(state) && isList(state.devices) && isList(state.statements))) return false;
  if (!parts.every(isList)) return false;
  if (report === undefined) return true;
  if (!isRecord(report) || !isPhase(report.phase)) return false;
  return [report.disks, report.stations, report.whatIf, report.assumptions, report.notes].every(isList);
}

function isCosts(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const costs = Object.entries(value);
  return costs.length <= maxCosts && costs.every(([id, cost]) => isText(id) && isNumber(cost));
}

function isNamedChange(value: unknown): boolean {
  return isDiskPlace(value) && isText(value.change);
}

function isDiskPlace(value: unknown): value is Fields {
  return isRecord(value) && isText(value.vm) && isText(value.slot);
}

function isRange(value: unknown): boolean {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && isCount(value.line) && isCount(value.character);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestText;
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length <= maxParts;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
