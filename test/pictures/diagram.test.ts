import fc from "fast-check";
import { expect, test } from "vitest";
import { diagram } from "../../server/src/core/pictures/diagram.ts";
import { diagramLegend } from "../../server/src/core/pictures/diagram-legend.ts";
import { type Picture, pictureOf } from "../../server/src/core/pictures/picture.ts";
import { textWidth } from "../../server/src/core/pictures/text-fit.ts";
import { stageTimeUs } from "../../server/src/core/simulation/report.ts";
import { lines, outline, report, result } from "../webview/fixtures.ts";
import { all, type Element, parse, textOf, withClass } from "../webview/support.ts";

const wide = 1232;
const narrow = 472;
const emulated = pictureOf(result, {}, undefined)!;
const synthetic = pictureOf(result, { vm: "web01", slot: "scsi 0:0" }, undefined)!;

const draw = (picture: Picture, width: number) => parse(diagram(picture, width, false).drawing);
const number = (element: Element, name: string) => Number(element.attributes[name]);

/** The stages that take time: in the fixtures, one stage of each path takes none. */
const costly = (picture: Picture) =>
  picture.path!.stages.filter(({ stage }) => stageTimeUs(stage)! > 0).map(({ stage }) => stage);
const stationOf = (picture: Picture, id: string, width = wide) => {
  const index = picture.path!.stages.findIndex(({ stage }) => stage.id === id);
  return withClass(draw(picture, width), "station").find((each) => each.attributes["data-stage"] === String(index))!;
};

/** The centre of a station, computed from its frame. */
function middle(station: Element): { readonly x: number; readonly y: number } {
  const frame = withClass(station, "frame")[0]!;
  if (frame.name === "circle") return { x: number(frame, "cx"), y: number(frame, "cy") };
  return {
    x: number(frame, "x") + number(frame, "width") / 2,
    y: number(frame, "y") + number(frame, "height") / 2,
  };
}

/** The VM with a third disk, on the path that the others do not use. */
const allTransports = pictureOf(
  {
    ...result,
    report: {
      ...report,
      disks: [...report.disks, { ...report.disks[0]!, slot: "scsi 0:1", transport: "ide-enlightened" }],
    },
  },
  {},
  undefined,
)!;

test("a wide panel has lanes, a narrow one has tracks", () => {
  expect(withClass(draw(emulated, wide), "lanes")).toHaveLength(1);
  expect(withClass(draw(emulated, narrow), "tracks")).toHaveLength(1);
});

test("every stage is in the lane of its actor, in the order of the path", () => {
  const drawing = draw(synthetic, wide);
  const lanes = withClass(drawing, "lane").map((lane) => ({
    name: textOf(lane.children.find((child) => child.name === "text")!),
    top: number(lane.children[0]!, "y"),
    height: number(lane.children[0]!, "height"),
  }));
  const stations = withClass(drawing, "station").map(middle);
  const laneOf = (y: number) => lanes.find((lane) => y > lane.top && y < lane.top + lane.height)?.name.toLowerCase();
  expect(stations.map(({ y }) => laneOf(y))).toEqual(costly(synthetic).map(({ actor }) => actor));
  const across = stations.map(({ x }) => x);
  expect(across).toEqual([...across].sort((one, other) => one - other));
});

test("a lane without a stage says so", () => {
  const idle = withClass(draw(synthetic, wide), "idle");
  expect(idle.map(textOf)).toEqual(["Guest user", "vmwp.exe no stage here"]);
});

test("a station is filled by its utilization", () => {
  const channel = stationOf(synthetic, "vsp.exec");
  const fill = withClass(channel, "fill")[0]!;
  expect(number(fill, "height")).toBeCloseTo(0.49 * 28, 1);
  expect(textOf(channel)).toContain("49%");
});

test("a stage where nothing queues is a circle without a fill", () => {
  const wake = stationOf(synthetic, "root.wake");
  expect(withClass(wake, "fill")).toHaveLength(0);
  expect(withClass(wake, "frame")[0]!.name).toBe("circle");
});

test("waiting is hatched where requests wait, and nowhere else", () => {
  const hatched = withClass(draw(emulated, wide), "station").map((station) => withClass(station, "waiting").length);
  expect(hatched).toEqual(costly(emulated).map(({ id }) => (["ide.channel", "ide.access"].includes(id) ? 1 : 0)));
});

test("exits are ticks with their count", () => {
  const access = stationOf(emulated, "ide.access");
  expect(withClass(access, "ticks")).toHaveLength(1);
  expect(textOf(withClass(access, "stage-crossing")[0]!)).toBe("26 exits");
});

