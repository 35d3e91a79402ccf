/**
 * The discrete-event engine: all state of one run of a network. Requests are columns of typed arrays, stations keep
 * linked queues of them, and one loop interprets the programs; nothing is allocated and no closure made per event.
 * What the figures mean and how they are cut is for `measure.ts` and `simulate.ts`.
 */
import { EventQueue } from "../kernel/event-queue.ts";
import { Random } from "../kernel/random.ts";
import type { Chain, Network } from "../network.ts";
import { Allocation } from "./allocation.ts";
import { Arm } from "./arm.ts";
import { code, flatten, type Program } from "./program.ts";
import { Queues } from "./queues.ts";
import { Requests } from "./requests.ts";
import { Tally } from "./tally.ts";
import type { TraceRecorder } from "./trace.ts";
import { type Unfinished, unfinished } from "./unfinished.ts";

export class Engine {
  readonly network: Network;
  readonly tally: Tally;
  readonly queues: Queues;
  /** Requests that can be under way at once. */
  readonly slots: number;
  /** Called for each request that completes; its response time stands in `responseUs` of the slot. */
  onComplete: (chain: number, slot: number) => void = () => {};
  trace: TraceRecorder | undefined;

  /** Payloads are the slots, and behind them the chains' next arrivals. */
  readonly #events: EventQueue;
  readonly #clock: Float64Array;
  readonly #program: Program;
  readonly #cumulative: readonly Float64Array[];
  readonly #arrivalRandom: readonly Random[];
  readonly #serviceRandom: readonly Random[];
  readonly #arms: readonly (Arm | undefined)[];
  readonly #allocation: Allocation;
  readonly #turn: Int32Array;
  /** "In" rings by the station of their channel: completions in it, and when the interrupt that was sent arrives. */
  readonly #ringCount: Int32Array;
  readonly #ringReady: Float64Array;
  readonly #stageCount: number;
  readonly #meanGapUs: Float64Array;
  readonly #requests: Requests;
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
    this.slots = slots;
    this.#stageCount = chains.reduce((most, { stages }) => Math.max(most, stages.length), 1);
    this.#meanGapUs = Float64Array.from(chains, ({ rate, burst }) => (rate === undefined ? 0 : (burst * 1e6) / rate));
    this.tally = new Tally(chains, this.#stageCount);
    this.#requests = new Requests(slots, this.#stageCount);
    this.#events = new EventQueue(slots + chains.length);
    this.#clock = this.#events.clock;
    this.queues = new Queues(stations, this.#requests, this.#clock);
    this.#allocation = new Allocation(chains);
    this.#cumulative = chains.map(cumulativeOf);
    this.#arrivalRandom = chains.map((_, index) => new Random(seed, 2 * index + 1));
    this.#serviceRandom = chains.map((_, index) => new Random(seed, 2 * index + 2));
    this.#arms = stations.map(({ arm }) => arm && new Arm(arm));
    this.#ringCount = new Int32Array(stations.length);
    this.#ringReady = new Float64Array(stations.length);
    this.#turn = new Int32Array(chains.length);
    this.#free = new Int32Array(slots);
    this.#ready = new Int32Array(slots);
    this.#inside = new Int32Array(chains.length);
    this.#begin(chains);
  }

  /** By slot, microseconds. */
  get responseUs(): Float64Array {
    return this.#requests.responseUs;
  }

  /** Microseconds since the start of the run. */
  get now(): number {
    return this.#clock[0]!;
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

  /** What the requests that are under way have spent at each station. */
  unfinished(): Unfinished {
    return unfinished(this.#requests, this.queues, this.#program, this.now);
  }

  /** Brings the areas up to now. */
  settle(): void {
    this.queues.settle();
  }

  #begin(chains: readonly Chain[]): void {
    let slot = 0;
    chains.forEach((chain, index) => {
      if (chain.population === undefined) {
        this.#awaitArrival(index);
        return;
      }
      for (let n = 0; n < chain.population; n++) {
        this.#issue(slot, index);
        this.#makeReady(slot++);
      }
    });
    for (let rest = this.#requests.at.length - 1; rest >= slot; rest--) this.#free[this.#freeCount++] = rest;
    this.#drain();
  }

  #awaitArrival(index: number): void {
    const random = this.#arrivalRandom[index]!;
    random.drawExponential();
    this.#events.due[this.slots + index] = this.now + random.drawn[0]! * this.#meanGapUs[index]!;
    this.#events.push(this.slots + index);
  }

  /** Lets a request stay for the `us` of its slot. */
  #stay(slot: number): void {
    this.#events.due[slot] = this.now + this.#requests.us[slot]!;
    this.#events.push(slot);
  }

  #issue(slot: number, chain: number): void {
    const requests = this.#requests;
    const cumulative = this.#cumulative[chain]!;
    let kind = 0;
    if (cumulative.length > 1) {
      const u = this.#arrivalRandom[chain]!.uniform();
      while (kind < cumulative.length - 1 && u > cumulative[kind]!) kind++;
    }
    requests.chain[slot] = chain;
    requests.kind[slot] = kind;
    requests.at[slot] = this.#program.starts[chain]![kind]!;
    requests.issued[slot] = this.now;
    requests.channel[slot] = this.#turn[chain]!;
    this.#turn[chain] = (this.#turn[chain]! + 1) & 0xffff;
    this.trace?.issue(slot, chain, kind, this.now);
  }

