/** Sections and tables for the terminal. */
import { visible } from "./text.ts";

/** Lines with two spaces between columns; the columns in `right` are right-aligned. The first row is the header. */
export function table(rows: readonly (readonly string[])[], right: readonly number[]): string {
  const cells = rows.map((row) => row.map(visible));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => (right.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}

/** A section with its title; none without lines. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [`${title}\n${lines.join("\n")}`] : [];
}
