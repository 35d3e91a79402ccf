/** Costs that a costs file sets without effect, because no path uses them or another cost includes them. */
import { given } from "../../figures.ts";
import { costDefinition } from "./cost-table.ts";
import type { Costs } from "./costs.ts";
import { seekShares, unitUs } from "./media-model.ts";

/** Contained in the costs of the stages that exit; no stage of its own uses them. */
const informational: ReadonlySet<string> = new Set(["exit.hw", "exit.sw", "exit.nestedUser"]);

/** Why the value of this cost has no effect, as a sentence; `undefined` if it has one. `costs` are all costs in use. */
export function ineffectiveCost(id: string, costs: Costs): string | undefined {
  if (informational.has(id)) return `"${id}" is not spent by any stage: the costs of the stages that exit contain it.`;
  if (id === "chan" || id === "chan.before2012") {
    const parts = costs["vsp.exec"]! + costs["vsp.cmpl"]!;
    return costs[id]! < parts
      ? `"${id}" contains "vsp.exec" and "vsp.cmpl", which together take ${parts} us; below that it has no effect.`
      : undefined;
  }
  if (id === "vhd.allocationWrites" && costs[id]! > 4)
    return `"${id}" has no effect above 4: bitmap, footer, block table and the host's metadata are all there is to write.`;
  return seekCost(id, costs) ?? flashCost(id, costs) ?? wholeCost(id, costs);
}

function wholeCost(id: string, costs: Costs): string | undefined {
  const unit = costDefinition(id)?.unit;
  const value = costs[id]!;
  if ((unit !== "requests" && unit !== "processors") || Number.isInteger(value)) return undefined;
  const least = id === "vhd.allocationWrites" ? 0 : 1;
  return `"${id}" counts whole ${unit}: ${Math.max(least, Math.round(value))} is used.`;
}

function seekCost(id: string, costs: Costs): string | undefined {
  const [, medium, name] = /^media\.([^.]+)\.(seekAverageUs|seekFullUs)$/.exec(id) ?? [];
  if (medium === undefined) return undefined;
  const track = costs[`media.${medium}.seekTrackUs`]!;
  const full = costs[`media.${medium}.seekFullUs`]!;
  if (full <= track)
    return `"${id}" has no effect: no seek of ${medium} is longer than the one to the next track, ${given(track, "us")}.`;
  const [least, most] = seekShares.map((share) => track + share * (full - track)) as [number, number];
  return name === "seekAverageUs" && (costs[id]! < least || costs[id]! > most)
    ? `"${id}" has no effect below ${given(least, "us")} and above ${given(most, "us")}: the mean seek lies between the one to the next track and the longest.`
    : undefined;
}

function flashCost(id: string, costs: Costs): string | undefined {
  const [, medium, way, name] = /^media\.([^.]+)\.(read|write)(Us|Units)$/.exec(id) ?? [];
  if (medium === undefined) return undefined;
  const latency = costs[`media.${medium}.${way}Us`]!;
  const transfer = 4096 / costs[`media.${medium}.${way}Rate`]!;
  const unit = unitUs(latency, transfer);
  if (name === "Us")
    return latency < unit + transfer * (1 - 1e-9)
      ? `"${id}" contains the transfer of 4 KiB, which takes ${given(transfer, "us")}; below ${given(transfer / 0.9, "us")} hardly any of it counts.`
      : undefined;
  const least = latency / unit;
  return costs[id]! < least
    ? `"${id}" has no effect below ${given(least)}: the medium serves one request while it transfers another.`
    : undefined;
}
