/**
 * What the overview says about a layout: whether it starts, what limits it, what to change, and which disks load which
 * volume.
 */
import { expect, test } from "vitest";
import type { OutlineProblem, OutlineVm } from "../../server/src/core/features/layout-outline.ts";
import { overview } from "../../server/src/core/pictures/overview.ts";
import type { DiskReport } from "../../server/src/core/simulation/report.ts";
import { outline, report } from "../webview/fixtures.ts";
import { all, parse, textOf, withClass } from "../webview/support.ts";

const source = {
  outline,
  report,
  changes: report.whatIf,
  outcome: undefined,
  view: { byName: false, filter: "", all: false, hasOtherLoad: false },
};
const drawn = (part: Partial<Parameters<typeof overview>[0]> = {}) => parse(overview({ ...source, ...part })!);
const errorAt = (line: number): OutlineProblem => ({
  code: "boot-disk-not-on-ide",
  severity: "error",
  message: "Generation 1 cannot start from SCSI 0:0.",
  range: { start: { line, character: 0 }, end: { line, character: 3 } },
});

test("if each VM starts, the overview says that all start", () => {
  const root = drawn({ outline: { ...outline, problems: [] } });
  expect(textOf(withClass(root, "will-it-start")[0]!)).toMatch(/^✓ (All \d+ start|It starts)$/);
});

test("a VM that does not start comes first with its steps, and its figures are hypothetical", () => {
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
    unseenByFirmware: "SCSI 0:0",
    mend: { range, fixes: ["Move the boot disk to IDE 0:0"] },
  };
  const broken = { ...outline, vms: [first!, { ...second!, start }], problems: [errorAt(range.start.line)] };
  const root = drawn({ outline: broken });
  const strip = withClass(root, "will-it-start")[0]!;
  expect(textOf(strip)).toContain(`✗ ${second!.name} does not start: ${reason}`);
  expect(textOf(strip)).toContain(`line ${range.start.line + 1}`);
  const [button] = all(strip, ({ attributes }) => attributes["data-action"] === "problem");
  expect(button!.attributes).toMatchObject({ "data-problem": "0" });
  const fixes = all(strip, ({ attributes }) => attributes["data-action"] === "apply-fix");
  expect(fixes.map((fix) => [textOf(fix), fix.attributes["data-vm"], fix.attributes["data-fix"]])).toEqual([
    ["Move the boot disk to IDE 0:0", "1", "0"],
  ]);
  expect(withClass(strip, "start-glyph").map(textOf)).toEqual(["✓", "✗", "–", "–"]);
  const rows = all(withClass(root, "matrix")[0]!, ({ attributes }) => attributes.scope === "row");
  expect(textOf(rows[0]!)).toBe(`✗ ${second!.name} if it started`);
});

test("a load whose rate is served is not at its limit even if a shared part is full", () => {
  const atLimit = (load: DiskReport["load"], saturated: boolean, utilization = 0.99) => {
    const bottleneck = { ...report.disks[0]!.bottleneck, utilization, limit: "capacity" as const };
    const disks = report.disks.map((disk) => ({ ...disk, bottleneck, load, saturated }));
    return withClass(drawn({ report: { ...report, disks } }), "tag").filter((tag) => textOf(tag) === "at its limit");
  };
  const { load } = report.disks[0]!;
  expect(atLimit({ ...load, queueDepth: 8, rate: undefined }, false)).not.toEqual([]);
  expect(atLimit({ ...load, queueDepth: undefined, rate: 15 }, false)).toEqual([]);
  expect(atLimit({ ...load, queueDepth: undefined, rate: 15 }, true)).not.toEqual([]);
  expect(atLimit({ ...load, queueDepth: 8, rate: undefined }, false, 0.82)).toEqual([]);
});

