/** Costs that a costs file sets and that change nothing, because no path spends them or another cost covers them. */
import type { Costs } from "./costs.ts";

/** Contained in the costs of the stages that exit; no stage of its own spends them. */
const informational: ReadonlySet<string> = new Set(["exit.hw", "exit.sw", "exit.nestedUser"]);

/** Why the value of this cost has no effect, as a sentence; `undefined` where it has one. `costs` are all that hold. */
export function ineffectiveCost(id: string, costs: Costs): string | undefined {
  if (informational.has(id)) return `"${id}" is not spent by any stage: the costs of the stages that exit contain it.`;
  if (id === "chan" || id === "chan.before2012") {
    const parts = costs["vsp.exec"]! + costs["vsp.cmpl"]!;
    return costs[id]! < parts
      ? `"${id}" contains "vsp.exec" and "vsp.cmpl", which together take ${parts} us; below that it has no effect.`
      : undefined;
  }
  const medium = /^media\.([^.]+)\.(seekAverageUs|seekFullUs)$/.exec(id)?.[1];
  if (medium === undefined) return undefined;
  const track = costs[`media.${medium}.seekTrackUs`]!;
  return costs[`media.${medium}.seekFullUs`]! <= track
    ? `"${id}" has no effect: no seek of ${medium} is longer than the one to the next track, ${track} us.`
    : undefined;
}
