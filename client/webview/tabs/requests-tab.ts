/** Single requests of one disk and statistics of many: waterfall, heat map, percentiles, throughput over queue depth. */
import { charts, type Drawn, pictureOf } from "../../../server/src/core/pictures/pictures.ts";
import type { SimulateResult } from "../../../server/src/protocol.ts";
import { memoizeLast } from "../memoize-last.ts";
import type { PageState } from "../page-state.ts";
import { saveBar } from "../save-bar.ts";
import { chosenDisk, chosenPicture } from "./chosen-disk.ts";
import { type Parts, partsOf } from "./tabs.ts";

export function requestsTab(state: PageState, result: SimulateResult, width: number): Parts {
  const picture = chosenPicture(state, result);
  if (!picture) return new Map();
  const { vm, slot, open } = state.choice;
  return partsOf(
    ...chosenDisk(state, result, picture),
    ["charts", drawnCharts(result, vm, slot, width, open ?? noneOpen)],
    ["save", picture.path && saveBar(picture)],
  );
}

const noneOpen: readonly string[] = [];

/** The cursor moves with every key, and the charts do not depend on it. */
const drawnCharts = memoizeLast(
  (result: Drawn, vm: string | undefined, slot: string | undefined, width: number, open: readonly string[]) => {
    const picture = pictureOf(result, { vm, slot }, undefined);
    return picture && charts(picture, width, open);
  },
);
