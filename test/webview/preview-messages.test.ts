import { expect, test } from "vitest";
import { readToPage, readToPanel, type ToPage, type ToPanel } from "../../client/src/preview/preview-messages.ts";
import { lines, result } from "./fixtures.ts";

const toPage: readonly ToPage[] = [
  { type: "following", uri: "u", name: "a.hvvm" },
  { type: "nothing-open" },
  { type: "running", uri: "u" },
  { type: "simulated", uri: "u", result },
  { type: "failed", uri: "u", message: "no" },
  { type: "cursor", uri: "u", position: { line: 0, character: 3 } },
];

const toPanel: readonly ToPanel[] = [
  { type: "ready" },
  { type: "ready", phase: "firmware" },
  { type: "choose-phase" },
  { type: "reveal", uri: "u", range: lines(3) },
  { type: "retry" },
  { type: "save", format: "svg", content: "<svg/>" },
  { type: "save", format: "png", content: "iVBORw0K" },
];

test("every message arrives as it was sent", () => {
  for (const message of toPage) expect(readToPage(structuredClone(message))).toEqual(message);
  for (const message of toPanel) expect(readToPanel(structuredClone(message))).toEqual(message);
});

test("what is no message of this direction is dropped", () => {
  const strangers = [undefined, null, 7, "ready", [], {}, { type: "later" }, { type: "__proto__" }];
  for (const value of strangers) {
    expect(readToPage(value)).toBeUndefined();
    expect(readToPanel(value)).toBeUndefined();
  }
  for (const message of toPage) expect(readToPanel(message)).toBeUndefined();
  for (const message of toPanel) expect(readToPage(message)).toBeUndefined();
});

test("a message with a field of the wrong kind is dropped", () => {
  expect(readToPage({ type: "simulated", uri: "u" })).toBeUndefined();
  expect(readToPage({ type: "failed", uri: 1, message: "no" })).toBeUndefined();
  expect(readToPage({ type: "cursor", uri: "u", position: { line: -1, character: 0 } })).toBeUndefined();
  expect(readToPanel({ type: "choose-phase", phase: "later" })).toBeUndefined();
  expect(readToPanel({ type: "save", format: "exe", content: "" })).toBeUndefined();
  expect(readToPanel({ type: "save", format: "csv", content: 7 })).toBeUndefined();
  expect(readToPanel({ type: "save", format: "png", content: "<svg/>" })).toBeUndefined();
  expect(readToPanel({ type: "reveal", uri: "u", range: { start: { line: 1 } } })).toBeUndefined();
});
