/** The clock of the animations on the page, which requests the next frame only while something plays, and the key that starts it. */

/** A window in the background gets no frames; the clock does not jump when it comes back. */
const longestFrameMs = 250;

export interface FrameClock {
  /** Starts or stops. `onFrame` receives the time since the previous frame and returns whether to continue. */
  run(isPlaying: boolean): void;
}

export function frameClock(onFrame: (elapsedMs: number) => boolean): FrameClock {
  let frame: { readonly id: number; readonly atMs: number } | undefined;
  const advance = (nowMs: number): void => {
    const elapsedMs = Math.max(0, nowMs - (frame?.atMs ?? nowMs));
    frame = undefined;
    if (onFrame(Math.min(elapsedMs, longestFrameMs))) frame = { id: requestAnimationFrame(advance), atMs: nowMs };
  };
  return {
    run(isPlaying) {
      if (isPlaying) frame ??= { id: requestAnimationFrame(advance), atMs: performance.now() };
      else if (frame) {
        cancelAnimationFrame(frame.id);
        frame = undefined;
      }
    },
  };
}

/** The play/pause key among the parts of one player; if the user prefers reduced motion, a note takes its place. */
export function showPlayKey(part: (name: string) => HTMLElement | null, isPlaying: boolean): void {
  const isReduced = isMotionReduced();
  const play = part("play");
  if (play) play.hidden = isReduced;
  play?.querySelector("path")?.setAttribute("d", isPlaying ? "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z" : "M4 2.5v11l9-5.5z");
  writeText(part("play-word"), isPlaying ? "Pause" : "Play");
  const note = part("reduced");
  if (note) note.hidden = !isReduced;
}

/** Writes only if the text differs. */
export function writeText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

export function isMotionReduced(): boolean {
  return (
    document.body.classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}
