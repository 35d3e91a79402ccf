/** A layout's expectation of a disk is shown at the figure that meets or misses it, in both notations. */
import { expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { answer } from "../../server/src/core/pictures/answer.ts";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import { nativeStatements } from "../support/notations.ts";
import { report, result } from "../webview/fixtures.ts";
import { parse, textOf, withClass } from "../webview/support.ts";

const text = `vm web01 {
  generation 2
  scsi 0:0 disk "D:\\V\\a.vhdx" {
    expect iops 5000; expect bandwidth 1KB; expect mean 1us; expect p50 100s; expect p99 1us; expect p99.9 1s
  }
  scsi 0:1 disk "D:\\V\\b.vhdx"
}`;

/** The marks on the disk at SCSI 0:0, each with its figure. */
function marks(source: string, notation: Notation, disk = {}) {
  const outline = layoutOutline(HvvmDocument.read(source, notation), []);
  const disks = report.disks.map((each) => (each.slot === "scsi 0:0" ? { ...each, ...disk } : each));
  const drawn = { ...result, outline, report: { ...report, disks } };
  const { path } = pictureOf(drawn, { vm: "web01", slot: "scsi 0:0" }, undefined)!;
  const page = parse(`<main>${answer(path!, report.phase, false)}</main>`);
  const figures = withClass(page, "figure").flatMap((figure) =>
    withClass(figure, "expected").map(
      (mark) =>
        `${textOf(figure)
          .split(/ ?(?:\d|–|not observed)/)[0]!
          .trim()}: ${textOf(mark)}`,
    ),
  );
  const rows = withClass(withClass(page, "percentiles")[0]!, "expected").map((mark) => textOf(mark));
  return [...figures, ...rows];
}

test.each<[Notation, string]>([
  ["hvvm", text],
  ["json", toJson(nativeStatements(text))],
])("an expectation is met or missed (%s)", (notation, source) => {
  const figures = { throughputIops: 4000, throughputBytesPerSecond: 4000 * 8192 };
  expect(marks(source, notation, figures)).toEqual([
    "Response time: ✗ not as expected: at most 1.00 µs",
    "Throughput: ✗ not as expected: at least 5,000 IOPS",
    expect.stringContaining("Throughput: ✓ as expected: at least "),
    "✓ as expected: at most 100 s",
    "✗ not as expected: at most 1.00 µs",
    "✓ as expected: at most 1.00 s",
  ]);
  expect(marks(source, notation, { throughputIops: 5000 })).toContain("Throughput: ✓ as expected: at least 5,000 IOPS");
});

test("an expectation of a figure that the run did not observe is neither", () =>
  expect(marks(text, "hvvm", { throughputIops: null })).toContain(
    "Throughput: ? expected at least 5,000 IOPS: not observed",
  ));

test("a disk without expectations has no mark", () =>
  expect(marks(text.replace(/expect[^\n]*/, "load oltp"), "hvvm")).toEqual([]));
