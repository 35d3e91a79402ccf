/** The same request over two paths, one below the other on one clock: where its time is spent, and what it causes. */
import { bytes, count, duration } from "../figures.ts";
import { tickDuration } from "./charts/axes.ts";
import { roundTicks } from "./charts/scale.ts";
import { type Markup, markup } from "./markup.ts";
import { wrapText } from "./text-fit.ts";
import { transportGlyph } from "./transport-glyph.ts";
import { crossingsInWords, type Lane, type TwoLanes } from "./two-lanes.ts";
import { actorNames, actors, sentenceCase, transportNames } from "./words.ts";

const rowHeight = 18;
const barHeight = 10;
/** Between the lines of a lane's head and its rows. */
const headMargin = 8;
/** The heading is beside the symbol of its transport. */
const headIndent = 18;
const headLine = 17;
const footHeight = 26;
const laneGap = 14;
const axisHeight = 22;
/** A service too short to see is drawn this wide. */
const minWidth = 1.5;
const fontSize = 12;
/** Bold letters are as wide as larger ones. */
const boldSize = 15.5;

/** Where the time axis begins and ends in a drawing of that width. */
export function timeAxis(width: number): { readonly left: number; readonly right: number } {
  return { left: width < 420 ? 78 : 104, right: width - 8 };
}

const wayWords = {
  "ide-emulated": "guest → register accesses, each an exit to vmwp.exe → host → disk",
  "ide-enlightened": "guest (VSC) → VMBus → host (VSP) → disk",
  "scsi-synthetic": "guest (VSC) → VMBus → host (VSP) → disk",
} as const;

/** Complete as a still picture; the player moves the heads and covers what is yet to come. */
export function twoWaysDrawing(both: TwoLanes, width: number): Markup {
  const { left, right } = timeAxis(width);
  const x = (us: number) => left + ((right - left) * us) / both.spanUs;
  let y = 0;
  const lanes = both.lanes.map((lane, index) => {
    const rows = actors.filter((actor) => lane.stages.some(({ stage }) => stage.actor === actor));
    const head = headOf(lane, width - headIndent);
    const height = headMargin + head.length * headLine + rows.length * rowHeight + footHeight;
    const drawn = laneDrawing(lane, head, rows, index, { y, height, width, x });
    y += height + laneGap;
    return drawn;
  });
  const ticks = roundTicks([0, both.spanUs], width < 420 ? 3 : 6).map(
    (us) =>
      markup`<line class="ways-tick" x1="${x(us)}" y1="${y - laneGap}" x2="${x(us)}" y2="${y - laneGap + 4}"/><text class="ways-quiet" text-anchor="${us === 0 ? "start" : "middle"}" x="${x(us)}" y="${y - laneGap + 16}">${tickDuration(us, both.spanUs)}</text>`,
  );
  const height = y - laneGap + axisHeight;
  return markup`<svg class="two-lanes" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${spoken(both)}"><defs><pattern id="ways-waiting" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="1" y1="0" x2="1" y2="5"/></pattern></defs>${lanes}${ticks}</svg>`;
}

interface LanePlace {
  readonly y: number;
  readonly height: number;
  readonly width: number;
  readonly x: (us: number) => number;
}

function laneDrawing(
  lane: Lane,
  head: readonly HeadLine[],
  rows: readonly (typeof actors)[number][],
  index: number,
  place: LanePlace,
): Markup {
  const { y, x } = place;
  const { way, request, stages, trace } = lane;
  const top = y + head.length * headLine + headMargin;
  const bottom = top + rows.length * rowHeight;
  const middleOf = (stage: number) => top + (rows.indexOf(stages[stage]!.stage.actor) + 0.5) * rowHeight;
  const bar = (kind: string, stage: number, fromUs: number, toUs: number) =>
    markup`<rect class="${kind}" x="${x(fromUs)}" y="${middleOf(stage) - barHeight / 2}" width="${Math.max(minWidth, x(toUs) - x(fromUs))}" height="${barHeight}"/>`;
  // Waiting that is too short to be visible is not drawn beside the service that follows.
  const waits = request.steps
    .filter(({ waitUs, serviceUs }) => x(serviceUs) - x(waitUs) >= minWidth)
    .map(({ stage, waitUs, serviceUs }) => bar("ways-waits", stage, waitUs, serviceUs));
  const services = request.steps
    .filter(({ serviceUs, endUs }) => endUs > serviceUs)
    .map(({ stage, serviceUs, endUs }) => bar(`ways-serves ${way.transport}`, stage, serviceUs, endUs));
  const crossings = trace.crossings.map(
    ({ timeUs, stage }) =>
      markup`<line class="ways-crossing" x1="${x(timeUs)}" y1="${middleOf(stage) - rowHeight / 2 + 1}" x2="${x(timeUs)}" y2="${middleOf(stage) + rowHeight / 2 - 1}"/>`,
  );
  const names = rows.map(
    (actor, row) =>
      markup`<text class="ways-quiet" x="0" y="${top + row * rowHeight + 13}">${actorNames[actor]}</text>`,
  );
  const end = x(request.completedUs);
  return markup`<g data-way="${index}">${transportGlyph(way.transport, { x: 6, y: y + 10 })}${head.map(({ kind, text }, line) => markup`<text class="${kind}" x="${headIndent}" y="${y + 14 + line * headLine}">${text}</text>`)}
<rect class="stripe" x="${x(0)}" y="${top}" width="${place.width - 8 - x(0)}" height="${bottom - top}"/>${names}${waits}${services}${crossings}<line class="ways-end" x1="${end}" y1="${top}" x2="${end}" y2="${bottom}"/>
<rect class="ways-cover" data-ways="cover" x="${x(0)}" y="${top}" width="0" height="${bottom - top}"/><line class="ways-head" data-ways="head" x1="${x(0)}" y1="${top - 3}" x2="${x(0)}" y2="${bottom + 3}" visibility="hidden"/>
<text class="ways-counts" x="0" y="${bottom + 17}"><tspan data-ways="time">${duration(request.completedUs)}</tspan> · <tspan data-ways="counts">${crossingsInWords(lane, request.completedUs)}</tspan></text></g>`;
}

