/** Which disk of an earlier state a disk is compared with: the same disk, wherever it was, and never another one. */
import { expect, test } from "vitest";
import { type BaselineDisk, baselineOf } from "../../server/src/core/pictures/baseline.ts";
import type { Picture } from "../../server/src/core/pictures/picture.ts";
import { report } from "../webview/fixtures.ts";

const [disk] = report.disks;
const was = (vm: string, slot: string, label: string): BaselineDisk => ({
  label,
  disk: { ...disk!, vm, slot },
  intervals: {},
});

/** A picture of a VM whose slots contain these files; the first is the chosen one. */
function picture(name: string, ...slots: readonly (readonly [slot: string, label: string])[]): Picture {
  const views = slots.map(([slot, label]) => ({ slot: { slot, label } }));
  return { vm: { name, slots: views.map((view) => view.slot) }, slots: views, slot: views[0] } as unknown as Picture;
}

test("a disk that moved is found by its file", () => {
  const before = [was("a", "ide 0:0", "os.vhdx"), was("a", "scsi 0:0", "data.vhdx")];
  expect(baselineOf(before, picture("a", ["scsi 0:1", "os.vhdx"], ["scsi 0:0", "data.vhdx"]))).toBe(before[0]);
});

test("a disk whose file has another name is found by its slot", () => {
  const before = [was("a", "ide 0:0", "old.vhdx")];
  expect(baselineOf(before, picture("a", ["ide 0:0", "new.vhdx"]))).toBe(before[0]);
});

test("a disk that took another one's slot is not compared with that one", () => {
  const before = [was("a", "ide 0:0", "os.vhdx")];
  expect(baselineOf(before, picture("a", ["ide 0:0", "new.vhdx"], ["scsi 0:0", "os.vhdx"]))).toBeUndefined();
});

test("a VM with another name keeps its disks, and two VMs with one file do not share theirs", () => {
  const before = [was("a", "ide 0:0", "physical 1")];
  expect(baselineOf(before, picture("renamed", ["ide 0:0", "physical 1"]))).toBe(before[0]);
  const both = [...before, was("b", "ide 0:0", "os.vhdx")];
  expect(baselineOf(both, picture("b", ["ide 0:1", "physical 1"], ["ide 0:0", "os.vhdx"]))).toBeUndefined();
});
