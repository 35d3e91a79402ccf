/** The processors of each host in a run: how many the I/O uses, and what uses them. */
import type { Chain, Network } from "../network.ts";
import type { Actor, HostReport } from "../report.ts";
import type { Run } from "./run.ts";

/** In the order in which the hosts first occur in the network. */
export function hostReports(network: Network, { start, end, stageCount }: Run): HostReport[] {
  const elapsed = Math.max(1e-9, end.now - start.now);
  return network.stations.flatMap(({ kind, servers }, station) => {
    if (kind !== "processors") return [];
    const work = new Map<Actor, number>();
    let completed = 0;
    let host: string | undefined;
    network.chains.forEach((chain, index) => {
      if (processorsOf(chain, network) !== station) return;
      host = chain.host;
      completed += end.totals[index]!.completed - start.totals[index]!.completed;
      chain.stages.forEach((stage, position) => {
        if (!isWork(stage)) return;
        const { actor } = stage;
        const at = index * stageCount + position;
        const us = end.serviceUs[at]! - start.serviceUs[at]!;
        if (us > 0) work.set(actor, (work.get(actor) ?? 0) + us);
      });
    });
    const all = [...work.values()].reduce((sum, us) => sum + us, 0) / elapsed;
    // The work of a request counts when it completes: at the ends of a run this may be slightly more than was done.
    const part = Math.min(1, servers / Math.max(all, 1e-9));
    const byActor = [...work].map(([actor, us]) => ({ actor, processorsInUse: (us / elapsed) * part }));
    const processorsInUse = all * part;
    return [
      {
        host,
        processors: servers,
        processorsInUse,
        byActor,
        processorsPer100000Iops: completed > 0 ? processorsInUse / ((10 * completed) / elapsed) : null,
      },
    ];
  });
}

/** Whether the time of a stage is work of a processor. */
export const isWork = ({ id, actor }: { readonly id: string; readonly actor: Actor }): boolean =>
  actor !== "device" && !waitingStages.has(id);

/** Stages without work: their time is not that of a processor. */
const waitingStages: ReadonlySet<string> = new Set(["qos.limit", "alloc.extend"]);

/** The station of the processors that the disk's requests run on. */
function processorsOf({ kinds }: Chain, { stations }: Network): number | undefined {
  for (const { operations } of kinds)
    for (const operation of operations) {
      if (operation.kind !== "serve") continue;
      if (operation.cpu !== undefined) return operation.cpu;
      if (stations[operation.station]!.kind === "processors") return operation.station;
    }
  return undefined;
}
