import { expect, test } from "vitest";
import { afterAction } from "../../client/webview/actions.ts";
import { emptyLayoutCard, noDiskCard } from "../../client/webview/cards.ts";
import { type Choice, choiceForAnother, persistedChoice, readChoice, runOf } from "../../client/webview/choice.ts";
import { page } from "../../client/webview/page.ts";
import { afterMessage, startState } from "../../client/webview/page-state.ts";
import { type Tab, tabAfterKey, tabNames } from "../../client/webview/tabs/tabs.ts";
import type { Markup } from "../../server/src/core/pictures/pictures.ts";
import type { DiskDetail } from "../../server/src/core/simulation/detail.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import { detail } from "../pictures/charts/fixtures.ts";
import { traced } from "../pictures/traces.ts";
import { findingsOf } from "../support/check.ts";
import { lines, outline, report, result } from "./fixtures.ts";
import { all, parse, textOf, withClass } from "./support.ts";

const width = 1232;

/** Folded parts are not drawn. */
const everyFold = ["stages", "stations"];

/** The parts of all tabs, one after the other; those that several tabs share, once. */
function everyPart(state: ReturnType<typeof stateOf>, at: number): ReadonlyMap<string, Markup> {
  const parts = Object.keys(tabNames).flatMap((tab) => {
    const { head, panel } = page({ ...state, choice: { ...state.choice, tab: tab as Tab } }, at);
    return [...head, ...panel];
  });
  return new Map(parts);
}

function stateOf(answer: SimulateResult | undefined, choice: Choice = {}) {
  const following = afterMessage(startState({ open: everyFold, ...choice }), {
    type: "following",
    uri: "u",
    name: "web.hvvm",
    isLocked: false,
  });
  return answer
    ? afterMessage(following, { type: "simulated", uri: "u", isQuickRun: false, result: answer })
    : following;
}

function drawn(answer: SimulateResult | undefined, choice: Choice = {}, at = width) {
  return parse([...everyPart(stateOf(answer, choice), at).values()].join("\n"));
}

const empty: SimulateResult = { version: 1, outline: { vms: [], hosts: [], volumes: [], loads: [], problems: [] } };
const chooseScsi: Choice = { uri: "u", vm: "web01", slot: "scsi 0:0" };

test("the page is never blank and says what to do", () => {
  expect(textOf(parse([...everyPart(startState({}), width).values()].join("")))).toContain("Simulating");
  const nothing = afterMessage(startState({}), { type: "nothing-open" });
  expect(textOf(parse([...everyPart(nothing, width).values()].join("")))).toContain("Open a .hvvm");
  expect(textOf(drawn(undefined))).toContain("Simulating web.hvvm");
  expect(textOf(drawn(empty))).toContain("Write one, and its I/O path appears here");
  expect(textOf(drawn(result, { uri: "u", vm: "db01" }))).toContain("db01 has no disk");
  expect(textOf(drawn(result, { uri: "u", vm: "db01" }))).toContain('scsi 0:0 disk "C:\\VMs\\os.vhdx"');
  expect(textOf(drawn(result, { uri: "u", vm: "web01", slot: "ide 1:0" }))).toContain("Nothing to simulate at ide 1:0");
  expect(textOf(drawn(result, { uri: "u", vm: "web01", slot: "scsi 0:1" }))).toContain("Give it a load");
});

