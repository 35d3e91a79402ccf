import { expect, test } from "vitest";
import { persistedChoice, readChoice, runOf } from "../../client/webview/choice.ts";
import { page } from "../../client/webview/page.ts";
import {
  afterChoice,
  afterMessage,
  comparedWith,
  type PageState,
  startState,
} from "../../client/webview/page-state.ts";
import { baselineState } from "../../server/src/core/pictures/baseline.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import { lines, outline, report, result } from "./fixtures.ts";
import { all, parse, textOf } from "./support.ts";

const following = afterMessage(startState({}), { type: "following", uri: "a", name: "a.hvvm", isLocked: false });
const drawn = afterMessage(following, { type: "simulated", uri: "a", isQuickRun: false, result });

test("the old picture stays while a new run is in progress and when it fails", () => {
  const running = afterMessage(drawn, { type: "running", uri: "a" });
  expect(running).toMatchObject({ running: true, result });
  expect(afterMessage(running, { type: "failed", uri: "a", message: "no" })).toMatchObject({
    running: false,
    result,
    failure: "no",
  });
});

test("the picture is marked as old as soon as another load, phase or cost is chosen", () => {
  expect(drawn.running).toBe(false);
  for (const choice of [{ load: "oltp" }, { phase: "firmware" }, { costs: { "ide.access": 9 } }] as const)
    expect(afterChoice(drawn, choice).running).toBe(true);
  expect(afterChoice(drawn, { pinned: baselineState(result) }).running).toBe(false);
});

test("a page without a choice begins at the cursor, and stays there when the cursor moves", () => {
  const at = (state: PageState, line: number) =>
    afterMessage(state, { type: "cursor", uri: "a", position: { line, character: 2 } });
  const answered = (state: PageState) =>
    afterMessage(state, { type: "simulated", uri: "a", isQuickRun: false, result });
  const [vm] = outline.vms;
  const slot = vm!.slots.find(
    (each) => each.slot !== drawn.choice.slot && report.disks.some((disk) => disk.slot === each.slot),
  )!;
  const begun = answered(at(following, slot.range.start.line));
  expect(begun.choice).toMatchObject({ vm: vm!.name, slot: slot.slot });
  expect(answered(at(begun, 0)).choice).toMatchObject({ vm: vm!.name, slot: slot.slot });
});

test("the VM at which the preview is opened is chosen, and no slot of another one", () => {
  const asked = afterMessage(drawn, { type: "show-vm", uri: "a", vm: "db01" });
  expect(asked.choice.vm).toBe("db01");
  expect(asked.choice.slot).not.toBe(drawn.choice.slot);
});

test("the disk at which the preview is opened is chosen", () => {
  const { vm, slot } = result.report!.disks.at(-1)!;
  const asked = afterMessage(drawn, { type: "show-vm", uri: "a", vm, slot });
  expect([asked.choice.vm, asked.choice.slot]).toEqual([vm, slot]);
});

test("while the text is broken the last picture stays, marked as old, and is updated again by itself", () => {
  const problem = { ...result.outline.problems[0]!, severity: "error" as const, message: "A brace is missing." };
  const broken = { version: 9, outline: { ...result.outline, vms: [], problems: [problem], isBroken: true as const } };
  const simulated = (given: SimulateResult, isQuickRun = false) =>
    ({ type: "simulated", uri: "a", isQuickRun, result: given }) as const;
  const old = afterMessage(drawn, simulated(broken));
  expect(old.isOld).toBe(true);
  expect(old.result!.report).toBe(drawn.result!.report);
  expect(old.result!.outline.vms).toBe(drawn.result!.outline.vms);
  expect(old.result!.outline.problems).toEqual([problem]);
  expect(old.choice).toEqual(drawn.choice);
  expect(textOf(parse([...page(old, 800).head.values()].join("")))).toContain("this is the last picture");
  expect(textOf(parse(page(old, 800).panel.get("problems")!))).toContain("1 error. This picture is out of date.");
  const alive = afterMessage(old, simulated({ ...result, version: 10 }));
  expect([alive.isOld, alive.result!.version]).toEqual([false, 10]);
});

test("a text that was never valid is drawn as far as it can be read", () => {
  const broken = { ...result, outline: { ...result.outline, isBroken: true as const } };
  const first = afterMessage(
    { ...drawn, result: undefined },
    { type: "simulated", uri: "a", isQuickRun: false, result: broken },
  );
  expect([first.isOld, first.result]).toEqual([false, broken]);
});