test("what is busiest without being full is not called the bottleneck, as the answer about its disk does not", () => {
  const headline = (utilization: number) => {
    const bottleneck = { ...report.disks[0]!.bottleneck, utilization, limit: "capacity" as const };
    const disks = report.disks.map((disk) => ({ ...disk, bottleneck }));
    return textOf(withClass(drawn({ report: { ...report, disks } }), "headlines")[0]!);
  };
  expect(headline(0.82)).toMatch(/ is the busiest part for \d disks, at 82%\./);
  expect(headline(0.95)).toMatch(/ is the bottleneck for \d disks, busy 95% of the time\./);
});

test("the best change is the one that gains most, with a link to its disk", () => {
  const best = [...report.whatIf].sort((one, other) => other.throughputRatio - one.throughputRatio)[0]!;
  const text = textOf(withClass(drawn(), "headlines")[0]!);
  expect(text.toLowerCase()).toContain(`${best.change.toLowerCase()}: ${best.vm} ${best.slot}`);
  expect(textOf(withClass(drawn({ changes: [] }), "headlines")[0]!)).not.toContain("Best change");
});

test("the best change says so where none was compared at the bottleneck", () => {
  const change = report.whatIf[0]!;
  const own = report.disks.find(({ vm, slot }) => vm === change.vm && slot === change.slot)!;
  const text = (limits: readonly DiskReport["bottleneck"]["limit"][]) => {
    const disks = limits.map((limit, at) => ({
      ...own,
      vm: at === 0 ? own.vm : "other",
      bottleneck: { ...own.bottleneck, limit },
    }));
    return textOf(withClass(drawn({ report: { ...report, disks }, changes: [change] }), "headlines")[0]!);
  };
  expect(text(["latency", "capacity"])).toContain("No change at the bottleneck was compared");
  expect(text(["capacity", "capacity"])).not.toContain("No change at the bottleneck");
  expect(text(["latency", "latency"])).not.toContain("No change at the bottleneck");
});

test("another medium says which other disks it affects as well", () => {
  const [vm, other] = outline.vms;
  const slots = [{ ...vm!.slots[0]!, label: "C:\\VMs\\db01\\os.vhdx" }];
  const shared = { ...outline, vms: [vm!, { ...other!, slots }] };
  const change = { ...report.whatIf[0]!, change: "optane instead of ssd-sata" };
  const text = (changes: typeof report.whatIf) =>
    textOf(withClass(drawn({ outline: shared, changes }), "headlines")[0]!);
  expect(text([change])).toContain("IOPS, also for 1 other disk on C:");
  expect(text([report.whatIf[0]!])).not.toContain("also for");
});

test("of 200 VMs the worst twelve are shown until all are requested", () => {
  const [vm] = outline.vms;
  const vms = Array.from({ length: 200 }, (_, index) => ({ ...vm!, name: `vm${index}` }));
  const many = { ...outline, vms, problems: [] };
  const rows = (view: Partial<typeof source.view>) =>
    rowNames(drawn({ outline: many, view: { ...source.view, ...view } }));
  expect([rows({}).length, rows({ all: true }).length]).toEqual([12, 200]);
  expect(textOf(drawn({ outline: many }))).toContain("Show all 200 VMs");
  expect(rows({ filter: " VM19", all: true }).length).toBe(11);
  expect(rows({ byName: true }).slice(0, 3)).toEqual(["vm0", "vm1", "vm2"]);
  const filtered = drawn({ outline: many, view: { ...source.view, filter: "data.vhd" } });
  expect(textOf(withClass(filtered, "matrix-tools")[0]!)).toContain("200 of 200 VMs");
});

const rowNames = (root: ReturnType<typeof drawn>) =>
  withClass(root, "matrix").flatMap((table) =>
    all(table, ({ attributes }) => attributes.scope === "row").map((row) => textOf(row).replace(/^\S+ /, "")),
  );

test("each host has a table of its own, with the processors that work for I/O", () => {
  const [vm, other] = outline.vms;
  const two = { ...outline, vms: [vm!, { ...other!, host: "HV02" }], hosts: [...outline.hosts, { name: "hv02" }] };
  const hosts = [...report.hosts, { ...report.hosts[0]!, host: "hv02", processors: 16, processorsInUse: 3 }];
  const captions = all(drawn({ outline: two, report: { ...report, hosts } }), ({ name }) => name === "caption");
  expect(captions.map(textOf)).toEqual([
    "Host hv01 1.4 of 32 processors at work for I/O",
    "Host hv02 3 of 16 processors (assumed) at work for I/O",
  ]);
});

