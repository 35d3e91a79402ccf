import { expect, test } from "vitest";
import { diagram } from "../../server/src/core/pictures/diagram.ts";
import { drawnStages } from "../../server/src/core/pictures/drawn-stages.ts";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import { textWidth } from "../../server/src/core/pictures/text-fit.ts";
import { stageTimeUs } from "../../server/src/core/simulation/report.ts";
import { report, result } from "../webview/fixtures.ts";
import { all, parse, textOf, withClass } from "../webview/support.ts";

/** The disk on SCSI, on a medium that takes 30 ms: no other stage takes a hundredth of that. */
const [first, second] = report.disks;
const slow = second!.stages.map((stage) => (stage.id === "media.service" ? { ...stage, serviceUs: 30_000 } : stage));
const slowResult = { ...result, report: { ...report, disks: [first!, { ...second!, stages: slow }] } };
const picture = pictureOf(slowResult, { vm: "web01", slot: "scsi 0:0" }, undefined)!;
const { stages } = picture.path!;

const names = (drawn: ReturnType<typeof drawnStages>) =>
  drawn.map(({ stage, folded }) => (folded ? folded.map((at) => at.stage.id).join("+") : stage.id));

test("consecutive short software stages are merged; the device, the guest-host boundary and the bottleneck stay", () => {
  expect(names(drawnStages(stages, true))).toEqual([
    "g.issue+vsc.build",
    "sig.out",
    "root.wake+vsp.exec+chan+vhd.fixed+ntfs+root.disk",
    "media.service",
    "media.transfer",
    "root.cmpl+vsp.cmpl",
    "irq.inject",
    "g.cmpl+g.wake",
  ]);
});

test("no time is lost by folding", () => {
  const sum = (drawn: ReturnType<typeof drawnStages>) =>
    drawn.reduce((total, { stage }) => total + (stageTimeUs(stage) ?? 0), 0);
  expect(sum(drawnStages(stages, true))).toBeCloseTo(sum(drawnStages(stages, false)), 9);
});

test("if every stage takes a significant share, nothing is folded", () => {
  const even = stages.map((at) => ({ ...at, stage: { ...at.stage, serviceUs: 10, waitingUs: 0 } }));
  expect(drawnStages(even, true)).toEqual(drawnStages(even, false));
});

test.each([300, 640, 1300])("a folded station shows its time, names its stages, and unfolds, at %i pixels", (width) => {
  const drawing = parse(diagram(picture, width, true).drawing);
  const stations = withClass(drawing, "station");
  expect(stations).toHaveLength(8);
  const [software] = stations;
  expect(software!.attributes).toMatchObject({ "data-action": "all-stages", "data-key": "software 0" });
  expect(textOf(software!)).toContain("Software");
  const [title] = all(software!, ({ name }) => name === "title");
  expect(textOf(title!)).toBe(
    "5.40 µs of software System call to port driver 4.20 µs Build request and page list 1.20 µs",
  );
});

test("folding does not change between lanes and tracks, at any width", () => {
  for (let width = 260; width < 1400; width += 20) {
    const formOf = (isFolded: boolean) =>
      all(parse(diagram(picture, width, isFolded).drawing), ({ name }) => name === "svg")[0]!.attributes.class;
    expect([width, formOf(true)]).toEqual([width, formOf(false)]);
  }
});

test.each(Array.from({ length: 25 }, (_, index) => 560 + 30 * index))(
  "the outgoing line does not cross the text about the path, which is complete, at %i pixels",
  (width) => {
    const drawing = parse(diagram(picture, width, true).drawing);
    const [words] = withClass(drawing, "transport-name");
    const arrow = withClass(drawing, "arrow")[0]!.attributes.d!;
    const out = Number(/^M([\d.]+)/.exec(arrow)![1]) + 5;
    const start = Number(words!.attributes.x) - 16;
    const note = withClass(words!, "lane-note").map(textOf).join("");
    const name = textOf(words!).slice(0, textOf(words!).length - note.length);
    const end = start + 16 + textWidth(name, 13) + textWidth(note, 12);
    const isLanes = withClass(drawing, "lanes").length > 0;
    if (isLanes) expect(out > end || out < start, `${out} lies between ${start} and ${end}`).toBe(true);
    expect(end).toBeLessThanOrEqual(width);
  },
);

test("moving requests pass a folded station for each of its stages", () => {
  const places = diagram(picture, 1300, true).places!;
  expect(places).toHaveLength(stages.length);
  const at = (id: string) => places[stages.findIndex(({ stage }) => stage.id === id)]!;
  expect(at("vsc.build").centre).toEqual(at("g.issue").centre);
  expect(at("vsc.build").way).toEqual([]);
  expect(at("sig.out").centre).not.toEqual(at("g.issue").centre);
});
