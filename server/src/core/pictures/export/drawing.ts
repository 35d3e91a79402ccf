/** The contents of a saved drawing: one disk of one layout, with the style sheets of the page. */

import type { LayoutOutline } from "../../features/layout-outline.ts";
import type { TwoWaysRun } from "../../features/simulate-layout.ts";
import type { SimulationReport } from "../../simulation/report.ts";
import type { BaselineState } from "../baseline.ts";
import type { ChosenPath, Picture } from "../picture.ts";

export interface DrawingSource {
  /** Name of the layout's file. */
  readonly name: string;
  readonly outline: LayoutOutline;
  /** Whether the text has become invalid since: its problems are not those of what is drawn. */
  readonly isOld?: boolean | undefined;
  readonly report: SimulationReport;
  readonly picture: Picture;
  /** The chosen disk's two paths, if the run has them. */
  readonly twoWays?: TwoWaysRun | undefined;
  /** The state that the layout is compared with, and its name, if there is one. */
  readonly comparison?:
    | { readonly name: string; readonly before: BaselineState; readonly after: BaselineState }
    | undefined;
  /** The costs file that the figures are based on. */
  readonly costsFile?: string | undefined;
  /** Text of the page's style sheets, one after the other. */
  readonly styles: string;
}

/** Such as `web.hvvm: VM web01, ide 0:0`. */
export function drawingTitle({ name, picture }: DrawingSource, { disk }: ChosenPath): string {
  return `${name}: VM ${picture.vm.name}, ${disk.slot}`;
}
