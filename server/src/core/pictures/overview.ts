/** What an administrator asks first of the whole layout: does it start, what limits it, what to change, who loads what. */

import type { LayoutOutline, OutlineRange, OutlineVm, OutlineVolume } from "../features/layout-outline.ts";
import { count, counted, duration, percent, ratio } from "../figures.ts";
import type { DiskReport, SimulationReport, WhatIf } from "../simulation/report.ts";
import { isStationPlural, stationName } from "../simulation/station-names.ts";
import { loadClass } from "./diagram-cards.ts";
import { type Markup, markup } from "./markup.ts";
import { outcomeMarks } from "./start-strip.ts";
import { busiestPart } from "./volume-use.ts";
import { type ChangeOutcome, changeTitle } from "./what-if.ts";
import { sentenceCase } from "./words.ts";

export interface OverviewSource {
  readonly outline: LayoutOutline;
  readonly report: SimulationReport | undefined;
  /** Of the newest full run, with the position of each. */
  readonly changes: readonly WhatIf[];
  readonly outcome: ChangeOutcome | undefined;
  /** Draws the start of a VM. */
  readonly strip: (vm: OutlineVm) => Markup;
  /** All rows of the matrix, not the first ones alone. */
  readonly all: boolean;
}

/** Rows of the matrix until the reader asks for more. */
const firstRows = 12;
/** VMs that the first line names; more are counted. */
const maxNamed = 3;
/** A change that gains less is none. */
const leastGain = 1.05;

export function overview(source: OverviewSource): Markup | undefined {
  const { outline, report } = source;
  if (outline.vms.length === 0) return undefined;
  const rows = rowsOf(outline, report);
  return markup`<section class="overview" aria-label="Overview">
${verdict(rows, source)}
<dl class="headlines">${report && bottleneck(report)}${bestChange(source)}</dl>
${rows.length > 1 && matrix(rows, source)}</section>`;
}

interface Row {
  readonly vm: OutlineVm;
  /** Position in the outline. */
  readonly index: number;
  readonly disks: readonly DiskReport[];
}

/** The VMs that cannot start first, then those with the busiest disks. */
function rowsOf(outline: LayoutOutline, report: SimulationReport | undefined): readonly Row[] {
  const disks = new Map<string, DiskReport[]>();
  for (const disk of report?.disks ?? []) disks.set(disk.vm, [...(disks.get(disk.vm) ?? []), disk]);
  const rows = outline.vms.map((vm, index) => ({
    vm,
    index,
    disks: disks.get(vm.name) ?? [],
  }));
  const busiest = ({ disks: own }: Row) => Math.max(0, ...own.map(({ bottleneck: { utilization } }) => utilization));
  return rows.sort(
    (one, other) => urgency[other.vm.start.outcome] - urgency[one.vm.start.outcome] || busiest(other) - busiest(one),
  );
}

const urgency: Readonly<Record<OutlineVm["start"]["outcome"], number>> = { fails: 2, unknown: 1, starts: 0 };

/** Those that do not start and those of which it is not known, with their steps. */
function verdict(rows: readonly Row[], { outline, strip }: OverviewSource): Markup {
  const doubtful = rows.filter(({ vm }) => vm.start.outcome !== "starts");
  const starting = rows.length - doubtful.length;
  const good =
    starting > 0 &&
    markup`<p class="starts">✓ ${starting === rows.length ? (starting === 1 ? "It starts" : `All ${count(starting)} start`) : `${count(starting)} start${starting === 1 ? "s" : ""}`}</p>`;
  const bad = doubtful.slice(0, maxNamed).map(({ vm }) => {
    const { outcome, reason, mend } = vm.start;
    const said = outcome === "fails" ? "does not start" : "may not start";
    const sentence = markup`${outcomeMarks[outcome]} <bdi>${vm.name}</bdi> ${said}: ${reason}`;
    const problem = mend ? outline.problems.findIndex(({ range }) => isSamePlace(range, mend.range)) : -1;
    const line = mend && markup` <span class="sub">${`line ${mend.range.start.line + 1}`}</span>`;
    const title = mend && mend.fixes.length > 0 && markup` title="${`Quick fix: ${mend.fixes.join("; ")}`}"`;
    return markup`<li>${problem < 0 ? markup`${sentence}${line}` : markup`<button type="button" class="row" data-action="problem" data-problem="${String(problem)}" data-key="${`fails ${vm.name}`}"${title}>${sentence}${line}</button>`}${strip(vm)}</li>`;
  });
  const more = doubtful.length - maxNamed;
  return markup`<div class="will-it-start${doubtful.length > 0 ? " fails" : ""}">${good}${doubtful.length > 0 && markup`<ul>${bad}</ul>`}${more > 0 && markup`<p class="sub">${counted(more, "more VM")} may not start</p>`}</div>`;
}

