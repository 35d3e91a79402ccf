/**
 * The laws that every run must obey. The two sides of each equation are counted independently in the engine, so a
 * violation is a bug and ends the run.
 */
import type { Network } from "../network.ts";
import type { Engine } from "./engine.ts";
import type { Tally } from "./tally.ts";

/** Throws if the run violates a law; may be called between any two events. */
export function checkLaws(engine: Engine): void {
  engine.settle();
  const { network, queues, tally } = engine;
  const rest = engine.unfinished();
  const elapsed = engine.now;
  network.stations.forEach(({ id }, s) => {
    // Little: the area under the curve of requests is the sum of the times that they were there.
    hold(`Little's law at "${id}"`, queues.presentArea[s]!, queues.sojournUs[s]! + rest.sojournUs[s]!, elapsed);
    hold(`the utilization law at "${id}"`, queues.busyArea[s]!, queues.heldUs[s]! + rest.heldUs[s]!, elapsed);
    hold(`the flow balance at "${id}"`, queues.arrivals[s]!, queues.departures[s]! + queues.present[s]!, 0);
  });
  const allTotals = tally.totals();
  network.chains.forEach((chain, index) => {
    const totals = allTotals[index]!;
    const from = index * tally.stageCount;
    let stages = 0;
    for (let stage = from; stage < from + tally.stageCount; stage++)
      stages += tally.waitingUs[stage]! + tally.serviceUs[stage]!;
    hold(`stages and response time of "${chain.disk.slot}"`, totals.responseUs, stages, elapsed);
    hold(`exits of "${chain.disk.slot}"`, totals.exits, tabledExits(network, tally, index), 0);
  });
}

/** The exits that the path's table gives for the completed commands. Allocating blocks causes none. */
function tabledExits(network: Network, { kindCompleted }: Tally, index: number): number {
  return network.chains[index]!.kinds.reduce((sum, { operations }, kind) => {
    const exits = operations.reduce((each, operation) => each + (operation.kind === "serve" ? operation.exits : 0), 0);
    return sum + exits * kindCompleted[index]![kind]!;
  }, 0);
}

function hold(law: string, left: number, right: number, scale: number): void {
  const tolerance = 1e-6 * Math.max(1, Math.abs(left), Math.abs(right)) + 1e-9 * scale;
  if (!(Math.abs(left - right) <= tolerance)) throw new Error(`The simulation broke ${law}: ${left} is not ${right}.`);
}
