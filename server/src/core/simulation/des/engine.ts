/**
 * The discrete-event engine: all state of one run of a network. Requests are columns of typed arrays, stations keep
 * linked queues of them, and one loop interprets the programs; nothing is allocated and no closure made per event.
 * What the figures mean and how they are cut is for `measure.ts` and `simulate.ts`.
 */
import { power } from "../kernel/arithmetic.ts";
import { EventQueue } from "../kernel/event-queue.ts";
import { Random } from "../kernel/random.ts";
import type { Chain, Network } from "../network.ts";
import { type ArmModel, queueingSpeedup } from "../paths/media-model.ts";
import { code, flatten, type Program } from "./program.ts";
import type { TraceRecorder } from "./trace.ts";

/** Running sums of one chain over the requests completed so far. */
export interface ChainTotals {
  completed: number;
  /** Arrivals of an open load that found the path full. */
  lost: number;
  bytes: number;
  responseUs: number;
  exits: number;
  hypercalls: number;
  interrupts: number;
}

/** Seek times of the arm at equally spaced quantiles of the distance between two random places. */
const seekSteps = 2048;

export class Engine {
  readonly network: Network;
  readonly totals: readonly ChainTotals[];
  /** Sums by chain and stage, `stageCount` per chain. */
  readonly waitingUs: Float64Array;
  readonly serviceUs: Float64Array;
  readonly stageCount: number;
  /** Per station: arrivals, departures, requests there, and areas under the curves of requests there and of those in service. */
  readonly arrivals: Float64Array;
  readonly departures: Float64Array;
  readonly present: Int32Array;
  readonly presentArea: Float64Array;
  readonly busyArea: Float64Array;
  readonly sojournUs: Float64Array;
  readonly heldUs: Float64Array;
  /** Completions of each kind, by chain and kind. */
  readonly kindCompleted: readonly Float64Array[];
  /** Called for each request that completes. */
  onComplete: (chain: number, responseUs: number) => void = () => {};
  trace: TraceRecorder | undefined;

  readonly #events: EventQueue;
  readonly #program: Program;
  readonly #cumulative: readonly Float64Array[];
  readonly #arrivalRandom: readonly Random[];
  readonly #serviceRandom: readonly Random[];
  readonly #weighted: Uint8Array;
  readonly #servers: Float64Array;
  readonly #occupied: Float64Array;
  readonly #lastChange: Float64Array;
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #arms: readonly (ArmModel | undefined)[];
  readonly #seeks: readonly (Float64Array | undefined)[];
  readonly #lastServed: Int32Array;
  readonly #allocated: Float64Array;
  readonly #written: Float64Array;
  readonly #turn: Int32Array;
  /** "In" rings by the station of their channel: completions in it, and when the interrupt that was sent arrives. */
  readonly #ringCount: Int32Array;
  readonly #ringReady: Float64Array;
  // Columns of requests.
  readonly #chainOf: Int32Array;
  readonly #kindOf: Int32Array;
  readonly #at: Int32Array;
  readonly #issued: Float64Array;
  readonly #entered: Float64Array;
  readonly #started: Float64Array;
  readonly #held: Float64Array;
  readonly #heldStation: Int32Array;
  readonly #heldWaited: Float64Array;
  readonly #next: Int32Array;
  readonly #channel: Int32Array;
  readonly #ring: Int32Array;
  readonly #exitsOf: Int32Array;
  readonly #signalsOf: Int32Array;
  readonly #interruptsOf: Int32Array;
  readonly #slotWaiting: Float64Array;
  readonly #slotService: Float64Array;
  readonly #inside: Int32Array;
  readonly #free: Int32Array;
  #freeCount = 0;
  #completions = 0;
  readonly #ready: Int32Array;
  #readyFirst = 0;
  #readyCount = 0;

