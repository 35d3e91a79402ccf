import { expect, test } from "vitest";
import type { StationReport } from "../../server/src/core/simulation/report.ts";
import { stationName, stationsOf } from "../../server/src/core/simulation/station-names.ts";
import { simulate } from "../support/simulate.ts";
import { report } from "../webview/fixtures.ts";
import { disk, ideDisk, load, system } from "./specs.ts";

test("a station is named by its role, and by its VM if that is a different one", () => {
  expect(
    [
      "web01: ide 0",
      "db01: vmwp.exe",
      "web01: scsi 0 channel 3",
      "web01: scsi 0:1 outstanding",
      "host processors",
      '"D:" on hv01 units',
      '"D:\\VMs" on hv01 units',
      String.raw`"\\nas01\vms" link`,
      '"C:" on hv01 link',
      String.raw`"\\nas01\vms" medium`,
      String.raw`"C:\ClusterStorage\Volume1" of c1 units 2`,
      String.raw`"C:\ClusterStorage\Volume1" of c1 flush`,
      String.raw`"\\?\Volume{1}" on hv01 medium`,
      "physical disk 3 on hv01 units",
      "SCSI 0:0 of web01 medium",
      "new",
    ].map((id) => stationName(id, "web01")),
  ).toEqual([
    "IDE controller 0",
    "vmwp.exe of db01",
    "VMBus channel 3 of SCSI 0",
    "the request limit of SCSI 0:1",
    "the host's processors",
    "disk D: on hv01",
    String.raw`volume "D:\VMs" on hv01`,
    String.raw`the link of the storage behind "\\nas01\vms"`,
    "the link of disk C: on hv01",
    String.raw`the storage behind "\\nas01\vms"`,
    String.raw`cluster volume "C:\ClusterStorage\Volume1" of c1`,
    String.raw`the flush of cluster volume "C:\ClusterStorage\Volume1" of c1`,
    String.raw`volume "\\?\Volume{1}" on hv01`,
    "physical disk 3 on hv01",
    "the assumed disk of SCSI 0:0 of web01",
    "new",
  ]);
});

test("a VM's name may contain a colon", () => {
  expect(stationName("a: b: ide 0", "a: b")).toBe("IDE controller 0");
});

test("every stage that is served names its station, and every station serves a stage", () => {
  const outcome = simulate(system([ideDisk(), disk({ load: load({ queueDepth: 4 }) })], { vm: { processors: 64 } }), {
    seed: 1,
    requests: 1000,
  });
  if (outcome.kind !== "done") throw new Error("The run was refused.");
  const { disks, stations } = outcome.report;
  const named = new Set(disks.flatMap(({ stages }) => stages.flatMap(({ station }) => station ?? [])));
  expect([...named].sort()).toEqual(
    [...new Set(stations.map(({ id }) => id.replace(/ channel \d+$/, " channel")))].sort(),
  );
  const delays = disks.flatMap(({ stages }) => stages.filter(({ station }) => station === undefined));
  expect([...new Set(delays.map(({ id }) => id))].sort()).toEqual(["root.wake", "sig.out"]);
});

test("every station of the report serves a stage of one of its disks", () => {
  const served = report.disks.flatMap(({ stages }) =>
    stages.flatMap(({ station }) => stationsOf(station, report.stations).map(({ id }) => id)),
  );
  expect([...new Set(served)].sort()).toEqual(report.stations.map(({ id }) => id).sort());
});

test("all channels of a controller are those with one ID, and no others", () => {
  const station = (id: string): StationReport => ({ ...report.stations[0]!, id });
  const channels = ["web01: scsi 0 channel 0", "web01: scsi 0 channel 1"].map(station);
  const others = ["web01: scsi 1 channel 0", "web01: scsi 0 channel x", "web01: scsi 0"].map(station);
  expect(stationsOf("web01: scsi 0 channel", [...others, ...channels])).toEqual(channels);
});

test("a plain delay has no station", () => {
  expect(stationsOf(undefined, report.stations)).toEqual([]);
});
