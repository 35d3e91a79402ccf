import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  messageTypes,
  readToPage,
  readToPanel,
  type ToPage,
  type ToPanel,
} from "../../client/src/preview/preview-messages.ts";
import { lines, result } from "../webview/fixtures.ts";

const change = { vm: "web01", slot: "ide 0:0", change: "move to SCSI" };
const run = {
  phase: "firmware",
  load: "oltp",
  costs: { "ide.access": 9 },
  chosen: { vm: "v", slot: "s" },
  otherWay: "any",
  comparedWith: { kind: "revision", revision: "HEAD~1" },
} as const;

const toPage: readonly ToPage[] = [
  { type: "following", uri: "u", name: "a.hvvm", isLocked: false },
  { type: "nothing-open" },
  { type: "running", uri: "u" },
  { type: "progress", uri: "u", share: 0.5 },
  { type: "simulated", uri: "u", isQuickRun: true, result },
  { type: "failed", uri: "u", message: "no" },
  { type: "change-made", uri: "u", change },
  { type: "change-refused", uri: "u", change, reason: "no" },
  { type: "compared-chosen", uri: "u", comparedWith: { kind: "layout", uri: "file:///b.hvvm" } },
  { type: "compared", uri: "u", name: "HEAD~1", result },
  { type: "compared", uri: "u", name: "HEAD~1", reason: "no" },
  { type: "show-vm", uri: "u", vm: "web01" },
  { type: "cursor", uri: "u", position: { line: 0, character: 3 } },
];

const toPanel: readonly ToPanel[] = [
  { type: "ready", run: {}, isLocked: false },
  { type: "ready", uri: "u", run, isLocked: true },
  { type: "choose-run", uri: "u", run },
  { type: "choose-compared", uri: "u", kind: "revision" },
  { type: "keep", choice: "{}" },
  { type: "lock", isLocked: true },
  { type: "make-change", uri: "u", change },
  {
    type: "apply-fix",
    uri: "u",
    range: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } },
    title: "Move",
  },
  { type: "open-costs-file" },
  { type: "reveal", uri: "u", range: lines(3) },
  { type: "retry" },
  { type: "show-log" },
  { type: "save", format: "svg", content: "<svg/>" },
  { type: "save", format: "png", content: "iVBORw0K" },
];

test("every message arrives as it was sent", () => {
  for (const message of toPage) expect(readToPage(structuredClone(message))).toEqual(message);
  for (const message of toPanel) expect(readToPanel(structuredClone(message))).toEqual(message);
});

test("what is not a message of this direction is dropped", () => {
  const strangers = [
    undefined,
    null,
    7,
    "ready",
    [],
    {},
    { type: "later" },
    { type: "__proto__" },
    { type: "toString" },
  ];
  for (const value of strangers) {
    expect(readToPage(value)).toBeUndefined();
    expect(readToPanel(value)).toBeUndefined();
  }
  for (const message of toPage) expect(readToPanel(message)).toBeUndefined();
  for (const message of toPanel) expect(readToPage(message)).toBeUndefined();
});

test("a message with a field missing or of the wrong kind is dropped", () => {
  const wrong = [undefined, null, 7, -1, Number.NaN, {}, [], "x".repeat(10_001)];
  const optional = new Set(["ready.uri"]);
  const check = (message: ToPage | ToPanel, read: (value: unknown) => unknown) => {
    for (const [field, right] of Object.entries(message)) {
      if (field === "type") continue;
      for (const value of wrong) {
        const isMissing = value === undefined && optional.has(`${message.type}.${field}`);
        const isOfItsKind = field === "run" && JSON.stringify(value) === "{}";
        const isEmptyRun = field === "run" && Array.isArray(value);
        const isLong = ["content", "choice"].includes(field) && typeof value === "string";
        if (isMissing || isLong || isOfItsKind || isEmptyRun || value === right) continue;
        expect(read({ ...message, [field]: value }), `${message.type}.${field} = ${String(value)}`).toBeUndefined();
      }
    }
  };
  for (const message of toPage) check(message, readToPage);
  for (const message of toPanel) check(message, readToPanel);
});

test("the reader's choices are validated at every level", () => {
  const choose = (bad: object) => readToPanel({ type: "choose-run", uri: "u", run: bad });
  expect(choose({ phase: "later" })).toBeUndefined();
  expect(choose({ load: 3 })).toBeUndefined();
  expect(choose({ costs: { "ide.access": "8" } })).toBeUndefined();
  expect(choose({ costs: { "ide.access": Number.POSITIVE_INFINITY } })).toBeUndefined();
  expect(choose({ chosen: { vm: "v" } })).toBeUndefined();
  expect(choose({ otherWay: "by road" })).toBeUndefined();
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, 1]));
  expect(choose({ costs: many(500) })).toBeDefined();
  expect(choose({ costs: many(501) })).toBeUndefined();
});

test("a file that is passed to VS Code has a known format, and an image is base64", () => {
  expect(readToPanel({ type: "save", format: "exe", content: "" })).toBeUndefined();
  expect(readToPanel({ type: "save", format: "png", content: "<svg/>" })).toBeUndefined();
  expect(readToPanel({ type: "save", format: "csv", content: "x".repeat(64 * 2 ** 20 + 1) })).toBeUndefined();
});

test("the number of saved choices is limited", () => {
  const keep = (length: number) => readToPanel({ type: "keep", choice: "x".repeat(length) });
  expect(keep(2 ** 20)).toBeDefined();
  expect(keep(2 ** 20 + 1)).toBeUndefined();
});

test("the progress of a run is between 0 and 1", () => {
  const shares = [-0.1, 0, 1, 1.1].map((share) => readToPage({ type: "progress", uri: "u", share }) !== undefined);
  expect(shares).toEqual([false, true, true, false]);
});

test("a result without its lists is dropped", () => {
  const read = (bad: unknown) => readToPage({ type: "simulated", uri: "u", isQuickRun: false, result: bad });
  expect(read({ ...result, outline: { vms: [] } })).toBeUndefined();
  expect(read({ ...result, report: { ...result.report, disks: {} } })).toBeUndefined();
  expect(read({ ...result, report: undefined })).toBeDefined();
});

test("the protocol's document has a heading for every message type, and no others", () => {
  const text = readFileSync(new URL("../../docs/preview-protocol.md", import.meta.url), "utf8");
  const headings = [...text.matchAll(/^### `([\w-]+)`$/gm)].map((match) => match[1]);
  expect(headings.sort()).toEqual([...messageTypes].sort());
  expect([...toPage, ...toPanel].map(({ type }) => type)).toEqual(expect.arrayContaining([...messageTypes]));
});
