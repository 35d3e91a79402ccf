import { expect, test } from "vitest";
import { diagram } from "../../server/src/core/pictures/diagram.ts";
import { diagramSection } from "../../server/src/core/pictures/diagram-section.ts";
import { type Drawn, pictureOf } from "../../server/src/core/pictures/picture.ts";
import type { DiskDetail } from "../../server/src/core/simulation/detail.ts";
import { outline, result } from "../webview/fixtures.ts";
import { all, type Element, parse, textOf, withClass } from "../webview/support.ts";
import { traced } from "./traces.ts";

const detail: DiskDetail = {
  vm: "web01",
  slot: "ide 0:0",
  requests: [traced([[0, 0, 0, 4]])],
  percentiles: [],
  heatMap: { startUs: 0, columnUs: 1, rowEdgesUs: [], counts: [] },
  throughputCurve: { points: [], zeroLoadResponseUs: 0, maximumIops: 0, kneeQueueDepth: 0 },
};
const sectionOf = (drawn: Drawn) => {
  const picture = pictureOf(drawn, {}, undefined)!;
  return diagramSection(picture, diagram(picture, 652, false), false);
};
const section = (drawn: Drawn) => parse(sectionOf(drawn)!);
const played = section({ ...result, details: [detail] });
const control = (name: string): Element => all(played, ({ attributes }) => attributes["data-player"] === name)[0]!;

test("the player is above the diagram if requests of the disk were recorded, and only then", () => {
  expect(withClass(played, "player")).toHaveLength(1);
  expect(withClass(section(result), "player")).toHaveLength(0);
  expect(withClass(section({ ...result, details: [{ ...detail, slot: "scsi 0:0" }] }), "player")).toHaveLength(0);
});

test("a station that works has a share above 0%, and none is full that is not", () => {
  const report = result.report!;
  const busy = (utilization: number) => {
    const stations = report.stations.map((station) => ({ ...station, utilization }));
    return new Set(withClass(section({ ...result, report: { ...report, stations } }), "busy").map(textOf));
  };
  expect([0, 0.002, 0.012, 0.998, 1].map((share) => [...busy(share)])).toEqual([
    ["0%"],
    ["<1%"],
    ["1%"],
    ["99%"],
    ["100%"],
  ]);
});

test("every key of the player and of the zoom is a button with a name", () => {
  const keys = withClass(played, "player-key");
  expect(keys.map(({ name }) => name)).toEqual(Array(9).fill("button"));
  expect(keys.map((key) => key.attributes["aria-label"] ?? textOf(key))).toEqual([
    "Play",
    "Step one I/O",
    "Loop",
    "Slower",
    "Faster",
    "Zoom out",
    "100%",
    "Zoom in",
    "Fit",
  ]);
  for (const key of keys) expect(key.attributes.type).toBe("button");
});

test("the time is a slider with a name, and keeps the focus after a redraw", () => {
  expect(control("time").name).toBe("input");
  expect(control("time").attributes).toMatchObject({ type: "range", "aria-label": "Simulated time" });
  expect(control("time").attributes["data-key"]).toBe("player time");
});

test("the legend explains the difference between reads and writes where requests move", () => {
  const legend = (drawn: Element) => textOf(withClass(drawn, "legend")[0]!);
  expect(legend(played)).toContain("a read on its way a write");
  expect(legend(section(result))).not.toContain("a write");
});

test("a layout with neither slots nor volumes has no diagram", () => {
  const bare = { ...result, outline: { ...outline, vms: [outline.vms[1]!], volumes: [] } };
  expect(sectionOf(bare)).toBeUndefined();
});
