/**
 * The strip of a start: a mark for each step, its text within the drawing, and a text alternative; and the section
 * around it.
 */
import { expect, test } from "vitest";
import type { OutlineVm } from "../../server/src/core/features/layout-outline.ts";
import { startLine, startSection, startStrip } from "../../server/src/core/pictures/start-strip.ts";
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

test.each([300, 1200])("marks each step at %i pixels, and not only by colour", (width) => {
  const strip = parse(startStrip(failed, width));
  expect(withClass(strip, "start-glyph").map(textOf)).toEqual(["✓", "✗", "–", "?"]);
  expect(withClass(strip, "start-name").map(textOf)).toEqual(["firmware", "boot device", "drivers", "data disks"]);
});

test.each([300, 600, 1200])("does not cut off any word of the longest step at %i pixels", (width) => {
  const text =
    "IDE is emulated until the guest loads its VMBus drivers; then its disks leave emulation, and SCSI appears";
  const steps = failed.start.steps.map((step) => ({ ...step, text }));
  const strip = parse(startStrip(vm({ steps }), width));
  expect(withClass(strip, "start-text").map(textOf).join(" ")).toBe(Array(4).fill(text).join(" "));
});

test("says the same in words", () =>
  expect(withClass(parse(startStrip(failed, 900)), "start-strip")[0]!.attributes["aria-label"]).toBe(
    "Start of web01: firmware done, boot device failed (generation 1, boot device on SCSI 0:0), drivers not reached (not reached), data disks not known (not reached)",
  ));

test("steps are below each other if there is no room beside each other", () => {
  const tops = (width: number) =>
    withClass(parse(startStrip(failed, width)), "start-step").map(({ attributes }) =>
      Number(/ ([\d.]+)\)$/.exec(attributes.transform!)![1]),
    );
  expect(new Set(tops(1200)).size).toBe(1);
  expect(new Set(tops(300)).size).toBe(4);
});

const section = (start: Partial<OutlineVm["start"]>) => startSection(vm(start), startStrip(failed, 900));
const attempt = { title: "<b>a</b>", result: "absent", meaning: "skipped" } as const;

test("for a VM that does not start, the section has what the verdict does not say, with names as text", () => {
  const drawn = parse(section({ outcome: "fails", attempts: [attempt], unseenByFirmware: "SCSI 0:0" })!);
  expect(all(drawn, ({ name }) => name === "li").map(textOf)).toEqual(["<b>a</b> : skipped"]);
  expect(textOf(drawn)).toContain("Not seen by the BIOS, which has no VMBus: SCSI 0:0.");
  expect(withClass(drawn, "start-strip")).toEqual([]);
  expect(section({ outcome: "fails", attempts: [], unseenByFirmware: "" })).toBeUndefined();
});

test("for a VM that starts, the strip says from which device, and a list has only what else is tried", () => {
  const listed = (attempts: OutlineVm["start"]["attempts"]) => {
    const drawn = parse(section({ outcome: "starts", attempts })!);
    expect(withClass(drawn, "start-strip")).toHaveLength(1);
    return all(drawn, ({ name }) => name === "li").map(textOf);
  };
  const found = { title: "SCSI 0:0", result: "starts", meaning: "the VM starts here" } as const;
  expect(listed([found])).toEqual([]);
  expect(listed([attempt, found])).toEqual(["<b>a</b> : skipped", "SCSI 0:0 : the VM starts here"]);
});

test("the line marks each step, for screen readers as well", () => {
  const line = parse(startLine(failed));
  expect(all(line, ({ name }) => name === "li").map(textOf)).toEqual([
    "firmware ✓ done",
    "boot device ✗ failed",
    "drivers – not reached",
    "data disks ? not known",
  ]);
});
