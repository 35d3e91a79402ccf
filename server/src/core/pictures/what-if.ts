/** What another choice would change, as buttons that write the change. Every figure is shown with queue depth, request size, medium and engine. */

import { count, counted, duration, growing, ratio } from "../figures.ts";
import { type DiskReport, type Engine, isSameDisk, type WhatIf } from "../simulation/report.ts";
import { type Markup, markup } from "./markup.ts";
import type { ChosenPath } from "./picture.ts";
import { loadInWords, sentenceCase } from "./words.ts";

/** The outcome of the last change that was requested. */
export interface ChangeOutcome {
  readonly vm: string;
  readonly slot: string;
  readonly change: string;
  /** `asked` while the editor is making the change. */
  readonly state: "asked" | "made" | "refused";
  readonly reason?: string | undefined;
}

/** Such as that of a `WhatIf`. */
type NamedChange = Pick<ChangeOutcome, "vm" | "slot" | "change">;

function isOf(outcome: ChangeOutcome | undefined, named: NamedChange): outcome is ChangeOutcome {
  return outcome !== undefined && isSameDisk(outcome, named) && outcome.change === named.change;
}

/** Why the editor refused the change, if it has. */
export function refusalOf(change: NamedChange, outcome: ChangeOutcome | undefined): Markup | undefined {
  if (!isOf(outcome, change) || outcome.state !== "refused") return undefined;
  return markup`<p class="refusal">${outcome.reason ?? ""}</p>`;
}

/**
 * Asks the editor to write the change; disabled until it has answered. `index`: of the change in the report.
 * `describedBy`: the id of the title.
 */
export function applyButton(
  change: WhatIf,
  index: number,
  outcome: ChangeOutcome | undefined,
  { key, text, describedBy }: { readonly key: string; readonly text: string; readonly describedBy?: string },
): Markup {
  const isAsked = isOf(outcome, change) && outcome.state === "asked";
  return markup`<button type="button" class="secondary" data-action="make-change" data-change="${index}" data-key="${key}"${describedBy !== undefined && markup` aria-describedby="${describedBy}"`}${isAsked && markup` disabled`} title="An ordinary edit of the layout; undo takes it back">${text}</button>`;
}

/** `undefined` for a disk without alternatives. `index` in a button's data is an index into `changes`. */
export function whatIfChips(
  path: ChosenPath,
  changes: readonly WhatIf[],
  outcome: ChangeOutcome | undefined,
): Markup | undefined {
  const { disk } = path;
  const own = changes.map((change, index) => ({ change, index })).filter(({ change }) => isSameDisk(change, disk));
  if (own.length === 0) return undefined;
  const sorted = [...own].sort((one, other) => other.change.throughputRatio - one.change.throughputRatio);
  const chips = (shown: typeof sorted) =>
    shown.length > 0 &&
    markup`<ul class="what-ifs">${shown.map(({ change, index }) => chip(change, index, path, outcome))}</ul>`;
  const better = sorted.filter(({ change }) => effectOf(change) === "better");
  const others = sorted.filter(({ change }) => effectOf(change) !== "better");
  const noun = better.length > 0 ? "other change" : "change";
  return markup`<section aria-labelledby="what-if-title"><h2 id="what-if-title">What would change it</h2>
<p class="about">${`Each against the layout as it is: ${loadInWords(disk.load)}`}, <bdi>${path.medium}</bdi>.</p>
${chips(better)}${others.length > 0 && markup`<details class="more-changes"><summary data-key="fold more-changes">${counted(others.length, noun)} without a gain of 5%</summary>${chips(others)}</details>`}</section>`;
}

export const engineNames: Readonly<Record<Engine, string>> = {
  analytic: "Quick estimate, not simulated",
  des: "Simulated",
};

/** A volume has one medium for all its disks. */
export function changesMedium({ change }: WhatIf): boolean {
  return / instead of /.test(change);
}

/** The name of a medium stays in lower case. */
export function changeTitle({ change }: WhatIf): string {
  return /^\w+-/.test(change) ? change : sentenceCase(change);
}

function chip(change: WhatIf, index: number, path: ChosenPath, outcome: ChangeOutcome | undefined): Markup {
  const { disk } = path;
  const id = `change-${index}`;
  return markup`<li class="what-if ${effectOf(change)}"><h3 id="${id}">${changeTitle(change)}</h3>
${changesMedium(change) && path.disksOfOthers ? markup`<p class="sub">${`also for ${counted(path.disksOfOthers, "disk")} of other VMs on ${disk.volume ?? "its volume"}`}</p>` : false}
<dl>${comparison("Throughput", change.throughputRatio, `${count(disk.throughputIops)} → ${count(times(disk.throughputIops, change.throughputRatio))} IOPS`)}${responseTime(change, disk)}</dl>
<div class="make">${refusalOf(change, outcome)}${applyButton(change, index, outcome, { key: `change ${index}`, text: "Apply to the layout", describedBy: id })}<span class="sub">${engineNames[change.engine]}</span></div></li>`;
}

function responseTime({ responseTimeRatio }: WhatIf, { responseTimeUs: { mean } }: DiskReport): Markup {
  if (responseTimeRatio === null)
    return markup`<div><dt>Response time</dt><dd><strong>${`no longer ${growing}`}</strong></dd></div>`;
  return comparison(
    "Response time",
    responseTimeRatio,
    `${duration(mean)} → ${duration(times(mean, responseTimeRatio))}`,
  );
}

/** Such as `46.9× faster`, or `1.20×` the time; what rounds to the same time is no faster. */
export function timeInWords(factor: number): string {
  return factor > 0 && factor < 0.995 ? `${ratio(1 / factor)} faster` : ratio(factor);
}

const times = (figure: number | null, factor: number): number | null => figure && figure * factor;

/** Two bars on one scale: present above, changed below. */
function comparison(name: string, factor: number, figures: string): Markup {
  const known = Number.isFinite(factor) && factor > 0;
  const longest = known ? Math.max(1, factor) : 1;
  return markup`<div><dt>${name}</dt><dd><strong>${name === "Response time" ? timeInWords(factor) : ratio(factor)}</strong><span class="sub">${figures}</span><svg class="compare" width="100%" height="11" aria-hidden="true"><rect class="bar-now" width="${100 / longest}%" height="4" rx="1"/>${known && markup`<rect class="bar-then" y="6" width="${(100 * factor) / longest}%" height="5" rx="1"/>`}</svg></dd></div>`;
}

/** Differences of less than a twentieth count as none. */
function effectOf(change: WhatIf): "better" | "worse" | "same" {
  const { throughputRatio, responseTimeRatio } = change;
  if (throughputRatio >= 1.05 || responseTimeRatio === null || responseTimeRatio <= 0.95) return "better";
  if (throughputRatio <= 0.95 || responseTimeRatio >= 1.05) return "worse";
  return "same";
}
