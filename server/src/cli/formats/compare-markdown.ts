/** A comparison of two layouts as Markdown for GitHub, such as a comment of a pull request. */
import {
  type ComparedFigure,
  changeInWords,
  comparedFigures,
  type FigureChange,
  figureInWords,
  figureNames,
  restInWords,
  startInWords,
  summaryOfChanges,
  verdictOfDisk,
} from "../../core/pictures/compare-runs.ts";
import { outcomeMarks } from "../../core/pictures/start-strip.ts";
import { type ComparisonReport, changedSlots, noDisks, notesOf, runInWords, slotCells } from "./compare.ts";
import { visible } from "./text.ts";

export function writeComparisonMarkdown(report: ComparisonReport): string {
  const { before, after, statements, starts, disks } = report;
  const changed = changedSlots(report);
  const notes = notesOf(report);
  const sections = [
    `**${literal(before)} → ${literal(after)}**: ${summaryOfChanges(report.slots, statements)}`,
    ...(starts.length > 0
      ? [
          starts
            .map(({ after: now }) => `- ${outcomeMarks[now.outcome]} ${literal(now.vm)} ${literal(startInWords(now))}`)
            .join("\n"),
        ]
      : []),
    ...tableOf(
      ["VM", "slot", "change", "before", "after"],
      changed.map((pair) => {
        const [vm, slot, then, now] = slotCells(pair).map(literal);
        return [vm!, slot!, pair.kind, then!, now!];
      }),
    ),
    ...tableOf(
      ["statement", "change", "before", "after"],
      statements.map(({ statement, kind, removed, added }) => [
        literal(statement),
        kind,
        removed.map(literal).join("<br>"),
        added.map(literal).join("<br>"),
      ]),
    ),
    disks.length > 0 ? figuresTable(report) : noDisks,
    ...(notes.length > 0
      ? [`<details><summary>Notes</summary>\n\n${notes.map((note) => `- ${literal(note)}`).join("\n")}\n\n</details>`]
      : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** A row for each disk. Disks without a change, or whose change cannot be determined, are only counted: a comment has room for some hundred rows. */
function figuresTable(report: ComparisonReport): string {
  const changed = report.disks.filter(
    ({ pair, figures }) => pair.kind !== "same" || verdictOfDisk(figures) === "changed",
  );
  const head = ["VM", "slot", ...comparedFigures.map((name) => figureNames[name])];
  const rows = changed.map(({ pair, figures }) => {
    const { vm, slot } = pair.after ?? pair.before;
    return [literal(vm), literal(slot), ...comparedFigures.map((name) => figureCell(name, figures[name]))];
  });
  return [
    ...tableOf(head, rows),
    [...restInWords(report.disks), `With 95% intervals; ${runInWords(report)}.`].join(" "),
  ].join("\n\n");
}

/** The change, and below it both figures with their intervals. */
function figureCell(name: ComparedFigure, figure: FigureChange): string {
  const change = changeInWords(figure);
  const sides = [figure.before, figure.after].flatMap((side) =>
    side && side.value !== null ? [figureInWords(name, side)] : [],
  );
  return [figure.verdict === "changed" ? `**${change}**` : change, sides.join(" →<br>")].filter(Boolean).join("<br>");
}

/** One table; nothing without rows. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return rows.length > 0 ? [[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")] : [];
}

/**
 * Text that stays text: as code, in which GitHub does not recognize mentions, issues, emoji or addresses, and with all
 * special characters as character references, which neither Markdown nor its tables interpret.
 */
function literal(text: string): string {
  if (text === "") return "";
  const written = visible(text).replace(/[^\p{L}\p{N} ]/gu, (mark) => `&#${mark.codePointAt(0)};`);
  return `<code>${written}</code>`;
}
