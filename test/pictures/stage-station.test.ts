import { expect, test } from "vitest";
import { stationsOf } from "../../server/src/core/pictures/stage-station.ts";
import type { StationReport } from "../../server/src/core/simulation/report.ts";
import { report } from "../webview/fixtures.ts";

const station = (id: string): StationReport => ({ ...report.stations[0]!, id });
const servedBy = (id: string | undefined) => ({ ...report.disks[0]!.stages[0]!, station: id });

test("every station of the report serves a stage of one of its disks", () => {
  const served = report.disks.flatMap((disk) =>
    disk.stages.flatMap((each) => stationsOf(each, report.stations).map(({ id }) => id)),
  );
  expect([...new Set(served)].sort()).toEqual(report.stations.map(({ id }) => id).sort());
});

test("all channels of a controller serve its channel stages, and no others", () => {
  const channels = ["web01: scsi 0 channel 0", "web01: scsi 0 channel 1"].map(station);
  const others = ["web01: scsi 1 channel 0", "web01: scsi 0 channel x", "web01: scsi 0"].map(station);
  expect(stationsOf(servedBy("web01: scsi 0 channel"), [...others, ...channels])).toEqual(channels);
});

test("a plain delay has no station", () => {
  expect(stationsOf(servedBy(undefined), report.stations)).toEqual([]);
});
