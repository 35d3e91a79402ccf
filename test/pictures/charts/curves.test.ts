/** The heat map and both curves: what their marks represent. */
import { expect, test } from "vitest";
import { type Chart, chartDrawing } from "../../../server/src/core/pictures/charts/chart.ts";
import { heatMap } from "../../../server/src/core/pictures/charts/heat-map.ts";
import { percentileCurve } from "../../../server/src/core/pictures/charts/percentile-curve.ts";
import { throughputCurve } from "../../../server/src/core/pictures/charts/throughput-curve.ts";
import type { DiskReport } from "../../../server/src/core/simulation/report.ts";
import { report } from "../../webview/fixtures.ts";
import { all, type Element, parse, textOf, withClass } from "../../webview/support.ts";
import { detail } from "./fixtures.ts";

const disk = report.disks[0]!;
const drawn = (chart: unknown) => parse(chartDrawing(chart as Chart));
const pathsOf = (element: Element) => element.attributes.d!.match(/M/g)!.length;

test("a cell for every count that is not zero, and the strongest level for the most", () => {
  const map = drawn(heatMap(detail, 652));
  const levels = all(map, ({ name, attributes }) => name === "path" && attributes.class!.startsWith("level-"));
  expect(levels.reduce((sum, level) => sum + pathsOf(level), 0)).toBe(8);
  expect(pathsOf(withClass(map, "level-5").find(({ name }) => name === "path")!)).toBe(3);
  expect(pathsOf(withClass(map, "level-1").find(({ name }) => name === "path")!)).toBe(1);
});

test("the legend gives each level its range of counts, without gaps", () => {
  const words = withClass(drawn(heatMap(detail, 652)), "note").map(textOf);
  const bounds = words.slice(1).map((text) => text.match(/\d+/g)!.map(Number));
  bounds.slice(1).forEach(([low], index) => {
    expect(low).toBe(bounds[index]!.at(-1)! + 1);
  });
  expect(words.at(-1)).toContain("or more");
});

test("every column says its time and its counts", () => {
  const columns = withClass(drawn(heatMap(detail, 652)), "column").map(textOf);
  expect(columns).toEqual([
    "1.00 s to 1.50 s: 90 requests, most of them 800 µs to 1.60 ms, the slowest 800 µs to 1.60 ms",
    "1.50 s to 2.00 s: 91 requests, most of them 800 µs to 1.60 ms, the slowest 800 µs to 1.60 ms",
    "2.00 s to 2.50 s: 99 requests, most of them 800 µs to 1.60 ms, the slowest 1.60 ms to 3.20 ms",
  ]);
});

test("empty rows at the ends are left out, and edges are labelled", () => {
  const labels = withClass(withClass(drawn(heatMap(detail, 652)), "axis-up")[0]!, "tick").map(textOf);
  expect(labels).toEqual(["200 µs", "500 µs", "1 ms", "2 ms"]);
});

test("the heat map's table counts every request", () => {
  const { rows } = (heatMap(detail, 652) as Chart).table;
  expect(rows.map(([, requests]) => Number(requests))).toEqual([90, 91, 99]);
});

test("in a narrow panel columns are joined, and no request is lost", () => {
  const many = { ...detail.heatMap, counts: Array.from({ length: 400 }, () => [0, 0, 1, 1, 0]) };
  const map = heatMap({ ...detail, heatMap: many }, 272) as Chart;
  expect(withClass(drawn(map), "column").length).toBeLessThanOrEqual((272 - 60) / 4);
  expect(map.finding).toMatch(/^800 requests/);
});

test("the axis of percentiles stretches the tail: each nine is as long as the one before", () => {
  const ticks = withClass(withClass(drawn(percentileCurve(detail, 652)), "axis-across")[0]!, "tick");
  expect(ticks.map(textOf)).toEqual(["p50", "p90", "p99", "p99.9"]);
  const marks = withClass(drawn(percentileCurve(detail, 652)), "mark").map(({ attributes }) => Number(attributes.cx));
  expect(marks[2]! - marks[1]!).toBeCloseTo(marks[3]! - marks[2]!, 1);
});

