import { expect, test } from "vitest";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import { lines, outline, report, result } from "../webview/fixtures.ts";

test("without a choice the first disk that carries requests is shown", () => {
  const idleFirst: SimulateResult = {
    ...result,
    report: {
      ...report,
      disks: report.disks.map((disk) => (disk.slot === "ide 0:0" ? { ...disk, throughputIops: 0 } : disk)),
    },
  };
  expect(pictureOf(result, {}, undefined)?.path?.disk.slot).toBe("ide 0:0");
  expect(pictureOf(idleFirst, {}, undefined)?.path?.disk.slot).toBe("scsi 0:0");
});

test("a chosen disk stays chosen, and a removed one is replaced by the default", () => {
  expect(pictureOf(result, { vm: "web01", slot: "scsi 0:0" }, undefined)?.path?.disk.slot).toBe("scsi 0:0");
  expect(pictureOf(result, { vm: "gone", slot: "scsi 3:9" }, undefined)?.path?.disk.slot).toBe("ide 0:0");
});

test("a slot without requests has no path", () => {
  const picture = pictureOf(result, { vm: "web01", slot: "ide 1:0" }, undefined);
  expect(picture?.slot?.slot.label).toBe("C:\\ISO\\ws2008.iso");
  expect(picture?.path).toBeUndefined();
});

test("the VM's host decides between two volumes with the same prefix", () => {
  const other = { host: "hv02", hosts: ["hv02"], id: "C:", media: "optane", range: lines(9) };
  const two = { ...result, outline: { ...outline, volumes: [other, ...outline.volumes] } };
  expect(pictureOf(two, {}, undefined)?.path?.medium).toBe("ssd-sata");
});

test("only the volumes of the VM's own host are drawn, with their place in the outline", () => {
  const other = { host: "hv02", hosts: ["hv02"], id: "C:", media: "optane", range: lines(9) };
  const two = { ...result, outline: { ...outline, volumes: [other, ...outline.volumes] } };
  expect(pictureOf(two, {}, undefined)?.volumes.map(({ index }) => index)).toEqual([1, 2, 3]);
});

test("a disk without a volume is reported to be on a stand-in", () => {
  const [first, ...rest] = report.disks;
  const loose = { ...result, report: { ...report, disks: [{ ...first!, volume: undefined }, ...rest] } };
  expect(pictureOf(loose, {}, undefined)?.path?.medium).toBe("stand-in ssd-sata");
});

test("the cursor marks the slot whose lines it is in and chooses nothing", () => {
  const picture = pictureOf(result, {}, { line: 20, character: 0 })!;
  expect(picture.slots.filter((view) => view.marked).map((view) => view.slot.slot)).toEqual(["scsi 0:0"]);
  expect(picture.slots.filter((view) => view.chosen).map((view) => view.slot.slot)).toEqual(["ide 0:0"]);
});

test("a problem is at the slot that it affects", () => {
  const picture = pictureOf(result, {}, undefined)!;
  expect(picture.slots.map((view) => view.problems.length)).toEqual([1, 0, 0, 0]);
});

test("a stage has the utilization of its station, and the bottleneck is among them", () => {
  const { stages } = pictureOf(result, {}, undefined)!.path!;
  const busy = Object.fromEntries(stages.map((at) => [at.stage.id, at.utilization]));
  expect(busy).toMatchObject({ "ide.channel": 0.994, "ide.access": 0.69, ntfs: 0.16, "media.service": 0.04 });
  expect(busy["irq.inject"]).toBeUndefined();
  expect(stages.filter((at) => at.isBottleneck).map((at) => at.stage.id)).toEqual(["ide.channel"]);
});

test("the number of requests that wait at a stage follows from Little's law", () => {
  const { stages } = pictureOf(result, {}, undefined)!.path!;
  expect(stages[1]!.waiting).toBeCloseTo(3300.1 * 0.009388, 6);
});

test("of the stages that share the bottleneck the slowest is marked, because a short one limits nothing", () => {
  const [first, ...rest] = report.disks;
  const shared = first!.stages.map((stage) =>
    stage.id.startsWith("media.")
      ? { ...stage, station: '"C:" on hv01 units', serviceUs: stage.id === "media.service" ? 33_000 : 133 }
      : stage,
  );
  const bottleneck = { station: '"C:" on hv01 units', utilization: 1, limit: "capacity" as const };
  const full = { ...result, report: { ...report, disks: [{ ...first!, stages: shared, bottleneck }, ...rest] } };
  const { stages } = pictureOf(full, { vm: "web01", slot: "ide 0:0" }, undefined)!.path!;
  expect(stages.filter((at) => at.isBottleneck).map((at) => at.stage.id)).toEqual(["media.service"]);
});

test("a layout without a VM has no picture", () => {
  expect(
    pictureOf({ outline: { vms: [], hosts: [], volumes: [], loads: [], problems: [] } }, {}, undefined),
  ).toBeUndefined();
});

test("two devices in one slot have figures of their own", () => {
  const [vm, ...vms] = outline.vms;
  const [slot] = vm!.slots;
  const twice = { ...vm!, slots: [slot!, { ...slot!, label: "other.vhdx" }] };
  const [disk] = report.disks;
  const disks = [disk!, { ...disk!, throughputIops: 7 }];
  const both = { outline: { ...outline, vms: [twice, ...vms] }, report: { ...report, disks } };
  const rates = (drawn: typeof both) =>
    pictureOf(drawn, { vm: vm!.name }, undefined)!.slots.map((view) => view.disk?.throughputIops);
  expect(rates(both)).toEqual([disk!.throughputIops, 7]);
  expect(rates({ ...both, report: { ...report, disks: [disk!] } })).toEqual([disk!.throughputIops, undefined]);
});
