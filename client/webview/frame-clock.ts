/** The clock of what plays on the page: asks for the next frame only while something plays. */

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

export function isMotionReduced(): boolean {
  return (
    document.body.classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}
