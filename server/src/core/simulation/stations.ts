/** What a request can wait for: stations with servers, and the registry in which a network collects its stations. */
import type { Costs } from "./paths/costs.ts";
import type { ArmModel } from "./paths/media-model.ts";
import type { Actor } from "./report.ts";

export interface Station {
  readonly id: string;
  readonly actor: Actor;
  readonly servers: number;
  /**
   * `weighted`: requests occupy a share each and stretch one another when the shares exceed 1; `arm`: reorders its
   * queue; `limit`: a token bucket, without service, where the tokens of the last request make the next one wait;
   * `batch`: all that wait when it is free are served together; `processors`: two threads of a core slow each other
   * down.
   */
  readonly kind: "servers" | "weighted" | "arm" | "limit" | "batch" | "processors";
  /** For `processors`: how much more a core does with both its threads busy. */
  readonly smtFactor?: number | undefined;
  readonly arm?: ArmModel | undefined;
}

/** About where a closed load passes from one asymptote of its throughput to the other: below it, time is what limits. */
export const kneeUtilization = 0.75;
/** Hardly more can be served. */
export const isFull = (utilization: number): boolean => utilization >= 0.9;
/** Stations whose utilizations differ by less count as equally full. */
export const fullMargin = 0.03;

/** The number of cores' worth of work that `busy` logical processors do: one thread of every core is used first. */
export function coresAtWork({ servers, smtFactor = 1 }: Station, busy: number): number {
  const cores = Math.ceil(servers / 2);
  return busy <= cores ? busy : cores + (busy - cores) * (smtFactor - 1);
}

/** Collects the stations of a network, each created once, and the costs that were used. */
export class StationRegistry {
  readonly stations: Station[] = [];
  readonly used = new Set<string>();
  private readonly index = new Map<string, number>();

  constructor(private readonly costs: Costs) {}

  /** Value of a cost, noted as used. */
  cost(id: string): number {
    this.used.add(id);
    return this.costs[id]!;
  }

  /** Index of the station with this key; `make` makes it, or `count` of its kind in a row, the first time. */
  station(key: string, make: () => Station, count = 1): number {
    const known = this.index.get(key);
    if (known !== undefined) return known;
    const first = this.stations.length;
    const station = make();
    for (let n = 0; n < count; n++)
      this.stations.push(count === 1 ? station : { ...station, id: `${station.id} ${n}` });
    this.index.set(key, first);
    return first;
  }
}
