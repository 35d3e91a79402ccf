/**
 * Two states of a layout in one table: what is where, which VM starts, and significant differences of figures. Disks
 * are invented.
 */
import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { layoutState } from "../../server/src/core/features/layout-state.ts";
import { baselineState } from "../../server/src/core/pictures/baseline.ts";
import { comparisonTable } from "../../server/src/core/pictures/comparison-table.ts";
import { findingsOf } from "../support/check.ts";
import { report } from "../webview/fixtures.ts";
import { all, parse, textOf, withClass } from "../webview/support.ts";

/** `means` are the mean response times in ms of the disks, by slot, each ± 1 ms. */
function stateOf(text: string, means: Readonly<Record<string, number>> = {}) {
  const document = HvvmDocument.read(text, "hvvm");
  const [disk] = report.disks;
  const { responseTimeUs } = disk!;
  const disks = Object.entries(means).map(([place, mean]) => {
    const [vm, slot] = place.split(" / ") as [string, string];
    const time = { ...responseTimeUs, mean: 1000 * mean, halfWidth95: 1000 };
    return { ...disk!, vm, slot, responseTimeUs: time };
  });
  return baselineState({
    outline: layoutOutline(document, findingsOf(text)),
    report: { ...report, disks },
    state: layoutState(document),
  });
}

const rowsOf = (before: ReturnType<typeof stateOf>, after: ReturnType<typeof stateOf>) => {
  const root = parse(`<main>${comparisonTable(before, after)}</main>`);
  const rows = all(root, ({ name }) => name === "tr").slice(1);
  return { root, rows: rows.map((row) => textOf(row)) };
};

const vm = (...lines: string[]) => `vm web {\n  generation 2\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const os = 'scsi 0:0 disk "C:\\os.vhdx" boot';
const a = 'disk "D:\\a.vhdx"';

test("a disk that moved keeps its figures, and shows where it was", () => {
  const before = stateOf(vm(os, `scsi 0:1 ${a}`), { "web / scsi 0:0": 5, "web / scsi 0:1": 50 });
  const after = stateOf(vm(os, `scsi 0:4 ${a}`), { "web / scsi 0:0": 5, "web / scsi 0:4": 20 });
  const { root, rows } = rowsOf(before, after);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/^web scsi 0:4 moved A: at scsi 0:1 B: disk "D:\\a\.vhdx"/);
  expect(rows[0]).toContain("Response time, mean −60% A: 50.0 ms (49.0 to 51.0 ms) B: 20.0 ms (19.0 to 21.0 ms)");
  expect(withClass(root, "better").length).toBeGreaterThan(0);
  expect(textOf(root)).toContain("1 slot moved.");
  expect(textOf(root)).toContain("1 disk without a change beyond the 95% intervals.");
});

test("a difference within both intervals is not a change, and a disk in only one state is not compared", () => {
  const text = vm(os, `scsi 0:1 ${a}`);
  const near = rowsOf(stateOf(text, { "web / scsi 0:1": 50 }), stateOf(text, { "web / scsi 0:1": 51.9 }));
  expect(near.rows).toEqual([]);
  const far = rowsOf(stateOf(text, { "web / scsi 0:1": 50 }), stateOf(text, { "web / scsi 0:1": 52.1 }));
  expect(far.rows[0]).toContain("Response time, mean +4.2%");
  const added = rowsOf(stateOf(vm(os)), stateOf(text, { "web / scsi 0:1": 50 }));
  expect(added.rows[0]).toMatch(/^web scsi 0:1 added B: disk "D:\\a\.vhdx" .* new B: 50\.0 ms/);
  expect(rowsOf(stateOf(text, { "web / scsi 0:1": 50 }), stateOf(vm(os))).rows[0]).toMatch(/ gone A: 50\.0 ms/);
});

test("for a disk with too few requests only a large difference is shown", () => {
  const text = vm(os, `scsi 0:1 ${a}`);
  const few = (mean: number) => {
    const state = stateOf(text, { "web / scsi 0:1": mean });
    const disks = state.disks.map(({ disk, ...rest }) => ({
      ...rest,
      disk: { ...disk, responseTimeUs: { ...disk.responseTimeUs, halfWidth95: null } },
    }));
    return { ...state, disks };
  };
  const near = rowsOf(few(50), few(60));
  expect(near.rows).toEqual([]);
  expect(textOf(near.root)).toContain("1 disk with too few measured requests to tell.");
  expect(rowsOf(few(50), few(76)).rows[0]).toContain("+52%, no interval");
});

test("a figure that neither run observed is not a change", () => {
  const text = vm(os, `scsi 0:1 ${a}`);
  const unobserved = stateOf(text, { "web / scsi 0:1": 50 });
  const none = {
    ...unobserved,
    disks: unobserved.disks.map(({ disk, ...rest }) => ({
      ...rest,
      disk: { ...disk, responseTimeUs: { ...disk.responseTimeUs, p99: null } },
    })),
  };
  expect(rowsOf(none, none).rows).toEqual([]);
});

test("a VM that starts in only one state is above the figures, and so are other statements", () => {
  const start = (root: ReturnType<typeof rowsOf>["root"]) => withClass(root, "changed-starts").map(textOf);
  const failing = stateOf('load x { read 10% }\nvm web {\n  generation 1\n  scsi 0:0 disk "C:\\os.vhdx" boot\n}\n');
  const good = stateOf(`load x { read 20% }\n${vm(os)}`);
  expect(start(rowsOf(failing, good).root)).toEqual(['✗ → ✓ web starts from SCSI 0:0 ("C:\\os.vhdx")']);
  expect(start(rowsOf(good, failing).root)).toEqual([
    "✓ → ✗ web does not start: generation 1, boot device on SCSI 0:0, and its BIOS sees IDE only",
  ]);
  expect(start(rowsOf(good, good).root)).toEqual([]);
  expect(textOf(rowsOf(good, good).root)).toBe("No difference.");
  expect(withClass(rowsOf(failing, good).root, "changed-statements").map(textOf)).toEqual([
    "load x changed − read 10% + read 20% vm web changed − generation 1 + generation 2",
  ]);
});

test("a comparison of hundreds of slots is at most a page long, and names are text", () => {
  const disks = (size: string) =>
    Array.from({ length: 60 }, (_, index) => `scsi 0:${index + 1} disk "D:\\<b>${index}.vhdx" fixed ${size}`);
  const { root, rows } = rowsOf(stateOf(vm(os, ...disks("1GB"))), stateOf(vm(os, ...disks("2GB"))));
  expect(rows).toHaveLength(20);
  expect(textOf(root)).toContain("40 more; hvvm compare lists all.");
  expect(all(root, ({ name }) => name === "b")).toEqual([]);
});

test("states of quick runs are not compared", () => {
  const full = stateOf(vm(os));
  expect(comparisonTable({ ...full, layout: undefined }, full)).toBeUndefined();
});
