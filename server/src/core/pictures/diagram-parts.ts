/** The parts that both layouts of the diagram place: slots, volumes, stations and the line of the path. */
import { stageLong } from "../simulation/paths/stage-names.ts";
import type { Transport } from "../simulation/report.ts";
import { count, counted, duration, percent } from "./format.ts";
import { type Markup, markup } from "./markup.ts";
import type { PathStage, SlotView, VolumeView } from "./picture.ts";
import { fitText, textWidth } from "./text-fit.ts";
import { actorNames, fileName, transportNames } from "./words.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const stationSize = 28;
const queueWidth = 11;
const mostTicks = 13;
/** Mean number of waiting requests from which on a queue is drawn. */
const leastWaiting = 0.01;

/** Hatching for waiting, in the colour of the surrounding text, so that it reads without colour too. */
export function patterns(): Markup {
  return markup`<defs><pattern id="waiting" class="waiting-pattern" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="waiting-ground" width="5" height="5"/><line class="waiting-line" x1="1" y1="0" x2="1" y2="5"/></pattern></defs>`;
}

/** A slot of the VM: a button that chooses its path and goes to its line. */
export function slotCard(view: SlotView, box: Box): Markup {
  const { slot, disk } = view;
  const compact = box.height < 40;
  const worst = view.problems.find((problem) => problem.severity === "error") ?? view.problems[0];
  const rate = disk ? (disk.throughputIops > 0 ? `${count(disk.throughputIops)} IOPS` : "idle") : kindName(view);
  const right = box.x + box.width - 10;
  const bootX = box.x + 14 + textWidth(slot.slot, 13) + 10;
  const detailX = compact ? bootX + (slot.boot ? 40 : 0) : box.x + 14;
  const detailEnd = compact ? right - (worst ? 22 : 0) : right - textWidth(rate, 11) - 10;
  const name = fileName(slot.label);
  const spoken = [
    slot.slot,
    slot.boot && "boot device",
    slot.label,
    disk && transportNames[disk.transport],
    rate,
    ...view.problems.map((problem) => `${problem.severity}: ${problem.message}`),
  ];
  return markup`<g class="card slot${view.chosen ? " chosen" : ""}${view.marked ? " marked" : ""}" role="button" tabindex="0" aria-pressed="${view.chosen ? "true" : "false"}" aria-label="${spoken.filter(Boolean).join(", ")}" data-action="slot" data-slot="${String(view.index)}" data-key="slot ${String(view.index)}">
<title>${spoken.filter(Boolean).join("\n")}</title>
<rect class="card-box" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="4"/>
${view.marked && markup`<rect class="cursor-mark" x="${box.x}" y="${box.y + 5}" width="3" height="${box.height - 10}" rx="1.5"/>`}
<text class="card-name" x="${box.x + 14}" y="${box.y + (compact ? box.height / 2 + 4 : 19)}">${slot.slot}</text>
${slot.boot && badge("boot", bootX, box.y + (compact ? box.height / 2 : 15))}
${worst && problemMark(worst.severity, right - 6, box.y + (compact ? box.height / 2 : 15))}
${!compact && markup`<text class="card-figure" text-anchor="end" x="${right}" y="${box.y + 36}">${rate}</text>`}
<text class="card-detail" x="${detailX}" y="${box.y + (compact ? box.height / 2 + 4 : 36)}">${fitText(name, detailEnd - detailX, 11)}</text>
${disk && markup`<line class="transport ${disk.transport}" x1="${box.x + box.width}" y1="${box.y + box.height / 2}" x2="${box.x + box.width + 10}" y2="${box.y + box.height / 2}"/>`}
</g>`;
}

/** A volume or a physical disk: a button that goes to its line. */
export function volumeCard(view: VolumeView, box: Box): Markup {
  const { volume, index } = view;
  return markup`<g class="card volume${view.chosen ? " chosen" : ""}${view.marked ? " marked" : ""}" role="button" tabindex="0" aria-label="${`${volume.id} on ${volume.host}, ${volume.media}`}" data-action="volume" data-volume="${String(index)}" data-key="volume ${String(index)}">
<title>${`${volume.id} on ${volume.host}\n${volume.media}`}</title>
<rect class="card-box" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="4"/>
${view.marked && markup`<rect class="cursor-mark" x="${box.x}" y="${box.y + 5}" width="3" height="${box.height - 10}" rx="1.5"/>`}
<text class="card-name" x="${box.x + 14}" y="${box.y + (box.height < 40 ? box.height / 2 + 4 : 19)}">${fitText(volume.id, box.width - 26, 12)}</text>
${box.height >= 40 && markup`<text class="card-detail" x="${box.x + 14}" y="${box.y + 36}">${fitText(`${volume.media} · ${volume.host}`, box.width - 24, 11)}</text>`}
</g>`;
}

