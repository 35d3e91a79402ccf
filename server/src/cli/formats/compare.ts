/** A comparison of two layouts: for people, and as JSON. */

import type { StatementChange } from "../../core/features/changed-statements.ts";
import type { ComparedSlot, SlotPair } from "../../core/features/compare-layouts.ts";
import { whole } from "../../core/figures.ts";
import {
  changeInWords,
  comparedFigures,
  type DiskComparison,
  figureInWords,
  figureNames,
  type Measured,
  placesInWords,
  type StartChange,
  startInWords,
  summaryOfChanges,
} from "../../core/pictures/compare-runs.ts";
import { outcomeMarks } from "../../core/pictures/start-strip.ts";
import { phaseInSentence } from "../../core/pictures/words.ts";
import type { SimulationReport } from "../../core/simulation/report.ts";
import { section, table } from "./table.ts";
import { visible } from "./text.ts";

export interface ComparisonReport {
  /** Names of the layouts, for display. */
  readonly before: string;
  readonly after: string;
  readonly slots: readonly SlotPair[];
  readonly statements: readonly StatementChange[];
  readonly starts: readonly StartChange[];
  readonly disks: readonly DiskComparison[];
  /** The runs; a layout without a loaded disk has none. */
  readonly runs: readonly SimulationReport[];
}

export function writeComparisonText(report: ComparisonReport): string {
  const { before, after, statements, starts, disks } = report;
  const changed = changedSlots(report);
  const sections = [
    `${before} → ${after}: ${summaryOfChanges(report.slots, statements)}`,
    ...section(
      "Start",
      starts.map(({ after: now }) => `  ${outcomeMarks[now.outcome]} ${visible(now.vm)} ${visible(startInWords(now))}`),
    ),
    ...section("Slots", changed.length > 0 ? [slotsTable(changed)] : []),
    ...section("Other statements", statements.map(statementLines)),
    disks.length > 0
      ? `Disks, with 95% intervals; ${runInWords(report)}\n${table(figureRows(disks), [3, 4])}`
      : noDisks,
    ...section(
      "Notes",
      notesOf(report).map((note) => `  ${visible(note)}`),
    ),
  ];
  return `${sections.map((section, index) => (index === 0 ? visible(section) : section)).join("\n\n")}\n`;
}

/** Times in microseconds; `null` if there is none. */
export function writeComparisonJson(report: ComparisonReport): string {
  const { before, after, statements, starts, disks, runs } = report;
  const place = (slot: ComparedSlot | undefined) => slot ?? null;
  const measured = (figure: Measured | undefined) =>
    figure ? { value: figure.value, interval: figure.interval ?? null } : null;
  const content = {
    before,
    after,
    seed: runs[0]?.seed ?? null,
    slots: changedSlots(report).map((pair) => ({
      change: pair.kind,
      before: place(pair.before),
      after: place(pair.after),
    })),
    statements: statements.map(({ statement, kind, removed, added }) => ({ change: kind, statement, removed, added })),
    starts: starts.map(({ before: then, after: { vm, outcome, reason } }) => ({
      vm,
      before: then,
      after: outcome,
      reason,
    })),
    disks: disks.map(({ pair, figures }) => ({
      before: pair.before ? { vm: pair.before.vm, slot: pair.before.slot } : null,
      after: pair.after ? { vm: pair.after.vm, slot: pair.after.slot } : null,
      ...Object.fromEntries(
        comparedFigures.map((name) => {
          const { before: then, after: now, verdict } = figures[name];
          return [name, { before: measured(then), after: measured(now), change: verdict ?? null }];
        }),
      ),
    })),
    notes: notesOf(report),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

export const noDisks = "No disk is simulated: none carries a load.";

export function changedSlots({ slots }: ComparisonReport): readonly SlotPair[] {
  return slots.filter(({ kind }) => kind !== "same");
}

/** VM, slot, and what happened to it. */
export function slotCells(pair: SlotPair): readonly [vm: string, slot: string, before: string, after: string] {
  const { vm, slot } = pair.after ?? pair.before;
  return [vm, slot, ...placesInWords(pair)];
}

/** The first row is the header. */
function figureRows(disks: readonly DiskComparison[]): readonly (readonly string[])[] {
  const rows = disks.flatMap(({ pair, figures }) => {
    const { vm, slot } = pair.after ?? pair.before;
    return comparedFigures.map((name) => {
      const { before, after } = figures[name];
      const written = (figure: Measured | undefined) => figureInWords(name, figure);
      return [vm, slot, figureNames[name], written(before), written(after), changeInWords(figures[name])];
    });
  });
  return [["VM", "slot", "figure", "before", "after", "change"], ...rows];
}

export function runInWords({ runs }: ComparisonReport): string {
  const [run] = runs;
  if (!run) return "";
  return `${whole(run.requests)} requests, seed ${run.seed}, ${phaseInSentence(run.phase)}; the ranges of the costs are not included`;
}

/** The notes of the runs and of their disks, without duplicates; those of one run only say of which. */
export function notesOf({ runs }: ComparisonReport): readonly string[] {
  const [then, now = then] = runs.map(
    ({ disks, notes }) =>
      new Set([...disks.flatMap(({ vm, slot, notes: own }) => own.map((note) => `${vm} ${slot}: ${note}`)), ...notes]),
  );
  return [...new Set([...(then ?? []), ...(now ?? [])])].map((note) =>
    then!.has(note) ? (now!.has(note) ? note : `Before: ${note}`) : `After: ${note}`,
  );
}

function slotsTable(changed: readonly SlotPair[]): string {
  return table(
    [
      ["VM", "slot", "change", "before", "after"],
      ...changed.map((pair) => {
        const [vm, slot, before, after] = slotCells(pair);
        return [vm, slot, pair.kind, before, after];
      }),
    ],
    [],
  );
}

function statementLines({ statement, kind, removed, added }: StatementChange): string {
  const lines = [...removed.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)];
  return [`  ${visible(statement)} ${kind}`, ...lines.map((line) => `    ${visible(line)}`)].join("\n");
}
