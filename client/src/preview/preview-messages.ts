/** What the preview panel and its page say to each other, one tagged union each way, and the check at both ends. */
import type { Phase } from "../../../server/src/core/simulation/report.ts";
import type { OutlineRange, SimulateResult } from "../../../server/src/protocol.ts";

/** From the panel, in the extension host, to the page. */
export type ToPage =
  /** When the panel begins to follow another layout, or none is open: what was drawn is of no use any more. */
  | { readonly type: "following"; readonly uri: string; readonly name: string }
  | { readonly type: "nothing-open" }
  /** When a run starts; the old picture stays. */
  | { readonly type: "running"; readonly uri: string }
  /** When a run has answered. */
  | { readonly type: "simulated"; readonly uri: string; readonly result: SimulateResult }
  /** When a run has failed or the server cannot be reached; `message` is for the user. */
  | { readonly type: "failed"; readonly uri: string; readonly message: string }
  /** When the cursor moves in the source. */
  | { readonly type: "cursor"; readonly uri: string; readonly position: OutlineRange["start"] };

/** From the page to the panel. */
export type ToPanel =
  /** Once, when the page listens; `phase` is what a page before a reload had chosen. */
  | { readonly type: "ready"; readonly phase?: Phase | undefined }
  /** When the user chooses a phase; without one the layout's own holds. */
  | { readonly type: "choose-phase"; readonly phase?: Phase | undefined }
  /** When the user clicks something that stands in the source. */
  | { readonly type: "reveal"; readonly uri: string; readonly range: OutlineRange }
  /** When the user asks for another try after a failure. */
  | { readonly type: "retry" }
  /** When the user saves; `content` is the file's text, of a PNG its bytes in base64. */
  | { readonly type: "save"; readonly format: SaveFormat; readonly content: string };

export const saveFormats = ["svg", "png", "csv", "json"] as const;
export type SaveFormat = (typeof saveFormats)[number];

/** Characters of a file that the page may hand over. */
const longestContent = 64 * 2 ** 20;

/** The message, or `undefined` for anything else. A result's inside is the server's word and is not checked again. */
export function readToPage(value: unknown): ToPage | undefined {
  if (!isRecord(value)) return undefined;
  if (value.type === "nothing-open") return value as ToPage;
  if (typeof value.uri !== "string") return undefined;
  switch (value.type) {
    case "following":
      return typeof value.name === "string" ? (value as ToPage) : undefined;
    case "running":
      return value as ToPage;
    case "simulated":
      return isRecord(value.result) && isRecord(value.result.outline) ? (value as ToPage) : undefined;
    case "failed":
      return typeof value.message === "string" ? (value as ToPage) : undefined;
    case "cursor":
      return isPosition(value.position) ? (value as ToPage) : undefined;
    default:
      return undefined;
  }
}

/** The message, or `undefined` for anything else. */
export function readToPanel(value: unknown): ToPanel | undefined {
  if (!isRecord(value)) return undefined;
  switch (value.type) {
    case "retry":
      return value as ToPanel;
    case "ready":
    case "choose-phase":
      return value.phase === undefined || isPhase(value.phase) ? (value as ToPanel) : undefined;
    case "save":
      return isSaved(value) ? (value as ToPanel) : undefined;
    case "reveal":
      return typeof value.uri === "string" && isRange(value.range) ? (value as ToPanel) : undefined;
    default:
      return undefined;
  }
}

export function isPhase(value: unknown): value is Phase {
  return value === "firmware" || value === "without-drivers" || value === "with-drivers";
}

export function isSaveFormat(value: unknown): value is SaveFormat {
  return saveFormats.some((format) => format === value);
}

function isSaved({ format, content }: Readonly<Record<string, unknown>>): boolean {
  if (!isSaveFormat(format) || typeof content !== "string" || content.length > longestContent) return false;
  return format !== "png" || /^[A-Za-z0-9+/]*={0,2}$/.test(content);
}

function isRange(value: unknown): value is OutlineRange {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}

function isPosition(value: unknown): value is OutlineRange["start"] {
  return isRecord(value) && isCount(value.line) && isCount(value.character);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