function isSamePlace(one: OutlineRange, other: OutlineRange): boolean {
  return one.start.line === other.start.line && one.start.character === other.start.character;
}

/** The busiest station of all, in a sentence. */
function bottleneck({ disks }: SimulationReport): Markup | undefined {
  const busy = disks.filter(({ bottleneck: { limit } }) => limit === "capacity");
  const worst = busy.reduce<DiskReport | undefined>(
    (most, disk) => (most && most.bottleneck.utilization >= disk.bottleneck.utilization ? most : disk),
    undefined,
  );
  if (!worst) return markup`<div><dt>Bottleneck</dt><dd>None: nothing is near its limit.</dd></div>`;
  const { station, utilization } = worst.bottleneck;
  const sharing = disks.filter((disk) => disk.bottleneck.station === station).length;
  const shared = sharing > 1 ? ` for ${counted(sharing, "disk")}` : "";
  return markup`<div><dt>Bottleneck</dt><dd>${sentenceCase(stationName(station))} ${isStationPlural(station) ? "are" : "is"} the bottleneck${shared}, busy ${percent(utilization)} of the time.</dd></div>`;
}

function bestChange({ changes, outline, report, outcome }: OverviewSource): Markup | undefined {
  const gain = ({ throughputRatio, responseTimeRatio }: WhatIf) => Math.max(throughputRatio, 1 / responseTimeRatio);
  const best = changes.reduce<WhatIf | undefined>(
    (most, change) => (most && gain(most) >= gain(change) ? most : change),
    undefined,
  );
  if (!best || !(gain(best) >= leastGain)) return undefined;
  const vm = outline.vms.findIndex(({ name }) => name === best.vm);
  const slot = outline.vms[vm]?.slots.findIndex((each) => each.slot === best.slot) ?? -1;
  const disk = report?.disks.find((each) => each.vm === best.vm && each.slot === best.slot);
  if (slot < 0) return undefined;
  const isMeant = outcome?.vm === best.vm && outcome.slot === best.slot && outcome.change === best.change;
  const rate = disk?.throughputIops ?? undefined;
  const figures =
    best.throughputRatio >= leastGain && rate !== undefined
      ? `${count(rate)} → ${count(rate * best.throughputRatio)} IOPS`
      : `${ratio(1 / best.responseTimeRatio)} faster`;
  return markup`<div><dt>Best change</dt><dd>${changeTitle(best)}: <bdi>${best.vm}</bdi> ${best.slot}, ${figures} <span class="buttons"><button type="button" class="secondary" data-action="disk" data-vm="${String(vm)}" data-slot="${String(slot)}" data-key="show best">Show the disk</button><button type="button" class="secondary" data-action="make-change" data-change="${String(changes.indexOf(best))}" data-key="apply best"${isMeant && outcome.state !== "made" && markup` disabled`} title="An ordinary edit of the layout; undo takes it back">Apply</button></span></dd></div>`;
}

