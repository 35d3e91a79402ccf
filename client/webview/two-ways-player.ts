/** Plays one request over two paths on one clock. The drawing is complete as a still; here its heads move, and its counts follow. */
import { crossingsInWords, duration, type TwoLanes, timeAxis } from "../../server/src/core/pictures/pictures.ts";
import { frameClock, isMotionReduced, showPlayKey, writeText } from "./frame-clock.ts";

/** Real seconds for the longer request. */
const wholeSeconds = 8;

export interface TwoWaysPlayer {
  /** To be called after each drawing of the page; `undefined` if there are no two paths. */
  drawn(both: TwoLanes | undefined, width: number): void;
}

export function createTwoWaysPlayer(root: HTMLElement): TwoWaysPlayer {
  let scene: { readonly both: TwoLanes; readonly width: number } | undefined;
  /** From 0 to 1 of the longer request; complete until somebody plays it. */
  let share = 1;
  let isPlaying = false;
  const clock = frameClock((elapsedMs) => {
    share = Math.min(1, share + elapsedMs / 1000 / wholeSeconds);
    isPlaying = scene !== undefined && share < 1 && !isMotionReduced();
    paint();
    return isPlaying;
  });
  const part = <T extends Element = HTMLElement>(name: string) => root.querySelector<T>(`[data-ways="${name}"]`);

  root.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest('button[data-ways="play"]') || isMotionReduced()) return;
    isPlaying = !isPlaying;
    if (isPlaying && share >= 1) share = 0;
    clock.run(isPlaying);
    paint();
  });
  root.addEventListener("input", (event) => {
    const slider = part<HTMLInputElement>("time-slider");
    if (!slider || event.target !== slider) return;
    event.stopImmediatePropagation();
    share = Number(slider.value) / 1000;
    paint();
  });

  return {
    drawn(both, width) {
      if (both !== scene?.both) {
        share = 1;
        isPlaying = false;
      }
      scene = both && { both, width };
      clock.run(isPlaying);
      paint();
    },
  };

  function paint(): void {
    if (!scene) return;
    const { both, width } = scene;
    const { left, right } = timeAxis(width);
    const now = share * both.spanUs;
    both.lanes.forEach((lane, index) => {
      const group = root.querySelector(`[data-way="${index}"]`);
      if (!group) return;
      const laneUs = Math.min(now, lane.request.completedUs);
      const x = left + ((right - left) * laneUs) / both.spanUs;
      const isOver = laneUs >= lane.request.completedUs;
      const head = group.querySelector('[data-ways="head"]');
      for (const name of ["x1", "x2"]) head?.setAttribute(name, x.toFixed(1));
      head?.setAttribute("visibility", isOver ? "hidden" : "visible");
      const cover = group.querySelector('[data-ways="cover"]');
      cover?.setAttribute("x", x.toFixed(1));
      cover?.setAttribute("width", isOver ? "0" : (right - x).toFixed(1));
      writeText(group.querySelector('[data-ways="time"]'), duration(laneUs));
      writeText(group.querySelector('[data-ways="counts"]'), crossingsInWords(lane, laneUs));
    });
    showPlayKey(part, isPlaying);
    part("play")?.setAttribute("aria-pressed", String(isPlaying));
    const slider = part<HTMLInputElement>("time-slider");
    if (!slider) return;
    slider.value = String(Math.round(share * 1000));
    slider.setAttribute("aria-valuetext", `${duration(now)} of ${duration(both.spanUs)}`);
  }
}
