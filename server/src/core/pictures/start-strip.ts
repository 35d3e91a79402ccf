/** The start of one VM as a strip of steps or in one line, and what its firmware tries: from the power button to the data disks. */
import type { OutlineStart, OutlineVm } from "../features/layout-outline.ts";
import { type Markup, markup } from "./markup.ts";
import { textWidth, wrapText } from "./text-fit.ts";

type Step = OutlineStart["steps"][number];

export const outcomeMarks: Readonly<Record<OutlineStart["outcome"], string>> = {
  starts: "✓",
  fails: "✗",
  unknown: "?",
};

const stepMarks: Readonly<Record<Step["state"], string>> = { done: "✓", failed: "✗", "not-reached": "–", unknown: "?" };
const stepStates: Readonly<Record<Step["state"], string>> = {
  done: "done",
  failed: "failed",
  "not-reached": "not reached",
  unknown: "not known",
};

/** Below this width the steps are one below the other. */
const narrow = 560;
const nameSize = 13;
const textSize = 12;
const lineHeight = 16;
const radius = 10;
const columnGap = 14;
const maxLines = 7;
/** The gap between the arrow and the next step. */
const clearance = 6;

/** Drawn for a width in pixels; the height follows from the words. */
export function startStrip({ name, start }: OutlineVm, width: number): Markup {
  const isStacked = width < narrow;
  const { steps } = start;
  const column = isStacked ? width : (width - columnGap * (steps.length - 1)) / steps.length;
  const room = isStacked ? column - 2 * radius - 8 : column;
  const wrapped = steps.map(({ text }) => (text === "" ? [] : wrapText(text, room, textSize, maxLines)));
  const heights = wrapped.map((lines) => 2 * radius + 4 + lines.length * lineHeight);
  const height = Math.ceil(isStacked ? heights.reduce((sum, each) => sum + each + 6, 0) : Math.max(...heights)) + 2;
  let y = 1;
  const drawn = steps.map((step, index) => {
    const at = isStacked ? { x: 0, y } : { x: index * (column + columnGap), y: 1 };
    y += heights[index]! + 6;
    const isLast = index === steps.length - 1;
    return markup`<g class="start-step ${step.state}" transform="translate(${at.x} ${at.y})">${stepMark(step)}${words(wrapped[index]!, isStacked)}${!isLast && !isStacked && arrow(step, column)}</g>`;
  });
  return markup`<svg class="start-strip" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${spoken(name, start)}">${drawn}</svg>`;
}

/** The steps in one line, for a place where a sentence beside it has the reason. */
export function startLine({ name, start }: OutlineVm): Markup {
  return markup`<ol class="start-line" aria-label="${`Start of ${name}`}">${start.steps.map(
    ({ name: step, state }) =>
      markup`<li class="start-step ${state}">${step} <span class="start-glyph" aria-hidden="true">${stepMarks[state]}</span><span class="spoken">${stepStates[state]}</span></li>`,
  )}</ol>`;
}

/**
 * The strip, drawn for one or more widths, and what the firmware tries in order. For a VM that does not start, the
 * verdict shows the reason and the steps. `undefined` if nothing is left to show.
 */
export function startSection({ name, start }: OutlineVm, strip: Markup): Markup | undefined {
  const { attempts, outcome, unseenByFirmware } = start;
  const isStarting = outcome === "starts";
  // The strip says where it starts from.
  const isListed = attempts.length > (isStarting ? 1 : 0);
  if (!isStarting && !isListed && unseenByFirmware === "") return undefined;
  const unseen =
    !isStarting &&
    unseenByFirmware !== "" &&
    markup`<p class="sub">Not seen by the BIOS, which has no VMBus: ${unseenByFirmware}.</p>`;
  return markup`<section class="start" aria-labelledby="start-title"><h2 id="start-title">${isStarting ? markup`How <bdi>${name}</bdi> starts` : markup`What the firmware of <bdi>${name}</bdi> tries`}</h2>
${isStarting && strip}
${isListed && markup`<ol class="attempts" aria-label="What the firmware tries, in order">${attempts.map(({ title, result, meaning }) => markup`<li class="${result}"><bdi>${title}</bdi>: ${meaning}</li>`)}</ol>`}${unseen}</section>`;
}

function stepMark({ name, state }: Step): Markup {
  return markup`<circle class="start-mark" cx="${radius}" cy="${radius}" r="${radius - 1}"/><text class="start-glyph" text-anchor="middle" x="${radius}" y="${radius + 4}">${stepMarks[state]}</text><text class="start-name" x="${2 * radius + 6}" y="${radius + 4}">${name}</text>`;
}

function words(lines: readonly string[], isStacked: boolean): Markup {
  const x = isStacked ? 2 * radius + 6 : 0;
  return markup`${lines.map((line, index) => markup`<text class="start-text" x="${x}" y="${2 * radius + 4 + (index + 0.75) * lineHeight}">${line}</text>`)}`;
}

function arrow({ name }: Step, column: number): Markup {
  const from = 2 * radius + 6 + 1.1 * textWidth(name, nameSize) + clearance;
  const to = column + columnGap - clearance;
  return markup`${to > from + clearance && markup`<path class="start-arrow" d="M${from} ${radius}H${to}m-5 -4l5 4l-5 4"/>`}`;
}

function spoken(name: string, { steps }: OutlineStart): string {
  const each = steps.map(
    ({ name: step, state, text }) => `${step} ${stepStates[state]}${text === "" ? "" : ` (${text})`}`,
  );
  return `Start of ${name}: ${each.join(", ")}`;
}
