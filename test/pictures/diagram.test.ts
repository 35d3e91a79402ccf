import fc from "fast-check";
import { expect, test } from "vitest";
import { diagramLegend, ioPathDiagram } from "../../server/src/core/pictures/diagram.ts";
import { type Picture, pictureOf } from "../../server/src/core/pictures/picture.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import { lines, outline, result } from "../webview/fixtures.ts";
import { all, type Element, parse, textOf, withClass } from "../webview/support.ts";

const wide = 1232;
const narrow = 472;
const emulated = pictureOf(result, {}, undefined)!;
const synthetic = pictureOf(result, { vm: "web01", slot: "scsi 0:0" }, undefined)!;

const draw = (picture: Picture, width: number) => parse(ioPathDiagram(picture, width));
const number = (element: Element, name: string) => Number(element.attributes[name]);

/** The middle of a station, read from its frame. */
function middle(station: Element): { readonly x: number; readonly y: number } {
  const frame = withClass(station, "frame")[0]!;
  if (frame.name === "circle") return { x: number(frame, "cx"), y: number(frame, "cy") };
  return {
    x: number(frame, "x") + number(frame, "width") / 2,
    y: number(frame, "y") + number(frame, "height") / 2,
  };
}

test("a wide panel has lanes, a narrow one has tracks", () => {
  expect(withClass(draw(emulated, wide), "lanes")).toHaveLength(1);
  expect(withClass(draw(emulated, narrow), "tracks")).toHaveLength(1);
});

test("every stage stands in the lane of its actor, in the order of the path", () => {
  const drawing = draw(synthetic, wide);
  const lanes = withClass(drawing, "lane").map((lane) => ({
    name: textOf(lane.children.find((child) => child.name === "text")!),
    top: number(lane.children[0]!, "y"),
    height: number(lane.children[0]!, "height"),
  }));
  const stations = withClass(drawing, "station").map(middle);
  const laneOf = (y: number) => lanes.find((lane) => y > lane.top && y < lane.top + lane.height)?.name.toLowerCase();
  expect(stations.map(({ y }) => laneOf(y))).toEqual(synthetic.path!.stages.map(({ stage }) => stage.actor));
  const across = stations.map(({ x }) => x);
  expect(across).toEqual([...across].sort((one, other) => one - other));
});

test("a lane without a stage says so", () => {
  const idle = withClass(draw(synthetic, wide), "idle");
  expect(idle.map(textOf)).toEqual(["Guest user no stage here", "vmwp.exe no stage here"]);
});

test("a station is filled by its utilization", () => {
  const channel = withClass(draw(synthetic, wide), "station")[5]!;
  const fill = withClass(channel, "fill")[0]!;
  expect(number(fill, "height")).toBeCloseTo(0.49 * 24, 1);
  expect(textOf(channel)).toContain("49%");
});

test("a stage where nothing queues is a circle without a fill", () => {
  const wake = withClass(draw(synthetic, wide), "station")[4]!;
  expect(withClass(wake, "fill")).toHaveLength(0);
  expect(withClass(wake, "frame")[0]!.name).toBe("circle");
});

test("waiting is hatched where requests wait, and nowhere else", () => {
  const hatched = withClass(draw(emulated, wide), "station").map((station) => withClass(station, "waiting").length);
  expect(hatched).toEqual(
    emulated.path!.stages.map(({ stage }) => (["ide.channel", "ide.access"].includes(stage.id) ? 1 : 0)),
  );
});

test("exits are ticks with their count", () => {
  const access = withClass(draw(emulated, wide), "station")[3]!;
  expect(withClass(access, "ticks")).toHaveLength(1);
  expect(textOf(withClass(access, "stage-crossing")[0]!)).toBe("26 exits");
});

test("signals are counted as the run counted them, not by visits", () => {
  const labels = withClass(draw(synthetic, narrow), "stage-crossing").map(textOf);
  expect(labels).toEqual(["· 0.42 hypercalls", "· 0.61 interrupts"]);
});