  constructor(network: Network, seed: number) {
    const { chains, stations } = network;
    this.network = network;
    this.#program = flatten(network);
    const slots = chains.reduce((sum, chain) => sum + (chain.population ?? chain.capacity), 0);
    this.stageCount = Math.max(1, ...chains.map((chain) => chain.stages.length));
    this.totals = chains.map(() => ({
      completed: 0,
      lost: 0,
      bytes: 0,
      responseUs: 0,
      exits: 0,
      hypercalls: 0,
      interrupts: 0,
    }));
    this.waitingUs = new Float64Array(chains.length * this.stageCount);
    this.serviceUs = new Float64Array(chains.length * this.stageCount);
    this.kindCompleted = chains.map((chain) => new Float64Array(chain.kinds.length));
    this.#events = new EventQueue(slots + chains.length + 1);
    this.#cumulative = chains.map(cumulativeOf);
    this.#arrivalRandom = chains.map((_, index) => new Random(seed, 2 * index + 1));
    this.#serviceRandom = chains.map((_, index) => new Random(seed, 2 * index + 2));
    const perStation = stations.length;
    const floats = (): Float64Array => new Float64Array(perStation);
    const links = (): Int32Array => new Int32Array(perStation).fill(-1);
    this.#weighted = Uint8Array.from(stations, ({ kind }) => (kind === "weighted" ? 1 : 0));
    this.#servers = Float64Array.from(stations, ({ servers }) => servers);
    this.#occupied = floats();
    this.#lastChange = floats();
    this.arrivals = floats();
    this.departures = floats();
    this.present = new Int32Array(perStation);
    this.presentArea = floats();
    this.busyArea = floats();
    this.sojournUs = floats();
    this.heldUs = floats();
    this.#head = links();
    this.#tail = links();
    this.#arms = stations.map(({ arm }) => arm);
    this.#seeks = stations.map(({ arm }) => arm && seekQuantiles(arm));
    this.#lastServed = links();
    this.#ringCount = new Int32Array(perStation);
    this.#ringReady = floats();
    this.#allocated = new Float64Array(chains.length);
    this.#written = new Float64Array(chains.length);
    this.#turn = new Int32Array(chains.length);
    const ints = (): Int32Array => new Int32Array(slots);
    const times = (): Float64Array => new Float64Array(slots);
    this.#chainOf = ints();
    this.#kindOf = ints();
    this.#at = ints();
    this.#issued = times();
    this.#entered = times();
    this.#started = times();
    // A request holds at most two things: its channel or outstanding right, and a processor.
    this.#held = new Float64Array(2 * slots);
    this.#heldWaited = new Float64Array(2 * slots);
    this.#heldStation = new Int32Array(2 * slots).fill(-1);
    this.#next = ints();
    this.#channel = ints();
    this.#ring = ints();
    this.#exitsOf = ints();
    this.#signalsOf = ints();
    this.#interruptsOf = ints();
    this.#slotWaiting = new Float64Array(slots * this.stageCount);
    this.#slotService = new Float64Array(slots * this.stageCount);
    this.#free = ints();
    this.#ready = ints();
    this.#inside = new Int32Array(chains.length);
    this.#begin(chains);
  }

  get now(): number {
    return this.#events.now;
  }

  /** Handles events until a request completes, and returns how many; several may complete at one time. */
  run(): number {
    let handled = 0;
    const before = this.#completions;
    while (this.#completions === before) {
      this.#handle(this.#events.pop());
      handled++;
    }
    return handled;
  }

