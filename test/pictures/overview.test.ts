/** What the overview says of a layout: does it start, what limits it, what to change, who loads which volume. */
import { expect, test } from "vitest";
import type { OutlineProblem, OutlineVm } from "../../server/src/core/features/layout-outline.ts";
import { overview } from "../../server/src/core/pictures/overview.ts";
import { startStrip } from "../../server/src/core/pictures/start-strip.ts";
import { outline, report } from "../webview/fixtures.ts";
import { all, parse, textOf, withClass } from "../webview/support.ts";

const source = {
  outline,
  report,
  changes: report.whatIf,
  outcome: undefined,
  all: false,
  strip: (vm: OutlineVm) => startStrip(vm, 900),
};
const drawn = (part: Partial<Parameters<typeof overview>[0]> = {}) => parse(overview({ ...source, ...part })!);
const errorAt = (line: number): OutlineProblem => ({
  code: "boot-disk-not-on-ide",
  severity: "error",
  message: "Generation 1 cannot start from SCSI 0:0.",
  range: { start: { line, character: 0 }, end: { line, character: 3 } },
});

test("all VMs start where each starts", () => {
  const root = drawn({ outline: { ...outline, problems: [] } });
  expect(textOf(withClass(root, "will-it-start")[0]!)).toMatch(/^✓ (All \d+ start|It starts)$/);
});

test("a VM that does not start stands first with its steps, and its figures are hypothetical", () => {
  const [first, second] = outline.vms;
  const { range } = errorAt(second!.range.start.line);
  const reason = "generation 1, boot device on SCSI 0:0, and its BIOS sees IDE only";
  const start: OutlineVm["start"] = {
    outcome: "fails",
    reason,
    steps: [
      { name: "firmware", state: "done", text: "" },
      { name: "boot device", state: "failed", text: reason },
      { name: "drivers", state: "not-reached", text: "not reached" },
      { name: "data disks", state: "not-reached", text: "not reached" },
    ],
    attempts: [],
    unseenByFirmware: ["SCSI 0:0"],
    mend: { range, fixes: ["Move the boot disk to IDE 0:0"] },
  };
  const broken = { ...outline, vms: [first!, { ...second!, start }], problems: [errorAt(range.start.line)] };
  const root = drawn({ outline: broken });
  const strip = withClass(root, "will-it-start")[0]!;
  expect(textOf(strip)).toContain(`✗ ${second!.name} does not start: ${reason}`);
  expect(textOf(strip)).toContain(`line ${range.start.line + 1}`);
  const [button] = all(strip, ({ attributes }) => attributes["data-action"] === "problem");
  expect(button!.attributes).toMatchObject({ "data-problem": "0", title: "Quick fix: Move the boot disk to IDE 0:0" });
  expect(withClass(strip, "start-glyph").map(textOf)).toEqual(["✓", "✗", "–", "–"]);
  const rows = all(withClass(root, "matrix")[0]!, ({ attributes }) => attributes.scope === "row");
  expect(textOf(rows[0]!)).toBe(`✗ ${second!.name} if it started`);
});

test("the best change is the one that gains most, with a way to its disk", () => {
  const best = [...report.whatIf].sort((one, other) => other.throughputRatio - one.throughputRatio)[0]!;
  const text = textOf(withClass(drawn(), "headlines")[0]!);
  expect(text.toLowerCase()).toContain(`${best.change.toLowerCase()}: ${best.vm} ${best.slot}`);
  expect(textOf(withClass(drawn({ changes: [] }), "headlines")[0]!)).not.toContain("Best change");
});

test("200 VMs show the worst dozen until all are asked for", () => {
  const [vm] = outline.vms;
  const vms = Array.from({ length: 200 }, (_, index) => ({ ...vm!, name: `vm${index}` }));
  const many = { ...outline, vms, problems: [] };
  const rows = (open: boolean) =>
    all(withClass(drawn({ outline: many, all: open }), "matrix")[0]!, ({ attributes }) => attributes.scope === "row");
  expect([rows(false).length, rows(true).length]).toEqual([12, 200]);
  expect(textOf(drawn({ outline: many }))).toContain("Show all 200 VMs");
});

test("every simulated disk stands in the matrix once", () => {
  const buttons = all(
    drawn(),
    ({ attributes }) => attributes["data-action"] === "disk" && attributes["data-key"] !== "show best",
  );
  expect(buttons).toHaveLength(report.disks.length);
});

test("a layout without a VM has no overview", () => {
  expect(overview({ ...source, outline: { ...outline, vms: [] } })).toBeUndefined();
});
