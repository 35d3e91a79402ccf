/** The strip of a start: a mark for each step, its words within the drawing, and the same for those who cannot see it. */
import { expect, test } from "vitest";
import type { OutlineVm } from "../../server/src/core/features/layout-outline.ts";
import { startSection, startStrip } from "../../server/src/core/pictures/start-strip.ts";
import { outline } from "../webview/fixtures.ts";
import { all, parse, textOf, withClass } from "../webview/support.ts";

const vm = (start: Partial<OutlineVm["start"]>): OutlineVm => ({
  ...outline.vms[0]!,
  start: { ...outline.vms[0]!.start, ...start },
});

const failed = vm({
  outcome: "fails",
  reason: "generation 1, boot device on SCSI 0:0",
  steps: [
    { name: "firmware", state: "done", text: "" },
    { name: "boot device", state: "failed", text: "generation 1, boot device on SCSI 0:0" },
    { name: "drivers", state: "not-reached", text: "not reached" },
    { name: "data disks", state: "unknown", text: "not reached" },
  ],
});

test.each([300, 1200])("marks each step at %i pixels, without colour too", (width) => {
  const strip = parse(startStrip(failed, width));
  expect(withClass(strip, "start-glyph").map(textOf)).toEqual(["✓", "✗", "–", "?"]);
  expect(withClass(strip, "start-name").map(textOf)).toEqual(["firmware", "boot device", "drivers", "data disks"]);
});

test("says the same in words", () =>
  expect(withClass(parse(startStrip(failed, 900)), "start-strip")[0]!.attributes["aria-label"]).toBe(
    "Start of web01: firmware done, boot device failed (generation 1, boot device on SCSI 0:0), drivers not reached (not reached), data disks not known (not reached)",
  ));

test("steps stand below each other where there is no room beside each other", () => {
  const tops = (width: number) =>
    withClass(parse(startStrip(failed, width)), "start-step").map(({ attributes }) =>
      Number(/ ([\d.]+)\)$/.exec(attributes.transform!)![1]),
    );
  expect(new Set(tops(1200)).size).toBe(1);
  expect(new Set(tops(300)).size).toBe(4);
});

test("the section lists what the firmware tries, names as text", () => {
  const section = parse(
    startSection(
      vm({
        attempts: [{ title: "<b>a</b>", result: "absent", meaning: "passed over" }],
        unseenByFirmware: "SCSI 0:0",
      }),
      startStrip(failed, 900),
    ),
  );
  expect(all(section, ({ name }) => name === "li").map(textOf)).toEqual(["<b>a</b> : passed over"]);
  expect(textOf(section)).toContain("Not seen by the BIOS, which has no VMBus: SCSI 0:0.");
});
