import { expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { defaultSettings, readEditorSettings } from "../../server/src/core/features/editor-settings.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { inlayHints, maxForecast } from "../../server/src/core/features/inlay-hints.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";

const { costs } = resolveCosts();
const all = defaultSettings.inlayHints;
const none = { transport: false, type: false, throughput: false };

function hintsOf(document: HvvmDocument, settings = all, lines?: readonly [number, number]) {
  const range = lines
    ? { start: { line: lines[0], character: 0 }, end: { line: lines[1], character: 0 } }
    : { start: { line: 0, character: 0 }, end: document.positionAt(document.text.length) };
  return inlayHints(document, range, settings, costs);
}

/** Each hint with the text before it. */
function hints(text: string, settings = all, notation: Notation = "hvvm"): readonly string[] {
  const document = HvvmDocument.read(text, notation);
  return hintsOf(document, settings).map(({ position, label }) => {
    const before = text.slice(0, document.offsetAt(position));
    return `${/\S+$/.exec(before)![0]} ‹${label}›`;
  });
}

test.each([
  ["windows-server-2022", "windows-server-2022", "enlightened"],
  ["windows-server-2008-beta", "windows-server-2008", "emulated"],
  ["windows-server-2022", "windows-nt-4", "emulated"],
])("a slot on %s with the guest %s says its transport", (platform, guest, transport) =>
  expect(hints(`platform ${platform}\nvm a { guest ${guest}; ide 0:0 disk physical 1 }`)).toEqual([
    `0:0 ‹${transport}›`,
  ]),
);

test("a SCSI slot is synthetic, and a slot that the guest does not see has no transport", () => {
  expect(hints("vm a { scsi 0:1 dvd empty }")).toEqual(["0:1 ‹synthetic›"]);
  expect(hints("vm a { guest other; scsi 0:1 dvd empty }")).toEqual([]);
});

test("a disk without a type shows its default", () => {
  const types = { ...none, type: true };
  expect(hints('vm a { scsi 0:0 disk "a" }', types)).toEqual(['"a" ‹dynamic›']);
  expect(hints('vm a { scsi 0:0 disk "a" { parent "b" } }', types)).toEqual(['"a" ‹differencing›']);
  expect(hints('vm a { scsi 0:0 disk "a" fixed; scsi 0:1 disk physical 1 }', types)).toEqual([]);
  expect(hints('vm a { scsi 0:0 disk "a" { parnet "b" } }', types)).toEqual([]);
});

test("a loaded disk shows the throughput that its hover expects", () => {
  const text =
    'host h { volume "D:" hdd-7200 }\nvm a { on h\n scsi 0:0 disk "D:\\V\\a.vhdx" fixed 40GB { load oltp }\n scsi 0:1 disk "D:\\V\\b.vhdx" { load idle } }';
  const document = HvvmDocument.read(text, "hvvm");
  const [hint, ...others] = hintsOf(document, { ...none, throughput: true });
  expect(others).toEqual([]);
  expect(hint!.position).toEqual({ line: 2, character: 51 });
  const { value } = hover(document, { line: 2, character: 2 })!.contents as { value: string };
  expect(value).toContain(`**${hint!.label}**`);
});

test("a load that is defined at the disk has its figures after the word", () =>
  expect(hints('vm a { scsi 0:0 disk "a" { load { rate 5 } } }', { ...none, throughput: true })).toEqual([
    expect.stringMatching(/^load ‹5 IOPS at .* (ms|µs)›$/),
  ]));

test("a load that exceeds its path says so", () =>
  expect(hints('vm a { scsi 0:0 disk "a" { load { rate 9999999 } } }', { ...none, throughput: true })).toEqual([
    expect.stringMatching(/^load ‹overloaded: /),
  ]));

test("JSON has the same hints after its keys and values", () =>
  expect(
    hints(
      '{ "vms": { "a": { "scsi": { "0:0": { "disk": "a", "load": "oltp" } } } } }',
      { ...all, throughput: false },
      "json",
    ),
  ).toEqual(['"0:0" ‹synthetic›', '"a" ‹dynamic›']));

test("only hints that the range touches are returned", () => {
  const document = HvvmDocument.read(
    "vm a {\n  scsi 0:0 dvd empty\n  scsi 0:1 dvd empty\n}\nvm b {\n  scsi 0:0 dvd empty\n}",
    "hvvm",
  );
  const lines = (from: number, to: number) => hintsOf(document, all, [from, to]).map(({ position }) => position.line);
  expect(lines(2, 3)).toEqual([2]);
  expect(lines(2, 6)).toEqual([2, 5]);
});

test("the tooltip is the hover of the device", () => {
  const document = HvvmDocument.read("vm a {\n  scsi 0:0 disk physical 1\n}", "hvvm");
  const [hint] = hintsOf(document);
  expect(hint!.tooltip).toBeUndefined();
  expect(hover(document, hint!.data)!.contents.value).toContain("uses the fast VMBus driver");
});

test("the number of disks that are forecast at a time is limited", () => {
  const disks = Array.from(
    { length: maxForecast + 1 },
    (_, n) => `vm v${n} { scsi 0:0 disk "${n}" { load { rate 5 } } }`,
  );
  expect(hintsOf(HvvmDocument.read(disks.join("\n"), "hvvm"), { ...none, throughput: true })).toHaveLength(maxForecast);
});

test("each setting turns off its own kind, and one setting turns off all", () => {
  const text = 'vm a { scsi 0:0 disk "a" }';
  const settings = (section: unknown) => readEditorSettings(section).inlayHints;
  expect(hints(text, settings(undefined))).toHaveLength(2);
  expect(hints(text, settings({ inlayHints: { transport: false } }))).toEqual(['"a" ‹dynamic›']);
  expect(hints(text, settings({ inlayHints: { type: false } }))).toEqual(["0:0 ‹synthetic›"]);
  expect(hints(text, settings({ inlayHints: { enabled: false } }))).toEqual([]);
  expect(settings({ inlayHints: "no" })).toEqual(all);
});
