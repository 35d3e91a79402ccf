/** The first tab, of the whole layout: its verdict and who loads what, its problems, and what has changed. */
import {
  type ChangeOutcome,
  overview,
  problemList,
  type SimulationReport,
  type WhatIf,
} from "../../../server/src/core/pictures/pictures.ts";
import type { LayoutOutline, SimulateResult } from "../../../server/src/protocol.ts";
import { comparisonSection } from "../comparison.ts";
import { memoizeLast } from "../memoize-last.ts";
import type { PageState } from "../page-state.ts";
import { type Parts, partsOf } from "./tabs.ts";

export function overviewTab(state: PageState, { outline, report }: SimulateResult): Parts {
  const changes = state.fullRun?.report?.whatIf ?? noChanges;
  return partsOf(
    ["overview", drawnOverview(outline, report, changes, state.change, state.choice.allVms === true)],
    ["problems", problemList(outline)],
    ["comparison", report && comparisonSection(state)],
  );
}

const noChanges: readonly WhatIf[] = [];

const drawnOverview = memoizeLast(
  (
    outline: LayoutOutline,
    report: SimulationReport | undefined,
    changes: readonly WhatIf[],
    outcome: ChangeOutcome | undefined,
    all: boolean,
  ) => overview({ outline, report, changes, outcome, all }),
);
