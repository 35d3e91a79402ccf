/**
 * The laws that every run must keep. Each side of an equation is counted on its own way through the engine, so a broken
 * law is a bug of ours and ends the run.
 */
import type { Network } from "../network.ts";
import type { Engine } from "./engine.ts";

/** Throws when the run breaks a law; the engine may stand anywhere between two events. */
export function checkLaws(engine: Engine): void {
  engine.settle();
  const { network } = engine;
  const rest = engine.unfinished();
  const elapsed = engine.now;
  network.stations.forEach(({ id }, s) => {
    // Little: the area under the curve of requests is the sum of the times that they were there.
    hold(`Little's law at "${id}"`, engine.presentArea[s]!, engine.sojournUs[s]! + rest.sojournUs[s]!, elapsed);
    hold(`the utilization law at "${id}"`, engine.busyArea[s]!, engine.heldUs[s]! + rest.heldUs[s]!, elapsed);
    hold(`the flow balance at "${id}"`, engine.arrivals[s]!, engine.departures[s]! + engine.present[s]!, 0);
  });
  const allTotals = engine.tally.totals();
  network.chains.forEach((chain, index) => {
    const totals = allTotals[index]!;
    const from = index * engine.tally.stageCount;
    let stages = 0;
    for (let stage = from; stage < from + engine.tally.stageCount; stage++)
      stages += engine.tally.waitingUs[stage]! + engine.tally.serviceUs[stage]!;
    hold(`stages and response time of "${chain.disk.slot}"`, totals.responseUs, stages, elapsed);
    hold(`exits of "${chain.disk.slot}"`, totals.exits, tabledExits(network, engine, index), 0);
  });
}

/** Exits that the path's table gives for the commands that completed. Blocks that come into being trap nothing. */
function tabledExits(network: Network, engine: Engine, index: number): number {
  return network.chains[index]!.kinds.reduce((sum, { operations }, kind) => {
    const exits = operations.reduce((each, operation) => each + (operation.kind === "serve" ? operation.exits : 0), 0);
    return sum + exits * engine.tally.kindCompleted[index]![kind]!;
  }, 0);
}

function hold(law: string, left: number, right: number, scale: number): void {
  const tolerance = 1e-6 * Math.max(1, Math.abs(left), Math.abs(right)) + 1e-9 * scale;
  if (!(Math.abs(left - right) <= tolerance)) throw new Error(`The simulation broke ${law}: ${left} is not ${right}.`);
}
