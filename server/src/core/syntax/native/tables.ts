/** Aligns the columns of statements on consecutive lines, such as the devices of a VM. */

/** One cell of a table row; an empty one keeps its place. */
export interface Cell {
  readonly text: string;
  readonly alignsRight?: boolean;
  /** Two spaces follow it if the table has several rows. */
  readonly endsGroup?: boolean;
}

export interface TableLine {
  readonly level: number;
  /** The first statement, without its block. */
  text: string;
  readonly tail: string;
  /** Its cells, if it is alone on its line and a row of a table. */
  row: readonly Cell[] | undefined;
  readonly comment: string;
}

/** Pads consecutive rows; comments between them do not separate them. */
export function alignTables(lines: readonly TableLine[]): void {
  let table: TableLine[] = [];
  const finish = () => {
    alignRows(table);
    table = [];
  };
  for (const line of lines) {
    const isComment = line.text === "" && line.comment !== "";
    if (isComment && line.level === table[0]?.level) continue;
    if (!line.row || line.level !== table[0]?.level) finish();
    if (!line.row) continue;
    table.push(line);
    if (opensBlock(line)) finish();
  }
  finish();
}

function alignRows(table: readonly TableLine[]): void {
  const last = table.map(lastCell);
  for (let column = 0; column <= greatest(last); column++) {
    const cells = table.map((line) => line.row![column]);
    // The last cell of a row, if it is left-aligned, needs no padding.
    const counted = cells.filter((cell, row) => cell?.alignsRight || last[row]! > column);
    const width = greatest(counted.map((cell) => cell?.text.length ?? 0));
    const gap = cells.some((cell) => cell?.endsGroup) && table.length > 1 ? "  " : " ";
    for (const [row, line] of table.entries()) {
      const cell = cells[row];
      if (column === 0) line.text = "";
      if (width === 0 && !cell?.text) continue;
      const text = cell?.text ?? "";
      if (last[row]! < column) continue;
      const padded = cell?.alignsRight ? text.padStart(width) : text.padEnd(width);
      line.text += last[row] === column ? padded.trimEnd() : padded + gap;
    }
  }
}

function greatest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

/** Index of the last cell that holds something. */
function lastCell(line: TableLine): number {
  const row = line.row!;
  let index = row.length - 1;
  while (index >= 0 && row[index]!.text === "") index--;
  return index;
}

/** Whether the line ends with the opening brace of a block that continues on the next lines. */
export function opensBlock(line: TableLine): boolean {
  return (line.text + line.tail).endsWith(" {");
}
