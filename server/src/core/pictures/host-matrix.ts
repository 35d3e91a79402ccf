/** Which VM loads which volume on each host: a row is a VM, a column a volume, with its space and its load; on a narrow page a row is a card. */
import { group } from "d3-array";
import type { LayoutOutline, OutlineSlot, OutlineVm, OutlineVolume } from "../features/layout-outline.ts";
import { bytes, count, counted, percent } from "../figures.ts";
import type { DiskReport, SimulationReport } from "../simulation/report.ts";
import { isFull } from "../simulation/stations.ts";
import { type Markup, markup, option } from "./markup.ts";
import { reportsOfSlots } from "./picture.ts";
import { outcomeMarks } from "./start-strip.ts";
import { busiestPart, loadClass } from "./volume-use.ts";
import { type ChangeOutcome, refusalOf } from "./what-if.ts";
import { fileName, meanResponse } from "./words.ts";

/** What the user has chosen to see. */
export interface MatrixView {
  /** The worst first, unless another order is chosen. */
  readonly byName: boolean;
  /** Part of the name of a VM, a host or a file, without regard to case. */
  readonly filter: string;
  /** All rows, not only the first. */
  readonly all: boolean;
  /** Whether the figures are for a load that was chosen for the run, not for the layout's own. */
  readonly hasOtherLoad: boolean;
}

export interface MatrixRow {
  readonly vm: OutlineVm;
  /** Position in the outline. */
  readonly index: number;
  readonly places: readonly Place[];
}

/** A slot that holds a disk. */
interface Place {
  readonly slot: OutlineSlot;
  /** Position in the VM. */
  readonly index: number;
  readonly disk: DiskReport | undefined;
}

interface MatrixSource {
  readonly outline: LayoutOutline;
  readonly report: SimulationReport | undefined;
  readonly view: MatrixView;
  /** The outcome of the last change, for example of adding a load. */
  readonly outcome: ChangeOutcome | undefined;
}

/** Rows until the user asks for more. */
const firstRows = 12;
/** With fewer VMs, no filter is shown. */
const minToFilter = 6;

/** The VMs that cannot start first, then those with the busiest disks. */
export function matrixRows(outline: LayoutOutline, report: SimulationReport | undefined): readonly MatrixRow[] {
  const disks = group(report?.disks ?? [], ({ vm }) => vm);
  const rows = outline.vms.map((vm, index) => {
    const diskOf = reportsOfSlots(vm.slots, disks.get(vm.name) ?? []);
    const places = vm.slots.map((slot, at) => ({ slot, index: at, disk: diskOf(slot) }));
    return { vm, index, places: places.filter(({ slot }) => slot.kind !== "dvd") };
  });
  const busiest = new Map(rows.map((row) => [row, Math.max(0, ...row.places.map(({ disk }) => busyShare(disk)))]));
  return rows.sort(
    (one, other) =>
      urgency[other.vm.start.outcome] - urgency[one.vm.start.outcome] || busiest.get(other)! - busiest.get(one)!,
  );
}

const urgency: Readonly<Record<OutlineVm["start"]["outcome"], number>> = { fails: 2, unknown: 1, starts: 0 };

const busyShare = (disk: DiskReport | undefined): number => disk?.bottleneck.utilization ?? 0;

/** `rows` are sorted, the worst first. */
export function hostMatrix(rows: readonly MatrixRow[], source: MatrixSource): Markup {
  const { view } = source;
  const found = rows.filter((row) => isFound(row, view.filter.trim().toLowerCase()));
  const sorted = view.byName
    ? [...found].sort((one, other) => one.vm.name.localeCompare(other.vm.name, "en", { numeric: true }))
    : found;
  const shown = view.all ? sorted : sorted.slice(0, firstRows);
  const byHost = group(shown, ({ vm }) => vm.host?.toLowerCase());
  const byVolume = group(
    rows.flatMap(({ places }) => places),
    ({ slot }) => slot.volume,
  );
  return markup`${rows.length >= minToFilter && tools(rows.length, found.length, view)}${[...byHost].map(([host, own]) => table(host, own, byVolume, source))}${
    sorted.length > firstRows &&
    markup`<button type="button" class="link" aria-expanded="${String(view.all)}" data-action="all-vms" data-key="all-vms">${view.all ? "Show fewer" : `Show all ${count(sorted.length)} VMs`}</button>`
  }`;
}

