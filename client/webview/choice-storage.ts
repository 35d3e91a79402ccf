/**
 * Stores the user's choices: in the page's own state, for when the page is hidden and shown again, and with the panel,
 * for a reload of the window, after which VS Code may have an older state.
 */
import { readChoiceText, type ToPanel } from "../src/preview/preview-messages.ts";
import { type Choice, persistedChoice, readChoice } from "./choice.ts";

export interface Host {
  postMessage(message: ToPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

export interface ChoiceStorage {
  /** The choices of the previous page. */
  readonly before: Choice;
  /** The panel reads `uri` and `isLocked`, too. */
  keep(choice: Choice): void;
}

/** Dragging a slider changes the choice with every move; the panel is only told where it stops. */
const restMs = 100;

/** `panelHas` is what the panel stored, as text. */
export function createChoiceStorage(host: Host, panelHas: string | undefined): ChoiceStorage {
  const before = newest(host.getState(), readChoiceText(panelHas ?? ""));
  let { turn } = before;
  let last = "";
  let telling: ReturnType<typeof setTimeout> | undefined;
  return {
    before: before.choice,
    keep(choice) {
      const content = persistedChoice(choice);
      const text = JSON.stringify(content);
      if (text === last) return;
      last = text;
      const own = { ...content, turn: ++turn };
      host.setState(own);
      clearTimeout(telling);
      telling = setTimeout(() => host.postMessage({ type: "keep", choice: JSON.stringify(own) }), restMs);
    },
  };
}

/** Each page continues the count of the previous one. */
function newest(...all: readonly unknown[]): { readonly turn: number; readonly choice: Choice } {
  return all
    .map((each) => ({ turn: turnOf(each), choice: readChoice(each) }))
    .reduce((one, other) => (other.turn > one.turn ? other : one));
}

function turnOf(value: unknown): number {
  const { turn } = (typeof value === "object" && value !== null ? value : {}) as { readonly turn?: unknown };
  return Number.isSafeInteger(turn) ? (turn as number) : 0;
}