test("the three transports differ by line style and by label", () => {
  const entries = all(parse(diagramLegend(emulated)), (element) => element.name === "li").slice(0, 3);
  expect(entries.map(textOf)).toEqual(["emulated IDE", "enlightened IDE", "synthetic SCSI"]);
  expect(entries.map((entry) => withClass(entry, "transport")[0]!.attributes.class)).toEqual([
    "transport ide-emulated",
    "transport ide-enlightened",
    "transport scsi-synthetic",
  ]);
  expect(textOf(withClass(draw(emulated, wide), "transport-name")[0]!)).toBe("emulated IDE");
});

test("a problem marks its slot", () => {
  for (const width of [wide, narrow]) {
    const slots = withClass(draw(emulated, width), "slot");
    expect(slots.map((slot) => withClass(slot, "problem").length)).toEqual([1, 0, 0, 0]);
    expect(slots[0]!.attributes["aria-label"]).toContain("warning: The disk");
  }
});

test("everything that can be pressed has a role, a name and a place in the tab order", () => {
  for (const width of [wide, narrow]) {
    const pressed = all(draw(emulated, width), (element) => element.attributes["data-action"] !== undefined);
    expect(pressed).toHaveLength(4 + 3 + 16);
    for (const element of pressed) {
      expect(element.attributes).toMatchObject({ role: "button", tabindex: "0" });
      expect(element.attributes["aria-label"]).not.toBe("");
    }
  }
});

test("of very many slots those around the chosen one are drawn, and the rest is counted", () => {
  const slots = Array.from({ length: 64 }, (_, index) => ({ ...outline.vms[0]!.slots[2]!, slot: `scsi 1:${index}` }));
  const many: SimulateResult = { ...result, outline: { ...outline, vms: [{ ...outline.vms[0]!, slots }] } };
  const disk = { ...result.report!.disks[1]!, slot: "scsi 1:40" };
  const picture = pictureOf({ ...many, report: { ...result.report!, disks: [disk] } }, {}, undefined)!;
  const drawing = draw(picture, wide);
  const shown = withClass(drawing, "slot").map((slot) => slot.attributes["data-slot"]);
  expect(shown).toHaveLength(20);
  expect(shown).toContain("40");
  expect(textOf(drawing)).toContain("30 more above");
  expect(textOf(drawing)).toContain("14 more below");
});

test("at any width the drawing stays inside it and no two stations overlap", () => {
  fc.assert(
    fc.property(fc.integer({ min: 270, max: 1600 }), fc.constantFrom(emulated, synthetic), (width, picture) => {
      const drawing = draw(picture, width);
      for (const box of [...withClass(drawing, "card-box"), ...withClass(drawing, "band")]) {
        expect(number(box, "x")).toBeGreaterThanOrEqual(0);
        expect(number(box, "x") + number(box, "width")).toBeLessThanOrEqual(width);
      }
      const stations = withClass(drawing, "station").map(middle);
      for (const [index, one] of stations.entries())
        for (const other of stations.slice(index + 1))
          expect(Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))).toBeGreaterThanOrEqual(28);
    }),
    { numRuns: 60 },
  );
});

test("a page that is not laid out yet gets a drawing without negative lengths", () => {
  const drawing = draw(emulated, 0);
  for (const box of all(drawing, (element) => "width" in element.attributes))
    expect(Number.parseFloat(box.attributes.width!)).toBeGreaterThanOrEqual(0);
});

test("cards of slots and volumes do not overlap each other", () => {
  const slots = Array.from({ length: 9 }, (_, index) => ({
    slot: `scsi 0:${index}`,
    kind: "disk" as const,
    label: "x".repeat(200),
    boot: index === 0,
    range: lines(index),
  }));
  const crowded = { ...result, outline: { ...outline, vms: [{ ...outline.vms[0]!, slots }] } };
  for (const width of [300, 500, 900, 1300]) {
    const boxes = withClass(draw(pictureOf(crowded, {}, undefined)!, width), "card-box");
    for (const [index, one] of boxes.entries())
      for (const other of boxes.slice(index + 1)) expect(apart(one, other)).toBe(true);
  }
});

function apart(one: Element, other: Element): boolean {
  const free = (from: string, size: string) =>
    number(one, from) + number(one, size) <= number(other, from) ||
    number(other, from) + number(other, size) <= number(one, from);
  return free("x", "width") || free("y", "height");
}