test("a volume shows how much is allocated and promised, and which sizes are not stated", () => {
  const gigabyte = 2 ** 30;
  const spaces = [
    { capacityBytes: 480 * gigabyte, fixedBytes: 40 * gigabyte, promisedBytes: 167 * gigabyte, unsizedFiles: 0 },
    { fixedBytes: 10 * gigabyte, promisedBytes: 10 * gigabyte, unsizedFiles: 2 },
  ];
  const volumes = outline.volumes.map((volume, index) => ({ ...volume, space: spaces[index] }));
  const heads = all(drawn({ outline: { ...outline, volumes } }), ({ attributes }) => attributes.scope === "col");
  expect(textOf(heads[1]!)).toMatch(/ · 480 GB: 40 GB taken, 167 GB promised$/);
  expect(textOf(heads[2]!)).toMatch(/10 GB taken, 2 files of unknown size; size of the volume unknown$/);
  expect(textOf(heads[3]!)).toBe("physical 3 ssd-sata");
});

test("an assumed load is marked, with a button to write it, unless the run has another", () => {
  const [vm, ...others] = outline.vms;
  const slots = vm!.slots.map((slot) => (slot.slot === "ide 0:0" ? { ...slot, load: "assumed" as const } : slot));
  const assumed = { ...outline, vms: [{ ...vm!, slots }, ...others] };
  const places = (hasOtherLoad: boolean) =>
    withClass(drawn({ outline: assumed, view: { ...source.view, hasOtherLoad } }), "place").map(textOf);
  expect(places(false)).toEqual([
    "os.vhd ide 0:0 · 3,300 IOPS, 9.70 ms at its limit assumed load Add a load",
    "data.vhd scsi 0:0 · 98,200 IOPS, 338 µs at its limit",
    "physical 3 scsi 0:1 · no load Add a load",
  ]);
  expect(places(true)[0]).not.toContain("assumed");
});

test("every simulated disk is in the matrix once", () => {
  const buttons = all(
    drawn(),
    ({ attributes }) => attributes["data-action"] === "disk" && attributes["data-key"] !== "show best",
  );
  // And one that carries no load.
  expect(buttons).toHaveLength(report.disks.length + 1);
});

test("a layout without a VM has no overview", () => {
  expect(overview({ ...source, outline: { ...outline, vms: [] } })).toBeUndefined();
});

test("the reason why the editor refused the best change is next to its button", () => {
  const [best] = all(drawn(), ({ attributes }) => attributes["data-key"] === "apply best");
  const { vm, slot, change } = source.changes[Number(best!.attributes["data-change"])]!;
  const reason = "cannot open db.hvvm";
  const answered = (state: "asked" | "refused") => {
    const root = drawn({ outcome: { vm, slot, change, state, reason } });
    const [button] = all(root, ({ attributes }) => attributes["data-key"] === "apply best");
    return { reasons: withClass(root, "refusal").map(textOf), isDisabled: "disabled" in button!.attributes };
  };
  expect(answered("asked")).toEqual({ reasons: [], isDisabled: true });
  expect(answered("refused")).toEqual({ reasons: [reason], isDisabled: false });
});

test("the reason why the editor refused to add a load is at its disk", () => {
  const place = (slot: string) => {
    const outcome = {
      vm: "web01",
      slot,
      change: "add a load",
      state: "refused",
      reason: "The text is broken.",
    } as const;
    return withClass(drawn({ outcome }), "place").map((each) => withClass(each, "refusal").map(textOf));
  };
  expect(place("scsi 0:1")).toEqual([[], [], ["The text is broken."]]);
  expect(place("scsi 0:9")).toEqual([[], [], []]);
});