function isFound({ vm, places }: MatrixRow, filter: string): boolean {
  if (filter === "") return true;
  const texts = [vm.name, vm.host ?? "", ...places.map(({ slot }) => slot.label)];
  return texts.some((text) => text.toLowerCase().includes(filter));
}

function tools(all: number, found: number, { byName, filter }: MatrixView): Markup {
  return markup`<div class="choosers matrix-tools"><label class="chooser"><span class="chooser-name">Sort</span><select data-choose="sort" data-key="sort">${option("", "worst first", !byName)}${option("name", "by name", byName)}</select></label><label class="chooser"><span class="chooser-name">Filter</span><input type="search" data-filter="vms" data-key="filter" value="${filter}" placeholder="VM, host or file"></label><span class="sub" role="status">${filter.trim() !== "" && `${count(found)} of ${counted(all, "VM")}`}</span></div>`;
}

type PlacesByVolume = ReadonlyMap<number | undefined, readonly Place[]>;

function table(
  host: string | undefined,
  rows: readonly MatrixRow[],
  byVolume: PlacesByVolume,
  source: MatrixSource,
): Markup {
  const { outline, report } = source;
  const used = new Set(rows.flatMap(({ places }) => places.map(({ slot }) => slot.volume)));
  const columns = outline.volumes.map((volume, index) => ({ volume, index })).filter(({ index }) => used.has(index));
  const isElsewhere = used.has(undefined);
  const head = columns.map(({ volume, index }) => volumeHead(volume, byVolume.get(index) ?? [], report));
  return markup`<table class="matrix"><caption>${hostTitle(host, rows, source)}</caption><thead><tr><th scope="col">VM</th>${head}${isElsewhere && markup`<th scope="col">on no volume of the layout</th>`}</tr></thead><tbody>${rows.map(
    (row) =>
      markup`<tr class="${row.vm.start.outcome === "fails" && "fails"}">${vmHead(row)}${columns.map(({ volume, index }) => cell(row, index, volume.id, source))}${isElsewhere && cell(row, undefined, "elsewhere", source)}</tr>`,
  )}</tbody></table>`;
}

function hostTitle(host: string | undefined, rows: readonly MatrixRow[], { outline, report }: MatrixSource): Markup {
  if (host === undefined) return markup`VMs of which the layout names no host`;
  const stated = outline.hosts.find(({ name }) => name.toLowerCase() === host);
  const used = report?.hosts.find((each) => each.host?.toLowerCase() === host);
  const isAssumed = stated?.processors === undefined;
  return markup`Host <bdi>${stated?.name ?? rows[0]!.vm.host ?? host}</bdi>${
    used &&
    markup` <span class="sub">${`${processorsInWords(used.processorsInUse)} of ${counted(used.processors, "processor")}${isAssumed ? " (assumed)" : ""} at work for I/O`}</span>`
  }`;
}

function processorsInWords(inUse: number): string {
  return inUse > 0 && inUse < 0.01 ? "less than 0.01" : count(inUse);
}

function vmHead({ vm, index }: MatrixRow): Markup {
  const { outcome } = vm.start;
  return markup`<th scope="row"><button type="button" class="row" data-action="choose-vm" data-vm="${index}" data-key="${`overview vm ${index}`}">${outcomeMarks[outcome]} <bdi>${vm.name}</bdi></button>${outcome === "fails" && markup`<span class="sub">if it started</span>`}</th>`;
}