  /** Sum over the requests that are at each station now of the time since they came, for Little's law on a running system. */
  unfinished(): { readonly sojournUs: Float64Array; readonly heldUs: Float64Array } {
    const sojournUs = new Float64Array(this.present.length);
    const heldUs = new Float64Array(this.present.length);
    const { code: codes, station } = this.#program;
    const queued = new Uint8Array(this.#at.length);
    for (let s = 0; s < this.#head.length; s++)
      for (let slot = this.#head[s]!; slot >= 0; slot = this.#next[slot]!) {
        queued[slot] = 1;
        sojournUs[s] = sojournUs[s]! + this.now - this.#entered[slot]!;
      }
    for (let slot = 0; slot < this.#at.length; slot++) {
      if (this.#issued[slot]! < 0) continue;
      for (let held = 2 * slot; held < 2 * slot + 2; held++) {
        const s = this.#heldStation[held]!;
        if (s < 0) continue;
        sojournUs[s] = sojournUs[s]! + this.now - this.#held[held]! + this.#heldWaited[held]!;
        heldUs[s] = heldUs[s]! + this.now - this.#held[held]!;
      }
      const at = this.#at[slot]!;
      if (queued[slot] === 1 || codes[at]! > code.arm) continue;
      const s = station[at]! + (this.#program.count[at]! > 1 ? this.#channel[slot]! % this.#program.count[at]! : 0);
      sojournUs[s] = sojournUs[s]! + this.now - this.#entered[slot]!;
      heldUs[s] = heldUs[s]! + (this.now - this.#started[slot]!) * this.#program.weight[at]!;
    }
    return { sojournUs, heldUs };
  }

  /** Brings the areas up to now. */
  settle(): void {
    for (let s = 0; s < this.present.length; s++) this.#area(s);
  }

  #begin(chains: readonly Chain[]): void {
    let slot = 0;
    this.#issued.fill(-1);
    chains.forEach((chain, index) => {
      if (chain.population === undefined) {
        this.#events.push(this.#gap(chain, index), -1 - index);
        return;
      }
      for (let n = 0; n < chain.population; n++) {
        this.#issue(slot, index);
        this.#makeReady(slot++);
      }
    });
    for (let rest = this.#at.length - 1; rest >= slot; rest--) this.#free[this.#freeCount++] = rest;
    this.#drain();
  }

  #gap(chain: Chain, index: number): number {
    return this.now + (this.#arrivalRandom[index]!.exponential() * chain.burst * 1e6) / chain.rate!;
  }

  #issue(slot: number, chain: number): void {
    const cumulative = this.#cumulative[chain]!;
    let kind = 0;
    if (cumulative.length > 1) {
      const u = this.#arrivalRandom[chain]!.uniform();
      while (kind < cumulative.length - 1 && u > cumulative[kind]!) kind++;
    }
    this.#chainOf[slot] = chain;
    this.#kindOf[slot] = kind;
    this.#at[slot] = this.#program.starts[chain]![kind]!;
    this.#issued[slot] = this.now;
    this.#channel[slot] = this.#turn[chain]!;
    this.#turn[chain] = (this.#turn[chain]! + 1) & 0xffff;
    this.trace?.issue(slot, chain, kind, this.now);
  }

  #handle(payload: number): void {
    if (payload < 0) this.#arrive(-1 - payload);
    else this.#finish(payload);
    this.#drain();
  }

  #drain(): void {
    while (this.#readyCount > 0) {
      const slot = this.#ready[this.#readyFirst]!;
      this.#readyFirst = this.#readyFirst + 1 === this.#ready.length ? 0 : this.#readyFirst + 1;
      this.#readyCount--;
      this.#advance(slot);
    }
  }

  /** Queues a request that may go on at this very time, first come first served. */
  #makeReady(slot: number): void {
    const at = this.#readyFirst + this.#readyCount++;
    this.#ready[at >= this.#ready.length ? at - this.#ready.length : at] = slot;
  }

  #arrive(index: number): void {
    const chain = this.network.chains[index]!;
    for (let n = 0; n < chain.burst; n++) {
      if (this.#inside[index]! >= chain.capacity) {
        this.totals[index]!.lost++;
        continue;
      }
      const slot = this.#free[--this.#freeCount]!;
      this.#inside[index]!++;
      this.#issue(slot, index);
      this.#advance(slot);
    }
    this.#events.push(this.#gap(chain, index), -1 - index);
  }

