/** The clock of what plays on the page, which asks for the next frame only while something plays, and the key that starts it. */

/** A window in the background gets no frames; the clock does not jump when it comes back. */
const longestFrameMs = 250;

export interface FrameClock {
  /** Starts or stops; `onFrame` is told the time since the frame before, and whether to go on is what it answers. */
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

/** The key to play or pause among the parts of one player; in its place a note where motion is to be reduced. */
export function showPlayKey(part: (name: string) => HTMLElement | null, isPlaying: boolean): void {
  const isReduced = isMotionReduced();
  const play = part("play");
  if (play) play.hidden = isReduced;
  play?.querySelector("path")?.setAttribute("d", isPlaying ? "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z" : "M4 2.5v11l9-5.5z");
  writeText(part("play-word"), isPlaying ? "Pause" : "Play");
  const note = part("reduced");
  if (note) note.hidden = !isReduced;
}

/** Leaves alone what is right already. */
export function writeText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

export function isMotionReduced(): boolean {
  return (
    document.body.classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}
