import { expect, test } from "vitest";
import { type Chart, chartDrawing } from "../../../server/src/core/pictures/charts/chart.ts";
import { waterfall } from "../../../server/src/core/pictures/charts/waterfall.ts";
import { pictureOf } from "../../../server/src/core/pictures/picture.ts";
import { result } from "../../webview/fixtures.ts";
import { all, type Element, parse, textOf, withClass } from "../../webview/support.ts";
import { detail, median, stages } from "./fixtures.ts";

const path = pictureOf(result, {}, undefined)!.path!;
const draw = (width: number) => parse(chartDrawing(waterfall(path, detail, width) as Chart));
const box = (element: Element) => {
  const x = Number(element.attributes.x);
  return { x, end: x + Number(element.attributes.width) };
};

test("there is a row for every stage that either request passed", () => {
  const [first, second] = withClass(draw(652), "panel");
  const names = (panel: Element) => withClass(panel, "stage").map(textOf);
  expect(names(first!)).toEqual([
    "System call to port driver",
    "Wait for the IDE channel",
    "Trapped register accesses",
    "Service of the medium",
    "Inject the completion interrupt",
  ]);
  expect(names(second!)).toEqual(names(first!));
});

test("both requests have one scale", () => {
  const [first, second] = withClass(draw(652), "panel").map((panel) => {
    const rows = withClass(panel, "row");
    return { first: box(withClass(rows[0]!, "serves")[0]!), last: box(withClass(rows.at(-1)!, "serves").at(-1)!) };
  });
  // 1000 µs and 2000 µs, including the waiting before the first service.
  const length = (panel: typeof first) => panel!.last.end - panel!.first.x;
  expect((length(second) / length(first)) * 1000).toBeGreaterThan(1970);
  expect((length(second) / length(first)) * 1000).toBeLessThan(2010);
});

test("waiting is hatched and service solid, one after the other", () => {
  const channel = withClass(withClass(draw(652), "panel")[0]!, "row")[1]!;
  expect(withClass(channel, "waits")).toHaveLength(1);
  expect(withClass(channel, "serves")).toHaveLength(0);
  const rows = withClass(withClass(draw(652), "panel")[1]!, "row");
  const wait = box(withClass(rows[0]!, "waits")[0]!);
  const serve = box(withClass(rows[0]!, "serves")[0]!);
  expect(serve.x).toBeCloseTo(wait.end, 1);
});

test("exits are as many ticks as the run counted, with their number", () => {
  const access = withClass(withClass(draw(652), "panel")[0]!, "row")[2]!;
  const ticks = withClass(access, "crossings")[0]!.attributes.d!.match(/M/g);
  expect(ticks).toHaveLength(26);
  expect(textOf(withClass(access, "crossing-count")[0]!)).toBe("26 exits");
});

test("a stage without service has no exits", () => {
  const silent = {
    ...detail,
    requests: detail.requests.map((request) => ({ ...request, steps: request.steps.slice(0, 2) })),
  };
  expect(withClass(parse(chartDrawing(waterfall(path, silent, 652) as Chart)), "crossing-count")).toEqual([]);
});

test("the requests are side by side where both fit, and one above the other elsewhere", () => {
  const places = (width: number) =>
    withClass(draw(width), "panel-name").map(({ attributes }) => [Number(attributes.x), Number(attributes.y)]);
  const [[, wideFirst], [, wideSecond]] = places(1232) as [[number, number], [number, number]];
  expect(wideSecond).toBe(wideFirst);
  const [[narrowX, narrowFirst], [otherX, narrowSecond]] = places(272) as [[number, number], [number, number]];
  expect(narrowSecond).toBeGreaterThan(narrowFirst);
  expect(otherX).toBe(narrowX);
});

test("the finding names where the p99 request takes longer", () => {
  expect((waterfall(path, detail, 652) as Chart).finding).toBe(
    'The median request takes 1.00 ms, 80% of it waiting; the p99 request takes 2.00 ms. Most of the difference is made by "Wait for the IDE channel": 900 µs.',
  );
});

test("the table has waiting and service of both", () => {
  const { rows } = (waterfall(path, detail, 652) as Chart).table;
  expect(rows[2]).toEqual(["Trapped register accesses", "0 µs", "156 µs", "0 µs", "196 µs", "26 exits"]);
  expect(rows.at(-1)).toEqual(["Response time", "", "1.00 ms", "", "2.00 ms", ""]);
});

test("a stage that took no time in either request has a line in the table only", () => {
  const still = { stage: stages.vhd, waitUs: 2_000_004, serviceUs: 2_000_004, endUs: 2_000_004 };
  const requests = detail.requests.map((request) => ({ ...request, steps: [...request.steps, still] }));
  const chart = waterfall(path, { ...detail, requests }, 652) as Chart;
  expect(textOf(parse(chartDrawing(chart)))).not.toContain("Offset in the fixed disk file");
  expect(chart.table.rows.map(([name]) => name)).toContain("Offset in the fixed disk file");
});

test("the chart says from how many requests the two were picked, and when they are too few for a p99", () => {
  const basis = (counts: readonly (readonly number[])[]) =>
    (waterfall(path, { ...detail, heatMap: { ...detail.heatMap, counts } }, 652) as Chart).basis;
  expect(basis([[0, 400, 0, 599, 1]])).toBe("Two recorded requests, nearest to the median and the p99 of all 1,000.");
  expect(basis([[0, 400, 0, 599]])).toContain("of all 999; fewer than 10 took longer than the p99.");
});

test("without a p99 request there is no waterfall", () => {
  expect(waterfall(path, { ...detail, requests: [median] }, 652)).toHaveProperty("reason");
  expect(all(draw(652), (element) => element.name === "pattern")).toHaveLength(1);
});
