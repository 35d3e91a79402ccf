/** The whole page from its state, in parts that `main.ts` replaces one by one when their text changes. */
import { answer } from "../../server/src/core/pictures/answer.ts";
import { assumptionsTable } from "../../server/src/core/pictures/assumptions.ts";
import { charts, detailOf } from "../../server/src/core/pictures/charts/charts.ts";
import { diagramLegend, ioPathDiagram } from "../../server/src/core/pictures/diagram.ts";
import { type Markup, markup } from "../../server/src/core/pictures/markup.ts";
import { type Picture, pictureOf } from "../../server/src/core/pictures/picture.ts";
import { noteList, problemList } from "../../server/src/core/pictures/problems.ts";
import { stageDetail } from "../../server/src/core/pictures/stage-detail.ts";
import { stageTable } from "../../server/src/core/pictures/stage-table.ts";
import { stationTable } from "../../server/src/core/pictures/station-table.ts";
import { whatIfCards } from "../../server/src/core/pictures/what-if.ts";
import {
  emptyLayoutCard,
  failureCard,
  failureStrip,
  loadingCard,
  noDiskCard,
  nothingOpenCard,
  notSimulatedCard,
} from "./cards.ts";
import { header } from "./header.ts";
import type { PageState } from "./page-state.ts";
import { saveBar } from "./saving.ts";

/** The parts from top to bottom, by name; a part without content is not there. */
export function page(state: PageState, width: number): ReadonlyMap<string, Markup> {
  const picture = state.result && pictureOf(state.result, state.choice, state.cursor);
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
  if (state.failure !== undefined) add("failure", failureStrip(state.failure));
  if (picture.path && report) add("answer", answer(picture.path, report.phase));
  else add("card", cardWithoutPath(picture));
  add("problems", problemList(outline));
  add("diagram", diagramSection(picture, width));
  const chosen = picture.path?.stages[picture.chosenStage ?? -1];
  if (chosen) add("detail", stageDetail(chosen, report?.assumptions ?? []));
  if (picture.path && report) {
    add("what-if", whatIfCards(picture.path, report.whatIf));
    add("charts", charts(picture, detailOf(state.result, picture), width));
    add("stages", stageTable(picture.path, picture.chosenStage));
    add("stations", stationTable(report, picture.path.disk.bottleneck.station));
    add("assumptions", assumptionsTable(report.assumptions, state.choice.allAssumptions === true));
  }
  if (report) add("notes", noteList(report.notes));
  if (picture.path) add("save", saveBar());
  return parts;
}

function cardInstead(state: PageState): Markup {
  if (state.failure !== undefined) return failureCard(state.failure);
  if (!state.layout) return state.starting ? loadingCard(undefined) : nothingOpenCard();
  return state.result ? emptyLayoutCard() : loadingCard(state.layout.name);
}

function diagramSection(picture: Picture, width: number): Markup | undefined {
  if (picture.slots.length === 0 && picture.volumes.length === 0) return undefined;
  return markup`<section aria-label="I/O path">${ioPathDiagram(picture, width)}${picture.path && diagramLegend(picture)}</section>`;
}

/** Says why the chosen slot has no path. */
function cardWithoutPath({ slot, slots, vm }: Picture): Markup {
  const isAlone = !slots.some((view) => view.disk);
  return isAlone || !slot ? noDiskCard(vm.name, vm.generation) : notSimulatedCard(slot.slot);
}
