/**
 * The discrete-event engine: all state of one run of a network. Requests are columns of typed arrays, stations keep
 * linked queues of them, and one loop interprets the programs; nothing is allocated and no closure is created per
 * event. Random choices are made by `draws.ts` and `arrivals.ts`; `measure.ts` and `run.ts` define the figures and the
 * length of runs.
 */
import { EventQueue, longer } from "../kernel/event-queue.ts";
import type { Network } from "../network.ts";
import { Arrivals } from "./arrivals.ts";
import { Draws } from "./draws.ts";
import { code, flatten, type Program, stationOf } from "./program.ts";
import { Queues } from "./queues.ts";
import { Requests, waitsInRing } from "./requests.ts";
import { Tally } from "./tally.ts";
import type { TraceRecorder } from "./trace.ts";
import { type Unfinished, unfinished } from "./unfinished.ts";

/** Initial spare slots beyond those of the circulating requests. */
const fewestFree = 64;

export class Engine {
  readonly tally: Tally;
  readonly queues: Queues;
  /** Called for each request that completes; its response time is in `responseUs` of the slot. */
  onComplete: (chain: number, slot: number) => void = () => {};
  trace: TraceRecorder | undefined;

  /** Payloads of events are first the chains (next arrivals), then the limits (tokens available again), then the slots. */
  private readonly events: EventQueue;
  /** Payloads of the first station and of the first slot. */
  private readonly firstLimit: number;
  private readonly firstSlot: number;
  private readonly clock: Float64Array;
  private readonly program: Program;
  private readonly requests: Requests;
  private readonly arrivals: Arrivals;
  private readonly draws: Draws;
  /** "In" rings, by the station of their channel: completions in it, and slots that wait for the interrupt of the first one. */
  private readonly ringCount: Int32Array;
  private readonly ringHead: Int32Array;
  private readonly ringTail: Int32Array;
  /** Whether the guest is being interrupted. */
  private readonly ringIsPending: Uint8Array;
  /** Free slots, for requests of open loads and for branches. */
  private free = new Int32Array(0);
  private freeCount = 0;
  private completions = 0;
  /** Slots of requests that may continue at the present time, first come, first served. */
  private ready = new Int32Array(0);
  private readyFirst = 0;
  private readyCount = 0;

  constructor(
    readonly network: Network,
    seed: number,
  ) {
    const { chains, stations } = network;
    const closed = chains.reduce((sum, { population }) => sum + (population ?? 0), 0);
    const stageCount = chains.reduce((most, { stages }) => Math.max(most, stages.length), 1);
    this.firstLimit = chains.length;
    this.firstSlot = chains.length + stations.length;
    this.program = flatten(network);
    this.tally = new Tally(chains, stageCount);
    this.requests = new Requests(stageCount);
    this.events = new EventQueue(this.firstSlot);
    this.clock = this.events.clock;
    this.queues = new Queues(stations, this.requests, this.clock);
    this.arrivals = new Arrivals(chains, this.program, this.requests, this.events, seed);
    this.draws = new Draws(network, this.program, this.requests, seed);
    this.ringCount = new Int32Array(stations.length);
    this.ringHead = new Int32Array(stations.length).fill(-1);
    this.ringTail = new Int32Array(stations.length).fill(-1);
    this.ringIsPending = new Uint8Array(stations.length);
    this.makeSlots(closed + fewestFree);
    this.begin();
  }

  /** By slot, microseconds. */
  get responseUs(): Float64Array {
    return this.requests.responseUs;
  }

  /** Microseconds since the start of the run. */
  get now(): number {
    return this.clock[0]!;
  }

  /**
   * Handles events until this many more requests have completed, or this many events have been handled, and returns the
   * number of events; several requests may complete at the same time.
   */
  run(completions: number, events: number): number {
    let handled = 0;
    const wanted = this.completions + completions;
    while (this.completions < wanted && handled < events) {
      this.handle(this.events.pop());
      handled++;
    }
    return handled;
  }

  /** The time that the requests in progress have spent at each station. */
  unfinished(): Unfinished {
    return unfinished(this.network.stations, this.requests, this.queues, this.program, this.now);
  }

  /** Updates the areas to the present time. */
  settle(): void {
    this.queues.settle();
  }

  private begin(): void {
    this.network.chains.forEach(({ population }, chain) => {
      if (population === undefined) this.arrivals.scheduleNext(chain);
      else
        for (let n = 0; n < population; n++) {
          const slot = this.take();
          this.issue(slot, chain);
          this.makeReady(slot);
        }
    });
    this.drain();
  }

  /** A free slot. */
  private take(): number {
    if (this.freeCount === 0) this.makeSlots(2 * this.requests.slots);
    return this.free[--this.freeCount]!;
  }

