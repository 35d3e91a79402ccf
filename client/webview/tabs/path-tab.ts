/** The way of one disk's requests: the diagram with its player, what would change it, and where the time goes. */
import {
  type ChosenPath,
  counted,
  diagramSection,
  duration,
  type Markup,
  markup,
  type SimulationReport,
  stageDetail,
  stageTable,
  stationTable,
  whatIfChips,
} from "../../../server/src/core/pictures/pictures.ts";
import type { SimulateResult } from "../../../server/src/protocol.ts";
import type { Choice } from "../choice.ts";
import { comparisonSection } from "../comparison.ts";
import { memoizeLast } from "../memoize-last.ts";
import type { PageState } from "../page-state.ts";
import { pictureInFullRun } from "../quick-run.ts";
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
    ["diagram", drawnDiagram(picture, result, width)],
    ["detail", stage && stageDetail(stage, fullRun?.report?.assumptions ?? [])],
  ] as const;
  if (!path || !result.report) return partsOf(...parts);
  const then = pictureInFullRun(fullRun, choice)?.path;
  const total = `${counted(path.stages.length, "stage")}, ${duration(path.disk.responseTimeUs.mean)} together`;
  const stages = () => stageTable(path, chosenStage, baselineOfChosen(state, picture));
  return partsOf(
    ...parts,
    ["what-if", then && fullRun?.report && whatIfChips(then, fullRun.report.whatIf, state.change)],
    ["comparison", comparisonSection(state)],
    ["stages", fold("stages", "Where the time goes", total, stages, choice)],
    ["stations", stations(result.report, path, choice)],
    ["save", saveBar()],
  );
}

const drawnDiagram = memoizeLast(diagramSection);

function stations(report: SimulationReport, path: ChosenPath, choice: Choice): Markup | undefined {
  const table = stationTable(report, path.disk.bottleneck.station);
  return table && fold("stations", "How busy the parts are", "of the whole layout", () => table, choice);
}

/** `name` keeps its state; `aside` says in a few words what is inside. The body is drawn once it is looked at. */
function fold(name: string, title: string, aside: string, body: () => Markup, { open }: Choice): Markup {
  const isOpen = open?.includes(name) === true;
  return markup`<details class="fold" data-fold="${name}"${isOpen && markup` open`}><summary data-key="${`fold ${name}`}"><h2>${title}</h2><span class="sub">${aside}</span></summary><div class="inside">${isOpen && body()}</div></details>`;
}
