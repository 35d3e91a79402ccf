/** The limitations of the analytic engine: what it cannot estimate within 15%, and leaves to a simulation. */
import type { Network } from "../network.ts";
import { type ChainDemands, combined, type Demand, serversOf } from "./chain-demands.ts";
import type { Together } from "./together.ts";

/** Why only a simulation gives figures, as the end of a sentence that begins with "because". */
export const limitations = {
  copies: "a write goes to several disks of an array at once and waits for the slowest",
  array: "each disk of an array has a queue of its own",
  flush: "durable writes that wait at the same time share a flush",
  processors: "the processors of its host or of its VM are nearly full, and requests wait for them",
  overload: "loads with a rate bring nearly all that their path can serve, or more",
  sequential: "the order of the requests decides how often others cut a sequential run on the spinning disk",
  emulation: "an emulated controller handles one command at a time, and its commands wait for those of others",
  knee: "requests of different loads meet where the volume is neither idle nor full, and their order decides who waits",
  unsettled: "its loads hold one another up, and no estimate of who waits for whom settles",
  many: "more disks share its host and its volumes than an estimate can count",
} as const;

export type Limitation = keyof typeof limitations;

/** Utilization of a host's processors from which on requests noticeably wait for them. */
const hostIsBusy = 0.6;
/**
 * Utilization of a station from which on the waiting time of an open load depends on the last percent of its capacity.
 */
const nearlyAll = 0.8;
/** The same for a spinning disk, and for a channel that takes one command at a time. */
const nearlyAllOfSlow = 0.7;
/** The same if closed loads use the rest, on flash and on a spinning disk. */
const most = { flash: 0.6, spinning: 0.35 };
/** The least share of its time that a sequential disk loses if every request is interrupted. */
const minInterruptedShare = 0.1;
/** If the outstanding requests would keep a station this busy without waiting, the order of constant services matters. */
const knee = { from: 0.75, to: 3, busy: 0.5 };
/** The share of a station's demand below which a disk does not affect the others. */
const negligible = 0.01;
/** Service times that differ by less count as equal. */
const different = 1.5;
/** If writes occupy this many times the units of an average request, the load counts as a mix. */
const mixed = 4;
/** A request that takes this share of its time there counts as long. */
const long = 0.2;
/** If both emulated controllers would keep vmwp.exe this busy, the way in which their accesses alternate matters. */
const takesTurns = 0.5;
/** Utilization of virtual processors that matters. */
const full = 0.85;
/** What limits the estimate of one disk also limits those of others at a station of which that disk uses this share. */
const couples = 0.15;

/** By disk: why its figures are only bounds; `undefined` if they can be estimated. */
export function limitationsOf(
  network: Network,
  demands: readonly ChainDemands[],
  results: readonly Result[],
): readonly (Limitation | undefined)[] {
  const use = usesOf(demands);
  const known = new Map<number, Limitation | undefined>();
  const ofStation = (station: number): Limitation | undefined => {
    if (!known.has(station))
      known.set(station, stationLimitation(network, demands, station, use.get(station)!, results));
    return known.get(station);
  };
  const found = demands.map((_, index) => ownLimitation(network, demands, index, use, results, ofStation));
  const controllers = controllersOf(demands);
  for (const disks of controllers.values()) {
    // While Storage QoS holds its command back, a disk keeps the controller.
    if (disks.length === 1 || disks.every((disk) => !demands[disk]!.limit)) continue;
    for (const disk of disks) found[disk] ??= "emulation";
  }
  const busyHosts = fullHosts(network, demands, results);
  demands.forEach(({ host }, index) => {
    if (host && busyHosts.has(host.station)) found[index] ??= "processors";
  });
  return spread(found, use, controllers, demands, results);
}

type Result = Pick<Together, "throughput" | "response" | "offered" | "saturated" | "isSettled">;

type Sharers = readonly { readonly disk: number; readonly demand: Demand }[];

/** By station index: the disks that visit it. */
type Uses = ReadonlyMap<number, Sharers>;

function usesOf(demands: readonly ChainDemands[]): Uses {
  const uses = new Map<number, { disk: number; demand: Demand }[]>();
  demands.forEach((each, disk) => {
    for (const [station, demand] of combined(each)) {
      const known = uses.get(station);
      if (known) known.push({ disk, demand });
      else uses.set(station, [{ disk, demand }]);
    }
  });
  return uses;
}