/** A row is a VM, a column a volume of some host; below 520 pixels a row is a card. */
function matrix(rows: readonly Row[], { outline, report, all }: OverviewSource): Markup {
  const shown = all ? rows : rows.slice(0, firstRows);
  const volumes = outline.volumes.map((volume) => ({ volume, disks: disksOn(volume, rows, outline) }));
  const used = volumes.filter(({ disks }) => disks.length > 0);
  const loose = rows.some((row) => row.disks.some((disk) => !used.some(({ disks }) => disks.includes(disk))));
  const head = used.map(({ volume, disks }) => volumeHead(volume, disks, report));
  return markup`<table class="matrix"><caption>Who loads which volume, the worst first</caption><thead><tr><th scope="col">VM</th>${head}${loose && markup`<th scope="col">elsewhere</th>`}</tr></thead><tbody>${shown.map(
    (row) => {
      const cells = used.map(({ volume, disks }) => cell(row, disks, volume.id));
      const others = row.disks.filter((disk) => !used.some(({ disks }) => disks.includes(disk)));
      return markup`<tr class="${row.vm.start.outcome === "fails" && "fails"}"><th scope="row"><button type="button" class="row" data-action="choose-vm" data-vm="${String(row.index)}" data-key="${`overview vm ${row.index}`}">${outcomeMarks[row.vm.start.outcome]} <bdi>${row.vm.name}</bdi></button>${row.vm.start.outcome === "fails" && markup`<span class="sub">if it started</span>`}</th>${cells}${loose && cell(row, others, "elsewhere")}</tr>`;
    },
  )}</tbody></table>${
    rows.length > firstRows &&
    markup`<button type="button" class="link" aria-expanded="${all ? "true" : "false"}" data-action="all-vms" data-key="all-vms">${all ? "Show the worst alone" : `Show all ${count(rows.length)} VMs`}</button>`
  }`;
}

/** Two hosts may have volumes of one name: the VM's host decides, and where it names none the only one of that name. */
function disksOn(
  { id, hosts }: OutlineVolume,
  rows: readonly Row[],
  { volumes }: LayoutOutline,
): readonly DiskReport[] {
  const isOnly = volumes.filter((volume) => volume.id === id).length === 1;
  return rows.flatMap(({ vm, disks }) => {
    const isHere = vm.host === undefined ? isOnly : hosts.includes(vm.host.toLowerCase());
    return isHere ? disks.filter((disk) => disk.volume === id) : [];
  });
}

function volumeHead(volume: OutlineVolume, disks: readonly DiskReport[], report: SimulationReport | undefined): Markup {
  const busy = busiestPart(disks, report);
  return markup`<th scope="col"><bdi>${volume.id}</bdi> <span class="sub">${volume.media} · <bdi>${volume.host}</bdi></span>${busy !== undefined && markup`<svg class="bar" width="100%" height="6" aria-hidden="true"><rect class="bar-ground" width="100%" height="6"/><rect class="gauge-fill ${loadClass(busy)}" width="${100 * Math.min(1, busy)}%" height="6"/></svg><span class="sub">busy ${percent(busy)}</span>`}</th>`;
}

function cell({ vm, index, disks: own }: Row, onVolume: readonly DiskReport[], volume: string): Markup {
  const disks = own.filter((disk) => onVolume.includes(disk));
  if (disks.length === 0) return markup`<td class="none" data-volume="${volume}">–</td>`;
  return markup`<td data-volume="${volume}">${disks.map((disk) => {
    const slot = vm.slots.findIndex((each) => each.slot === disk.slot);
    const { throughputIops, responseTimeUs } = disk;
    const figures =
      throughputIops === null || responseTimeUs.mean === null
        ? "no requests observed"
        : `${count(throughputIops)} IOPS, ${duration(responseTimeUs.mean)}`;
    const isFull = disk.bottleneck.limit === "capacity";
    return markup`<button type="button" class="row" data-action="disk" data-vm="${String(index)}" data-slot="${String(slot)}" data-key="${`overview disk ${index} ${slot}`}">${disk.slot} <span class="sub">${figures}</span>${isFull && markup` <span class="tag">at its limit</span>`}</button>`;
  })}</td>`;
}
