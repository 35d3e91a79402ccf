/** The exported script on a mock Hyper-V host: it builds the layout, a second run is empty, -WhatIf changes nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/check.ts";
import { samples } from "../support/samples.ts";
import { apply, hostFor, hostNames, scriptOf, stateOf, wantedState } from "./exports.ts";
import { snapshotOf } from "./mock-host/host.ts";
import { validLayout } from "./random-layouts.ts";

/** Builds the layout on one mock host after the other, with what has to hold on each. */
function checkBuilt(text: string, newScsiControllers: 0 | 1): void {
  const script = scriptOf(text);
  expect(script).toMatch(/^[\n -~]*$/);
  for (const name of hostNames(text)) {
    const host = hostFor(text, name, newScsiControllers);
    const before = snapshotOf(host);
    const listed = apply(script, host, { whatIf: true }).listed.length;
    expect(snapshotOf(host)).toBe(before);
    expect(listed).toBeGreaterThan(0);
    const { output, warnings } = apply(script, host);
    expect(warnings).toEqual([]);
    expect(output).toEqual([`The host is as the layout says. Changes made: ${listed}`]);
    expect(stateOf(host)).toMatchObject(wantedState(text, name) as object);
    const after = snapshotOf(host);
    expect(apply(script, host).output).toEqual(["The host is as the layout says. Changes made: 0"]);
    expect(snapshotOf(host)).toBe(after);
  }
}

describe("every sample without errors", () => {
  const texts = samples
    .map(({ name, native }) => [name, native] as const)
    .filter(([, text]) => findingsOf(text).every(({ severity }) => severity !== "error") && /^\s*vm /m.test(text));

  test.each(texts)("%s", (_, text) => checkBuilt(text, 0));

  test("there are many", () => expect(texts.length).toBeGreaterThan(25));
});

test("random layouts with hostile names", () => {
  fc.assert(
    fc.property(validLayout, fc.constantFrom<0 | 1>(0, 1), (text, controllers) => checkBuilt(text, controllers)),
    { numRuns: 25 },
  );
}, 240_000);