function volumeHead(volume: OutlineVolume, places: readonly Place[], report: SimulationReport | undefined): Markup {
  const { id, media, hosts, space } = volume;
  const busy = busiestPart(
    places.flatMap(({ disk }) => disk ?? []),
    report,
  );
  const shared = hosts.length > 1 ? ` · shared by ${counted(hosts.length, "host")}` : "";
  const shownFacts = [
    ...(busy === undefined ? [] : [`busy ${percent(busy)}`]),
    ...(space ? [spaceInWords(space)] : []),
  ];
  return markup`<th scope="col"><bdi>${id}</bdi> <span class="sub">${media}${shared}</span>${busy !== undefined && markup`<svg class="bar" width="100%" height="6" aria-hidden="true"><rect class="bar-ground" width="100%" height="6"/><rect class="gauge-fill ${loadClass(busy)}" width="${100 * Math.min(1, busy)}%" height="6"/></svg>`}${shownFacts.length > 0 && markup`<span class="sub">${shownFacts.join(" · ")}</span>`}</th>`;
}

/** What is allocated now, what dynamic disks may grow to, and the capacity. */
function spaceInWords({
  capacityBytes,
  fixedBytes,
  promisedBytes,
  unsizedFiles,
}: NonNullable<OutlineVolume["space"]>): string {
  const parts = [
    ...(fixedBytes > 0 || promisedBytes === 0 ? [`${bytes(fixedBytes)} taken`] : []),
    ...(promisedBytes > fixedBytes ? [`${bytes(promisedBytes)} promised`] : []),
    ...(unsizedFiles > 0 ? [`${counted(unsizedFiles, "file")} of unknown size`] : []),
  ];
  const use = parts.join(", ");
  return capacityBytes === undefined ? `${use}; size of the volume unknown` : `${bytes(capacityBytes)}: ${use}`;
}

function cell(row: MatrixRow, volume: number | undefined, name: string, source: MatrixSource): Markup {
  const places = row.places.filter(({ slot }) => slot.volume === volume);
  if (places.length === 0) return markup`<td class="none">–</td>`;
  return markup`<td><span class="card-only sub">${name}</span>${places.map((place) => placed(row, place, source))}</td>`;
}

function placed({ vm, index: row }: MatrixRow, { slot, index, disk }: Place, { view, outcome }: MatrixSource): Markup {
  const at = markup`data-vm="${row}" data-slot="${index}"`;
  const isAssumed = slot.load === "assumed" && disk !== undefined && !view.hasOtherLoad;
  const isAtLimit = disk !== undefined && isLimited(disk);
  const add =
    (isAssumed || (slot.load === "none" && !disk)) &&
    markup` <button type="button" class="link" data-action="add-load" ${at} data-key="${`add load ${row} ${index}`}" aria-label="${`Add a load to ${slot.slot}`}">Add a load</button>`;
  return markup`<div class="place"><button type="button" class="row" data-action="disk" ${at} data-key="${`overview disk ${row} ${index}`}"><bdi>${fileName(slot.label)}</bdi> <span class="sub">${`${slot.slot} · ${figuresOf(disk)}`}</span>${isAtLimit && markup` <span class="tag">at its limit</span>`}</button>${isAssumed && markup` <span class="tag quiet">assumed load</span>`}${add}${refusalOf({ vm: vm.name, slot: slot.slot, change: "add a load" }, outcome)}</div>`;
}

/** A load with a rate that is served may wait at a full part, but is not held back by it. */
function isLimited({ bottleneck, load, saturated }: DiskReport): boolean {
  return bottleneck.limit === "capacity" && (load.rate === undefined ? isFull(bottleneck.utilization) : saturated);
}

function figuresOf(disk: DiskReport | undefined): string {
  if (!disk) return "no load";
  const { throughputIops, responseTimeUs } = disk;
  if (throughputIops === null || responseTimeUs.mean === null) return "no requests observed";
  return `${count(throughputIops)} IOPS, ${meanResponse(disk)}`;
}