test("the examples of the cards are layouts without a finding", () => {
  const exampleOf = (card: Markup) =>
    all(parse(card), ({ name }) => name === "code")
      .flatMap(({ nodes }) => nodes)
      .map(({ text }) => text)
      .join("");
  expect(exampleOf(emptyLayoutCard())).toMatch(/generation 2\n.*\.vhdx"/);
  expect(findingsOf(exampleOf(emptyLayoutCard()))).toEqual([]);
  for (const generation of [1, 2] as const)
    expect(
      findingsOf(`vm web01 {\n  generation ${generation}\n  ${exampleOf(noDiskCard("web01", generation))}\n}\n`),
    ).toEqual([]);
});

test("two paths are requested when they are shown, and drawn when they arrive", () => {
  const open = { uri: "u", vm: "web01", slot: "ide 0:0", open: ["two-ways"] };
  expect(runOf({ ...open, open: [] }).otherWay).toBeUndefined();
  expect(runOf(open).otherWay).toBe("any");
  expect(runOf({ ...open, otherWay: "scsi-synthetic" }).otherWay).toBe("scsi-synthetic");
  expect(textOf(drawn(result, open))).toContain("Both ways are being simulated");
  const lane = (slot: string) => {
    const disk = report.disks.find((each) => each.vm === "web01" && each.slot === slot)!;
    return {
      transport: disk.transport,
      medium: "ssd-sata",
      disk,
      stations: report.stations,
      requests: [traced([[0, 0, 0, 4]])],
      isAlone: false,
    };
  };
  const lanes = [
    { ...lane("ide 0:0"), isOwn: true },
    { ...lane("scsi 0:0"), isOwn: false, problem: "generation 1 does not start from SCSI" },
  ];
  const twoWays = { vm: "web01", slot: "ide 0:0", offered: ["scsi-synthetic" as const], lanes };
  const root = drawn({ ...result, twoWays }, open);
  expect(withClass(root, "two-lanes")).toHaveLength(1);
  expect(textOf(root)).toContain("✗ generation 1 does not start from SCSI");
  expect(textOf(drawn({ ...result, twoWays }, { ...open, slot: "scsi 0:0" }))).toContain(
    "Both ways are being simulated",
  );
});

test("a failed first run offers a retry", () => {
  const failed = afterMessage(stateOf(undefined), { type: "failed", uri: "u", message: "The server has stopped." });
  const root = parse([...everyPart(failed, width).values()].join(""));
  expect(textOf(root)).toContain("The server has stopped.");
  expect(all(root, (element) => element.attributes["data-action"] === "retry")).toHaveLength(1);
});

test("a failed later run keeps the picture and says that it is old", () => {
  const failed = afterMessage(stateOf(result), { type: "failed", uri: "u", message: "No answer." });
  const parts = everyPart(failed, width);
  expect([...parts.keys()]).toContain("diagram");
  expect(textOf(parse(parts.get("failure")!))).toContain("This picture is out of date: No answer.");
});

test("a layout with errors is drawn, and says whose figures are hypothetical", () => {
  const [vm, ...others] = outline.vms;
  const problem = { code: "slot-taken", severity: "error", message: "Taken.", range: lines(21) } as const;
  const root = drawn({
    ...result,
    outline: {
      ...outline,
      vms: [{ ...vm!, start: { ...vm!.start, outcome: "fails" as const } }, ...others],
      problems: [problem],
    },
  });
  expect(textOf(root)).toContain("1 error. web01 will not start; its figures are hypothetical.");
  expect(withClass(root, "station").length).toBeGreaterThan(0);
});

test("figures of a VM that does not start are marked so on each tab about its disk", () => {
  const [first, ...others] = outline.vms;
  const start = { ...first!.start, outcome: "fails" as const, reason: "nothing to start from" };
  const broken = { ...result, outline: { ...outline, vms: [{ ...first!, start }, ...others] } };
  for (const tab of ["path", "requests", "assumptions"] as const) {
    const { panel } = page(stateOf(broken, { tab }), width);
    expect(textOf(parse(panel.get("hypothetical")!))).toBe(
      "web01 does not start: nothing to start from. The figures are those if it started.",
    );
    const answer = parse(panel.get("answer")!);
    expect(withClass(answer, "hypothetical")).toHaveLength(1);
    expect(textOf(withClass(answer, "verdict")[0]!)).toMatch(/^If it started: [a-z]/);
    expect(textOf(answer)).toContain("Throughput, if it started");
  }
  expect(page(stateOf(result, { tab: "path" }), width).panel.has("hypothetical")).toBe(false);
});

test("problems with the same words are distinguished by their lines", () => {
  const problem = { code: "slot-taken", severity: "error", message: "Taken." } as const;
  const problems = [20, 21].map((line) => ({ ...problem, range: lines(line) }));
  const list = withClass(drawn({ ...result, outline: { ...outline, problems } }), "problems")[0]!;
  expect(all(list, ({ name }) => name === "li").map(textOf)).toEqual([
    "error Taken. slot-taken line 21",
    "error Taken. slot-taken line 22",
  ]);
});

test("warnings alone do not make a picture incomplete", () => {
  expect(textOf(drawn(result))).not.toContain("incomplete");
});

test("the bottleneck is in the first sentence, with transport and phase", () => {
  const answer = withClass(drawn(result, chooseScsi), "answer")[0]!;
  expect(textOf(withClass(answer, "verdict")[0]!)).toBe(
    "Disk D: on hv01 is the bottleneck, busy 93% of the time; a request waits 217 µs of its 338 µs.",
  );
  expect(textOf(withClass(answer, "model")[0]!)).toContain("Synthetic SCSI");
  expect(textOf(withClass(answer, "model")[0]!)).toContain("after start-up");
});

test("the cursor in another VM marks that VM and does not show it", () => {
  const state = afterMessage(stateOf(result), { type: "cursor", uri: "u", position: { line: 25, character: 0 } });
  const root = parse([...everyPart(state, width).values()].join(""));
  const tabs = all(root, ({ attributes }) => /^vm \d/.test(attributes["data-key"] ?? ""));
  expect(tabs.map((tab) => [textOf(tab), tab.attributes["aria-pressed"], tab.attributes.class])).toEqual([
    ["web01", "true", undefined],
    ["db01", "false", "marked"],
  ]);
});

test("with very many parts, the busiest are listed and the rest is counted", () => {
  const stations = Array.from({ length: 40 }, (_, index) => ({
    ...report.stations[0]!,
    id: `vm${index}: processors`,
    utilization: index / 40,
  }));
  const table = drawn({ ...result, report: { ...report, stations } });
  expect(textOf(table)).toContain("28 more parts are less busy");
  expect(textOf(table)).toContain("vm39");
  expect(textOf(table)).not.toContain("vm27 ");
});

const pickedFrom = (requests: number): DiskDetail => ({
  ...detail,
  heatMap: { ...detail.heatMap, counts: [[requests]], rowEdgesUs: [100, 200] },
});

test("percentiles show their number of requests, and those from too few requests are marked as rough or absent", () => {
  const tail = (requests: number) => {
    const table = withClass(drawn({ ...result, details: [pickedFrom(requests)] }), "percentiles")[0]!;
    const rows = all(table, ({ name }) => name === "tr")
      .map(textOf)
      .slice(1);
    return { caption: textOf(all(table, ({ name }) => name === "caption")[0]!), rows };
  };
  expect(tail(10_000)).toEqual({
    caption: "Response time of 10,000 requests",
    rows: ["p50 9.60 ms", "p90 10.1 ms", "p95 10.4 ms", "p99 11.8 ms", "p99.9 15.9 ms"],
  });
  expect(tail(9999).rows.slice(3)).toEqual(["p99 11.8 ms", "p99.9 ≈ 15.9 ms", "≈ fewer than 10 requests took longer"]);
  expect(tail(999).rows.slice(3)).toEqual(["p99 ≈ 11.8 ms", "≈ fewer than 10 requests took longer; too few for p99.9"]);
});

test("every picture says what it was computed from", () => {
  const root = drawn({ ...result, details: [pickedFrom(4321)] }, { uri: "u", open: ["stages"] });
  expect(withClass(root, "chart-figure")).toHaveLength(4);
  const told = [...withClass(root, "basis"), ...withClass(root, "legend-note")].map(textOf);
  expect(told.filter((text) => text.includes("4,321"))).toHaveLength(4);
  expect(textOf(root)).toContain("Mean of 4,321 requests, stage by stage");
  expect(textOf(withClass(root, "run")[0]!)).toBe(
    "Seed 1 96,000 requests measured after 4,000 of warm-up 12.3 s simulated",
  );
});

test("the costs file that the figures depend on is named in the header", () => {
  const run = (answer: SimulateResult) => textOf(withClass(drawn(answer), "run")[0]!);
  expect(run({ ...result, costsFile: "own/<b>.hvvm-costs.json" })).toMatch(
    / simulated costs of own\/<b>\.hvvm-costs\.json$/,
  );
  expect(run(result)).not.toContain("costs");
});

test("processors, which are plural, have plural verbs", () => {
  const [first] = report.disks;
  const sentence = (station: string, utilization: number) => {
    const disk = { ...first!, bottleneck: { station, utilization, limit: "capacity" as const } };
    return textOf(withClass(drawn({ ...result, report: { ...report, disks: [disk] } }), "verdict")[0]!);
  };
  expect(sentence("web01: processors", 0.95)).toMatch(/^The guest's processors are the bottleneck, busy 95%/);
  expect(sentence("host processors", 0.7)).toMatch(/^The host's processors are the busiest part, at 70%/);
  expect(sentence("web01: ide 0", 0.7)).toMatch(/^IDE controller 0 is the busiest part/);
});

test("a flush that is always busy is not a limit: it serves all requests that wait for it", () => {
  const bottleneck = { station: '"C:" on hv01 flush', utilization: 1, limit: "latency" as const };
  const disk = { ...report.disks[0]!, bottleneck };
  const verdict = withClass(drawn({ ...result, report: { ...report, disks: [disk] } }), "verdict")[0]!;
  expect(textOf(verdict)).toMatch(/^Latency-bound: .* The flush of disk C: on hv01 takes the most time\.$/);
  expect(verdict.attributes.class).toBe("verdict");
});

test("each tab has its own parts, and those about one disk begin with that disk", () => {
  const parts = (tab: Tab) => [...page(stateOf({ ...result, details: [detail] }, { tab }), width).panel.keys()];
  expect(parts("overview")).toEqual(["overview", "start", "problems", "comparison", "save"]);
  expect(parts("path")).toEqual([
    ...["chosen", "answer", "diagram", "two-ways", "what-if", "comparison"],
    ...["stages", "stations", "save"],
  ]);
  expect(parts("requests")).toEqual(["chosen", "answer", "charts", "save"]);
  expect(parts("assumptions")).toEqual(["chosen", "answer", "assumptions", "notes"]);
});

test("while a run is in progress only the header is redrawn", () => {
  const before = stateOf(result, { tab: "path" });
  const drawnBefore = page(before, width);
  const going = afterMessage(afterMessage(before, { type: "running", uri: "u" }), {
    type: "progress",
    uri: "u",
    share: 0.5,
  });
  const meanwhile = page(going, width);
  expect(meanwhile.panel).toBe(drawnBefore.panel);
  expect(meanwhile.head.get("header")!.text).not.toBe(drawnBefore.head.get("header")!.text);
  expect(page(going, width - 1).panel).not.toBe(drawnBefore.panel);
  const moved = afterMessage(going, { type: "cursor", uri: "u", position: { line: 3, character: 0 } });
  expect(page(moved, width).panel).not.toBe(meanwhile.panel);
});

test("the tabs are one list, in which the chosen one is selected and reachable with the Tab key", () => {
  const list = parse(page(stateOf(result, { tab: "requests" }), width).head.get("tabs")!);
  expect(all(list, ({ attributes }) => attributes.role === "tablist")).toHaveLength(1);
  const tabs = all(list, ({ attributes }) => attributes.role === "tab");
  expect(tabs.map((tab) => [textOf(tab), tab.attributes["aria-selected"], tab.attributes.tabindex])).toEqual([
    ["Overview", "false", "-1"],
    ["Path", "false", "-1"],
    ["Requests", "true", "0"],
    ["Assumptions", "false", "-1"],
  ]);
});

test("a page without a choice shows the overview, and one without a VM has no tabs", () => {
  expect(page(stateOf(result), width).tab).toBe("overview");
  const nothing = page(stateOf(empty), width);
  expect([nothing.tab, nothing.head.has("tabs"), nothing.panel.has("card")]).toEqual([undefined, false, true]);
});

test("keys move from tab to tab and wrap around", () => {
  const from = (tab: Tab) => ["ArrowLeft", "ArrowRight", "Home", "End", "Enter"].map((key) => tabAfterKey(key, tab));
  expect(from("overview")).toEqual(["assumptions", "path", "overview", "assumptions", undefined]);
  expect(from("assumptions")).toEqual(["requests", "overview", "overview", "assumptions", undefined]);
});

test("pressing a disk on the overview opens its path; elsewhere the tab stays", () => {
  const slot = outline.vms[0]!.slots.findIndex((each) => each.slot === "scsi 0:0");
  const data = (name: string) => ({ vm: "0", slot: String(slot) })[name];
  const after = (tab: Tab) => afterAction(stateOf(result, { tab }), { kind: "disk", data });
  expect(after("overview").next.choice).toMatchObject({ tab: "path", vm: "web01", slot: "scsi 0:0" });
  expect(after("overview").messages).toMatchObject([{ type: "reveal", range: outline.vms[0]!.slots[slot]!.range }]);
  expect(after("requests").next.choice).toMatchObject({ tab: "requests", vm: "web01", slot: "scsi 0:0" });
});

test("the tab is kept after an edit, a reload and with another layout", () => {
  const chosen = afterAction(stateOf(result), { kind: "tab", data: () => "assumptions" }).next;
  const edited = { ...result, version: result.version + 1 };
  const after = afterMessage(chosen, { type: "simulated", uri: "u", isQuickRun: false, result: edited });
  expect(after.choice.tab).toBe("assumptions");
  expect(readChoice(JSON.parse(JSON.stringify(persistedChoice(after.choice)))).tab).toBe("assumptions");
  expect(choiceForAnother("v", after.choice).tab).toBe("assumptions");
  expect(readChoice({ tab: "no tab" }).tab).toBeUndefined();
});

test("a percentile without an interval does not claim a change", () => {
  const [first, ...others] = report.disks;
  const later = { ...first!, responseTimeUs: { ...first!.responseTimeUs, p99: 2 * first!.responseTimeUs.p99! } };
  const next = { ...result, report: { ...report, disks: [later, ...others] } };
  const row = (before: SimulateResult, now: SimulateResult) => {
    const state = afterMessage(stateOf(before), { type: "simulated", uri: "u", isQuickRun: false, result: now });
    return textOf(all(parse(everyPart(state, width).get("comparison")!), ({ name }) => name === "tr")[4]!);
  };
  expect(row(result, next)).toBe("Response time, p99 11.8 ms 23.6 ms +100%, no interval");
  const moved = {
    ...detail,
    percentiles: detail.percentiles.map((point) => ({ ...point, lowUs: 4 * point.lowUs, highUs: 4 * point.highUs })),
  };
  expect(row({ ...result, details: [detail] }, { ...next, details: [moved] })).toMatch(/\+100%$/);
});

test("a quiet path is not given a bottleneck", () => {
  const [first] = report.disks;
  const quiet = {
    ...first!,
    bottleneck: { station: '"C:" on hv01 units', utilization: 0.12, limit: "latency" as const },
  };
  expect(textOf(drawn({ ...result, report: { ...report, disks: [quiet] } }))).toMatch(
    /^.*Latency-bound: nothing is near its limit/,
  );
});

test("a saturated open load is reported as saturated", () => {
  const [first] = report.disks;
  const saturated = { ...result, report: { ...report, disks: [{ ...first!, saturated: true }] } };
  expect(textOf(drawn(saturated))).toContain("More requests arrive than this path can serve");
});

const whatIf = (choice: Choice = {}) => parse(everyPart(stateOf(result, choice), width).get("what-if")!);

test("every ratio is shown with its figures, and all of them with queue depth, request size and medium", () => {
  const section = whatIf();
  expect(textOf(withClass(section, "about")[0]!)).toMatch(/8 KB.*queue depth 32, ssd-sata/);
  const chips = withClass(section, "what-if");
  expect(chips).toHaveLength(3);
  for (const chip of chips) expect(textOf(chip)).toMatch(/[\d.]+× [\d,]+ → [\d,]+ IOPS/);
});

test("a change of the medium says how many disks of other VMs it affects as well", () => {
  const [vm, other] = outline.vms;
  const slots = [{ ...vm!.slots[0]!, label: "C:\\VMs\\db01\\os.vhdx" }];
  const [disk] = report.disks;
  const medium = { ...report.whatIf[0]!, change: "optane instead of ssd-sata" };
  const shared = {
    ...result,
    outline: { ...outline, vms: [vm!, { ...other!, slots }] },
    report: { ...report, disks: [...report.disks, { ...disk!, vm: other!.name }], whatIf: [medium, report.whatIf[0]!] },
  };
  const section = parse(
    page(stateOf(shared, { tab: "path", vm: "web01", slot: "ide 0:0" }), width).panel.get("what-if")!,
  );
  expect(withClass(section, "what-if").map((chip) => textOf(chip).includes("also for 1 disk of other VMs"))).toEqual([
    true,
    false,
  ]);
});

test("a what-if figure names its engine", () => {
  const engines = withClass(whatIf(chooseScsi), "what-if").map((chip) => textOf(withClass(chip, "sub").at(-1)!));
  expect(engines).toEqual(["Simulated", "Quick estimate, not simulated", "Quick estimate, not simulated"]);
});

test("a requested change cannot be requested twice; a refused one can, next to the reason", () => {
  const change = { vm: "web01", slot: "ide 0:0", change: "move to SCSI" };
  const chipAfter = (state: ReturnType<typeof stateOf>) => {
    const [chip] = withClass(parse(everyPart(state, width).get("what-if")!), "what-if");
    const button = all(chip!, ({ name }) => name === "button")[0]!;
    return { text: textOf(chip!), isDisabled: "disabled" in button.attributes };
  };
  const asked = { ...stateOf(result), change: { ...change, state: "asked" } as const };
  expect(chipAfter(asked).isDisabled).toBe(true);
  const refused = afterMessage(asked, { type: "change-refused", uri: "u", change, reason: "SCSI is full." });
  expect(chipAfter(refused)).toMatchObject({ text: expect.stringContaining("SCSI is full."), isDisabled: false });
  const edited = { ...result, version: result.version + 1 };
  const after = afterMessage(refused, { type: "simulated", uri: "u", isQuickRun: false, result: edited });
  expect(chipAfter(after)).toMatchObject({ text: expect.not.stringContaining("SCSI is full."), isDisabled: false });
  expect(chipAfter(afterMessage(asked, { type: "change-made", uri: "u", change })).isDisabled).toBe(false);
});

test("the stage table adds up to the response time", () => {
  const table = withClass(drawn(result, chooseScsi), "stages")[0]!;
  const [body] = all(table, (element) => element.name === "tbody");
  expect(body!.children).toHaveLength(17);
  expect(textOf(all(table, (element) => element.name === "tfoot")[0]!)).toBe("Response time 338 µs 122 µs 217 µs");
});

test("assumptions are sorted by their elasticity, those without one are shown on demand", () => {
  const ids = (choice: Choice) =>
    all(withClass(drawn(result, choice), "assumptions")[0]!, (element) => element.name === "th")
      .filter((head) => head.attributes.scope === "row")
      .map((head) => textOf(all(head, ({ name }) => name === "code")[0]!).replaceAll(" ", ""));
  expect(ids({}).slice(0, 4)).toEqual(["ide.access", "ide.guestDelay", "ntfs", "root.disk"]);
  expect(ids({})).toHaveLength(8);
  expect(ids({ uri: "u", allAssumptions: true })).toHaveLength(10);
  expect(ids({ uri: "u", costs: { chan: 6 } })).toHaveLength(9);
});

test("a slider is at the tried value, marks the default and can be reset", () => {
  const root = drawn(result, { uri: "u", costs: { "ide.access": 12 } });
  const [slider] = all(
    root,
    ({ attributes }) => attributes["data-cost"] === "ide.access" && attributes.type === "range",
  );
  expect(slider!.attributes).toMatchObject({ min: "4", max: "20", value: "12", "aria-valuetext": "12 µs" });
  const marks = withClass(root, "default-mark").map((mark) => mark.attributes.x1);
  expect(marks[0]).toBe("25%");
  expect(all(root, ({ attributes }) => attributes["data-action"] === "reset-cost")).toHaveLength(1);
});

test("choices that differ from the file are shown in the header", () => {
  const header = (choice: Choice) => textOf(parse(everyPart(stateOf(result, choice), width).get("header")!));
  expect(header({})).not.toContain("not in the file");
  expect(header({ uri: "u", load: "oltp", phase: "firmware", costs: { "ide.access": 12 } })).toContain(
    "Chosen here, not in the file: load oltp , state Firmware, 1 cost changed here",
  );
});

test("after a change, the previous figures are shown beside and after the new ones, and in a table", () => {
  const [first, ...others] = report.disks;
  const { responseTimeUs } = first!;
  const faster = {
    ...first!,
    throughputIops: first!.throughputIops! * 2,
    responseTimeUs: { ...responseTimeUs, mean: responseTimeUs.mean! / 2 },
  };
  const next = { ...result, report: { ...report, disks: [faster, ...others] } };
  const state = afterMessage(stateOf(result), { type: "simulated", uri: "u", isQuickRun: false, result: next });
  const root = parse([...everyPart(state, width).values()].join("\n"));
  expect(withClass(root, "figure").map(textOf)[1]).toContain("A: 3,300 IOPS");
  expect(withClass(root, "ghost").length).toBeGreaterThan(4);
  const rows = all(withClass(root, "differences")[0]!, ({ name }) => name === "tr").map(textOf);
  expect(rows[1]).toBe("Throughput 3,300 IOPS 6,600 IOPS +100%");
  expect(rows[2]).toMatch(/^Response time, mean .* −50%$/);
  expect(rows[5]).toBe("Exits per request 26 26 same");
  const title = all(root, ({ attributes }) => attributes.id === "comparison-title")[0]!;
  expect(textOf(title)).toBe("What has changed at web01 ide 0:0");
});

test("a difference inside both intervals is described as such", () => {
  const [first, ...others] = report.disks;
  const { responseTimeUs } = first!;
  const near = { ...first!, responseTimeUs: { ...responseTimeUs, mean: responseTimeUs.mean! + 79 } };
  const far = { ...first!, responseTimeUs: { ...responseTimeUs, mean: responseTimeUs.mean! + 81 } };
  const change = (disk: typeof near) => {
    const next = { ...result, report: { ...report, disks: [disk, ...others] } };
    const state = afterMessage(stateOf(result), { type: "simulated", uri: "u", isQuickRun: false, result: next });
    return textOf(all(parse(everyPart(state, width).get("comparison")!), ({ name }) => name === "tr")[2]!);
  };
  expect(change(near)).toContain("within the interval");
  expect(change(far)).toMatch(/\+0\.8%$/);
});

test("a chosen stage shows the assumption that it depends on", () => {
  const detail = withClass(drawn(result, { uri: "u", vm: "web01", slot: "ide 0:0", stage: 3 }), "detail")[0]!;
  expect(textOf(detail)).toContain("ide.access = 8 µs (range 4 to 20), confidence low, source S9, S11");
});

test.each([`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "a&b'c", "\u202eabc", "]]>"])(
  "%s as a name from the file stays text everywhere",
  (name) => {
    for (const at of [300, 640, 1300]) {
      const root = drawn(hostile(name), { uri: "u", vm: name, slot: "ide 0:0", stage: 0 }, at);
      expect(all(root, (element) => ["script", "img"].includes(element.name))).toHaveLength(0);
      expect(textOf(root)).toContain(name.replace("\u202e", "[U+202E]"));
    }
  },
);

test("a VM is chosen by its position, whatever its name contains", () => {
  const root = drawn(hostile("\u202eweb"));
  const tabs = all(root, (element) => element.attributes["data-action"] === "vm");
  expect(tabs.map((tab) => tab.attributes["data-vm"])).toEqual(["0"]);
});

test("no part carries inline styles or handlers, which the content policy refuses", () => {
  for (const at of [300, 640, 1300])
    for (const element of all(drawn(result, chooseScsi, at), () => true))
      for (const attribute of Object.keys(element.attributes)) expect(attribute).not.toMatch(/^(style|on.*|href|src)$/);
});

test("no two elements share a key or an ID", () => {
  const root = drawn(result, { ...chooseScsi, stage: 4 });
  for (const name of ["data-key", "id"]) {
    const values = all(root, (element) => name in element.attributes).map((element) => element.attributes[name]);
    expect(values).toEqual([...new Set(values)]);
  }
});

test("figures that are not numbers are shown as dashes", () => {
  const broken = JSON.parse(JSON.stringify(report), (_, value: unknown) =>
    typeof value === "number" ? Number.NaN : value,
  ) as typeof report;
  for (const at of [300, 1300]) {
    const text = [...everyPart(stateOf({ ...result, report: broken }, { uri: "u", stage: 0 }), at).values()].join("");
    expect(text.match(/.{40}(NaN|Infinity|undefined)/)?.[0]).toBeUndefined();
    expect(textOf(parse(text))).toContain("–");
  }
});

function hostile(name: string): SimulateResult {
  const vm = outline.vms[0]!;
  return {
    version: 1,
    outline: {
      vms: [{ ...vm, name, host: name, slots: vm.slots.map((slot) => ({ ...slot, label: name })) }],
      hosts: [{ name }],
      volumes: outline.volumes.map((volume) => ({ ...volume, host: name, media: name })),
      loads: [{ name, isBuiltIn: false }],
      problems: outline.problems.map((problem) => ({ ...problem, message: name })),
    },
    report: {
      ...report,
      disks: report.disks.map((disk) => ({
        ...disk,
        vm: name,
        type: name,
        stages: disk.stages.map((stage) => ({ ...stage, id: name })),
      })),
      stations: report.stations.map((station) => ({ ...station, id: name })),
      whatIf: report.whatIf.map((change) => ({ ...change, vm: name, change: name })),
      assumptions: report.assumptions.map((cost) => ({ ...cost, id: name, source: name, unit: name })),
      notes: [name],
    },
  };
}

test("folded parts are not drawn until they are opened", () => {
  const tables = (open: readonly string[]) =>
    all(parse(everyPart(stateOf(result, { open }), width).get("stages")!), ({ name }) => name === "table").length;
  expect([tables([]), tables(["stages"])]).toEqual([0, 1]);
});

const quickReport = { ...report, whatIf: [], assumptions: [], requests: 4000 };
const afterQuickRun = (state: ReturnType<typeof stateOf>, answer: SimulateResult) =>
  afterMessage(state, { type: "simulated", uri: "u", isQuickRun: true, result: answer });
const textsOf = (state: ReturnType<typeof stateOf>, name: string) => everyPart(state, width).get(name)?.text;

test("a quick run keeps the possible changes and assumptions of the full run", () => {
  const fullRun = stateOf(result);
  const disks = report.disks.map((disk) => ({ ...disk, throughputIops: disk.throughputIops! / 2 }));
  const next = afterQuickRun(fullRun, { ...result, report: { ...quickReport, disks } });
  for (const name of ["what-if", "assumptions"]) expect(textsOf(next, name)).toBe(textsOf(fullRun, name));
  expect(textsOf(next, "answer")).not.toBe(textsOf(fullRun, "answer"));
});

test("a quick run keeps them even if the VM was renamed", () => {
  const fullRun = stateOf(result);
  const vms = outline.vms.map((vm) => (vm.name === "web01" ? { ...vm, name: "web02" } : vm));
  const disks = report.disks.map((disk) => (disk.vm === "web01" ? { ...disk, vm: "web02" } : disk));
  const next = afterQuickRun(fullRun, { ...result, outline: { ...outline, vms }, report: { ...quickReport, disks } });
  expect(textsOf(next, "chosen")).toContain("web02");
  for (const name of ["what-if", "assumptions"]) expect(textsOf(next, name)).toBe(textsOf(fullRun, name));
});

test("before the first full run, possible changes and assumptions are not shown", () => {
  const first = afterQuickRun(stateOf(undefined), { ...result, report: quickReport });
  expect([...everyPart(first, width).keys()].filter((name) => name === "what-if" || name === "assumptions")).toEqual(
    [],
  );
});
