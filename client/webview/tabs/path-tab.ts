/** The path of one disk's requests: the diagram with its player, possible changes, and where the time is spent. */
import {
  type ChosenPath,
  counted,
  type Diagram,
  diagram,
  diagramSection,
  duration,
  type Markup,
  markup,
  type Picture,
  type SimulationReport,
  stageDetail,
  stageTable,
  stationTable,
  type TwoLanes,
  twoLanes,
  twoWaysSection,
  whatIfChips,
} from "../../../server/src/core/pictures/pictures.ts";
import type { SimulateResult } from "../../../server/src/protocol.ts";
import { type Choice, twoWaysFold } from "../choice.ts";
import { diskComparison } from "../comparison.ts";
import { memoizeLast } from "../memoize-last.ts";
import type { PageState } from "../page-state.ts";
import { pictureInFullRun, waysOf } from "../quick-run.ts";
import { saveBar } from "../save-bar.ts";
import { baselineOfChosen, chosenDisk, chosenPicture } from "./chosen-disk.ts";
import { type Parts, partsOf } from "./tabs.ts";

export function pathTab(state: PageState, result: SimulateResult, width: number): Parts {
  const { choice, fullRun } = state;
  const picture = chosenPicture(state, result);
  if (!picture) return new Map();
  const { path, chosenStage } = picture;
  const stage = path?.stages[chosenStage ?? -1];
  const parts = [
    ...chosenDisk(state, result, picture),
    ["diagram", diagramSection(picture, drawnDiagram(picture, width, choice), choice.allStages !== true)],
    ["detail", stage && stageDetail(stage, fullRun?.report?.assumptions ?? [])],
  ] as const;
  if (!path || !result.report) return partsOf(...parts);
  const then = pictureInFullRun(fullRun, choice)?.path;
  const total = `${counted(path.stages.length, "stage")}, ${duration(path.disk.responseTimeUs.mean)} together`;
  const stages = () => stageTable(path, chosenStage, baselineOfChosen(state, picture));
  return partsOf(
    ...parts,
    [
      "two-ways",
      fold(twoWaysFold, "Two ways side by side", "one request on one clock", () => ways(state, picture, width), choice),
    ],
    ["what-if", then && fullRun?.report && whatIfChips(then, fullRun.report.whatIf, state.change)],
    ["comparison", diskComparison(state)],
    ["stages", fold("stages", "Where the time goes", total, stages, choice)],
    ["stations", stations(result.report, path, choice)],
    ["save", saveBar(picture)],
  );
}

/** Drawn once for its section and for what moves on it, which is the player's. */
export function drawnDiagram(picture: Picture, width: number, { allStages }: Choice): Diagram {
  return lastDiagram(picture, width, allStages !== true);
}

const lastDiagram = memoizeLast(diagram);

/** The player updates what moves in them. */
export function drawnWays(state: PageState, picture: Picture): TwoLanes | undefined {
  const found = waysOf(state.fullRun, picture);
  return found && lanesOf(found);
}

const lanesOf = memoizeLast(twoLanes);

function ways(state: PageState, picture: Picture, width: number): Markup {
  const found = waysOf(state.fullRun, picture);
  if (!found) return markup`<p class="about" role="status">Both ways are being simulated…</p>`;
  return twoWaysSection(found, lanesOf(found), width);
}

function stations(report: SimulationReport, path: ChosenPath, choice: Choice): Markup | undefined {
  const table = stationTable(report, path.disk.bottleneck.station);
  return table && fold("stations", "How busy the parts are", "of the whole layout", () => table, choice);
}

/**
 * `name` identifies the fold, which keeps its state; `aside` summarizes its contents. The body is drawn once it is
 * opened.
 */
function fold(name: string, title: string, aside: string, body: () => Markup, { open }: Choice): Markup {
  const isOpen = open?.includes(name) === true;
  return markup`<details class="fold" data-fold="${name}"${isOpen && markup` open`}><summary data-key="${`fold ${name}`}"><h2>${title}</h2><span class="sub">${aside}</span></summary><div class="inside">${isOpen && body()}</div></details>`;
}
