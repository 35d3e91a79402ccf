/** The stations of one run: which requests are there, which wait, and the sums for utilization and Little's law. */
import { coresAtWork, type Station } from "../stations.ts";
import type { Requests } from "./requests.ts";

export class Queues {
  /** By station: arrivals, departures, present requests, and the areas under the curves of present requests and of those in service. */
  readonly arrivals: Float64Array;
  readonly departures: Float64Array;
  readonly present: Int32Array;
  readonly presentArea: Float64Array;
  readonly busyArea: Float64Array;
  /** Time that requests which have left had been present, and in service. */
  readonly sojournUs: Float64Array;
  readonly heldUs: Float64Array;
  /** Servers in use; for a weighted station, the shares. */
  readonly occupied: Float64Array;
  /** For a limit without tokens: since when. */
  readonly emptySince: Float64Array;
  /** First and last waiting request; -1 for none. The rest of the queue is linked in the requests. */
  readonly head: Int32Array;
  private readonly tail: Int32Array;
  /**
   * For `weighted` and `processors`: the factor by which a service is stretched, by the number of busy processors;
   * otherwise undefined.
   */
  private readonly stretch: readonly (Float64Array | "shares" | undefined)[];
  /** A request may start while `occupied` is below this. */
  private readonly limit: Float64Array;
  private readonly batch: Uint8Array;
  private readonly lastChange: Float64Array;

  /** `clock` is that of the future events. */
  constructor(
    stations: readonly Station[],
    private readonly requests: Requests,
    private readonly clock: Float64Array,
  ) {
    const floats = (): Float64Array => new Float64Array(stations.length);
    const links = (): Int32Array => new Int32Array(stations.length).fill(-1);
    this.arrivals = floats();
    this.departures = floats();
    this.present = new Int32Array(stations.length);
    this.presentArea = floats();
    this.busyArea = floats();
    this.sojournUs = floats();
    this.heldUs = floats();
    this.occupied = floats();
    this.emptySince = floats();
    this.head = links();
    this.tail = links();
    this.stretch = stations.map(stretchOf);
    this.limit = Float64Array.from(stations, ({ kind, servers }) => (kind === "weighted" ? 1 - 1e-9 : servers));
    this.batch = Uint8Array.from(stations, ({ kind }) => (kind === "batch" ? 1 : 0));
    this.lastChange = floats();
  }

  /** Occupies a share of a station, and returns the factor by which sharing slows the service down. */
  take(s: number, weight: number): number {
    const taken = this.occupied[s]! + weight;
    this.occupied[s] = taken;
    const stretch = this.stretch[s];
    if (stretch === undefined) return 1;
    return stretch === "shares" ? Math.max(1, taken) : stretch[taken]!;
  }

  /** Whether all that wait are served together from now on. */
  startsBatch(s: number): boolean {
    return this.batch[s] === 1 && this.occupied[s] === 0;
  }

  hasRoom(s: number): boolean {
    return this.occupied[s]! < this.limit[s]!;
  }

  /**
   * A request arrives at a station; returns true if it may start at once, otherwise it is put at the end of the queue.
   */
  enter(s: number, slot: number): boolean {
    this.area(s);
    this.present[s]!++;
    this.arrivals[s]!++;
    this.requests.entered[slot] = this.clock[0]!;
    if (this.hasRoom(s) && this.head[s]! < 0) return true;
    this.requests.next[slot] = -1;
    if (this.tail[s]! < 0) this.head[s] = slot;
    else this.requests.next[this.tail[s]!] = slot;
    this.tail[s] = slot;
    return false;
  }

  /** A request leaves after its service, or releases what it has held since it `started`. */
  leave(s: number, weight: number, slot: number): void {
    const now = this.clock[0]!;
    this.area(s);
    this.present[s]!--;
    this.departures[s]!++;
    this.sojournUs[s]! += now - this.requests.entered[slot]!;
    this.heldUs[s]! += (now - this.requests.started[slot]!) * weight;
    this.occupied[s]! -= weight;
  }

  /** A request passes a limit, which is then without tokens. */
  pass(s: number, slot: number): void {
    const now = this.clock[0]!;
    this.area(s);
    this.present[s]!--;
    this.departures[s]!++;
    this.sojournUs[s]! += now - this.requests.entered[slot]!;
    this.occupied[s] = 1;
    this.emptySince[s] = now;
  }

  /** The limit has its tokens again. */
  refill(s: number): void {
    this.area(s);
    this.occupied[s] = 0;
    this.heldUs[s]! += this.clock[0]! - this.emptySince[s]!;
  }

  /** Removes the first waiting request from the queue. */
  next(s: number): number {
    const waiter = this.head[s]!;
    this.head[s] = this.requests.next[waiter]!;
    if (this.head[s]! < 0) this.tail[s] = -1;
    return waiter;
  }

  /** Updates the areas to the present time. */
  settle(): void {
    for (let s = 0; s < this.present.length; s++) this.area(s);
  }

  private area(s: number): void {
    const now = this.clock[0]!;
    const passed = now - this.lastChange[s]!;
    this.presentArea[s]! += this.present[s]! * passed;
    this.busyArea[s]! += this.occupied[s]! * passed;
    this.lastChange[s] = now;
  }
}

function stretchOf(station: Station): Float64Array | "shares" | undefined {
  if (station.kind === "weighted") return "shares";
  if (station.kind !== "processors") return undefined;
  return Float64Array.from({ length: station.servers + 1 }, (_, busy) =>
    busy === 0 ? 1 : busy / coresAtWork(station, busy),
  );
}
