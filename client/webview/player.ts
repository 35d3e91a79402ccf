/** Plays recorded requests on the diagram: clock, keys and slider. `pictures/tokens.ts` computes where each request is. */
import {
  type ChosenPath,
  captionAt,
  completedUntil,
  completionBefore,
  crossingKinds,
  crossingsUntil,
  type Diagram,
  duration,
  exactly,
  maxTurns,
  nextCompletion,
  type Picture,
  pace,
  paceInWords,
  type RequestTrace,
  requestTrace,
  type TokenPlace,
  tokensAt,
} from "../../server/src/core/pictures/pictures.ts";
import { frameClock, isMotionReduced, showPlayKey, writeText } from "./frame-clock.ts";
import type { PlayerChoice } from "./player-choice.ts";
import { type TokenLayer, tokenLayer } from "./token-layer.ts";

/** Real seconds: for moving between two stages, and for the highlight of an event. */
const travelSeconds = 0.25;
const flashSeconds = 0.35;

interface Scene {
  readonly trace: RequestTrace;
  readonly places: readonly TokenPlace[];
  readonly stages: ChosenPath["stages"];
  readonly layer: TokenLayer;
  readonly medianUs: number;
}

export interface Player {
  /** After each drawing of the page. */
  drawn(picture: Picture | undefined, diagram: Diagram | undefined): void;
}

/** `kept` is the state before a reload of the page; `keep` is called when the user has changed something. */
export function createPlayer(
  root: HTMLElement,
  kept: PlayerChoice | undefined,
  keep: (choice: PlayerChoice) => void,
): Player {
  let choice: PlayerChoice = kept ?? { disk: "", timeUs: 0, turns: 0, loops: false };
  let isPlaying = false;
  let scene: Scene | undefined;
  const clock = frameClock(advance);

  const part = <T extends Element = HTMLElement>(name: string) => root.querySelector<T>(`[data-player="${name}"]`);
  const usPerSecond = () => pace(scene?.medianUs ?? 1, choice.turns);
  const spanUs = () => (scene ? scene.trace.endUs - scene.trace.startUs : 0);

  root.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const pressed = event.target.closest("button[data-player]")?.getAttribute("data-player");
    if (pressed) press(pressed);
  });
  root.addEventListener("input", (event) => {
    if (event.target !== part("time")) return;
    // The page has sliders with other meanings.
    event.stopImmediatePropagation();
    moveTo((Number((event.target as HTMLInputElement).value) / 1000) * spanUs());
  });
  root.addEventListener("change", (event) => {
    if (event.target === part("time")) keep(choice);
  });
  root.addEventListener("keydown", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-player="player"]')) return;
    const isButton = event.target instanceof HTMLButtonElement;
    if (event.key === " " && !isButton) press("play");
    else if (event.key === "ArrowRight" && isButton) press("step");
    else if (event.key === "ArrowLeft" && isButton) press("back");
    else return;
    event.preventDefault();
  });

  return {
    drawn(picture, diagram) {
      const path = picture?.path;
      const drawing = root.querySelector<SVGSVGElement>("svg.diagram") ?? undefined;
      const places = diagram?.places;
      const trace = path && requestTrace(path.detail?.requests ?? [], path.stages);
      if (!path || !trace || !places || !drawing) {
        scene = undefined;
        setPlaying(false);
        return;
      }
      const disk = `${path.disk.vm}\n${path.disk.slot}`;
      if (choice.disk !== disk) {
        isPlaying = false;
        choice = { ...choice, disk, timeUs: 0 };
      }
      drawing.querySelector(".tokens")?.remove();
      const layer = tokenLayer(drawing, trace, path, places);
      scene = { trace, places, stages: path.stages, layer, medianUs: path.disk.responseTimeUs.p50 ?? 0 };
      choice = { ...choice, timeUs: Math.min(choice.timeUs, spanUs()) };
      paint();
      schedule();
    },
  };

  function press(name: string): void {
    if (!scene) return;
    const { trace } = scene;
    const now = trace.startUs + choice.timeUs;
    if (name === "play") setPlaying(!isPlaying && !isMotionReduced());
    else if (name === "loop") choice = { ...choice, loops: !choice.loops };
    else if (name === "slower") choice = { ...choice, turns: Math.max(-maxTurns, choice.turns - 1) };
    else if (name === "faster") choice = { ...choice, turns: Math.min(maxTurns, choice.turns + 1) };
    else if (name === "step" || name === "back") {
      setPlaying(false);
      const isAtEnd = name === "step" && now >= trace.endUs;
      const to = name === "back" ? completionBefore(trace, now) : isAtEnd ? trace.startUs : nextCompletion(trace, now);
      choice = { ...choice, timeUs: to - trace.startUs };
    }
    keep(choice);
    paint();
  }

  function moveTo(timeUs: number): void {
    choice = { ...choice, timeUs: Math.max(0, Math.min(spanUs(), timeUs)) };
    paint();
  }

  function setPlaying(next: boolean): void {
    if (next && choice.timeUs >= spanUs()) choice = { ...choice, timeUs: 0 };
    isPlaying = next;
    schedule();
  }

  function schedule(): void {
    clock.run(isPlaying && scene !== undefined);
  }

  /** Whether it continues to play. */
  function advance(elapsedMs: number): boolean {
    if (!isPlaying || !scene) return false;
    const timeUs = choice.timeUs + (elapsedMs / 1000) * usPerSecond();
    const isOver = timeUs >= spanUs();
    isPlaying = !isMotionReduced() && (!isOver || choice.loops);
    choice = { ...choice, timeUs: !isOver ? timeUs : choice.loops ? 0 : spanUs() };
    paint();
    if (isOver) keep(choice);
    return isPlaying;
  }

  function paint(): void {
    if (!scene) return;
    const { trace, places, layer } = scene;
    const now = trace.startUs + choice.timeUs;
    const perSecond = usPerSecond();
    if (choice.timeUs > 0 || isPlaying)
      layer.paint(tokensAt(trace, places, now, travelSeconds * perSecond), now, flashSeconds * perSecond);
    else layer.clear();
    fillIn(now, perSecond);
  }

  function fillIn(now: number, perSecond: number): void {
    const { trace } = scene!;
    const happened = crossingsUntil(trace, now);
    const counts = [
      `${duration(choice.timeUs)} of ${duration(spanUs())}`,
      `${completedUntil(trace, now)} of ${trace.requests.length} recorded requests done`,
      ...crossingKinds
        .filter((kind) => trace.crossings.some((event) => event.kind === kind))
        .map((kind) => exactly(happened[kind], kind)),
    ];
    writeText(part("pace"), paceInWords(perSecond));
    writeText(part("counts"), counts.join(", "));
    writeText(part("caption"), captionAt(trace, scene!.stages, now));
    showPlayKey(part, isPlaying);
    part("play")?.classList.toggle("playing", isPlaying);
    // A single step is announced to screen readers, continuous playing is not.
    part("counts")?.setAttribute("aria-live", isPlaying ? "off" : "polite");
    part("loop")?.setAttribute("aria-pressed", String(choice.loops));
    part("slower")?.toggleAttribute("disabled", choice.turns <= -maxTurns);
    part("faster")?.toggleAttribute("disabled", choice.turns >= maxTurns);
    const time = part<HTMLInputElement>("time");
    if (!time) return;
    const shown = String(spanUs() > 0 ? Math.round((1000 * choice.timeUs) / spanUs()) : 0);
    if (time.value !== shown) time.value = shown;
    time.setAttribute("aria-valuetext", `${counts[0]}, ${counts[1]}`);
  }
}
