import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, csvOf } from "../../../server/src/core/pictures/export/csv.ts";
import { report } from "../../webview/fixtures.ts";

/** Reads CSV as RFC 4180 describes it. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Error("Not CSV.");
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test("a cell with a separator, a quote or a line break is quoted", () => {
  expect(csvCell("a,b")).toBe('"a,b"');
  expect(csvCell('"D:" on hv01')).toBe('"""D:"" on hv01"');
  expect(csvCell("a\nb")).toBe('"a\nb"');
  expect(csvCell("a b")).toBe("a b");
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])("%j does not begin a formula", (text) => {
  expect(csvCell(text).replace(/^"|"$/g, "")).toBe(`'${text}`);
});

test("a number stays a number, including its minus sign", () => {
  expect(csvCell(-0.7)).toBe("-0.7");
  expect(csvCell(3300.1)).toBe("3300.1");
  expect(csvCell(Number.NaN)).toBe("");
});

test("every cell reads back unchanged, and every row has the same columns", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (vm, note) => {
      const [first] = report.disks;
      const rows = read(csvOf({ ...report, disks: [{ ...first!, vm }], notes: [note] }));
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([7]));
      const guarded = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
      expect(rows.find(([part]) => part === "disk")![1]).toBe(guarded(vm));
      expect(rows.find(([part]) => part === "note")![5]).toBe(guarded(note));
    }),
  );
});

test("the figures of the report are there with their units", () => {
  const rows = read(csvOf(report));
  expect(rows).toContainEqual(["disk", "web01", "ide 0:0", "", "throughput", "3300.1", "IOPS"]);
  expect(rows).toContainEqual(["disk", "web01", "ide 0:0", "", "response time, p99", "11800", "us"]);
  expect(rows).toContainEqual(["stage", "web01", "ide 0:0", "ide.channel", "waiting", "9388", "us"]);
  expect(rows).toContainEqual(["change", "web01", "ide 0:0", "move to SCSI", "throughput ratio", "12.1", ""]);
  expect(rows).toContainEqual(["assumption", "", "", "ide.access", "elasticity", "-0.7", ""]);
});