interface HeadLine {
  readonly kind: "ways-title" | "ways-quiet" | "ways-problem";
  readonly text: string;
}

/** Which path it is, what a request passes on it, and why the VM would not start over it. */
function headOf({ way }: Lane, room: number): readonly HeadLine[] {
  const lines = (kind: HeadLine["kind"], text: string, size: number) =>
    wrapText(text, room, size, 3).map((line) => ({ kind, text: line }));
  return [
    ...lines("ways-title", laneTitle(way), boldSize),
    ...lines("ways-quiet", wayWords[way.transport], fontSize),
    ...(way.problem === undefined ? [] : lines("ways-problem", `✗ ${way.problem}`, fontSize)),
  ];
}

/** Such as `Emulated IDE on ssd-sata, as in the layout`. */
function laneTitle({ transport, medium, isOwn }: Lane["way"]): string {
  return `${sentenceCase(transportNames[transport])} on ${medium}${isOwn ? ", as in the layout" : ""}`;
}

/** Both paths in figures: duration of the drawn request, throughput, response time, and what a request causes. */
export function twoWaysFindings({ lanes: [one, other], bytes: size, isRead }: TwoLanes): string {
  const rates = ratesInWords([one, other]);
  const overloaded = [one, other].filter(({ way }) => way.disk.saturated).map(({ way }) => nameOfWay(way));
  // How long a request waits in a growing queue only reflects how long the run was.
  if (overloaded.length > 0)
    return `Over ${overloaded.join(" and ")} more requests arrive than are served, so that their response time grows. ${rates}`;
  const what = `${bytes(size)} ${isRead ? "read" : "write"}`;
  const [slow, fast] = one.request.completedUs >= other.request.completedUs ? [one, other] : [other, one];
  const times = slow.request.completedUs / fast.request.completedUs;
  const verdict =
    times < 1.05
      ? `A typical ${what} takes as long either way.`
      : `A typical ${what} takes ${duration(slow.request.completedUs)} over ${nameOfWay(slow.way)} and ${duration(fast.request.completedUs)} over ${nameOfWay(fast.way)}: ${times < 10 ? times.toFixed(1) : count(times)} times as long.`;
  return `${verdict} ${rates}`;
}

function ratesInWords(lanes: readonly [Lane, Lane]): string {
  const rates = lanes.flatMap(({ way }) =>
    way.disk.throughputIops === null ? [] : `${nameOfWay(way)} ${count(way.disk.throughputIops)} IOPS`,
  );
  return `${lanes[0].way.isAlone ? "With all other disks idle" : "Under its load"}: ${rates.join(", ")}.`;
}

/** Such as `emulated IDE on ssd-sata`. */
function nameOfWay({ transport, medium }: Lane["way"]): string {
  return `${transportNames[transport]} on ${medium}`;
}

function spoken({ lanes, bytes: size, isRead }: TwoLanes): string {
  const each = lanes.map(
    (lane) =>
      `${laneTitle(lane.way)}${lane.way.problem === undefined ? "" : `, ${lane.way.problem}`}: ${duration(lane.request.completedUs)}, ${crossingsInWords(lane, lane.request.completedUs)}`,
  );
  return `One ${bytes(size)} ${isRead ? "read" : "write"} over two ways on one clock. ${each.join(". ")}`;
}