  private giveBack(slot: number): void {
    this.requests.issued[slot] = -1;
    this.free[this.freeCount++] = slot;
  }

  /** Grows to this many slots in total; the present ones stay as they are. */
  private makeSlots(slots: number): void {
    const old = this.requests.slots;
    this.requests.grow(slots);
    this.events.grow(this.firstSlot + slots);
    const ready = new Int32Array(slots);
    for (let n = 0; n < this.readyCount; n++) ready[n] = this.ready[(this.readyFirst + n) % old]!;
    this.ready = ready;
    this.readyFirst = 0;
    this.free = longer(this.free, new Int32Array(slots));
    for (let slot = slots - 1; slot >= old; slot--) this.free[this.freeCount++] = slot;
  }

  private issue(slot: number, chain: number): void {
    this.arrivals.issue(slot, chain);
    this.trace?.issue(slot, chain, this.requests.kind[slot]!, this.now);
  }

  /** Delays a request for `us` of its slot. */
  private stay(slot: number): void {
    const payload = this.firstSlot + slot;
    this.events.due[payload] = this.now + this.requests.us[slot]!;
    this.events.push(payload);
  }

  private handle(payload: number): void {
    if (payload >= this.firstSlot) this.finish(payload - this.firstSlot);
    else if (payload < this.firstLimit) this.arrive(payload);
    else this.refill(payload - this.firstLimit);
    this.drain();
  }

  private drain(): void {
    while (this.readyCount > 0) {
      const slot = this.ready[this.readyFirst]!;
      this.readyFirst = this.readyFirst + 1 === this.ready.length ? 0 : this.readyFirst + 1;
      this.readyCount--;
      this.advance(slot);
    }
  }

  private makeReady(slot: number): void {
    const at = this.readyFirst + this.readyCount++;
    this.ready[at >= this.ready.length ? at - this.ready.length : at] = slot;
  }

  private arrive(chain: number): void {
    for (let n = this.network.chains[chain]!.burst; n > 0; n--) {
      if (!this.arrivals.admits(chain)) {
        this.tally.lost[chain]!++;
        continue;
      }
      const slot = this.take();
      this.issue(slot, chain);
      this.advance(slot);
    }
    this.arrivals.scheduleNext(chain);
  }

  /** The service or delay of a request has ended. */
  private finish(slot: number): void {
    const requests = this.requests;
    const at = requests.at[slot]!;
    const { code: codes, drains } = this.program;
    if (codes[at]! <= code.ringIn) {
      const s = stationOf(this.program, requests, at, slot);
      if (requests.place[slot]! >= 0) this.yield(s, slot, at);
      else {
        this.trace?.step(slot, this.program.stage[at]!, requests.entered[slot]!, requests.started[slot]!, this.now);
        this.leave(s, this.program.weight[at]!, slot);
      }
      if (codes[at] === code.ringIn) this.endInterrupt(requests.ring[slot]!);
      else if (drains[at] === 0) requests.ring[slot] = s;
    }
    requests.at[slot] = at + 1;
    this.advance(slot);
  }

  /** Advances a request through its program until it has to wait, is served or completes. */
  private advance(slot: number): void {
    const requests = this.requests;
    const program = this.program;
    for (;;) {
      const at = requests.at[slot]!;
      switch (program.code[at]) {
        case code.serve:
        case code.arm: {
          const s = stationOf(program, requests, at, slot);
          if (this.queues.enter(s, slot)) this.start(s, slot, at, this.queues.present[s]!);
          return;
        }
        case code.delay: {
          this.draws.draw(slot, at);
          requests.serve(slot, program.stage[at]!, requests.us[slot]!);
          this.trace?.step(slot, program.stage[at]!, this.now, this.now, this.now + requests.us[slot]!);
          this.stay(slot);
          return;
        }
        case code.acquire: {
          const s = program.station[at]!;
          if (!this.queues.enter(s, slot)) return;
          this.hold(s, slot);
          break;
        }
        case code.release: {
          const s = program.station[at]!;
          const held = requests.heldStation[2 * slot] === s ? 2 * slot : 2 * slot + 1;
          requests.heldStation[held] = -1;
          requests.started[slot] = requests.held[held]!;
          requests.entered[slot] = requests.held[held]! - requests.heldWaited[held]!;
          this.leave(s, 1, slot);
          // A driver starts the next command in its completion routine, before the thread of this one wakes up.
          requests.at[slot] = at + 1;
          this.makeReady(slot);
          return;
        }
        case code.place:
          this.draws.drawMember(slot, program.count[at]!);
          break;
        case code.fork:
          this.fork(slot, at, program.count[at]!);
          break;
        case code.join:
          if (!this.join(slot, at)) return;
          break;
        case code.limit: {
          const s = program.station[at]!;
          if (!this.queues.enter(s, slot)) return;
          this.pass(s, slot, at);
          break;
        }
        case code.ringIn:
          if (!this.raise(slot, at)) return;
          break;
        case code.allocate:
          if (!this.draws.makesBlock(slot)) requests.at[slot] = at + program.argument[at]!;
          break;
        default:
          this.complete(slot);
          return;
      }
      requests.at[slot]!++;
    }
  }