function ownLimitation(
  network: Network,
  demands: readonly ChainDemands[],
  disk: number,
  uses: Uses,
  results: readonly Result[],
  ofStation: (station: number) => Limitation | undefined,
): Limitation | undefined {
  const each = demands[disk]!;
  if (each.isForked) return "copies";
  if (each.isOnArray) return "array";
  if (sharesFlush(network, demands, disk)) return "flush";
  const { offered, saturated, isSettled } = results[disk]!;
  const isOpen = network.chains[disk]!.population === undefined;
  const isSerial = each.gate?.capacity === 1;
  // By itself, it gets what its path can serve, and has no response time.
  if (saturated) return demands.length > 1 ? "overload" : undefined;
  const isSlow = isSerial || [...combined(each).values()].some(({ arm }) => arm);
  if (offered > (isOpen && isSlow ? nearlyAllOfSlow : nearlyAll)) return "overload";
  if (!isSettled) return "unsettled";
  for (const [station, demand] of combined(each)) {
    const sharers = uses.get(station)!;
    // A single closed load keeps its order.
    if (sharers.length === 1 && !isOpen) continue;
    if (demand.arm && isCut(network, demands, disk, demand, sharers)) return "sequential";
    if (demand.arm && isSerial && isOpen) return "emulation";
    const limitation = ofStation(station);
    if (limitation) return limitation;
  }
  return undefined;
}

/** The disks of each emulated controller, by its station. */
function controllersOf(demands: readonly ChainDemands[]): ReadonlyMap<number, readonly number[]> {
  const disks = new Map<number, number[]>();
  demands.forEach(({ gate }, disk) => {
    if (gate?.capacity !== 1) return;
    const known = disks.get(gate.station);
    if (known) known.push(disk);
    else disks.set(gate.station, [disk]);
  });
  return disks;
}

function sharesFlush(network: Network, demands: readonly ChainDemands[], disk: number): boolean {
  const { flush } = demands[disk]!;
  if (flush === undefined) return false;
  const isSingle = network.chains[disk]!.population === 1;
  return !isSingle || demands.some((other, index) => index !== disk && other.flush?.station === flush.station);
}

/** The limitation of a station that several disks share, or that serves a single open load. */
function stationLimitation(
  network: Network,
  demands: readonly ChainDemands[],
  station: number,
  sharers: Sharers,
  results: readonly Result[],
): Limitation | undefined {
  const isClosed = ({ disk }: Sharers[number]): boolean => network.chains[disk]!.population !== undefined;
  const open = busyAlone(
    network,
    demands,
    sharers.filter((each) => !isClosed(each)),
  );
  const limit = sharers.some(({ demand }) => demand.arm) ? most.spinning : most.flash;
  if (open > limit && sharers.some(isClosed)) return "overload";
  if (isTakingTurns(network, demands, station, sharers)) return "emulation";
  if (isFull(network, station, sharers, results)) return "processors";
  return isAtKnee(network, demands, sharers, results) ? "knee" : undefined;
}

/** Utilization of a station by its loads if no request waited. */
function busyAlone(network: Network, demands: readonly ChainDemands[], sharers: Sharers): number {
  return sharers.reduce((sum, { disk, demand }) => {
    const together = atOnce(network, demands, disk);
    const rate = together === undefined ? network.chains[disk]!.rate! / 1e6 : together / aloneUs(demands[disk]!);
    return sum + (rate * demand.us) / Math.max(1, demand.servers);
  }, 0);
}

/** Virtual processors at which the requests of several disks wait most of their time. */
function isFull({ stations }: Network, station: number, sharers: Sharers, results: readonly Result[]): boolean {
  const { actor } = stations[station]!;
  return actor === "guest kernel" && sharers.length > 1 && busyPart(sharers, results) > full;
}

function isTakingTurns(network: Network, demands: readonly ChainDemands[], station: number, sharers: Sharers): boolean {
  if (network.stations[station]!.actor !== "vmwp.exe") return false;
  const controllers = new Set(sharers.map(({ disk }) => demands[disk]!.gate?.station));
  return controllers.size > 1 && busyAlone(network, demands, sharers) > takesTurns;
}

