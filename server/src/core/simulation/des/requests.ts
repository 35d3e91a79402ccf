/** The requests of one run as columns, by slot. A slot holds one request after another; if all are in use, more are created. */
import { longer } from "../kernel/event-queue.ts";

/** A completion that waits in an "in" ring while the guest is being interrupted for another one. */
export const waitsInRing = -2;

export class Requests {
  slots = 0;
  chain = new Int32Array(0);
  kind = new Int32Array(0);
  /** Position in the program. */
  at = new Int32Array(0);
  /** Time of issue; -1 while the slot is free. */
  issued = new Float64Array(0);
  /** When it arrived at its present station, and when its service there began. */
  entered = new Float64Array(0);
  started = new Float64Array(0);
  /** The duration of its present service or delay. */
  us = new Float64Array(0);
  /**
   * A request holds at most two things, two entries per slot: its channel or outstanding right, and a processor. The
   * start, the station (-1 for none), and how long it waited for it.
   */
  held = new Float64Array(0);
  heldStation = new Int32Array(0);
  heldWaited = new Float64Array(0);
  /**
   * Its place at a station whose work runs on the host's processors: the station (-1 for none, `waitsInRing` while it
   * has none), the start, and how long it waited.
   */
  place = new Int32Array(0);
  placed = new Float64Array(0);
  placeWaited = new Float64Array(0);
  /** The next request in the same queue; -1 for the last. */
  next = new Int32Array(0);
  /** Its turn among the channels of a controller. */
  channel = new Int32Array(0);
  /** Its disk in an array. */
  member = new Int32Array(0);
  /**
   * For a branch: the slot of its request; -1 for a request itself. For a request: branches in progress, and since when
   * it waits for them.
   */
  parent = new Int32Array(0);
  branches = new Int32Array(0);
  joining = new Float64Array(0);
  /** Station of the channel whose "in" ring receives its completion. */
  ring = new Int32Array(0);
  /** Of the request that completed last. */
  responseUs = new Float64Array(0);
  exits = new Float64Array(0);
  signals = new Float64Array(0);
  interrupts = new Float64Array(0);
  /** By slot and stage. */
  waitingUs = new Float64Array(0);
  serviceUs = new Float64Array(0);

  /** `grow` makes its first slots. */
  constructor(readonly stageCount: number) {}

  /** Grows to this many slots in total; the contents of the present ones stay. */
  grow(slots: number): void {
    const ints = (old: Int32Array<ArrayBuffer>, free = 0, perSlot = 1) =>
      longer(old, new Int32Array(perSlot * slots), free);
    const times = (old: Float64Array<ArrayBuffer>, free = 0, perSlot = 1) =>
      longer(old, new Float64Array(perSlot * slots), free);
    this.slots = slots;
    this.chain = ints(this.chain);
    this.kind = ints(this.kind);
    this.at = ints(this.at);
    this.issued = times(this.issued, -1);
    this.entered = times(this.entered);
    this.started = times(this.started);
    this.us = times(this.us);
    this.responseUs = times(this.responseUs);
    this.held = times(this.held, 0, 2);
    this.heldStation = ints(this.heldStation, -1, 2);
    this.heldWaited = times(this.heldWaited, 0, 2);
    this.place = ints(this.place, -1);
    this.placed = times(this.placed);
    this.placeWaited = times(this.placeWaited);
    this.next = ints(this.next);
    this.channel = ints(this.channel);
    this.ring = ints(this.ring);
    this.member = ints(this.member);
    this.parent = ints(this.parent, -1);
    this.branches = ints(this.branches);
    this.joining = times(this.joining, -1);
    this.exits = times(this.exits);
    this.signals = times(this.signals);
    this.interrupts = times(this.interrupts);
    this.waitingUs = times(this.waitingUs, 0, this.stageCount);
    this.serviceUs = times(this.serviceUs, 0, this.stageCount);
  }

  /** Clears what the request has recorded. */
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