  /** The service or delay of a request has ended. */
  #finish(slot: number): void {
    const at = this.#at[slot]!;
    const { code: codes, station, count, drains } = this.#program;
    if (codes[at]! <= code.arm) {
      const s = count[at]! > 1 ? station[at]! + (this.#channel[slot]! % count[at]!) : station[at]!;
      this.trace?.step(slot, this.#program.stage[at]!, this.#entered[slot]!, this.#started[slot]!, this.now);
      this.#leave(s, this.#program.weight[at]!, this.#entered[slot]!, this.#started[slot]!);
      if (drains[at] === 0) this.#ring[slot] = s;
    }
    this.#at[slot] = at + 1;
    this.#advance(slot);
  }

  /** Takes a request through its program until it has to wait, is served or ends. */
  #advance(slot: number): void {
    const program = this.#program;
    for (;;) {
      const at = this.#at[slot]!;
      switch (program.code[at]) {
        case code.serve:
        case code.arm: {
          const s =
            program.count[at]! > 1
              ? program.station[at]! + (this.#channel[slot]! % program.count[at]!)
              : program.station[at]!;
          if (this.#enter(s, slot)) this.#serve(s, slot, at, 0);
          return;
        }
        case code.delay: {
          const us = this.#draw(slot, program.us[at]!, program.phases[at]!);
          this.#service(slot, program.stage[at]!, us);
          this.#interruptsOf[slot]! += program.argument[at]!;
          this.trace?.step(slot, program.stage[at]!, this.now, this.now, this.now + us);
          this.#events.push(this.now + us, slot);
          return;
        }
        case code.acquire: {
          const s = program.station[at]!;
          if (!this.#enter(s, slot)) return;
          this.#hold(s, slot, 0);
          break;
        }
        case code.release: {
          const s = program.station[at]!;
          const held = this.#heldStation[2 * slot] === s ? 2 * slot : 2 * slot + 1;
          this.#heldStation[held] = -1;
          this.#leave(s, 1, this.#held[held]! - this.#heldWaited[held]!, this.#held[held]!);
          break;
        }
        case code.ringIn: {
          const until = this.#raise(slot, at);
          if (until > this.now) {
            this.#events.push(until, slot);
            return;
          }
          break;
        }
        case code.allocate:
          if (!this.#allocates(slot)) this.#at[slot] = at + program.argument[at]!;
          break;
        default:
          this.#complete(slot);
          return;
      }
      this.#at[slot]!++;
    }
  }

  /** Comes to a station; true when it may start at once. */
  #enter(s: number, slot: number): boolean {
    this.#area(s);
    this.present[s]!++;
    this.arrivals[s]!++;
    this.#entered[slot] = this.now;
    if (this.#hasRoom(s) && this.#head[s]! < 0) return true;
    this.#next[slot] = -1;
    if (this.#tail[s]! < 0) this.#head[s] = slot;
    else this.#next[this.#tail[s]!] = slot;
    this.#tail[s] = slot;
    return false;
  }

  #hasRoom(s: number): boolean {
    return this.#weighted[s] === 1 ? this.#occupied[s]! < 1 - 1e-9 : this.#occupied[s]! < this.#servers[s]!;
  }

  #hold(s: number, slot: number, waited: number): void {
    this.#occupied[s]!++;
    const held = this.#heldStation[2 * slot]! < 0 ? 2 * slot : 2 * slot + 1;
    this.#heldStation[held] = s;
    this.#held[held] = this.now;
    this.#heldWaited[held] = waited;
  }

  /** Starts the service of a request that has come to the head of a station. */
  #serve(s: number, slot: number, at: number, waited: number): void {
    const program = this.#program;
    const chain = this.#chainOf[slot]!;
    this.#started[slot] = this.now;
    if (waited > 0) this.#slotWaiting[slot * this.stageCount + program.stage[at]!]! += waited;
    let us: number;
    if (program.code[at] === code.arm) {
      this.#occupied[s]!++;
      us = this.#armService(s, slot, at);
    } else {
      us = this.#draw(slot, program.us[at]!, program.phases[at]!);
      if (this.#weighted[s] === 1) {
        this.#occupied[s]! += program.weight[at]!;
        if (this.#occupied[s]! > 1) us *= this.#occupied[s]!;
      } else this.#occupied[s]!++;
      if (program.exits[at]! > 0) this.#exitsOf[slot]! += program.exits[at]!;
      if (program.drains[at] === 1) this.#ringCount[this.#ring[slot]!]!--;
      const from = program.partStart[at]!;
      const to = program.partEnd[at]!;
      if (from === to) this.#service(slot, program.stage[at]!, us);
      else
        for (let part = from; part < to; part++)
          this.#service(slot, program.partStage[part]!, us * program.partValue[part]!);
      // Nobody else at the channel: its ring was empty, and the provider must be woken.
      if (program.setupStart[at]! < program.setupEnd[at]! && this.present[s] === 1 && waited === 0) {
        this.#signalsOf[slot]!++;
        for (let part = program.setupStart[at]!; part < program.setupEnd[at]!; part++) {
          const extra = this.#serviceRandom[chain]!.exponential() * program.partValue[part]!;
          this.#service(slot, program.partStage[part]!, extra);
          us += extra;
        }
      }
    }
    this.#events.push(this.now + us, slot);
  }

  #armService(s: number, slot: number, at: number): number {
    const arm = this.#arms[s]!;
    const chain = this.#chainOf[slot]!;
    const random = this.#serviceRandom[chain]!;
    let positioning = 0;
    const last = this.#lastServed[s]!;
    // A sequential request of another disk's file lies elsewhere.
    if (this.#program.phases[at] === 1 || (last >= 0 && last !== chain)) {
      const place = random.uniform() * seekSteps;
      const step = Math.floor(place);
      const seeks = this.#seeks[s]!;
      const seek = seeks[step]! + (place - step) * (seeks[step + 1]! - seeks[step]!);
      positioning = (seek + random.uniform() * arm.revolutionUs) / queueingSpeedup(arm, this.present[s]!);
    }
    this.#lastServed[s] = chain;
    const service = positioning + arm.overheadUs;
    const transfer = this.#program.argument[at]! * arm.usPerByte;
    this.#service(slot, this.#program.stage[at]!, service);
    this.#service(slot, this.#program.secondStage[at]!, transfer);
    return service + transfer;
  }

  /** Leaves a station after its service; whoever waits there comes next. */
  #leave(s: number, weight: number, entered: number, started: number): void {
    this.#area(s);
    this.present[s]!--;
    this.departures[s]!++;
    this.sojournUs[s]! += this.now - entered;
    this.heldUs[s]! += (this.now - started) * weight;
    this.#occupied[s]! -= weight;
    while (this.#head[s]! >= 0 && this.#hasRoom(s)) {
      const waiter = this.#head[s]!;
      this.#head[s] = this.#next[waiter]!;
      if (this.#head[s]! < 0) this.#tail[s] = -1;
      const at = this.#at[waiter]!;
      const waited = this.now - this.#entered[waiter]!;
      if (this.#program.code[at] === code.acquire) {
        this.#slotWaiting[waiter * this.stageCount + this.#program.stage[at]!]! += waited;
        this.trace?.step(waiter, this.#program.stage[at]!, this.#entered[waiter]!, this.now, this.now);
        this.#hold(s, waiter, waited);
        this.#at[waiter] = at + 1;
        this.#makeReady(waiter);
      } else this.#serve(s, waiter, at, waited);
    }
  }

  /** Puts a completion into the "in" ring; returns when the guest sees it. */
  #raise(slot: number, at: number): number {
    const ring = this.#ring[slot]!;
    const stage = this.#program.stage[at]!;
    if (this.#ringCount[ring]!++ === 0) {
      const us = this.#draw(slot, this.#program.us[at]!, 1);
      this.#interruptsOf[slot]!++;
      this.#service(slot, stage, us);
      this.#ringReady[ring] = this.now + us;
    } else if (this.#ringReady[ring]! > this.now) {
      this.#slotWaiting[slot * this.stageCount + stage]! += this.#ringReady[ring]! - this.now;
    } else return this.now;
    this.trace?.step(slot, stage, this.now, this.now, this.#ringReady[ring]!);
    return this.#ringReady[ring]!;
  }

  /** Whether this write makes a new block: by chance for a random one, by its place for a sequential one. */
  #allocates(slot: number): boolean {
    const index = this.#chainOf[slot]!;
    const chain = this.network.chains[index]!;
    const kind = chain.kinds[this.#kindOf[slot]!]!;
    if (this.#allocated[index]! >= chain.blocks) return false;
    if (kind.isRandom) {
      // Of B blocks a uniform write meets one of the missing ones, whichever they are.
      const isNew = this.#serviceRandom[index]!.uniform() * chain.blocks >= this.#allocated[index]!;
      if (isNew) this.#allocated[index]!++;
      return isNew;
    }
    const before = Math.ceil(this.#written[index]! / chain.blockSizeBytes);
    this.#written[index]! += kind.bytes;
    const made = Math.ceil(this.#written[index]! / chain.blockSizeBytes) - before;
    if (made > 0) this.#allocated[index]! += made;
    return made > 0;
  }

  /** Books a request that is through; in a closed load its slot goes on with the next request. */
  #complete(slot: number): void {
    const index = this.#chainOf[slot]!;
    const chain = this.network.chains[index]!;
    const totals = this.totals[index]!;
    const kind = this.#kindOf[slot]!;
    const response = this.now - this.#issued[slot]!;
    totals.completed++;
    totals.bytes += chain.kinds[kind]!.bytes;
    totals.responseUs += response;
    totals.exits += this.#exitsOf[slot]!;
    totals.hypercalls += this.#signalsOf[slot]!;
    totals.interrupts += this.#interruptsOf[slot]!;
    this.#exitsOf[slot] = this.#signalsOf[slot] = this.#interruptsOf[slot] = 0;
    this.kindCompleted[index]![kind]!++;
    const from = slot * this.stageCount;
    const to = index * this.stageCount;
    for (let stage = 0; stage < chain.stages.length; stage++) {
      this.waitingUs[to + stage]! += this.#slotWaiting[from + stage]!;
      this.serviceUs[to + stage]! += this.#slotService[from + stage]!;
      this.#slotWaiting[from + stage] = 0;
      this.#slotService[from + stage] = 0;
    }
    this.#completions++;
    this.onComplete(index, response);
    this.trace?.complete(slot, this.now);
    if (chain.population === undefined) {
      this.#issued[slot] = -1;
      this.#inside[index]!--;
      this.#free[this.#freeCount++] = slot;
      return;
    }
    this.#issue(slot, index);
    this.#makeReady(slot);
  }

  #draw(slot: number, us: number, phases: number): number {
    if (phases === 0 || us === 0) return us;
    const random = this.#serviceRandom[this.#chainOf[slot]!]!;
    if (phases === 1) return us * random.exponential();
    return (us * random.erlang(phases)) / phases;
  }

  #service(slot: number, stage: number, us: number): void {
    this.#slotService[slot * this.stageCount + stage]! += us;
  }

  #area(s: number): void {
    const passed = this.now - this.#lastChange[s]!;
    this.presentArea[s]! += this.present[s]! * passed;
    this.busyArea[s]! += this.#occupied[s]! * passed;
    this.#lastChange[s] = this.now;
  }
}

function cumulativeOf(chain: Chain): Float64Array {
  const result = new Float64Array(chain.kinds.length);
  chain.kinds.reduce((sum, { probability }, index) => {
    result[index] = sum + probability;
    return sum + probability;
  }, 0);
  return result;
}

/** Distances between two random places have the distribution 1 - (1 - x)^2; x = 1 - sqrt(1 - u) inverts it. */
function seekQuantiles(arm: ArmModel): Float64Array {
  return Float64Array.from(
    { length: seekSteps + 1 },
    (_, step) => arm.seekTrackUs + arm.seekRangeUs * power(1 - Math.sqrt(1 - step / seekSteps), arm.seekPower),
  );
}
