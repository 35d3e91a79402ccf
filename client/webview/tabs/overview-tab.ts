/** The first tab, about the whole layout: verdict, which VM loads which volume, problems, and what has changed. */
import {
  type ChangeOutcome,
  overview,
  problemList,
  type SimulationReport,
  startSection,
  startStrip,
  type WhatIf,
} from "../../../server/src/core/pictures/pictures.ts";
import type { LayoutOutline, SimulateResult } from "../../../server/src/protocol.ts";
import type { Choice } from "../choice.ts";
import { layoutComparison } from "../comparison.ts";
import { memoizeLast } from "../memoize-last.ts";
import type { PageState } from "../page-state.ts";
import { saveBar } from "../save-bar.ts";
import { chosenPicture } from "./chosen-disk.ts";
import { type Parts, partsOf } from "./tabs.ts";

export function overviewTab(state: PageState, result: SimulateResult, width: number): Parts {
  const { outline, report } = result;
  const picture = chosenPicture(state, result);
  const vm = picture?.vm;
  const changes = state.fullRun?.report?.whatIf ?? noChanges;
  return partsOf(
    ["overview", drawnOverview(outline, report, changes, state.change, ...viewOf(state.choice))],
    ["start", vm && startSection(vm, startStrip(vm, width))],
    ["problems", problemList(outline, state.isOld)],
    ["comparison", report && layoutComparison(state)],
    ["save", report && picture && saveBar(picture)],
  );
}

const noChanges: readonly WhatIf[] = [];

const drawnOverview = memoizeLast(
  (
    outline: LayoutOutline,
    report: SimulationReport | undefined,
    changes: readonly WhatIf[],
    outcome: ChangeOutcome | undefined,
    ...[byName, filter, all, hasOtherLoad]: ReturnType<typeof viewOf>
  ) => {
    const view = { byName, filter, all, hasOtherLoad };
    return overview({ outline, report, changes, outcome, view });
  },
);

/** Separate arguments, because `memoizeLast` compares them one by one. */
function viewOf({ sort, filter, allVms, load }: Choice) {
  return [sort === "name", filter ?? "", allVms === true, load !== undefined] as const;
}