test("an answer ends a failure", () => {
  const failed = afterMessage(drawn, { type: "failed", uri: "a", message: "no" });
  expect(afterMessage(failed, { type: "simulated", uri: "a", isQuickRun: false, result }).failure).toBeUndefined();
});

test("a message about another layout changes nothing", () => {
  expect(afterMessage(drawn, { type: "failed", uri: "b", message: "no" })).toBe(drawn);
});

test("another layout starts without picture, disk and load, but with phase and costs", () => {
  const costs = { "ide.access": 9 };
  const chosen = afterChoice(drawn, { vm: "web01", slot: "ide 0:0", phase: "firmware", load: "shares", costs });
  const next: PageState = afterMessage(chosen, { type: "following", uri: "b", name: "b.hvvm", isLocked: false });
  expect(next.result).toBeUndefined();
  expect(next.choice).toEqual({ uri: "b", phase: "firmware", costs, isLocked: false });
  expect(runOf(next.choice)).toEqual({ phase: "firmware", costs });
});

test("after a reload the same layout keeps its disk", () => {
  const persistedChoice = startState({ uri: "a", vm: "web01", slot: "scsi 0:0" });
  expect(
    afterMessage(persistedChoice, { type: "following", uri: "a", name: "a.hvvm", isLocked: false }).choice.slot,
  ).toBe("scsi 0:0");
});

test("a chosen stage is cleared with its disk", () => {
  const staged = afterChoice(drawn, { stage: 3 });
  expect(staged.choice.stage).toBe(3);
  expect(afterChoice(staged, { slot: "scsi 0:0" }).choice.stage).toBeUndefined();
});

const answered = (state: PageState, answer: SimulateResult, isQuickRun = false) =>
  afterMessage(state, { type: "simulated", uri: "a", isQuickRun, result: answer });
const [first, second] = report.disks;
const faster: SimulateResult = {
  ...result,
  report: { ...report, disks: [{ ...first!, throughputIops: 2 * first!.throughputIops! }, second!] },
};

test("the first answer determines the disk that is shown", () => {
  expect(drawn.choice).toMatchObject({ vm: "web01", slot: "ide 0:0", label: "C:\\VMs\\web01\\os.vhd" });
});

test("a disk is found again after it has moved to another slot, and a VM after it was renamed", () => {
  const [vm, other] = outline.vms;
  const slots = vm!.slots.map((slot) => (slot.slot === "ide 0:0" ? { ...slot, slot: "scsi 0:5" } : slot));
  const moved = answered(drawn, {
    ...result,
    outline: { ...outline, vms: [{ ...vm!, name: "web02", slots }, other!] },
  });
  expect(moved.choice).toMatchObject({ vm: "web02", slot: "scsi 0:5" });
});

test("a disk is found again by its slot after its file was renamed", () => {
  const [vm, other] = outline.vms;
  const slots = vm!.slots.map((slot) => (slot.slot === "ide 0:0" ? { ...slot, label: "C:\\new.vhd" } : slot));
  const renamed = answered(drawn, { ...result, outline: { ...outline, vms: [{ ...vm!, slots }, other!] } });
  expect(renamed.choice).toMatchObject({ slot: "ide 0:0", label: "C:\\new.vhd" });
});

test("a choice of a removed disk is kept until the disk returns", () => {
  const gone = answered(drawn, { ...result, outline: { ...outline, vms: [] } });
  expect(answered(gone, result).choice).toMatchObject({ vm: "web01", slot: "ide 0:0" });
});

test("a full run with other figures is compared with the one before", () => {
  expect(comparedWith(drawn)).toBeUndefined();
  const changed = answered(drawn, faster);
  expect(comparedWith(changed)?.state.disks[0]?.disk).toBe(first);
  expect(comparedWith(answered(changed, structuredClone(faster)))?.state.disks[0]?.disk).toBe(first);
  expect(comparedWith(answered(changed, result))?.state.disks[0]?.disk.throughputIops).toBe(2 * first!.throughputIops!);
});

test("a quick run is drawn, and compared with nothing", () => {
  const looked = answered(drawn, faster, true);
  expect(looked.result).toBe(faster);
  expect(looked.fullRun).toBe(result);
  expect(comparedWith(looked)).toBeUndefined();
});

test("an edit before the first full run is compared with the quick run", () => {
  const looked = answered(following, result, true);
  const edited = answered(looked, { ...faster, version: 8 }, true);
  expect(comparedWith(answered(edited, { ...faster, version: 8 }))?.state.disks[0]?.disk).toEqual(first);
});

