/** The exported script on a mock Hyper-V host: it builds the layout, a second run is empty, -WhatIf changes nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/check.ts";
import { samples } from "../support/samples.ts";
import { apply, hostFor, hostNames, scriptOf, stateOf, wantedState } from "./exports.ts";
import { snapshotOf } from "./mock-host/host.ts";
import { validLayout } from "./random-layouts.ts";

/** Builds the layout on one mock host after the other, and checks the properties on each. */
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
    expect(output).toEqual([`The host matches the layout. Changes made: ${listed}`]);
    expect(stateOf(host)).toMatchObject(wantedState(text, name) as object);
    const after = snapshotOf(host);
    expect(apply(script, host).output).toEqual(["The host matches the layout. Changes made: 0"]);
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

test("a boot order replaces that of the host, except for entries of the guest's boot loader that the order names", () => {
  const layout = (order: string) =>
    `vm a {\n generation 2\n boot-order ${order}\n scsi 0:0 disk "D:\\V\\a.vhdx" dynamic 1GB boot\n scsi 0:1 dvd empty\n network\n}`;
  const built = (order: string) => {
    const host = hostFor(layout(order), "");
    apply(scriptOf(layout(order)), host);
    const [vm] = host.vms;
    vm!.bootOrder.push({ BootType: "File", Device: null }, { BootType: "File", Device: null });
    apply(scriptOf(layout(order)), host);
    return vm!.bootOrder.map(({ BootType, Device }) => (Device && "kind" in Device ? Device.kind : BootType));
  };
  expect(built("0:1 file 0:0")).toEqual(["dvd", "File", "File", "disk"]);
  expect(built("network 0:0")).toEqual(["Network", "disk"]);
  expect(built("file")).toEqual(["File", "File"]);
});

test("without a boot order the boot device comes first, and entries of the guest's boot loader before it stay", () => {
  const layout = `vm a {\n generation 2\n scsi 0:0 dvd empty\n scsi 0:1 disk "D:\\V\\a.vhdx" dynamic 1GB boot\n}`;
  const host = hostFor(layout, "");
  apply(scriptOf(layout), host);
  const [vm] = host.vms;
  expect(vm!.bootOrder[0]!.Device).toMatchObject({ kind: "disk" });
  vm!.bootOrder.unshift({ BootType: "File", Device: null });
  const before = snapshotOf(host);
  expect(apply(scriptOf(layout), host).output).toEqual(["The host matches the layout. Changes made: 0"]);
  expect(snapshotOf(host)).toBe(before);
});

test("random layouts with hostile names", () => {
  fc.assert(
    fc.property(validLayout, fc.constantFrom<0 | 1>(0, 1), (text, controllers) => checkBuilt(text, controllers)),
    { numRuns: 25 },
  );
}, 240_000);