  private hold(s: number, slot: number): void {
    this.queues.occupied[s]!++;
    const held = this.requests.heldStation[2 * slot]! < 0 ? 2 * slot : 2 * slot + 1;
    this.requests.heldStation[held] = s;
    this.requests.held[held] = this.now;
    this.requests.heldWaited[held] = this.now - this.requests.entered[slot]!;
  }

  /** A request has reached the head of a station: it is served as soon as it has a processor of the host, if it needs one. */
  private start(s: number, slot: number, at: number, depth: number): void {
    const cpu = this.program.cpu[at]!;
    if (cpu < 0) {
      this.serve(s, slot, at, depth);
      return;
    }
    const requests = this.requests;
    const waited = this.now - requests.entered[slot]!;
    this.queues.occupied[s]!++;
    requests.place[slot] = s;
    requests.placed[slot] = this.now;
    requests.placeWaited[slot] = waited;
    if (waited > 0) requests.wait(slot, this.program.stage[at]!, waited);
    if (this.queues.enter(cpu, slot)) this.serve(cpu, slot, at, 1);
  }

  /** Releases the processor of the host, then the place at the station. */
  private yield(s: number, slot: number, at: number): void {
    const requests = this.requests;
    const { started } = requests;
    const came = requests.placed[slot]! - requests.placeWaited[slot]!;
    this.trace?.step(slot, this.program.stage[at]!, came, started[slot]!, this.now);
    this.leave(this.program.cpu[at]!, 1, slot);
    requests.place[slot] = -1;
    requests.entered[slot] = came;
    started[slot] = requests.placed[slot]!;
    this.leave(s, 1, slot);
  }

  /** Starts the service of a request at station `s` with a queue depth of `depth`. */
  private serve(s: number, slot: number, at: number, depth: number): void {
    const requests = this.requests;
    const program = this.program;
    const stage = program.stage[at]!;
    const now = this.now;
    const waited = now - requests.entered[slot]!;
    requests.started[slot] = now;
    if (waited > 0) requests.wait(slot, stage, waited);
    if (program.code[at] === code.arm) {
      this.queues.occupied[s]!++;
      this.draws.drawArm(s, slot, at, depth, this.queues.head[s]!);
    } else {
      this.draws.draw(slot, at);
      const stretch = this.queues.take(s, program.weight[at]!);
      if (stretch > 1) requests.us[slot]! *= stretch;
      if (program.hasMore[at] === 0) requests.serve(slot, stage, requests.us[slot]!);
      else {
        this.draws.book(slot, at);
        if (program.exits[at]! > 0) requests.exits[slot]! += program.exits[at]!;
        if (program.interrupts[at]! > 0) requests.interrupts[slot]! += program.interrupts[at]!;
        if (program.drains[at] === 1) this.ringCount[requests.ring[slot]!]!--;
        // No other request is at the channel, so its ring was empty and the provider must be woken.
        const place = requests.place[slot]!;
        const waitedHere = place < 0 ? waited : requests.placeWaited[slot]!;
        if (waitedHere === 0 && this.queues.present[place < 0 ? s : place] === 1)
          this.draws.addSignal(slot, at, this.trace);
      }
    }
    this.stay(slot);
  }

  /** Leaves a station after its service; the next waiting request follows. */
  private leave(s: number, weight: number, slot: number): void {
    const requests = this.requests;
    this.queues.leave(s, weight, slot);
    const together = this.queues.startsBatch(s);
    while (this.queues.head[s]! >= 0 && (together || this.queues.hasRoom(s))) {
      const waiter = this.queues.next(s);
      const at = requests.at[waiter]!;
      if (this.program.code[at] === code.acquire) {
        const stage = this.program.stage[at]!;
        requests.wait(waiter, stage, this.now - requests.entered[waiter]!);
        this.trace?.step(waiter, stage, requests.entered[waiter]!, this.now, this.now);
        this.hold(s, waiter);
        requests.at[waiter] = at + 1;
        this.makeReady(waiter);
        // The one that has just left counts for the queue depth: in a closed load another is about to take its place.
      } else if (requests.place[waiter]! >= 0) this.serve(s, waiter, at, 1);
      else this.start(s, waiter, at, this.queues.present[s]! + 1);
    }
  }