test("a dismissed comparison comes back with the next change", () => {
  const closed = { ...answered(drawn, faster), isComparisonClosed: true };
  expect(comparedWith(closed)).toBeUndefined();
  expect(comparedWith(answered(closed, result))).toBeDefined();
});

test("a pinned state stays the base", () => {
  const pinned = afterChoice(drawn, { pinned: baselineState(result) });
  expect(comparedWith(answered(answered(pinned, faster), result))?.state.disks[0]?.disk).toEqual(first);
});

test("a chosen state is used for comparison once it is available, and one that cannot be read says why", () => {
  const chosen = afterChoice(drawn, { comparedWith: { kind: "revision", revision: "HEAD" } });
  expect(chosen.running).toBe(false);
  expect(comparedWith(chosen)).toBeUndefined();
  const there = afterMessage(chosen, { type: "compared", uri: "a", name: "HEAD", result: faster });
  expect(comparedWith(there)).toMatchObject({ name: "HEAD" });
  expect(comparedWith(there)?.state.disks[0]?.disk.throughputIops).toBe(2 * first!.throughputIops!);
  const problem = {
    code: "unclosed-block",
    severity: "error",
    message: "web01 is missing its closing brace.",
    range: lines(4),
  } as const;
  const broken = { ...result, outline: { ...outline, isBroken: true as const, problems: [problem] } };
  const unread = afterMessage(chosen, { type: "compared", uri: "a", name: "HEAD", result: broken });
  expect(comparedWith(unread)).toBeUndefined();
  expect(textOf(parse(page(unread, 800).panel.get("comparison")!))).toContain(
    "It cannot be read: line 5: web01 is missing",
  );
  const gone = afterMessage(chosen, { type: "compared", uri: "a", name: "HEAD", reason: "It is not there." });
  expect(textOf(parse(page(gone, 800).panel.get("comparison")!))).toContain("It is not there.");
  expect(afterChoice(there, { comparedWith: undefined }).compared).toBeUndefined();
});

test("a chosen revision or layout has an entry of its own, so that another one can be chosen in the same way", () => {
  const entries = (state: PageState) =>
    all(parse(page(state, 800).panel.get("comparison")!), ({ name }) => name === "option").map((option) => [
      textOf(option),
      "selected" in option.attributes,
    ]);
  expect(entries(drawn)).toEqual([
    ["before the last change", true],
    ["the saved file", false],
    ["a git revision…", false],
    ["another layout…", false],
  ]);
  const chosen = afterChoice(drawn, { comparedWith: { kind: "revision", revision: "HEAD" } });
  expect(entries(chosen).filter(([, isSelected]) => isSelected)).toEqual([["the git revision HEAD", true]]);
  expect(entries(chosen)).toContainEqual(["a git revision…", false]);
});

test("costs keep their order while values are tried", () => {
  const turned = {
    ...report,
    assumptions: report.assumptions.map((cost) => ({ ...cost, elasticity: -1 / (1 + Math.abs(cost.elasticity ?? 0)) })),
  };
  const tried = afterChoice(drawn, { costs: { "ide.access": 9 } });
  expect(drawn.choice.costOrder?.[0]).toBe("ide.access");
  expect(answered(tried, { ...result, report: turned }).choice.costOrder).toEqual(drawn.choice.costOrder);
  expect(answered(drawn, { ...result, report: turned }).choice.costOrder?.[0]).not.toBe("ide.access");
});

test("choices are restored after a reload", () => {
  const chosen = {
    uri: "a",
    isLocked: true,
    vm: "web01",
    vmPlace: { index: 0, count: 2 },
    slot: "scsi 0:0",
    label: "D:",
    stage: 3,
    phase: "firmware",
    load: "oltp",
    costs: { "ide.access": 9 },
    costOrder: ["ide.access"],
    allAssumptions: true,
    open: ["stages"],
    pinned: baselineState(result),
    comparedWith: { kind: "saved" },
    zoom: 1.25,
    panned: { left: 12, top: 30 },
    scrollTop: 120,
  } as const;
  expect(readChoice(JSON.parse(JSON.stringify(persistedChoice(chosen))))).toEqual(chosen);
});

test("saved state is validated when it is read", () => {
  expect(readChoice(undefined)).toEqual({});
  const strange = {
    uri: 1,
    vm: "v",
    phase: "later",
    load: "oltp",
    stage: 1.5,
    open: [1],
    pinned: [{}],
    vmPlace: null,
    panned: {},
  };
  expect(readChoice(strange)).toEqual({ vm: "v", allAssumptions: false, isLocked: false });
});
