/** A load that its path cannot serve has no response time: a figure would only reflect the length of the run. */
import { expect, test } from "vitest";
import { writeReport } from "../../server/src/cli/formats/report.ts";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { missedExpectations } from "../../server/src/core/forecast/expectations.ts";
import { answer } from "../../server/src/core/pictures/answer.ts";
import {
  changeInWords,
  compareRuns,
  figureInWords,
  verdictOfDisk,
} from "../../server/src/core/pictures/compare-runs.ts";
import { differenceInWords } from "../../server/src/core/pictures/differences.ts";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import { simulated } from "../forecast/simulated.ts";
import { result } from "../webview/fixtures.ts";
import { parse, textOf } from "../webview/support.ts";

/** A 7200 rpm disk serves about 180 random requests per second from its queue: it cannot serve 500. */
const layout = (medium: string) => `host h { processors 8; volume "D:" ${medium} }
vm web01 {
  on h
  generation 2
  scsi 0:0 disk "D:\\V\\a.vhdx" {
    load { rate 500 }
    expect mean 1s
    expect p99 999s
    expect iops 100
  }
}`;
const run = (medium: string) => simulated(layout(medium), { requests: 4000 });
const [slow, fast] = [run("hdd-7200"), run("ssd-sata")];
const baseline = ({ disks }: typeof slow) => disks.map((disk) => ({ disk, label: "", intervals: {} }));

test("the command line says that it grows", () => {
  const row = /^ {2}web01 +scsi 0:0 .*/m.exec(writeReport(slow))![0];
  expect(row).toMatch(/ 1\d\d +1\.\d+ +grows( +–){4}$/);
  expect(/^ {2}web01 +scsi 0:0 .*/m.exec(writeReport(fast))![0]).toMatch(/ µs$/);
});

test("it misses every expectation of a response time, however long", () => {
  const [vm] = HvvmDocument.read(layout("hdd-7200"), "hvvm").items.flatMap(({ item }) =>
    item.layout.flatMap((part) => (part.kind === "vm" ? [part] : [])),
  );
  const messages = missedExpectations(vm!, slow).map(({ message }) => message);
  expect(messages).toEqual(
    ["mean 1s", "p99 999s"].map(
      (what) =>
        `SCSI 0:0 of "web01": ${what} is expected, but it grows without limit: more requests arrive than are served. Disk D: on h is the bottleneck.`,
    ),
  );
});

test("a comparison says that it grows, not by how much", () => {
  const pair = { vm: "web01", slot: "scsi 0:0", text: "" };
  const between = (before: typeof slow, after: typeof slow) =>
    compareRuns([{ kind: "same", before: pair, after: pair }], baseline(before), baseline(after))[0]!.figures;
  const mended = between(slow, fast);
  expect([figureInWords("meanUs", mended.meanUs.before), changeInWords(mended.meanUs)]).toEqual([
    "grows",
    "no longer grows",
  ]);
  expect(changeInWords(between(fast, slow).p99Us)).toBe("grows now");
  expect([changeInWords(between(slow, slow).p99Us), verdictOfDisk(between(slow, slow))]).toEqual([
    "still grows",
    "none",
  ]);
  const [before] = baseline(slow);
  expect(differenceInWords({ before: before!, now: baseline(fast)[0]!, name: "" })).toContain(
    "mean response time grows → ",
  );
});

test("the preview's answer gives no time", () => {
  const outline = layoutOutline(HvvmDocument.read(layout("hdd-7200"), "hvvm"), []);
  const { path } = pictureOf({ ...result, outline, report: slow }, { vm: "web01", slot: "scsi 0:0" }, undefined)!;
  const text = textOf(parse(`<main>${answer(path!, slow.phase, false)}</main>`));
  expect(text).toContain("more requests arrive than are served.");
  expect(text).toContain("Response time grows");
  // Of the percentiles only the one that is expected, and no figure.
  expect(text).toContain("p99 grows ✗ not as expected");
  expect(text).not.toMatch(/p50|p95/);
});

test("the effect of a change is given for the throughput only", () => {
  const { whatIf } = simulated(layout("hdd-7200"), { requests: 8000, isQuickRun: false });
  const medium = whatIf.find(({ change }) => change === "ssd-sata instead of hdd-7200")!;
  expect(medium.throughputRatio).toBeGreaterThan(2);
  expect(medium.responseTimeRatio).toBeNull();
});