test("the band contains the curve", () => {
  const chart = drawn(percentileCurve(detail, 652));
  const heights = (d: string) => [...d.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  const curve = heights(withClass(chart, "curve").find(({ name }) => name === "path")!.attributes.d!);
  const band = heights(withClass(chart, "band-95").find(({ name }) => name === "path")!.attributes.d!);
  const lower = band.slice(curve.length).reverse();
  curve.forEach((y, index) => {
    expect(band[index]!).toBeLessThanOrEqual(y);
    expect(lower[index]!).toBeGreaterThanOrEqual(y);
  });
});

test("the finding says how far the tail extends", () => {
  expect((percentileCurve(detail, 652) as Chart).finding).toBe(
    "Half of the requests take at most 1.00 ms; one in 1,000 takes longer than 2.60 ms (95% interval 2.40 ms to 3.00 ms), 2.60× the time.",
  );
});

const place = (element: Element) => [Number(element.attributes.cx), Number(element.attributes.cy)] as const;
const firstPlace = (d: string) => /M([\d.]+) ([\d.]+)/.exec(d)!.slice(1).map(Number) as [number, number];

test("the asymptotes meet at the knee", () => {
  const chart = drawn(throughputCurve(disk, detail, 652));
  const [rising, flat] = withClass(chart, "asymptote").map(({ attributes }) => attributes);
  const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((name) => Number(rising![name])) as [
    number,
    number,
    number,
    number,
  ];
  const knee = Number(withClass(chart, "knee-line")[0]!.attributes.x1);
  expect(y1 + ((knee - x1) / (x2 - x1)) * (y2 - y1)).toBeCloseTo(Number(flat!.y1), 0);
  expect(textOf(withClass(chart, "knee")[0]!)).toBe("knee at 1.65");
});

test("a closed load is on the curve, and the run next to it", () => {
  const at64: DiskReport = { ...disk, load: { ...disk.load, queueDepth: 64 }, throughputIops: 3100 };
  const chart = drawn(throughputCurve(at64, detail, 652));
  const [x, y] = place(withClass(chart, "mark-analytic").find(({ name }) => name === "circle")!);
  const end = withClass(chart, "curve")
    .find(({ name }) => name === "path")!
    .attributes.d!.split("L")
    .at(-1)!;
  expect([x, y].map(Math.round)).toEqual(end.split(" ").map(Number).map(Math.round));
  const [runX, runTop] = firstPlace(withClass(chart, "mark-simulated")[0]!.attributes.d!);
  expect(runX).toBeCloseTo(x, 0);
  expect(runTop + 5).toBeGreaterThan(y);
});

test("an open load is shown at its mean number outstanding, without a mark on the curve", () => {
  const { queueDepth: _, ...load } = disk.load;
  const open: DiskReport = {
    ...disk,
    load: { ...load, rate: 2000 },
    throughputIops: 2000,
    responseTimeUs: { ...disk.responseTimeUs, mean: 1000 },
  };
  const chart = throughputCurve(open, detail, 652) as Chart;
  expect(withClass(drawn(chart), "mark-analytic")).toEqual([]);
  expect(withClass(drawn(chart), "mark-simulated").length).toBeGreaterThan(0);
  expect(chart.finding).toContain("The load's mean of 2 requests outstanding is beyond it");
});

test("a saturated open load has no point, and the finding says why", () => {
  const { queueDepth: _, ...load } = disk.load;
  const chart = throughputCurve({ ...disk, saturated: true, load: { ...load, rate: 9000 } }, detail, 652) as Chart;
  expect(withClass(drawn(chart), "mark-simulated")).toEqual([]);
  expect(chart.finding).toContain("grows without end");
});
