/** Two states of a layout side by side: which VMs start, which slots changed, and what that does to each disk. */
import { compareLayouts, type SlotPair } from "../features/compare-layouts.ts";
import type { BaselineState } from "./baseline.ts";
import {
  changedStarts,
  changeInWords,
  comparedFigures,
  compareRuns,
  type DiskComparison,
  type FigureChange,
  figureInWords,
  figureNames,
  type Measured,
  placesInWords,
  restInWords,
  startInWords,
  summaryOfChanges,
  verdictOfDisk,
} from "./compare-runs.ts";
import { type Markup, markup } from "./markup.ts";
import { outcomeMarks } from "./start-strip.ts";
import { sentenceCase } from "./words.ts";

/** A comparison of two hosts may have hundreds. */
const firstRows = 20;

interface ComparedRow {
  readonly pair: SlotPair;
  readonly figures?: DiskComparison["figures"] | undefined;
}

/** Both states have to be of full runs; otherwise `undefined`. */
export function comparisonTable(before: BaselineState, after: BaselineState): Markup | undefined {
  if (!before.layout || !after.layout) return undefined;
  const { slots, statements } = compareLayouts(before.layout, after.layout);
  const disks = compareRuns(slots, before.disks, after.disks);
  const figuresOf = new Map(disks.map(({ pair, figures }) => [pair, figures]));
  const rows = slots.map((pair): ComparedRow => ({ pair, figures: figuresOf.get(pair) })).filter(isNews);
  const shown = rows.slice(0, firstRows);
  return markup`<p>${sentenceCase(summaryOfChanges(slots, statements))}.</p>
${startChanges(before, after)}${
  statements.length > 0 &&
  markup`<ul class="changed-statements">${statements.map(({ statement, kind, removed, added }) => markup`<li><bdi>${statement}</bdi> <span class="sub">${kind}</span>${removed.map((line) => markup`<code class="removed">− ${line}</code>`)}${added.map((line) => markup`<code class="added">+ ${line}</code>`)}</li>`)}</ul>`
}${
  shown.length > 0 &&
  markup`<table class="states"><thead><tr><th scope="col">Disk</th>${comparedFigures.map((name) => markup`<th scope="col">${sentenceCase(figureNames[name])}</th>`)}</tr></thead><tbody>${shown.map(row)}</tbody></table>`
}${[
  rows.length > shown.length &&
    markup`<p class="sub">${`${rows.length - shown.length} more; hvvm compare lists all.`}</p>`,
  ...restInWords(disks).map((rest) => markup`<p class="sub">${rest}</p>`),
]}`;
}

function isNews({ pair, figures }: ComparedRow): boolean {
  return pair.kind !== "same" || (figures !== undefined && verdictOfDisk(figures) === "changed");
}

function startChanges(before: BaselineState, after: BaselineState): Markup | undefined {
  const changed = changedStarts(before.starts, after.starts);
  if (changed.length === 0) return undefined;
  return markup`<ul class="changed-starts">${changed.map(({ before: old, after: now }) => markup`<li>${outcomeMarks[old]} → ${outcomeMarks[now.outcome]} <bdi>${now.vm}</bdi> <span class="${now.outcome === "fails" ? "worse" : "better"}">${startInWords(now)}</span></li>`)}</ul>`;
}

function row({ pair, figures }: ComparedRow): Markup {
  const { vm, slot } = pair.after ?? pair.before;
  const [before, after] = placesInWords(pair);
  const what =
    pair.kind !== "same" &&
    markup`<span class="tag quiet">${pair.kind}</span>${[before, after].map((text, index) => text !== "" && markup`<code class="${index === 0 ? "removed" : "added"}">${index === 0 ? "A" : "B"}: ${text}</code>`)}`;
  return markup`<tr><th scope="row"><bdi>${vm}</bdi> <span class="sub">${slot}</span> ${what}</th>${comparedFigures.map((name) => markup`<td>${figures ? cell(name, figures[name]) : markup`<span class="sub">–</span>`}</td>`)}</tr>`;
}

/** Both figures with their intervals, and the change if it is more than noise. */
function cell(name: (typeof comparedFigures)[number], figure: FigureChange): Markup {
  const { before, after, verdict } = figure;
  const written = (side: "A" | "B", measured: Measured | undefined) =>
    measured && markup`<span class="side">${side}: ${figureInWords(name, measured)}</span>`;
  return markup`<span class="card-only sub">${sentenceCase(figureNames[name])}</span><strong class="${verdict === "changed" ? effectOf(name, figure) : "none"}">${changeInWords(figure)}</strong>${written("A", before)}${written("B", after)}`;
}

function effectOf(name: (typeof comparedFigures)[number], { before, after }: FigureChange): "better" | "worse" {
  const isMore = after?.grows === true || (!before?.grows && (after?.value ?? 0) > (before?.value ?? 0));
  return isMore === (name === "throughputIops") ? "better" : "worse";
}
