/** The state of the page, and how a message of the panel or a choice of the user changes it. `page.ts` draws it. */
import {
  type BaselineState,
  baselineState,
  type ChangeOutcome,
  drawnAfter,
  isSameRun,
  relevantCostIds,
  type SourcePosition,
} from "../../server/src/core/pictures/pictures.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import type { ToPage } from "../src/preview/preview-messages.ts";
import { type Choice, choiceForAnother, settled } from "./choice.ts";
import { withDetailsOf } from "./quick-run.ts";

export interface PageState {
  /** The layout that the panel follows; absent when none is open. */
  readonly layout?: { readonly uri: string; readonly name: string } | undefined;
  /** True until the panel has sent what it follows. */
  readonly starting: boolean;
  /** What is drawn: the newest result, whether from a quick or a full run. */
  readonly result?: SimulateResult | undefined;
  readonly isQuickRun: boolean;
  /** What is drawn is for the text before it became invalid. */
  readonly isOld?: boolean | undefined;
  /** The newest full run. */
  readonly fullRun?: SimulateResult | undefined;
  /** The previous full run, if its figures differ. */
  readonly before?: BaselineState | undefined;
  /** The chosen other state, once the panel has sent it; `problem` says why it cannot be compared with. */
  readonly compared?:
    | { readonly name: string; readonly state?: BaselineState | undefined; readonly problem?: string | undefined }
    | undefined;
  /** The user has hidden the comparison until something changes. */
  readonly isComparisonClosed: boolean;
  readonly running: boolean;
  /** Share of the full run that is done. */
  readonly progress?: number | undefined;
  readonly failure?: string | undefined;
  readonly cursor?: SourcePosition | undefined;
  /** The outcome of the last change that was requested. */
  readonly change?: ChangeOutcome | undefined;
  readonly choice: Choice;
}

export function startState(choice: Choice): PageState {
  return { starting: true, running: false, isQuickRun: false, isComparisonClosed: false, choice };
}

/** The state after a message of the panel. A message about a layout that is not followed changes nothing. */
export function afterMessage(state: PageState, message: ToPage): PageState {
  if (message.type === "nothing-open") return { ...startState(state.choice), starting: false };
  if (message.type === "following") {
    const { uri, name, isLocked } = message;
    if (state.layout?.uri === uri) return { ...state, starting: false, choice: { ...state.choice, isLocked } };
    const choice = state.choice.uri === uri ? state.choice : choiceForAnother(uri, state.choice);
    return { ...startState({ ...choice, isLocked }), layout: { uri, name }, starting: false, running: true };
  }
  if (message.uri !== state.layout?.uri) return state;
  switch (message.type) {
    case "running":
      return { ...state, running: true, progress: undefined };
    case "progress":
      return { ...state, progress: message.share };
    case "simulated":
      return afterAnswer(state, message.result, message.isQuickRun);
    case "failed":
      return { ...state, running: false, failure: message.message };
    case "change-made":
      return { ...state, change: { ...message.change, state: "made" } };
    case "change-refused":
      return { ...state, change: { ...message.change, state: "refused", reason: message.reason } };
    case "compared-chosen":
      return afterChoice(state, { comparedWith: message.comparedWith });
    case "compared":
      return { ...state, compared: comparedState(message), isComparisonClosed: false };
    case "show-vm":
      return afterChoice(state, {
        tab: "path",
        vm: message.vm,
        vmPlace: undefined,
        slot: message.slot,
        label: undefined,
      });
    case "cursor":
      return { ...state, cursor: message.position };
  }
}

/** The state after the user's choice. Another VM or disk has other stages; a drawing of another run is marked as old at once. */
export function afterChoice(state: PageState, choice: Choice): PageState {
  const moved = "vm" in choice || "slot" in choice;
  const next = { ...state.choice, ...(moved ? { stage: undefined } : {}), ...choice };
  const asksForRun = state.layout !== undefined && runText(next) !== runText(state.choice);
  return {
    ...state,
    ...(asksForRun ? { running: true, progress: undefined } : {}),
    ...("comparedWith" in choice ? { compared: undefined, isComparisonClosed: false } : {}),
    choice: state.result ? settled(next, state.result, undefined) : next,
  };
}

/** What the figures of all disks depend on besides the layout. */
function runText({ phase, load, costs }: Choice): string {
  return JSON.stringify([phase, load, costs]);
}

/** The state that the newest one is compared with: the chosen one, else the pinned one, else the previous one. */
export function comparedWith(state: PageState): { readonly name: string; readonly state: BaselineState } | undefined {
  const { choice, before, compared, isComparisonClosed } = state;
  if (isComparisonClosed) return undefined;
  if (choice.comparedWith) return compared?.state && { name: compared.name, state: compared.state };
  if (choice.pinned) return { name: "pinned state", state: choice.pinned };
  return before && { name: "before the change", state: before };
}

/** A state that cannot be read is not compared. */
function comparedState({
  name,
  result,
  reason,
}: Extract<ToPage, { readonly type: "compared" }>): PageState["compared"] {
  const { isBroken, problems = [] } = result?.outline ?? {};
  const error = isBroken && problems.find(({ severity }) => severity === "error");
  if (error) return { name, problem: `It cannot be read: line ${error.range.start.line + 1}: ${error.message}` };
  return result ? { name, state: baselineState(result) } : { name, problem: reason };
}

function afterAnswer(state: PageState, result: SimulateResult, isQuickRun: boolean): PageState {
  const { drawn, isOld } = drawnAfter(state.result, result);
  if (isOld) return { ...state, result: drawn, isOld, failure: undefined, running: isQuickRun, progress: undefined };
  const choice = settled(state.choice, result, state.cursor);
  const isOrderKept = isQuickRun || (choice.costOrder !== undefined && Object.keys(choice.costs ?? {}).length > 0);
  const costOrder = isOrderKept ? choice.costOrder : relevantCostIds(result.report?.assumptions ?? []);
  // What was refused may be possible in another version of the layout.
  const change = result.version === state.result?.version ? state.change : undefined;
  const shown = isQuickRun ? withDetailsOf(result, state.fullRun) : result;
  const now = {
    ...state,
    result: shown,
    isOld,
    isQuickRun,
    failure: undefined,
    change,
    choice: { ...choice, costOrder },
  };
  if (isQuickRun) {
    // The user made a change before the first full run finished; then the quick run is the previous state.
    const isOvertaken =
      state.fullRun === undefined && state.result !== undefined && state.result.version !== result.version;
    return isOvertaken ? { ...now, fullRun: state.result } : now;
  }
  const isNews = state.fullRun !== undefined && !isSameRun(state.fullRun, result);
  return {
    ...now,
    running: false,
    progress: undefined,
    fullRun: result,
    ...(isNews ? { before: baselineState(state.fullRun!), isComparisonClosed: false } : {}),
  };
}
