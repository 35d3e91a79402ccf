/** What a change of the layout does to each disk: throughput and response times of two runs, with noise distinguished from change. */
import type { StatementChange } from "../features/changed-statements.ts";
import type { SlotPair } from "../features/compare-layouts.ts";
import { counted, duration, exactly, growing, iops, notObserved } from "../figures.ts";
import type { DiskReport } from "../simulation/report.ts";
import type { BaselineDisk, Interval, VmOutcome } from "./baseline.ts";
import { changeInPercent, isOverlapping, meanInterval, throughputInterval } from "./differences.ts";

/** `none`: equal, or within the 95% intervals. `unknown`: the runs do not tell, because one has no figure or no interval. */
export type Verdict = "changed" | "none" | "unknown";

export const comparedFigures = ["throughputIops", "meanUs", "p99Us"] as const;

export type ComparedFigure = (typeof comparedFigures)[number];

export interface Measured {
  /** `null` if the run did not observe it, or if it grows without limit. */
  readonly value: number | null;
  /** The response time of a load that its path cannot serve: a figure would only reflect how long the run was. */
  readonly grows?: true | undefined;
  /** 95%; absent if the run has none. */
  readonly interval?: Interval | undefined;
}

export interface FigureChange {
  readonly before?: Measured | undefined;
  readonly after?: Measured | undefined;
  /** Absent for a disk that only one of the runs has. */
  readonly verdict?: Verdict | undefined;
}

/** A disk that one or both runs simulate. */
export interface DiskComparison {
  readonly pair: SlotPair;
  readonly figures: Readonly<Record<ComparedFigure, FigureChange>>;
}

/** The runs must have the same seed, because then what did not change differs least. In the order of `pairs`. */
export function compareRuns(
  pairs: readonly SlotPair[],
  before: readonly BaselineDisk[],
  after: readonly BaselineDisk[],
): readonly DiskComparison[] {
  const [old, now] = [measuredBySlot(before), measuredBySlot(after)];
  return pairs.flatMap((pair) => {
    const then = pair.before && old.get(keyOf(pair.before));
    const today = pair.after && now.get(keyOf(pair.after));
    if (!then && !today) return [];
    const figure = (name: ComparedFigure): FigureChange => ({
      before: then?.[name],
      after: today?.[name],
      verdict: then && today && verdictOf(then[name], today[name]),
    });
    const figures = { throughputIops: figure("throughputIops"), meanUs: figure("meanUs"), p99Us: figure("p99Us") };
    return [{ pair, figures }];
  });
}

export interface StartChange {
  readonly before: VmOutcome["outcome"];
  readonly after: VmOutcome;
}

/** VMs that start in one of the states and do not start in the other, or are not known to. */
export function changedStarts(before: readonly VmOutcome[], after: readonly VmOutcome[]): readonly StartChange[] {
  const then = new Map(before.map(({ vm, outcome }) => [vm.toLowerCase(), outcome]));
  return after.flatMap((now) => {
    const old = then.get(now.vm.toLowerCase());
    return old === undefined || old === now.outcome ? [] : [{ before: old, after: now }];
  });
}

/** What follows the VM's name, such as `does not start: generation 1, boot device on SCSI 0:0`. */
export function startInWords({ outcome, reason }: Pick<VmOutcome, "outcome" | "reason">): string {
  return outcome === "starts" ? reason : `${outcome === "fails" ? "does not start" : "may not start"}: ${reason}`;
}

