/** The whole page from its state, in parts that `main.ts` updates one by one when their text changes. */
import {
  type Assumption,
  answer,
  assumptionsTable,
  baselineOf,
  type ChangeOutcome,
  charts,
  counted,
  type Drawn,
  detailOf,
  diagramSection,
  duration,
  type Markup,
  markup,
  noteList,
  overview,
  type Picture,
  pictureOf,
  problemList,
  type SimulationReport,
  type SourcePosition,
  stageDetail,
  stageTable,
  stationTable,
  type WhatIf,
  whatIfChips,
} from "../../server/src/core/pictures/pictures.ts";
import type { LayoutOutline } from "../../server/src/protocol.ts";
import {
  emptyLayoutCard,
  failureCard,
  failureStrip,
  loadingCard,
  noDiskCard,
  nothingOpenCard,
  notSimulatedCard,
  oldPictureStrip,
} from "./cards.ts";
import type { Choice } from "./choice.ts";
import { comparisonSection } from "./comparison.ts";
import { header } from "./header.ts";
import { memoizeLast } from "./memoize-last.ts";
import { comparedWith, type PageState } from "./page-state.ts";
import { pictureInFullRun } from "./quick-run.ts";
import { saveBar } from "./save-bar.ts";

/** The parts from top to bottom, by name; a part without content is not there. */
export function page(state: PageState, width: number): ReadonlyMap<string, Markup> {
  const { choice, fullRun } = state;
  const { vm, slot, stage } = choice;
  const picture = state.result && pictureAtCursor(state.result, vm, slot, stage, state.cursor);
  const parts = new Map<string, Markup>();
  const add = (name: string, part: Markup | undefined) => {
    if (part) parts.set(name, part);
  };
  if (state.layout) add("header", header(state, picture));
  if (!state.result || !picture) {
    add("card", cardInstead(state));
    if (state.result) add("problems", problemList(state.result.outline));
    return parts;
  }
  const { outline, report } = state.result;
  const { path } = picture;
  const compared = comparedWith(state);
  const baseline = compared && baselineOf(compared, picture);
  if (state.failure !== undefined) add("failure", failureStrip(state.failure));
  else if (state.isOld) add("failure", oldPictureStrip());
  add(
    "overview",
    drawnOverview(outline, report, fullRun?.report?.whatIf ?? noChanges, state.change, choice.allVms === true),
  );
  if (path && report) add("answer", answer(path, report.phase, baseline));
  else add("card", cardWithoutPath(picture));
  add("problems", problemList(outline));
  add("diagram", drawnDiagram(picture, state.result, width));
  const chosen = path?.stages[picture.chosenStage ?? -1];
  if (chosen) add("detail", stageDetail(chosen, fullRun?.report?.assumptions ?? []));
  if (path && report) {
    const then = pictureInFullRun(fullRun, choice)?.path;
    if (then && fullRun?.report) add("what-if", whatIfChips(then, fullRun.report.whatIf, state.change));
    add("comparison", comparisonSection(state));
    add("charts", drawnCharts(state.result, vm, slot, width, choice.open ?? noneOpen));
    const total = `${counted(path.stages.length, "stage")}, ${duration(path.disk.responseTimeUs.mean)} together`;
    const stages = () => stageTable(path, picture.chosenStage, baseline);
    add("stages", fold("stages", "Where the time goes", total, stages, choice));
    const stations = stationTable(report, path.disk.bottleneck.station);
    if (stations)
      add(
        "stations",
        fold("stations", "How busy the parts are", "of the whole layout", () => stations, choice),
      );
  }
  const assumptions = report && fullRun?.report?.assumptions;
  if (assumptions && assumptions.length > 0) add("assumptions", assumptionsFold(assumptions, choice));
  if (report && report.notes.length > 0) {
    const aside = counted(report.notes.length, "note");
    add(
      "notes",
      fold("notes", "Limits of this run", aside, () => noteList(report.notes), choice),
    );
  }
  if (path) add("save", saveBar());
  return parts;
}

const noneOpen: readonly string[] = [];
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

const pictureAtCursor = memoizeLast(
  (
    result: Drawn,
    vm: string | undefined,
    slot: string | undefined,
    stage: number | undefined,
    cursor: SourcePosition | undefined,
  ) => pictureOf(result, { vm, slot, stage }, cursor),
);

const drawnDiagram = memoizeLast(diagramSection);

/** The cursor moves at every key, and the charts do not care. */
const drawnCharts = memoizeLast(
  (result: Drawn, vm: string | undefined, slot: string | undefined, width: number, open: readonly string[]) => {
    const picture = pictureOf(result, { vm, slot }, undefined);
    return picture && charts(picture, detailOf(result, picture), width, open);
  },
);

function assumptionsFold(assumptions: readonly Assumption[], choice: Choice): Markup {
  const tried = choice.costs ?? {};
  const table = () =>
    assumptionsTable(assumptions, {
      order: choice.costOrder ?? [],
      tried,
      all: choice.allAssumptions === true,
    });
  const changed = Object.keys(tried).length;
  const aside = `${counted(assumptions.length, "cost")} with their sources${changed > 0 ? `, ${changed} changed here` : ""}`;
  return fold("assumptions", "Assumptions", aside, table, choice);
}

function cardInstead(state: PageState): Markup {
  if (state.failure !== undefined) return failureCard(state.failure);
  if (!state.layout) return state.starting ? loadingCard(undefined) : nothingOpenCard();
  return state.result ? emptyLayoutCard() : loadingCard(state.layout.name);
}

/** Says why the chosen slot has no path. */
function cardWithoutPath({ slot, slots, vm }: Picture): Markup {
  const isAlone = !slots.some((view) => view.disk);
  return isAlone || !slot ? noDiskCard(vm.name, vm.generation) : notSimulatedCard(slot.slot);
}

/** `name` keeps its state; `aside` says in a few words what is inside. The body is drawn once it is looked at. */
function fold(name: string, title: string, aside: string, body: () => Markup, { open }: Choice): Markup {
  const isOpen = open?.includes(name) === true;
  return markup`<details class="fold" data-fold="${name}"${isOpen && markup` open`}><summary data-key="${`fold ${name}`}"><h2>${title}</h2><span class="sub">${aside}</span></summary><div class="inside">${isOpen && body()}</div></details>`;
}