/** The station of a stage: a square filled by its utilization, or a circle where nothing can queue; waiting is hatched. */
export function station(at: PathStage, centre: Point, chosen: boolean, label: Markup): Markup {
  const half = stationSize / 2;
  const busy = at.utilization;
  const waits = at.waiting >= leastWaiting;
  const left = centre.x - (busy === undefined ? 7 : half);
  const level = Math.max(0, Math.min(1, busy ?? 0)) * (stationSize - 4);
  return markup`<g class="station ${busy === undefined ? "delay" : loadClass(busy)}${at.isBottleneck ? " bottleneck" : ""}${chosen ? " chosen" : ""}" role="button" tabindex="0" aria-pressed="${chosen ? "true" : "false"}" aria-label="${spokenStage(at)}" data-action="stage" data-stage="${at.index}" data-key="stage ${at.index}">
<title>${spokenStage(at).replaceAll(", ", "\n")}</title>
<rect class="hit" x="${centre.x - half - 10}" y="${centre.y - half - 4}" width="${stationSize + 20}" height="${stationSize + 8}" rx="6"/>
${waits && markup`<rect class="waiting" x="${left - queueWidth}" y="${centre.y - 9}" width="${queueWidth}" height="18"/>`}
${
  busy === undefined
    ? markup`<circle class="frame" cx="${centre.x}" cy="${centre.y}" r="7"/>`
    : markup`<rect class="frame" x="${centre.x - half}" y="${centre.y - half}" width="${stationSize}" height="${stationSize}" rx="5"/><rect class="fill" x="${centre.x - half + 2}" y="${centre.y + half - 2 - level}" width="${stationSize - 4}" height="${level}" rx="3"/><text class="busy" text-anchor="middle" x="${centre.x}" y="${centre.y + 3.5}">${Number.isFinite(busy) ? `${Math.floor(100 * busy)}%` : "–"}</text>`
}
${waits && at.waiting >= 0.5 && markup`<text class="queued" text-anchor="middle" x="${left - queueWidth / 2}" y="${centre.y - 13}">${at.waiting < 10 ? count(at.waiting) : Math.round(at.waiting).toString()}</text>`}
${ticks(at, { x: centre.x, y: centre.y - (busy === undefined ? 11 : half + 2) })}
${label}
</g>`;
}

/** What a stage does at the border of guest and host, such as `26 exits`; nothing for most stages. */
export function crossingLabel(at: PathStage): string {
  if (at.crossing) return counted(at.crossing.count, at.crossing.kind);
  return at.stage.visits === 1 ? "" : counted(at.stage.visits, "visit");
}

export function crossingClass(at: PathStage): string {
  return at.crossing?.kind ?? "visits";
}

/** The line of the way through points, changing lanes with rounded corners; `turns` says how far after each point. */
export function routed(points: readonly Point[], turns: readonly number[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  let from = first;
  rest.forEach((to, index) => {
    const turn = turns[index] ?? 0;
    const bend = from.x + turn;
    const down = Math.sign(to.y - from.y);
    const radius = Math.min(6, Math.abs(to.y - from.y) / 2, turn / 2, Math.max(0, to.x - bend));
    path +=
      down === 0
        ? `H${to.x}`
        : `H${bend - radius}q${radius} 0 ${radius} ${down * radius}V${to.y - down * radius}q0 ${down * radius} ${radius} ${down * radius}H${to.x}`;
    from = to;
  });
  return path;
}

export function transportClass(transport: Transport): string {
  return `transport ${transport}`;
}

/** Utilization in three steps; the figure stands beside the colour. */
function loadClass(utilization: number): string {
  if (utilization >= 0.9) return "full";
  return utilization >= 0.7 ? "high" : "calm";
}

function spokenStage(at: PathStage): string {
  const { stage } = at;
  const parts = [
    stageLong(stage.id),
    actorNames[stage.actor],
    crossingLabel(at),
    `service ${duration(stage.serviceUs)}`,
    `waiting ${duration(stage.waitingUs)}`,
    at.utilization !== undefined && `busy ${percent(at.utilization)}`,
    at.isBottleneck && "the bottleneck",
  ];
  return parts.filter(Boolean).join(", ");
}

function ticks(at: PathStage, middle: Point): Markup | undefined {
  if (!at.crossing) return undefined;
  const shown = Math.max(1, Math.min(mostTicks, Math.round(at.crossing.count)));
  let path = "";
  for (let tick = 0; tick < shown; tick++) path += `M${middle.x + (tick - (shown - 1) / 2) * 2.5} ${middle.y}v-4`;
  return markup`<path class="ticks ${at.crossing.kind}" d="${path}"/>`;
}

function badge(text: string, x: number, y: number): Markup {
  const width = textWidth(text, 10) + 9;
  return markup`<rect class="badge" x="${x}" y="${y - 8}" width="${width}" height="15" rx="7.5"/><text class="badge-text" text-anchor="middle" x="${x + width / 2}" y="${y + 3}">${text}</text>`;
}

function problemMark(severity: string, x: number, y: number): Markup {
  return markup`<circle class="problem ${severity}" cx="${x}" cy="${y}" r="7"/><text class="problem-text" text-anchor="middle" x="${x}" y="${y + 4}">!</text>`;
}

function kindName(view: SlotView): string {
  return view.slot.kind === "dvd" ? "DVD" : "not simulated";
}
