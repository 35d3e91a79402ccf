import { expect, test } from "vitest";
import { stationName, stationsOf } from "../../client/webview/stage-station.ts";
import type { StationReport } from "../../server/src/core/simulation/report.ts";
import { report } from "./fixtures.ts";

const [emulated, synthetic] = report.disks;
const station = (id: string): StationReport => ({ ...report.stations[0]!, id });
const stage = (id: string) => ({ ...emulated!.stages[0]!, id });

test("every station of the report serves a stage of one of its disks", () => {
  const served = report.disks.flatMap((disk) =>
    disk.stages.flatMap((each) => stationsOf(each, disk, report.stations).map(({ id }) => id)),
  );
  expect([...new Set(served)].sort()).toEqual(report.stations.map(({ id }) => id).sort());
});

test("a stage of one VM is not served by the processors of another", () => {
  expect(stationsOf(stage("g.issue"), emulated!, [station("db01: processors")])).toEqual([]);
});

test("all channels of the disk's controller serve its channel stages, and no others", () => {
  const channels = ["web01: scsi 0 channel 0", "web01: scsi 0 channel 1"].map(station);
  const others = ["web01: scsi 1 channel 0", "web01: scsi 0 channel x", "web01: scsi 0"].map(station);
  expect(stationsOf(stage("chan"), synthetic!, [...others, ...channels])).toEqual(channels);
});

test("a spinning medium serves and transfers in one", () => {
  const arm = station("D: medium");
  expect(stationsOf(stage("media.service"), synthetic!, [arm])).toEqual([arm]);
  expect(stationsOf(stage("media.transfer"), synthetic!, [arm])).toEqual([arm]);
});

test("a stage that the page does not know is served by the station of its own name", () => {
  const own = station("something new");
  expect(stationsOf(stage("something new"), emulated!, [own, station("else")])).toEqual([own]);
  expect(stationsOf(stage("unheard of"), emulated!, [own])).toEqual([]);
});

test("a station is called by what it is, and by its VM where that is another one", () => {
  expect(
    [
      "web01: ide 0",
      "db01: vmwp.exe",
      "web01: scsi 0 channel 3",
      "web01: scsi 0:1 outstanding",
      "root processors",
      "D: units",
      "D: link",
      "new",
    ].map((id) => stationName(id, "web01")),
  ).toEqual([
    "IDE controller 0",
    "vmwp.exe of db01",
    "VMBus channel 3 of SCSI 0",
    "the request limit of SCSI 0:1",
    "the host's processors",
    'the medium of "D:"',
    'the link of "D:"',
    "new",
  ]);
});
