/** Combines the runs of independent parts into the report of the whole system. */
import type { DiskDetail } from "./detail.ts";
import type { IndependentPart, PlaceOfDisk } from "./independent-parts.ts";
import type { SimulationReport } from "./report.ts";
import type { RunResult } from "./tasks.ts";

/** The results of the runs for the whole system, without comparisons. */
export type Measured = Omit<SimulationReport, "seed" | "phase" | "whatIf" | "assumptions">;

/** The runs of all parts together, with disks in their order over all VMs. */
export function mergedRuns(
  parts: readonly IndependentPart[],
  places: readonly PlaceOfDisk[],
  runs: readonly RunResult[],
  detailed: readonly number[],
): { readonly report: Measured; readonly details: readonly DiskDetail[]; readonly events: number } {
  const sum = (figure: (run: RunResult) => number): number => runs.reduce((total, each) => total + figure(each), 0);
  const details = new Map(
    parts.flatMap(({ disks }, part) => {
      const own = detailed.filter((disk) => places[disk]!.part === part);
      return own.map((disk, n): [number, DiskDetail] => [disk, detailOf(disks, runs[part]!.details[n]!)]);
    }),
  );
  return {
    report: {
      requests: sum(({ requests }) => requests),
      warmupRequests: sum(({ warmupRequests }) => warmupRequests),
      simulatedSeconds: Math.max(...runs.map(({ simulatedSeconds }) => simulatedSeconds)),
      disks: places.map(({ part, at }) => runs[part]!.disks[at]!),
      stations: runs.flatMap(({ stations }) => stations),
      hosts: runs.flatMap(({ hosts }) => hosts),
      notes: [...new Set(runs.flatMap(({ notes }) => notes))],
    },
    details: detailed.map((disk) => details.get(disk)!),
    events: sum(({ events }) => events),
  };
}

/** Within a part, requests refer to their disk by its index there. */
function detailOf(disks: readonly number[], detail: DiskDetail): DiskDetail {
  return { ...detail, requests: detail.requests.map((request) => ({ ...request, disk: disks[request.disk]! })) };
}
