/** The requests of one run as columns, by slot. A slot carries one request after another. */

/** The place of a completion in an "in" ring, while another one interrupts the guest. */
export const waitsInRing = -2;

export class Requests {
  readonly slots: number;
  readonly stageCount: number;
  readonly chain: Int32Array;
  readonly kind: Int32Array;
  /** Place in the program. */
  readonly at: Int32Array;
  /** Time of issue; -1 while the slot is free. */
  readonly issued: Float64Array;
  /** When it came to the station where it is, and when its service there began. */
  readonly entered: Float64Array;
  readonly started: Float64Array;
  /** How long its present service or delay takes. */
  readonly us: Float64Array;
  /**
   * A request holds at most two things, two entries per slot: its channel or outstanding right, and a processor. Since
   * when, at which station (-1 for none), and how long it waited for it.
   */
  readonly held: Float64Array;
  readonly heldStation: Int32Array;
  readonly heldWaited: Float64Array;
  /** Its place at a station whose work runs on the host's processors: which (-1 for none, `waitsInRing` while it has no station), since when, and how long it waited. */
  readonly place: Int32Array;
  readonly placed: Float64Array;
  readonly placeWaited: Float64Array;
  /** The next one in the same queue; -1 for the last. */
  readonly next: Int32Array;
  /** Its turn among the channels of a controller. */
  readonly channel: Int32Array;
  /** Its disk in an array. */
  readonly member: Int32Array;
  /** Of a branch: the slot of its request; -1 for a request itself. Of a request: branches under way, and since when it waits for them. */
  readonly parent: Int32Array;
  readonly branches: Int32Array;
  readonly joining: Float64Array;
  /** Station of the channel whose "in" ring takes its completion. */
  readonly ring: Int32Array;
  /** Of the request that completed last. */
  readonly responseUs: Float64Array;
  readonly exits: Float64Array;
  readonly signals: Float64Array;
  readonly interrupts: Float64Array;
  /** By slot and stage. */
  readonly waitingUs: Float64Array;
  readonly serviceUs: Float64Array;

  constructor(slots: number, stageCount: number) {
    this.slots = slots;
    this.stageCount = stageCount;
    const ints = (): Int32Array => new Int32Array(slots);
    const times = (): Float64Array => new Float64Array(slots);
    this.chain = ints();
    this.kind = ints();
    this.at = ints();
    this.issued = times().fill(-1);
    this.entered = times();
    this.started = times();
    this.us = times();
    this.responseUs = times();
    this.held = new Float64Array(2 * slots);
    this.heldStation = new Int32Array(2 * slots).fill(-1);
    this.heldWaited = new Float64Array(2 * slots);
    this.place = ints().fill(-1);
    this.placed = times();
    this.placeWaited = times();
    this.next = ints();
    this.channel = ints();
    this.ring = ints();
    this.member = ints();
    this.parent = ints().fill(-1);
    this.branches = ints();
    this.joining = times().fill(-1);
    this.exits = times();
    this.signals = times();
    this.interrupts = times();
    this.waitingUs = new Float64Array(slots * stageCount);
    this.serviceUs = new Float64Array(slots * stageCount);
  }

  /** Forgets what the request has gathered. */
  clearStages(slot: number): void {
    const from = slot * this.stageCount;
    this.waitingUs.fill(0, from, from + this.stageCount);
    this.serviceUs.fill(0, from, from + this.stageCount);
  }

  /** Books time of service in a stage. */
  serve(slot: number, stage: number, us: number): void {
    this.serviceUs[slot * this.stageCount + stage]! += us;
  }

  /** Books time of waiting for a stage. */
  wait(slot: number, stage: number, us: number): void {
    this.waitingUs[slot * this.stageCount + stage]! += us;
  }
}