/** The largest number of requests of a closed load that are at its stations at once; `undefined` for an open load. */
function atOnce(network: Network, demands: readonly ChainDemands[], disk: number): number | undefined {
  const { population } = network.chains[disk]!;
  return population && Math.min(population, demands[disk]!.gate?.capacity ?? population);
}

/** A single request always returns after those of other closed loads; of several requests, some stay together. */
function isCut(
  network: Network,
  demands: readonly ChainDemands[],
  disk: number,
  { us, arm }: Demand,
  sharers: Sharers,
): boolean {
  const together = atOnce(network, demands, disk);
  if (together === undefined || arm!.interruptedUs < minInterruptedShare * (us + arm!.interruptedUs)) return false;
  return (
    together > 1 ||
    sharers.every((other) => other.disk === disk || network.chains[other.disk]!.population === undefined)
  );
}

/** Long and short requests with constant service times, about as many as the station can serve. */
function isAtKnee(
  network: Network,
  demands: readonly ChainDemands[],
  sharers: Sharers,
  results: readonly Result[],
): boolean {
  if (sharers.some(({ demand }) => demand.constantShare < 0.5)) return false;
  const all = busyAlone(network, demands, sharers);
  if (all < knee.from || all > knee.to) return false;
  if (busyPart(sharers, results) < knee.busy) return false;
  const relevant = sharers.filter((each) => busyAlone(network, demands, [each]) > negligible * all);
  const times = relevant.map(({ demand }) => demand.us);
  const isAlike =
    Math.max(...times) < different * Math.min(...times) &&
    relevant.every(({ demand: { servers, largestShare } }) => largestShare * servers < mixed);
  const isClosed = relevant.every(({ disk }) => network.chains[disk]!.population !== undefined);
  return !(isAlike && isClosed) && relevant.some(({ disk, demand }) => demand.us > long * aloneUs(demands[disk]!));
}

/** Utilization of a station by its loads. */
const busyPart = (sharers: Sharers, results: readonly Result[]): number =>
  sharers.reduce(
    (sum, { disk, demand }) => sum + (results[disk]!.throughput * demand.us) / Math.max(1, demand.servers),
    0,
  );

const aloneUs = ({ outer, inner, outerDelayUs, innerDelayUs, ringUs }: ChainDemands): number =>
  [...outer.values(), ...inner.values()].reduce((sum, { us }) => sum + us, outerDelayUs + innerDelayUs + ringUs);

function fullHosts(
  { stations }: Network,
  demands: readonly ChainDemands[],
  results: readonly Result[],
): ReadonlySet<number> {
  const busy = new Map<number, number>();
  demands.forEach((each, index) => {
    if (!each.host) return;
    const { station, us } = each.host;
    const all = us + (combined(each).get(station)?.us ?? 0);
    busy.set(station, (busy.get(station) ?? 0) + results[index]!.throughput * all);
  });
  return new Set(
    [...busy].flatMap(([station, work]) => (work / serversOf(stations[station]!) < hostIsBusy ? [] : [station])),
  );
}

/** What limits the estimate of one disk also limits those that wait for it. */
function spread(
  found: readonly (Limitation | undefined)[],
  uses: Uses,
  controllers: ReadonlyMap<number, readonly number[]>,
  demands: readonly ChainDemands[],
  results: readonly Result[],
): readonly (Limitation | undefined)[] {
  const all = [...found];
  const pending = all.flatMap((limitation, disk) => (limitation ? [disk] : []));
  const taken = new Map<number, number>();
  for (let disk = pending.pop(); disk !== undefined; disk = pending.pop()) {
    const limit = (other: number): void => {
      if (all[other]) return;
      all[other] = all[disk!];
      pending.push(other);
    };
    const { throughput, response } = results[disk]!;
    if (throughput * response >= couples) controllers.get(demands[disk]!.gate?.station ?? -1)?.forEach(limit);
    for (const [station, { us, servers, arm }] of combined(demands[disk]!)) {
      const before = taken.get(station) ?? 0;
      const now = before + (throughput * (us + (arm?.interruptedUs ?? 0))) / servers;
      taken.set(station, now);
      if (now < couples || before >= couples) continue;
      for (const other of uses.get(station)!) limit(other.disk);
    }
  }
  return all;
}