  #handle(payload: number): void {
    if (payload >= this.slots) this.#arrive(payload - this.slots);
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
        this.tally.lost[index]!++;
        continue;
      }
      const slot = this.#free[--this.#freeCount]!;
      this.#inside[index]!++;
      this.#issue(slot, index);
      this.#advance(slot);
    }
    this.#awaitArrival(index);
  }

  /** The service or delay of a request has ended. */
  #finish(slot: number): void {
    const requests = this.#requests;
    const at = requests.at[slot]!;
    const { code: codes, station, count, drains } = this.#program;
    if (codes[at]! <= code.arm) {
      const s = count[at]! > 1 ? station[at]! + (requests.channel[slot]! % count[at]!) : station[at]!;
      this.trace?.step(slot, this.#program.stage[at]!, requests.entered[slot]!, requests.started[slot]!, this.now);
      this.#leave(s, this.#program.weight[at]!, slot);
      if (drains[at] === 0) requests.ring[slot] = s;
    }
    requests.at[slot] = at + 1;
    this.#advance(slot);
  }

  /** Takes a request through its program until it has to wait, is served or ends. */
  #advance(slot: number): void {
    const requests = this.#requests;
    const program = this.#program;
    for (;;) {
      const at = requests.at[slot]!;
      switch (program.code[at]) {
        case code.serve:
        case code.arm: {
          const s =
            program.count[at]! > 1
              ? program.station[at]! + (requests.channel[slot]! % program.count[at]!)
              : program.station[at]!;
          if (this.queues.enter(s, slot)) this.#serve(s, slot, at, this.queues.present[s]!);
          return;
        }
        case code.delay: {
          this.#draw(slot, at);
          this.#service(slot, program.stage[at]!, requests.us[slot]!);
          requests.interrupts[slot]! += program.argument[at]!;
          this.trace?.step(slot, program.stage[at]!, this.now, this.now, this.now + requests.us[slot]!);
          this.#stay(slot);
          return;
        }
        case code.acquire: {
          const s = program.station[at]!;
          if (!this.queues.enter(s, slot)) return;
          this.#hold(s, slot);
          break;
        }
        case code.release: {
          const s = program.station[at]!;
          const held = requests.heldStation[2 * slot] === s ? 2 * slot : 2 * slot + 1;
          requests.heldStation[held] = -1;
          requests.started[slot] = requests.held[held]!;
          requests.entered[slot] = requests.held[held]! - requests.heldWaited[held]!;
          this.#leave(s, 1, slot);
          // A driver starts the next command in its completion routine, before the thread of this one wakes.
          requests.at[slot] = at + 1;
          this.#makeReady(slot);
          return;
        }
        case code.ringIn: {
          this.#raise(slot, at);
          if (this.#events.due[slot]! <= this.now) break;
          this.#events.push(slot);
          return;
        }
        case code.allocate:
          if (!this.#allocates(slot)) requests.at[slot] = at + program.argument[at]!;
          break;
        default:
          this.#complete(slot);
          return;
      }
      requests.at[slot]!++;
    }
  }

  #hold(s: number, slot: number): void {
    this.queues.occupied[s]!++;
    const held = this.#requests.heldStation[2 * slot]! < 0 ? 2 * slot : 2 * slot + 1;
    this.#requests.heldStation[held] = s;
    this.#requests.held[held] = this.now;
    this.#requests.heldWaited[held] = this.now - this.#requests.entered[slot]!;
  }

  /** Starts the service of a request that has come to the head of a station with a queue depth of `depth`. */
  #serve(s: number, slot: number, at: number, depth: number): void {
    const requests = this.#requests;
    const program = this.#program;
    const { occupied } = this.queues;
    const stage = program.stage[at]!;
    const now = this.now;
    const waited = now - requests.entered[slot]!;
    requests.started[slot] = now;
    if (waited > 0) requests.waitingUs[slot * this.#stageCount + stage]! += waited;
    if (program.code[at] === code.arm) {
      occupied[s]!++;
      this.#serveArm(s, slot, at, depth);
    } else {
      this.#draw(slot, at);
      const taken = occupied[s]! + program.weight[at]!;
      occupied[s] = taken;
      if (taken > 1 && this.queues.isWeighted(s)) requests.us[slot]! *= taken;
      if (program.hasMore[at] === 1) this.#serveMore(s, slot, at);
      else this.#service(slot, stage, requests.us[slot]!);
    }
    this.#stay(slot);
  }

  /** What a service does beside taking its time. */
  #serveMore(s: number, slot: number, at: number): void {
    const requests = this.#requests;
    const { exits, drains, stage, partStart, partEnd, setupEnd, partStage, partValue } = this.#program;
    if (exits[at]! > 0) requests.exits[slot]! += exits[at]!;
    if (drains[at] === 1) this.#ringCount[requests.ring[slot]!]!--;
    if (partStart[at] === partEnd[at]) this.#service(slot, stage[at]!, requests.us[slot]!);
    for (let part = partStart[at]!; part < partEnd[at]!; part++)
      this.#service(slot, partStage[part]!, requests.us[slot]! * partValue[part]!);
    // Nobody else at the channel: its ring was empty, and the provider must be woken.
    const isAlone = this.queues.present[s] === 1 && requests.started[slot] === requests.entered[slot];
    if (partEnd[at] === setupEnd[at] || !isAlone) return;
    const random = this.#serviceRandom[requests.chain[slot]!]!;
    requests.signals[slot]!++;
    for (let part = partEnd[at]!; part < setupEnd[at]!; part++) {
      random.drawExponential();
      const extra = random.drawn[0]! * partValue[part]!;
      this.#service(slot, partStage[part]!, extra);
      requests.us[slot]! += extra;
    }
  }

  #serveArm(s: number, slot: number, at: number, depth: number): void {
    const arm = this.#arms[s]!;
    const chain = this.#requests.chain[slot]!;
    const isRandom = this.#program.phases[at] === 1;
    const service = arm.position(chain, isRandom, depth, this.#serviceRandom[chain]!) + arm.model.overheadUs;
    const transfer = this.#program.argument[at]! * arm.model.usPerByte;
    this.#service(slot, this.#program.stage[at]!, service);
    this.#service(slot, this.#program.secondStage[at]!, transfer);
    this.#requests.us[slot] = service + transfer;
  }

  /** Leaves a station after its service; whoever waits there comes next. */
  #leave(s: number, weight: number, slot: number): void {
    const requests = this.#requests;
    this.queues.leave(s, weight, slot);
    while (this.queues.head[s]! >= 0 && this.queues.hasRoom(s)) {
      const waiter = this.queues.next(s);
      const at = requests.at[waiter]!;
      if (this.#program.code[at] === code.acquire) {
        const waited = this.now - requests.entered[waiter]!;
        requests.waitingUs[waiter * this.#stageCount + this.#program.stage[at]!]! += waited;
        this.trace?.step(waiter, this.#program.stage[at]!, requests.entered[waiter]!, this.now, this.now);
        this.#hold(s, waiter);
        requests.at[waiter] = at + 1;
        this.#makeReady(waiter);
        // The one that has just left counts for the queue depth: in a closed load another is about to take its place.
      } else this.#serve(s, waiter, at, this.queues.present[s]! + 1);
    }
  }

  /** Puts a completion into the "in" ring; the guest sees it at the `due` time of the slot. */
  #raise(slot: number, at: number): void {
    const requests = this.#requests;
    const ring = requests.ring[slot]!;
    const stage = this.#program.stage[at]!;
    this.#events.due[slot] = this.now;
    if (this.#ringCount[ring]!++ === 0) {
      this.#draw(slot, at);
      requests.interrupts[slot]!++;
      this.#service(slot, stage, requests.us[slot]!);
      this.#ringReady[ring] = this.now + requests.us[slot]!;
    } else if (this.#ringReady[ring]! > this.now)
      requests.waitingUs[slot * this.#stageCount + stage]! += this.#ringReady[ring]! - this.now;
    else return;
    this.#events.due[slot] = this.#ringReady[ring]!;
    this.trace?.step(slot, stage, this.now, this.now, this.#ringReady[ring]!);
  }

  #allocates(slot: number): boolean {
    const index = this.#requests.chain[slot]!;
    return this.#allocation.makesBlock(index, this.#requests.kind[slot]!, this.#serviceRandom[index]!);
  }

  /** Books a request that is through; in a closed load its slot goes on with the next request. */
  #complete(slot: number): void {
    const requests = this.#requests;
    const index = requests.chain[slot]!;
    requests.responseUs[slot] = this.now - requests.issued[slot]!;
    this.tally.book(requests, slot);
    this.#completions++;
    this.onComplete(index, slot);
    this.trace?.complete(slot, this.now);
    if (this.#meanGapUs[index]! > 0) {
      requests.issued[slot] = -1;
      this.#inside[index]!--;
      this.#free[this.#freeCount++] = slot;
      return;
    }
    this.#issue(slot, index);
    this.#makeReady(slot);
  }

  /** Draws how long an operation takes this time. */
  #draw(slot: number, at: number): void {
    const requests = this.#requests;
    const mean = this.#program.us[at]!;
    const phases = this.#program.phases[at]!;
    let us = mean;
    if (phases > 0 && mean > 0) {
      const random = this.#serviceRandom[requests.chain[slot]!]!;
      if (phases === 1) {
        random.drawExponential();
        us = mean * random.drawn[0]!;
      } else {
        random.drawErlang(phases);
        us = (mean * random.drawn[0]!) / phases;
      }
    }
    requests.us[slot] = us;
  }

  #service(slot: number, stage: number, us: number): void {
    this.#requests.serviceUs[slot * this.#stageCount + stage]! += us;
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
