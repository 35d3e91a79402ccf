/** Which stations of the report serve a stage. A stage without a station is drawn as one where nothing queues. */
import type { StageReport, StationReport } from "../simulation/report.ts";

/** None for a plain delay, several for the channels of one controller. */
export function stationsOf({ station }: StageReport, stations: readonly StationReport[]): readonly StationReport[] {
  if (station === undefined) return [];
  return stations.filter(({ id }) => id === station || isNumbered(id, station));
}

/** `web01: scsi 0 channel 3` is one of several `web01: scsi 0 channel`. */
function isNumbered(id: string, station: string): boolean {
  return id.startsWith(`${station} `) && /^\d+$/.test(id.slice(station.length + 1));
}
