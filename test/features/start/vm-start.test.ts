/**
 * How the outline describes the start of a VM: one verdict for the start, for what Hyper-V refuses and for broken text.
 */
import { expect, test } from "vitest";
import { HvvmDocument } from "../../../server/src/core/document.ts";
import { layoutOutline } from "../../../server/src/core/features/layout-outline.ts";
import { RuleRunner } from "../../../server/src/core/rules/rule-runner.ts";
import { validLayouts } from "../../support/layouts.ts";

function startOf(vm: string) {
  const document = HvvmDocument.read(vm, "hvvm");
  return layoutOutline(document, new RuleRunner().run(document)).vms[0]!.start!;
}

const states = (vm: string) => startOf(vm).steps.map(({ name, state }) => `${name} ${state}`);

test("a boot disk on SCSI in generation 1 has the line to fix and its quick fixes", () => {
  const start = startOf('vm a {\n  scsi 0:0 disk "C:\\VMs\\a.vhdx" boot\n}');
  expect(start).toMatchObject({
    outcome: "fails",
    reason: "generation 1, boot device on SCSI 0:0, and its BIOS sees IDE only",
    mend: { range: { start: { line: 1 } }, fixes: ["Move the boot disk to IDE 0:0", "Convert to generation 2"] },
  });
  expect(states('vm a {\n  scsi 0:0 disk "C:\\VMs\\a.vhdx" boot\n}')).toEqual([
    "firmware done",
    "boot device failed",
    "drivers not-reached",
    "data disks not-reached",
  ]);
});

test("what Hyper-V refuses never reaches the firmware", () => {
  const vm = 'vm a {\n  ide 0:0 disk "C:\\VMs\\a.vhdx" boot\n  ide 0:0 disk "C:\\VMs\\b.vhdx"\n}';
  expect(startOf(vm)).toMatchObject({ outcome: "fails", mend: { range: { start: { line: 2 } } } });
  expect(startOf(vm).reason).toMatch(/^Hyper-V refuses it as it is written: IDE 0:0 .*[^.]$/);
  expect(states(vm)[0]).toBe("firmware failed");
});

test("nothing is claimed about broken text", () =>
  expect(startOf('vm a {\n  ide 0:0 disk "C:\\VMs\\a.vhdx" boot\n  spede 3\n}').outcome).toBe("unknown"));

test("what the firmware tries is not listed where a device cannot be read: it may come first", () => {
  const vm = 'vm a {\n  ide 0:0 disk "C:\\VMs\\a.vhdx" 40 GB boot\n  ide 0:1 disk "C:\\VMs\\b.vhdx"\n}';
  expect(startOf(vm)).toMatchObject({ outcome: "unknown", attempts: [] });
  const onScsi = startOf(vm.replace("ide 0:1", "scsi 0:1"));
  expect(onScsi).toMatchObject({ outcome: "unknown", attempts: [], unseenByFirmware: "" });
});

test("a guest without drivers starts, and does not see its data disks on SCSI", () => {
  const vm = 'vm a {\n  guest windows-nt-4\n  ide 0:0 disk "C:\\VMs\\a.vhd" boot\n  scsi 0:0 disk "C:\\VMs\\b.vhd"\n}';
  expect(startOf(vm).outcome).toBe("starts");
  expect(startOf(vm).steps.slice(2)).toMatchObject([
    { state: "not-reached", text: "the guest has no VMBus drivers: IDE stays emulated" },
    { state: "failed", text: "the guest does not see SCSI 0:0" },
  ]);
});

test("a disc before the boot disk may start first", () =>
  expect(startOf('vm a {\n  ide 0:0 disk "C:\\VMs\\a.vhdx" boot\n  ide 1:0 dvd "C:\\ISO\\a.iso"\n}').reason).toBe(
    'starts from IDE 0:0 ("C:\\VMs\\a.vhdx"), unless IDE 1:0 ("C:\\ISO\\a.iso") starts first',
  ));

test.each(validLayouts)("every VM of $name starts", ({ notation, text }) => {
  const document = HvvmDocument.read(text, notation);
  const { vms } = layoutOutline(document, new RuleRunner().run(document));
  for (const { start } of vms) expect(start).toMatchObject({ outcome: "starts" });
});

test.each([
  ["two boot devices", 'scsi 0:0 disk "C:\\VMs\\a.vhdx" boot\n  scsi 0:1 disk "C:\\VMs\\b.vhdx" boot'],
  ["a boot disk of the other partition style", 'scsi 0:0 disk "C:\\VMs\\a.vhdx" boot { partition-style mbr }'],
])("for %s, no attempt is reported to start the VM", (_what, devices) => {
  const { outcome, attempts } = startOf(`vm a {\n  generation 2\n  ${devices}\n}`);
  expect(outcome).toBe("fails");
  expect(attempts[0]).toMatchObject({ result: "starts", meaning: "the start fails here" });
});
