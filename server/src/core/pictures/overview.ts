/** What an administrator asks first: does the layout start, what limits it, what to change, what loads each volume. */

import { greatest } from "d3-array";
import type { LayoutOutline, OutlineRange } from "../features/layout-outline.ts";
import { count, counted, percent, ratio } from "../figures.ts";
import { type DiskReport, isSameDisk, type SimulationReport, type WhatIf } from "../simulation/report.ts";
import { isStationPlural, stationName } from "../simulation/station-names.ts";
import { isFull } from "../simulation/stations.ts";
import { startInWords } from "./compare-runs.ts";
import { hostMatrix, type MatrixRow, type MatrixView, matrixRows } from "./host-matrix.ts";
import { type Markup, markup } from "./markup.ts";
import { outcomeMarks, startLine } from "./start-strip.ts";
import { applyButton, type ChangeOutcome, changesMedium, changeTitle, refusalOf } from "./what-if.ts";
import { sentenceCase } from "./words.ts";

export interface OverviewSource {
  readonly outline: LayoutOutline;
  readonly report: SimulationReport | undefined;
  /** Of the newest full run, with the index of each. */
  readonly changes: readonly WhatIf[];
  readonly outcome: ChangeOutcome | undefined;
  readonly view: MatrixView;
}

/** VMs that the first line names; the rest is counted. */
const maxNamed = 3;
/** Fixes of one VM that get a button; the editor lists all. */
const maxFixes = 3;
/** A change with a smaller gain is not shown. */
const minGain = 1.05;

export function overview(source: OverviewSource): Markup | undefined {
  const { outline, report } = source;
  if (outline.vms.length === 0) return undefined;
  const rows = matrixRows(outline, report);
  return markup`<section class="overview" aria-label="Overview">
${verdict(rows, source)}
<dl class="headlines">${report && bottleneck(report)}${bestChange(source)}</dl>
${hostMatrix(rows, source)}</section>`;
}

/** The VMs that do not start, and those for which it is not known, with their steps. */
function verdict(rows: readonly MatrixRow[], { outline }: OverviewSource): Markup {
  const notStarting = rows.filter(({ vm }) => vm.start.outcome !== "starts");
  const starting = rows.length - notStarting.length;
  const good =
    starting > 0 &&
    markup`<p class="starts">✓ ${starting === rows.length ? (starting === 1 ? "It starts" : `All ${count(starting)} start`) : `${count(starting)} start${starting === 1 ? "s" : ""}`}</p>`;
  const bad = notStarting.slice(0, maxNamed).map(({ vm, index }) => {
    const { outcome, mend } = vm.start;
    const sentence = markup`${outcomeMarks[outcome]} <bdi>${vm.name}</bdi> ${startInWords(vm.start)}`;
    const problem = mend ? outline.problems.findIndex(({ range }) => isSamePlace(range, mend.range)) : -1;
    const line = mend && markup` <span class="sub">${`line ${mend.range.start.line + 1}`}</span>`;
    const remedies =
      mend &&
      mend.fixes.length > 0 &&
      markup`<p class="buttons">${mend.fixes.slice(0, maxFixes).map((fix, at) => markup`<button type="button" class="secondary" data-action="apply-fix" data-vm="${index}" data-fix="${at}" data-key="${`fix ${index} ${at}`}" title="An ordinary edit of the layout; undo takes it back">${fix}</button>`)}</p>`;
    return markup`<li>${problem < 0 ? markup`${sentence}${line}` : markup`<button type="button" class="row" data-action="problem" data-problem="${problem}" data-key="${`fails ${index}`}">${sentence}${line}</button>`}${startLine(vm)}${remedies}</li>`;
  });
  const more = notStarting.length - maxNamed;
  return markup`<div class="will-it-start${notStarting.length > 0 ? " fails" : ""}">${good}${notStarting.length > 0 && markup`<ul>${bad}</ul>`}${more > 0 && markup`<p class="sub">${counted(more, "more VM")} may not start</p>`}</div>`;
}

function isSamePlace(one: OutlineRange, other: OutlineRange): boolean {
  return one.start.line === other.start.line && one.start.character === other.start.character;
}

/** The busiest station of the whole layout, in a sentence. */
function bottleneck({ disks }: SimulationReport): Markup | undefined {
  const worst = greatest(disks.filter(isAtLimit), ({ bottleneck }) => bottleneck.utilization);
  if (!worst) return markup`<div><dt>Bottleneck</dt><dd>None: nothing is near its limit.</dd></div>`;
  const { station, utilization } = worst.bottleneck;
  const sharing = disks.filter((disk) => disk.bottleneck.station === station).length;
  const shared = sharing > 1 ? ` for ${counted(sharing, "disk")}` : "";
  const part = `${sentenceCase(stationName(station))} ${isStationPlural(station) ? "are" : "is"}`;
  const busy = percent(utilization);
  return markup`<div><dt>Bottleneck</dt><dd>${isFull(utilization) ? `${part} the bottleneck${shared}, busy ${busy} of the time.` : `${part} the busiest part${shared}, at ${busy}.`}</dd></div>`;
}

function isAtLimit({ bottleneck }: DiskReport): boolean {
  return bottleneck.limit === "capacity";
}

function bestChange({ changes, outline, report, outcome }: OverviewSource): Markup | undefined {
  const gain = ({ throughputRatio, responseTimeRatio }: WhatIf) =>
    Math.max(throughputRatio, 1 / (responseTimeRatio ?? 1));
  const best = greatest(changes, gain);
  if (!best || !(gain(best) >= minGain)) return undefined;
  const vm = outline.vms.findIndex(({ name }) => name === best.vm);
  const slot = outline.vms[vm]?.slots.findIndex((each) => each.slot === best.slot) ?? -1;
  const disk = report?.disks.find((each) => isSameDisk(best, each));
  if (slot < 0) return undefined;
  const volume = outline.vms[vm]!.slots[slot]!.volume;
  const onVolume = outline.vms.flatMap(({ slots }) => slots).filter((each) => each.volume === volume).length;
  const also =
    changesMedium(best) && volume !== undefined && onVolume > 1
      ? `, also for ${counted(onVolume - 1, "other disk")} on ${outline.volumes[volume]!.id}`
      : "";
  const rate = disk?.throughputIops ?? undefined;
  const limited = report?.disks.filter(isAtLimit) ?? [];
  const isElsewhere = limited.length > 0 && !changes.some((change) => limited.some((each) => isSameDisk(change, each)));
  const figures =
    best.throughputRatio >= minGain && rate !== undefined
      ? `${count(rate)} → ${count(rate * best.throughputRatio)} IOPS`
      : `${ratio(1 / (best.responseTimeRatio ?? 1))} faster`;
  return markup`<div><dt>Best change</dt><dd>${changeTitle(best)}: <bdi>${best.vm}</bdi> ${best.slot}, ${figures}${also}. ${isElsewhere && "No change at the bottleneck was compared; its disks say why. "}<span class="buttons"><button type="button" class="secondary" data-action="disk" data-vm="${vm}" data-slot="${slot}" data-key="show best">Show the disk</button>${applyButton(best, changes.indexOf(best), outcome, { key: "apply best", text: "Apply" })}</span>${refusalOf(best, outcome)}</dd></div>`;
}
