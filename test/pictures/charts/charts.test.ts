import fc from "fast-check";
import { expect, test } from "vitest";
import { type Chart, chartDrawing } from "../../../server/src/core/pictures/charts/chart.ts";
import { charts, chartsOf } from "../../../server/src/core/pictures/charts/charts.ts";
import { pictureOf } from "../../../server/src/core/pictures/picture.ts";
import type { DiskDetail } from "../../../server/src/core/simulation/detail.ts";
import { result } from "../../webview/fixtures.ts";
import { all, parse, textOf, withClass } from "../../webview/support.ts";
import { detail } from "./fixtures.ts";

const recorded = (details: readonly DiskDetail[]) => pictureOf({ ...result, details }, {}, undefined)!;
const picture = recorded([detail]);
/** All of them unfolded. */
const tables = ["waterfall", "heat-map", "percentile-curve", "throughput-curve"].map((id) => `figures of ${id}`);
const widths = [1232, 652, 472, 272];

test("every chart is an image with a title, a finding and the same figures as a table", () => {
  for (const width of widths) {
    const section = parse(charts(picture, width, tables)!);
    const images = all(section, (element) => element.attributes.role === "img");
    expect(images).toHaveLength(4);
    for (const image of images) {
      const names = image.attributes["aria-labelledby"]!.split(" ");
      const named = names.map((id) => textOf(all(image, (element) => element.attributes.id === id)[0]!));
      expect(named[0]).not.toBe("");
      expect(named[1]).toMatch(/\d/);
    }
    expect(all(section, (element) => element.name === "table")).toHaveLength(4);
  }
});

test("two curves are side by side where they fit", () => {
  const widthsOf = (width: number) => chartsOf(picture.path!, detail, width).map((chart) => (chart as Chart).width);
  expect(widthsOf(1232)).toEqual([1232, 1232, 596, 596]);
  expect(widthsOf(472)).toEqual([472, 472, 472, 472]);
});

test("for a load that its path cannot serve, the charts of times say that they depend on the length of the run", () => {
  const { path } = picture;
  const sentence = "a longer run has longer times";
  const saying = (saturated: boolean) =>
    chartsOf({ ...path!, disk: { ...path!.disk, saturated } }, detail, 652).filter(
      (chart) => "basis" in chart && chart.basis.includes(sentence),
    );
  expect(saying(true).map(({ id }) => id)).toEqual(["waterfall", "heat-map", "percentile-curve"]);
  expect(saying(false)).toEqual([]);
});

test("no label extends beyond its drawing", () => {
  for (const width of widths)
    for (const chart of chartsOf(picture.path!, detail, width)) {
      const drawing = parse(chartDrawing(chart as Chart));
      for (const text of all(drawing, (element) => element.name === "text")) {
        const x = Number(text.attributes.x);
        const y = Number(text.attributes.y);
        expect(x, textOf(text)).toBeGreaterThanOrEqual(0);
        expect(x, textOf(text)).toBeLessThanOrEqual((chart as Chart).width);
        expect(y, textOf(text)).toBeGreaterThanOrEqual(0);
        expect(y, textOf(text)).toBeLessThanOrEqual((chart as Chart).height);
      }
    }
});

test("no style is inline, and no ID occurs twice", () => {
  const section = parse(charts(picture, 652, tables)!);
  expect(all(section, (element) => "style" in element.attributes)).toEqual([]);
  const ids = all(section, (element) => "id" in element.attributes).map((element) => element.attributes.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("too little data gives a sentence, not an empty chart", () => {
  const bare: DiskDetail = {
    ...detail,
    requests: [],
    percentiles: [],
    heatMap: { startUs: 0, columnUs: 0, rowEdgesUs: [], counts: [] },
    throughputCurve: { points: [], zeroLoadResponseUs: 0, maximumIops: 0, kneeQueueDepth: 0 },
  };
  const section = parse(charts(recorded([bare]), 652, [])!);
  expect(all(section, (element) => element.name === "svg")).toEqual([]);
  expect(withClass(section, "callout")).toHaveLength(4);
});

test("a disk without details says so, and a slot without a path has no charts", () => {
  expect(textOf(parse(charts(recorded([{ ...detail, slot: "scsi 0:0" }]), 652, [])!))).toContain(
    "no details of the disk at ide 0:0",
  );
  expect(charts(pictureOf(result, { vm: "db01" }, undefined)!, 652, [])).toBeUndefined();
});

test("the details are those of the chosen disk", () => {
  const others = [
    { ...detail, vm: "other" },
    { ...detail, slot: "scsi 0:0" },
  ];
  expect(recorded([...others, detail]).path?.detail).toBe(detail);
  expect(recorded(others).path?.detail).toBeUndefined();
});

test("unusual figures do not break a drawing", () => {
  const figure = fc.oneof(
    fc.double({ min: 0, max: 1e9 }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, -1, 1e-300),
  );
  const odd = fc.record({
    percentiles: fc.array(
      fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), us: figure, lowUs: figure, highUs: figure }),
      { maxLength: 6 },
    ),
    points: fc.array(fc.record({ queueDepth: figure, throughputIops: figure, responseTimeUs: figure }), {
      maxLength: 6,
    }),
    limits: fc.tuple(figure, figure, figure),
    counts: fc.array(fc.array(fc.nat(1000), { minLength: 5, maxLength: 5 }), { maxLength: 8 }),
    endUs: figure,
  });
  fc.assert(
    fc.property(odd, fc.constantFrom(...widths), ({ percentiles, points, limits, counts, endUs }, width) => {
      const [zeroLoadResponseUs, maximumIops, kneeQueueDepth] = limits;
      const strange: DiskDetail = {
        ...detail,
        requests: detail.requests.map((request) => ({ ...request, completedUs: endUs })),
        percentiles,
        heatMap: { ...detail.heatMap, counts },
        throughputCurve: { points, zeroLoadResponseUs, maximumIops, kneeQueueDepth },
      };
      const text = charts(recorded([strange]), width, [])!.text;
      parse(text);
      expect(text).not.toMatch(/="[^"]*(?:NaN|Infinity)/);
    }),
  );
});