/** Such as `1 slot added, 2 changed`. */
export function summaryOfChanges(slots: readonly SlotPair[], statements: readonly StatementChange[]): string {
  const counts = (["added", "moved", "removed", "changed"] as const)
    .map((kind) => ({ kind, number: slots.filter((pair) => pair.kind === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ kind, number }, index) => `${number}${index > 0 ? "" : number === 1 ? " slot" : " slots"} ${kind}`);
  const { length } = statements;
  if (length > 0) counts.push(exactly(length, "other statement"));
  return counts.length > 0 ? counts.join(", ") : "no difference";
}

/** What was in the slot and what is there now; for a device that was elsewhere, where it was. */
export function placesInWords(pair: SlotPair): readonly [before: string, after: string] {
  if (pair.kind !== "moved") return [pair.before?.text ?? "", pair.after?.text ?? ""];
  const { before, after } = pair;
  const from = before.vm === after.vm ? before.slot : `${before.vm} ${before.slot}`;
  return [before.text === after.text ? `at ${from}` : `at ${from}: ${before.text}`, after.text];
}

/** With few requests there is no interval; a difference this large is hardly due to chance. */
const surelyMore = 1.5;

/**
 * `changed` if a figure has changed beyond its intervals, or only one of the states has the disk; `unknown` if a run
 * measured too few of its requests to tell.
 */
export function verdictOfDisk(figures: DiskComparison["figures"]): Verdict {
  const verdicts = Object.values(figures).map(({ before, after, verdict = "changed" }): Verdict => {
    if (verdict !== "unknown") return verdict;
    const [then, now] = [before?.value, after?.value];
    if (then === now) return "none"; // Neither was observed.
    return then && now && Math.max(then / now, now / then) >= surelyMore ? "changed" : "unknown";
  });
  return (
    verdicts.find((verdict) => verdict === "changed") ?? verdicts.find((verdict) => verdict === "unknown") ?? "none"
  );
}

/** Such as `3 disks without a change beyond the 95% intervals.`, for the disks that are in no row of the table. */
export function restInWords(disks: readonly DiskComparison[]): readonly string[] {
  const numberOf = (wanted: Verdict) =>
    disks.filter(({ pair, figures }) => pair.kind === "same" && verdictOfDisk(figures) === wanted).length;
  const [none, unknown] = [numberOf("none"), numberOf("unknown")];
  return [
    ...(none > 0 ? [`${counted(none, "disk")} without a change beyond the 95% intervals.`] : []),
    ...(unknown > 0 ? [`${counted(unknown, "disk")} with too few measured requests to tell.`] : []),
  ];
}

/** Such as `−62%`, as written in a table. */
export function changeInWords({ before, after, verdict }: FigureChange): string {
  if (!before) return "new";
  if (!after) return "gone";
  if (before.grows || after.grows) return growthInWords(before, after);
  if (before.value === null || after.value === null) return notObserved;
  if (verdict === "none") return "no change";
  const change = before.value === 0 ? "new" : changeInPercent(after.value / before.value - 1);
  return verdict === "unknown" ? `${change}, no interval` : change;
}

function growthInWords(before: Measured, after: Measured): string {
  if (before.grows && after.grows) return `still ${growing}`;
  const other = before.grows ? after : before;
  if (other.value === null) return notObserved;
  return before.grows ? `no longer ${growing}` : `${growing} now`;
}

export const figureNames: Readonly<Record<ComparedFigure, string>> = {
  throughputIops: "throughput",
  meanUs: "response time, mean",
  p99Us: "response time, p99",
};

/** Such as `9.69 ms (9.60 to 9.78 ms)`. */
export function figureInWords(name: ComparedFigure, figure: Measured | undefined): string {
  if (!figure) return "";
  const written = name === "throughputIops" ? iops : duration;
  const { value, interval, grows } = figure;
  if (grows) return growing;
  if (value === null) return notObserved;
  if (!interval) return written(value);
  const [low, high] = [written(interval[0]), written(interval[1])];
  const unit = / \S+$/.exec(high)?.[0] ?? "";
  return `${written(value)} (${low.endsWith(unit) ? low.slice(0, low.length - unit.length) : low} to ${high})`;
}

function verdictOf(before: Measured, after: Measured): Verdict {
  if (before.grows && after.grows) return "none";
  if ((before.grows && after.value !== null) || (after.grows && before.value !== null)) return "changed";
  if (before.value === null || after.value === null) return "unknown";
  if (before.value === after.value) return "none";
  if (!before.interval || !after.interval) return "unknown";
  return isOverlapping(before.interval, after.interval) ? "none" : "changed";
}

const grows: Measured = { value: null, grows: true };

function measuredBySlot(
  disks: readonly BaselineDisk[],
): ReadonlyMap<string, Readonly<Record<ComparedFigure, Measured>>> {
  return new Map(
    disks.map(({ disk, intervals }) => {
      const { responseTimeUs, saturated, throughputIops } = disk;
      return [
        keyOf(disk),
        {
          throughputIops: {
            value: throughputIops,
            interval: throughputInterval(disk) ?? arrivalsInterval(disk),
          },
          meanUs: saturated ? grows : { value: responseTimeUs.mean, interval: meanInterval(disk) },
          p99Us: saturated ? grows : { value: responseTimeUs.p99, interval: intervals.p99 },
        },
      ];
    }),
  );
}

/** The number of arrivals of an open load is a Poisson variable: its standard deviation is the root of its mean. */
function arrivalsInterval({ load, throughputIops, measuredRequests }: DiskReport): Interval | undefined {
  if (load.rate === undefined || throughputIops === null) return undefined;
  const share = 1.96 / Math.sqrt(measuredRequests);
  return [throughputIops * (1 - share), throughputIops * (1 + share)];
}

/** A name may contain any character, so JSON's quotes delimit it. */
function keyOf({ vm, slot }: { readonly vm: string; readonly slot: string }): string {
  return JSON.stringify([vm, slot]);
}
