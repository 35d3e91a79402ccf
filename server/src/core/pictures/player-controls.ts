/** The controls above the diagram: play, step and scrub the recorded requests, and zoom. The page fills in what changes while playing. */
import { type Markup, markup } from "./markup.ts";

/** `hasRequests` is false where no single requests were recorded. */
export function playerControls(hasRequests: boolean): Markup {
  return markup`<div class="diagram-tools">${hasRequests && player()}${zoomTools()}</div>`;
}

function player(): Markup {
  return markup`<div class="player" data-player="player" role="group" aria-label="Requests in slow motion">
<div class="player-keys">
${playerKey("player", "play", "Play", "Play the recorded requests, or pause (Space on the time slider)", "M4 2.5v11l9-5.5z", markup` aria-pressed="false"`)}
${playerKey("player", "step", "Step one I/O", "Go to the next completed request (Right arrow; Left arrow goes back)", "M3 2.5v11l7.5-5.5zM11.5 2.5h2v11h-2z")}
${playerKey("player", "loop", "Loop", "Begin again at the end", "M3 7.5a4.5 4.5 0 0 1 8-2.8V3h1.6v4.4H8.2V5.8h1.7A3 3 0 0 0 4.6 7.5zM13 8.5a4.5 4.5 0 0 1-8 2.8V13H3.4V8.6h4.4v1.6H6.1a3 3 0 0 0 5.3-1.7z", markup` aria-pressed="false"`)}
${playerKey("player", "slower", "Slower", "Show less simulated time per second", "M8.5 3v10L2.5 8zM14 3v10L8 8z")}
${playerKey("player", "faster", "Faster", "Show more simulated time per second", "M7.5 3v10l6-5zM2 3v10l6-5z")}
</div>
<input type="range" class="player-time" data-player="time" data-key="player time" min="0" max="1000" step="1" value="0" aria-label="Simulated time">
<p class="player-words"><span data-player="pace"></span><span data-player="counts"></span></p>
<p class="player-words" data-player="caption"></p>
<p class="player-words" data-player="reduced" hidden>Your system asks for reduced motion: nothing plays, step and scrub instead.</p>
</div>`;
}

/**
 * On a narrow panel the words of most keys are for screen readers only, and the title says what a key does. `owner` is
 * the player that the key belongs to.
 */
export function playerKey(
  owner: "player" | "ways",
  name: string,
  label: string,
  title: string,
  icon: string,
  more: Markup | false = false,
): Markup {
  const mark = (value: string) => (owner === "player" ? markup`data-player="${value}"` : markup`data-ways="${value}"`);
  return markup`<button type="button" class="player-key" ${mark(name)} data-key="${`${owner} ${name}`}" title="${title}"${more}><svg width="16" height="16" aria-hidden="true"><path class="icon" d="${icon}"/></svg><span ${mark(`${name}-word`)}>${label}</span></button>`;
}

function zoomTools(): Markup {
  return markup`<div class="zoom" role="group" aria-label="Zoom of the diagram">
<button type="button" class="player-key" data-zoom="out" data-key="zoom out" aria-label="Zoom out" title="Zoom out (Ctrl+wheel)">−</button>
<button type="button" class="player-key" data-zoom="whole" data-key="zoom whole" title="Back to full size"><span data-zoom="share">100%</span></button>
<button type="button" class="player-key" data-zoom="in" data-key="zoom in" aria-label="Zoom in" title="Zoom in (Ctrl+wheel)">+</button>
<button type="button" class="player-key" data-zoom="fit" data-key="zoom fit" title="Fit the diagram to the window">Fit</button>
</div>`;
}
