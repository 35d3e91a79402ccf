/** The result of placing the stages in either form of the diagram: the positions of lanes, stations and labels. */
import type { Actor } from "../simulation/report.ts";
import type { Box, Point } from "./geometry.ts";

export const stationSize = 32;
/** Radius of the circle for a stage where nothing can queue. */
export const delayRadius = 9;
/** Between the lines of a label. */
export const lineHeight = 14;

/** The stages of one path, drawn from `top` on; a box from the first lane to the last. */
export interface StagesLayout {
  readonly form: "lanes" | "tracks";
  readonly top: number;
  readonly bottom: number;
  readonly lanes: readonly LanePlace[];
  /** One for each requested stage, in their order. */
  readonly places: readonly StagePlace[];
  /** From the last station back to the guest's application. */
  readonly wayOut: readonly Point[];
  /** Where the line to the volume leaves the device. */
  readonly toVolume?: Point | undefined;
  /** Where the words about the path are. */
  readonly title: Point & { readonly anchor: "start" | "end" };
}

export interface LanePlace extends Box {
  readonly actor: Actor;
  readonly isIdle: boolean;
  readonly name: Point;
}

export interface StagePlace {
  readonly centre: Point;
  /** From the previous station, or from above the first lane, to this one. */
  readonly way: readonly Point[];
  readonly label: LabelPlace;
}

/** `beside` is to the right of the station; a row is a line of the narrow form, up to `width`. */
export interface LabelPlace {
  readonly side: "above" | "below" | "beside" | "row";
  readonly x: number;
  readonly width: number;
}