  /** Sends branches of a request to the disks after its own. */
  private fork(slot: number, at: number, count: number): void {
    const requests = this.requests;
    for (let n = 1; n < count; n++) {
      const branch = this.take();
      requests.parent[branch] = slot;
      requests.chain[branch] = requests.chain[slot]!;
      requests.kind[branch] = requests.kind[slot]!;
      requests.member[branch] = requests.member[slot]! + n;
      requests.issued[branch] = this.now;
      requests.at[branch] = at + 1;
      requests.branches[slot]!++;
      this.makeReady(branch);
    }
  }

  /** Whether a request continues. A branch ends here; its request waits until all of them have ended. */
  private join(slot: number, at: number): boolean {
    const requests = this.requests;
    const parent = requests.parent[slot]!;
    if (parent < 0) {
      if (requests.branches[slot] === 0) return true;
      requests.joining[slot] = this.now;
      return false;
    }
    requests.clearStages(slot);
    requests.parent[slot] = -1;
    this.giveBack(slot);
    if (--requests.branches[parent]! > 0 || requests.joining[parent]! < 0) return false;
    const stage = this.program.stage[at]!;
    requests.wait(parent, stage, this.now - requests.joining[parent]!);
    this.trace?.step(parent, stage, requests.joining[parent]!, this.now, this.now);
    requests.joining[parent] = -1;
    requests.at[parent] = at + 1;
    this.makeReady(parent);
    return false;
  }

  /** Lets a request through a limit; its tokens are missing until they become available again. */
  private pass(s: number, slot: number, at: number): void {
    this.queues.pass(s, slot);
    this.events.due[this.firstLimit + s] = this.now + this.program.us[at]!;
    this.events.push(this.firstLimit + s);
  }

  /** A limit has its tokens again; the next waiting request continues. */
  private refill(s: number): void {
    this.queues.refill(s);
    if (this.queues.head[s]! < 0) return;
    const requests = this.requests;
    const waiter = this.queues.next(s);
    const at = requests.at[waiter]!;
    const stage = this.program.stage[at]!;
    requests.wait(waiter, stage, this.now - requests.entered[waiter]!);
    this.trace?.step(waiter, stage, requests.entered[waiter]!, this.now, this.now);
    this.pass(s, waiter, at);
    requests.at[waiter] = at + 1;
    this.makeReady(waiter);
  }

  /**
   * Puts a completion into the "in" ring; returns whether the guest already reads the ring. If the ring was empty, the
   * guest is interrupted as soon as it has a processor of the host; completions in the meantime wait for that.
   */
  private raise(slot: number, at: number): boolean {
    const requests = this.requests;
    const ring = requests.ring[slot]!;
    if (this.ringCount[ring]!++ === 0) {
      const cpu = this.program.station[at]!;
      requests.interrupts[slot]!++;
      this.ringIsPending[ring] = 1;
      if (this.queues.enter(cpu, slot)) this.serve(cpu, slot, at, 1);
      return false;
    }
    if (this.ringIsPending[ring] === 0) return true;
    requests.place[slot] = waitsInRing;
    requests.entered[slot] = this.now;
    requests.next[slot] = -1;
    if (this.ringTail[ring]! < 0) this.ringHead[ring] = slot;
    else requests.next[this.ringTail[ring]!] = slot;
    this.ringTail[ring] = slot;
    return false;
  }

  /** The guest's handler runs, and takes everything that waits in the ring. */
  private endInterrupt(ring: number): void {
    const requests = this.requests;
    this.ringIsPending[ring] = 0;
    for (let slot = this.ringHead[ring]!; slot >= 0; slot = requests.next[slot]!) {
      const stage = this.program.stage[requests.at[slot]!]!;
      requests.wait(slot, stage, this.now - requests.entered[slot]!);
      this.trace?.step(slot, stage, requests.entered[slot]!, this.now, this.now);
      requests.place[slot] = -1;
      requests.at[slot]!++;
      this.makeReady(slot);
    }
    this.ringHead[ring] = -1;
    this.ringTail[ring] = -1;
  }

  /** Books a completed request; in a closed load its slot continues with the next request. */
  private complete(slot: number): void {
    const requests = this.requests;
    const index = requests.chain[slot]!;
    requests.responseUs[slot] = this.now - requests.issued[slot]!;
    this.tally.book(requests, slot);
    this.completions++;
    this.onComplete(index, slot);
    this.trace?.complete(slot, this.now);
    if (this.arrivals.isOpen(index)) {
      this.arrivals.leaves(index);
      this.giveBack(slot);
    } else {
      this.issue(slot, index);
      this.makeReady(slot);
    }
  }
}