test("the number of signals is the one that the run counted, not the number of visits", () => {
  const labels = withClass(draw(synthetic, narrow), "stage-crossing").map(textOf);
  expect(labels).toEqual(["0.42 hypercalls", "0.61 interrupts"]);
});

test("the three transports differ in line style and label, and the legend explains those that the VM has", () => {
  const legendEntries = (picture: Picture) =>
    all(parse(diagramLegend(picture)), (element) => element.name === "li").slice(0, 3);
  const entries = legendEntries(allTransports);
  expect(entries.map(textOf)).toEqual(["emulated IDE", "enlightened IDE", "synthetic SCSI"]);
  expect(legendEntries(emulated).map(textOf)).toEqual(["emulated IDE", "synthetic SCSI", "busy share"]);
  expect(entries.map((entry) => withClass(entry, "transport")[0]!.attributes.class)).toEqual([
    "transport ide-emulated",
    "transport ide-enlightened",
    "transport scsi-synthetic",
  ]);
  const shapes = entries.map((entry) => withClass(entry, "glyph")[0]!.attributes.d);
  expect(new Set(shapes).size).toBe(3);
  expect(textOf(withClass(draw(emulated, wide), "transport-name")[0]!)).toContain("emulated IDE");
  expect(textOf(withClass(draw(emulated, narrow), "transport-name")[0]!)).toBe("emulated IDE");
});

test("a problem marks its slot", () => {
  for (const width of [wide, narrow]) {
    const slots = withClass(draw(emulated, width), "slot");
    expect(slots.map((slot) => withClass(slot, "problem").length)).toEqual([1, 0, 0, 0]);
    expect(nameOf(slots[0]!)).toContain("warning: The disk");
  }
});

test("every control has a role, a name and a place in the tab order", () => {
  for (const width of [wide, narrow]) {
    const pressed = all(draw(emulated, width), (element) => element.attributes["data-action"] !== undefined);
    expect(pressed).toHaveLength(4 + 3 + 15);
    for (const element of pressed) {
      expect(element.attributes).toMatchObject({ role: "button", tabindex: "0" });
      expect(nameOf(element)).not.toBe("");
    }
  }
});

test("with very many slots, the page with the chosen one is drawn, and every other slot is on a page that one press shows", () => {
  const slots = Array.from({ length: 260 }, (_, index) => ({
    ...outline.vms[0]!.slots[2]!,
    slot: `scsi ${Math.floor(index / 65)}:${index % 65}`,
  }));
  const many = { ...result, outline: { ...outline, vms: [{ ...outline.vms[0]!, slots }] } };
  const shownWith = (slot: string) => {
    const drawing = draw(pictureOf(many, { slot }, undefined)!, wide);
    return { drawing, slots: withClass(drawing, "slot").map((card) => Number(card.attributes["data-slot"])) };
  };
  const first = shownWith("scsi 0:40");
  expect(first.slots).toHaveLength(24);
  expect(first.slots).toContain(40);
  expect(textOf(first.drawing)).toContain("Slots 25 to 48 of 260");
  expect(textOf(first.drawing)).toContain("SCSI controller 0 · 65 share it");
  const reached = withClass(first.drawing, "page-link").flatMap((link) => {
    expect(link.attributes).toMatchObject({ role: "button", tabindex: "0", "data-action": "slot" });
    return shownWith(slots[Number(link.attributes["data-slot"])]!.slot).slots;
  });
  expect([...reached].sort((one, other) => one - other)).toEqual(slots.map((_, index) => index));
});

test("with very many volumes, those with disks of the VM come first, and the rest is counted", () => {
  const volumes = Array.from({ length: 200 }, (_, index) => ({
    ...outline.volumes[0]!,
    id: index === 150 ? "D:" : `X${index}:`,
  }));
  const many = { ...result, outline: { ...outline, volumes } };
  const drawing = draw(pictureOf(many, { vm: "web01", slot: "scsi 0:0" }, undefined)!, wide);
  const shown = withClass(drawing, "volume").map((card) => Number(card.attributes["data-volume"]));
  expect(shown).toHaveLength(6);
  expect(shown).toContain(150);
  expect(textOf(drawing)).toContain("… 194 more volumes of the host");
});

test("slots of one controller are grouped under one labelled bracket", () => {
  for (const width of [wide, narrow]) {
    const names = withClass(draw(emulated, width), "group-name").map(textOf);
    expect(names).toEqual(["IDE controller 0", "IDE controller 1", "SCSI controller 0 · 2 share it"]);
  }
});

