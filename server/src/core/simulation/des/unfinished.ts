/** What the requests that are still at a station have spent there, for the laws on a running system. */
import type { Station } from "../stations.ts";
import { code, type Program, stationOf } from "./program.ts";
import type { Queues } from "./queues.ts";
import { type Requests, waitsInRing } from "./requests.ts";

/** Sums per station over the requests there now, of the time since they came and of the time since their service began. */
export interface Unfinished {
  readonly sojournUs: Float64Array;
  readonly heldUs: Float64Array;
}

export function unfinished(
  stations: readonly Station[],
  requests: Requests,
  queues: Queues,
  program: Program,
  now: number,
): Unfinished {
  const sojournUs = new Float64Array(queues.present.length);
  const heldUs = new Float64Array(queues.present.length);
  const queued = new Uint8Array(requests.at.length);
  for (let s = 0; s < queues.head.length; s++)
    for (let slot = queues.head[s]!; slot >= 0; slot = requests.next[slot]!) {
      queued[slot] = 1;
      sojournUs[s] = sojournUs[s]! + now - requests.entered[slot]!;
    }
  stations.forEach(({ kind }, s) => {
    if (kind === "limit" && queues.occupied[s]! > 0) heldUs[s] = now - queues.emptySince[s]!;
  });
  for (let slot = 0; slot < requests.at.length; slot++) {
    if (requests.issued[slot]! < 0) continue;
    for (let held = 2 * slot; held < 2 * slot + 2; held++) {
      const s = requests.heldStation[held]!;
      if (s < 0) continue;
      sojournUs[s] = sojournUs[s]! + now - requests.held[held]! + requests.heldWaited[held]!;
      heldUs[s] = heldUs[s]! + now - requests.held[held]!;
    }
    const place = requests.place[slot]!;
    if (place >= 0) {
      sojournUs[place] = sojournUs[place]! + now - requests.placed[slot]! + requests.placeWaited[slot]!;
      heldUs[place] = heldUs[place]! + now - requests.placed[slot]!;
    }
    const at = requests.at[slot]!;
    if (queued[slot] === 1 || program.code[at]! > code.ringIn || place === waitsInRing) continue;
    const s = place >= 0 ? program.cpu[at]! : stationOf(program, requests, at, slot);
    sojournUs[s] = sojournUs[s]! + now - requests.entered[slot]!;
    heldUs[s] = heldUs[s]! + (now - requests.started[slot]!) * program.weight[at]!;
  }
  return { sojournUs, heldUs };
}
