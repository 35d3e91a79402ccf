import { expect, test } from "vitest";
import { changes } from "../../server/src/core/forecast/changes.ts";
import { predict } from "../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { checkSpec } from "../../server/src/core/simulation/system-spec.ts";
import { forecastOf } from "./forecasts.ts";

const changesOf = (text: string) => changes(forecastOf(text)).map(({ slot, change }) => `${slot}: ${change}`);
const host = 'platform windows-server-2022\nhost hv01 { volume "C:" hdd-7200; volume "D:" optane }\n';

test("an emulated disk may get drivers or move to SCSI", () => {
  const text = `${host}vm a { on hv01; integration-services off; ide 0:0 disk "D:\\VMs\\os.vhdx" fixed; ide 0:1 disk "D:\\VMs\\a.vhdx" fixed { load oltp } }`;
  expect(changesOf(text)).toEqual([
    "ide 0:0: load the VMBus drivers",
    "ide 0:1: load the VMBus drivers",
    "ide 0:1: move to SCSI and load the VMBus drivers",
  ]);
});

test("the boot disk of generation 1 is not moved to SCSI, where its firmware sees nothing", () => {
  const disk = (slot: string, more = "") =>
    `${slot} disk "D:\\VMs\\${slot.replace(/\W/g, "")}.vhdx" fixed { load oltp${more} }`;
  const text = (more: string) =>
    `${host}vm a { on hv01; generation 1; ${disk("ide 0:0")}; ${disk("ide 0:1").replace(" {", `${more} {`)} }`;
  expect(changesOf(text(""))).toEqual(["ide 0:1: move to SCSI"]);
  expect(changesOf(text(" boot"))).toEqual(["ide 0:0: move to SCSI"]);
});

test("before the drivers are loaded no disk moves to another controller, because the guest would not see it", () => {
  const text = (more: string) =>
    `${host}vm a { on hv01; generation 1; ${more}; ide 0:0 disk "D:\\VMs\\os.vhdx" fixed { load idle }; ide 0:1 disk "D:\\VMs\\a.vhdx" fixed { load oltp } }`;
  for (const phase of ["firmware", "without-drivers"] as const)
    for (const more of ["guest windows-server-2012", "integration-services off"])
      expect(changes(forecastOf(text(more), { phase }))).toEqual([]);
});

test("generation 2 has no IDE controller to move to", () => {
  const text = `${host}vm a { on hv01; generation 2; scsi 0:0 disk "D:\\VMs\\a.vhdx" fixed { load oltp } }`;
  expect(changesOf(text)).toEqual([]);
});

test("a growing disk can become fixed, and a medium the next faster one", () => {
  const text = `${host}vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" }`;
  expect(changesOf(text)).toEqual(["ide 0:0: fixed disk", "ide 0:0: ssd-sata instead of hdd-7200"]);
});

test("a medium that the layout defines is not replaced: neither its disks, its data sheet nor its cache", () => {
  for (const said of ["disks 2", "read-latency 60us", "power-loss-protection off", "power-loss-protection on"]) {
    const text = `media ssd-nvme { of ssd-nvme; ${said} }\n${host.replace("hdd-7200", "ssd-nvme")}vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" fixed }`;
    expect(changesOf(text)).toEqual([]);
  }
});

test("a change of a VM or a volume that affects several disks is one system", () => {
  const vm = (name: string) =>
    `vm ${name} { on hv01; integration-services off; ide 0:0 disk "C:\\VMs\\${name}.vhdx" fixed; ide 0:1 disk "C:\\VMs\\${name}2.vhdx" fixed { load oltp } }\n`;
  const all = changes(forecastOf(host + vm("a") + vm("b")));
  const systemsOf = (wanted: string, ofVm: string[]) =>
    new Set(all.filter(({ change, vm }) => change === wanted && ofVm.includes(vm)).map(({ spec }) => spec)).size;
  expect(systemsOf("ssd-sata instead of hdd-7200", ["a", "b"])).toBe(1);
  expect(systemsOf("load the VMBus drivers", ["a"])).toBe(1);
  expect(systemsOf("load the VMBus drivers", ["a", "b"])).toBe(2);
});

test("disks that share a SCSI controller can be separated", () => {
  const text = `${host}vm a { on hv01; scsi 0:0 disk "D:\\VMs\\a.vhdx" fixed { load oltp }; scsi 0:1 disk "D:\\VMs\\b.vhdx" fixed { load oltp } }`;
  expect(changesOf(text)).toEqual([
    "scsi 0:0: move to IDE",
    "scsi 0:0: own SCSI controller",
    "scsi 0:1: move to IDE",
    "scsi 0:1: own SCSI controller",
  ]);
});

test("a change affects only its disk, and gives a system that can be simulated", () => {
  const system = forecastOf(`${host}vm a { on hv01; ide 0:0 disk "C:\\VMs\\a.vhdx" { load oltp } }
vm b { on hv01; scsi 0:0 disk "D:\\VMs\\b.vhdx" { load web }; scsi 0:1 disk "C:\\VMs\\c.vhdx" { load mail } }`);
  const disksBefore = system.spec.vms.flatMap(({ disks }) => disks);
  for (const { disk, spec } of changes(system)) {
    expect(checkSpec(spec)).toBeUndefined();
    const disksAfter = spec.vms.flatMap(({ disks }) => disks);
    expect(disksAfter.filter((_, index) => index !== disk)).toEqual(disksBefore.filter((_, index) => index !== disk));
  }
});

test("drivers on, or SCSI, serve more of a deep queue on flash than the emulated controller", () => {
  const system = forecastOf(
    `${host}vm a { on hv01; integration-services off; ide 0:0 disk "D:\\VMs\\a.vhdx" { load oltp } }`,
  );
  const now = predict(buildNetwork(system.spec), 0).throughputIops;
  for (const { change, spec } of changes(system).filter((each) => /^(load|move)/.test(each.change))) {
    expect(predict(buildNetwork(spec), 0).throughputIops, change).toBeGreaterThan(2 * now);
  }
});