test("a slot whose requests were not observed does not claim to have none, and an assumed load is named", () => {
  const { report } = result;
  const disks = report!.disks.map((disk) => ({ ...disk, throughputIops: null }));
  const [vm, ...others] = result.outline.vms;
  const slots = vm!.slots.map((slot) => ({ ...slot, load: "assumed" as const }));
  const outline = { ...result.outline, vms: [{ ...vm!, slots }, ...others] };
  const picture = pictureOf({ ...result, outline, report: { ...report!, disks } }, {}, undefined)!;
  const cards = withClass(draw(picture, wide), "slot").map(textOf).join("\n");
  expect(cards).toContain("not observed assumed load");
  expect(cards).not.toContain("no requests");
});

test("a volume shows its medium, how busy it is, and who shares it", () => {
  const disks = [
    report.disks[0]!,
    { ...report.disks[1]!, volume: "C:" },
    { ...report.disks[1]!, vm: "db01", volume: "C:" },
  ];
  const shared = pictureOf({ ...result, report: { ...report, disks } }, {}, undefined)!;
  const cards = withClass(draw(shared, wide), "volume").map(textOf);
  expect(cards[0]).toContain("busy 93%");
  expect(cards[0]).toContain("ssd-sata · hv01");
  expect(cards[0]).toContain("shared by ide 0:0, scsi 0:0 · 1 disk of other VMs");
  expect(cards[1]).toContain("no requests");
  expect(withClass(draw(shared, wide), "sharing").map((card) => card.attributes["data-slot"])).toEqual(["2"]);
  expect(textOf(parse(diagramLegend(shared)))).toContain("on the same volume");
  expect(withClass(draw(emulated, wide), "sharing")).toEqual([]);
});

test("the marker of a slot counts its problems, and their messages are its description", () => {
  const at = outline.problems[0]!;
  const problems = [
    at,
    { ...at, severity: "error" as const, message: "No such file." },
    { ...at, message: "And more." },
  ];
  const slot = withClass(
    draw(pictureOf({ ...result, outline: { ...outline, problems } }, {}, undefined)!, wide),
    "slot",
  )[0]!;
  expect(textOf(withClass(slot, "problem-text")[0]!)).toBe("3");
  expect(withClass(slot, "problem")[0]!.attributes.class).toBe("problem error");
  for (const { severity, message } of problems) expect(nameOf(slot)).toContain(`${severity}: ${message}`);
});

test("the slot under the cursor is marked", () => {
  const marked = pictureOf(result, {}, { line: 20, character: 4 })!;
  expect(withClass(draw(marked, wide), "marked").map((card) => card.attributes["data-slot"])).toEqual(["2"]);
});

test("a stage in which no time passes is left out, and the legend names it", () => {
  for (const width of [wide, narrow]) {
    const drawn = withClass(draw(synthetic, width), "station").map((station) => station.attributes["data-stage"]);
    expect(drawn).toEqual(synthetic.path!.stages.map(({ index }) => String(index)).filter((index) => index !== "1"));
  }
  expect(textOf(parse(diagramLegend(synthetic)))).toContain(
    "Not shown, because they take no time: Wait within the limit of outstanding requests.",
  );
});

test("where no time passes at all, every stage is drawn", () => {
  const [disk] = report.disks;
  const stages = disk!.stages.map((stage) => ({ ...stage, serviceUs: 0, waitingUs: 0 }));
  const still = pictureOf({ ...result, report: { ...report, disks: [{ ...disk!, stages }] } }, {}, undefined)!;
  expect(withClass(draw(still, wide), "station")).toHaveLength(stages.length);
});

test("a moving request has a place for every stage; for one that is not drawn, it is the station before it", () => {
  for (const width of [wide, narrow]) {
    const places = diagram(synthetic, width, false).places!;
    expect(places).toHaveLength(synthetic.path!.stages.length);
    expect(places[1]).toEqual({ centre: places[0]!.centre, way: [] });
    expect(places[2]!.way[0]).toEqual(places[0]!.centre);
  }
});

test("the number of waiting requests does not overlap the text of its station", () => {
  for (const width of [640, 900, wide])
    for (const picture of [emulated, synthetic])
      for (const station of withClass(draw(picture, width), "station"))
        for (const number of withClass(station, "queued"))
          for (const words of station.children.filter((child) => (child.attributes.class ?? "").startsWith("stage-")))
            expect(overlap(extent(number), extent(words)), textOf(words)).toBe(false);
});

test("the tab order is the reading order: slots, stages, volumes", () => {
  for (const width of [wide, narrow]) {
    const order = all(draw(emulated, width), (element) => element.attributes.tabindex === "0").map(
      (element) => element.attributes["data-action"],
    );
    expect(order).toEqual([...Array(4).fill("slot"), ...Array(15).fill("stage"), ...Array(3).fill("volume")]);
  }
});

test("the drawing has a name and a description", () => {
  const svg = draw(emulated, wide).children[0]!;
  expect(svg.attributes).toMatchObject({ role: "group" });
  expect(svg.attributes["aria-label"]).toContain("web01 ide 0:0 over emulated IDE: 16 stages, 26 exits, 1 interrupt");
  expect(svg.children[0]!.name).toBe("desc");
});

test("no drawing has inline styles, which the page's content policy forbids", () => {
  for (const width of [wide, narrow])
    expect(all(draw(emulated, width), ({ name, attributes }) => name === "style" || "style" in attributes)).toEqual([]);
});

const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    '"><img src=x onerror=y>',
    "]]>",
    "&amp;",
    "\u202egnp.exe",
    "a\u0000b",
    "x".repeat(900),
    "עברית ערבית",
    "",
  ),
);

test("whatever the names are, the drawing is well-formed and contains none of their markup", () => {
  const known = new Set([
    "svg",
    "desc",
    "title",
    "defs",
    "pattern",
    "rect",
    "line",
    "g",
    "text",
    "tspan",
    "path",
    "circle",
  ]);
  fc.assert(
    fc.property(
      hostileText,
      hostileText,
      hostileText,
      fc.constantFrom(wide, 652, narrow, 252),
      (name, slot, label, width) => {
        const slots = outline.vms[0]!.slots.map((each) => ({
          ...each,
          label,
          slot: each.slot === "ide 0:0" ? each.slot : slot,
        }));
        const volumes = outline.volumes.map((volume) => ({ ...volume, host: name, media: label }));
        const problems = [{ ...outline.problems[0]!, message: label }];
        const vms = [{ ...outline.vms[0]!, name, host: name, slots }];
        const disks = report.disks.map((disk) => ({ ...disk, vm: name }));
        const picture = pictureOf(
          { ...result, report: { ...report, disks }, outline: { ...outline, vms, volumes, problems } },
          {},
          undefined,
        )!;
        const drawing = draw(picture, width);
        expect(
          all(drawing, (element) => element.name !== "" && element.name !== "#text" && !known.has(element.name)),
        ).toEqual([]);
        expect(
          all(drawing, (element) => Object.keys(element.attributes).some((attribute) => attribute.startsWith("on"))),
        ).toEqual([]);
        expect(diagram(picture, width, false).drawing.text).not.toMatch(/[\u0000-\u0008\u202a-\u202e]/);
      },
    ),
    { numRuns: 60 },
  );
});

test("in lanes no label overlaps another label or a station, or extends beyond the drawing", () => {
  for (const picture of [emulated, synthetic])
    for (let width = 620; width <= 1500; width += 55) {
      const drawing = draw(picture, width);
      if (withClass(drawing, "lanes").length === 0) continue;
      const stations = withClass(drawing, "station");
      const words = stations.flatMap((station, owner) =>
        station.children
          .filter((child) => (child.attributes.class ?? "").startsWith("stage-"))
          .map((text) => ({ owner, ...extent(text) })),
      );
      const frames = stations.map((station, owner) => {
        const { x, y } = middle(station);
        const half = withClass(station, "frame")[0]!.name === "circle" ? 9 : 16;
        return { owner, left: x - half, right: x + half, top: y - half, bottom: y + half };
      });
      const names = withClass(drawing, "lane-name").map((text) => ({ owner: -1, ...extent(text) }));
      for (const one of words) {
        expect(one.right).toBeLessThanOrEqual(width);
        for (const other of [...words, ...frames, ...names])
          if (other.owner !== one.owner) expect(overlap(one, other), `${width}: ${one.text}`).toBe(false);
      }
    }
});

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function extent(text: Element): Extent & { readonly text: string } {
  const words = textOf(text);
  const size = text.attributes.class === "stage-name" ? 12 : 11;
  const wide = textWidth(words, size);
  const anchor = text.attributes["text-anchor"];
  const left = number(text, "x") - (anchor === "middle" ? wide / 2 : anchor === "end" ? wide : 0);
  return { text: words, left, right: left + wide, top: number(text, "y") - 9, bottom: number(text, "y") + 2 };
}

function overlap(one: Extent, other: Extent): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

test("at any width the drawing fits and no two stations overlap", () => {
  fc.assert(
    fc.property(fc.integer({ min: 252, max: 1600 }), fc.constantFrom(emulated, synthetic), (width, picture) => {
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

test("a page without a layout yet gets a drawing without negative lengths", () => {
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

/** The label of a part of the drawing, or its title. */
function nameOf(part: Element): string {
  const title = part.children.find(({ name }) => name === "title");
  return part.attributes["aria-label"] ?? (title ? textOf(title) : "");
}
