/**
 * The future events: a 4-ary heap over typed arrays, ordered by time and, at equal times, by the order of scheduling.
 * It contains only numbers; the engine interprets the payloads. Nothing is allocated per event: times are passed
 * through columns, because the JavaScript engine allocates a heap number for each fraction that is passed between
 * functions.
 */
export class EventQueue {
  /** Its one element is the time of the event that `pop` returned last. */
  readonly clock = new Float64Array(1);
  /** By payload: when it is to happen. Written before `push`. */
  due = new Float64Array(0);
  private count = 0;
  private sequence = 0;
  private times = new Float64Array(0);
  private sequences = new Float64Array(0);
  private payloads = new Int32Array(0);

  /** For the payloads from 0 to `payloads` - 1, each scheduled at most once at a time. */
  constructor(payloads: number) {
    this.grow(payloads);
  }

  /** Grows to this many payloads; scheduled events are kept. */
  grow(payloads: number): void {
    this.due = longer(this.due, new Float64Array(payloads));
    this.times = longer(this.times, new Float64Array(payloads));
    this.sequences = longer(this.sequences, new Float64Array(payloads));
    this.payloads = longer(this.payloads, new Int32Array(payloads));
  }

  get size(): number {
    return this.count;
  }

  get now(): number {
    return this.clock[0]!;
  }

  /** Schedules `payload` at its `due` time, which must not be before `now`. */
  push(payload: number): void {
    const time = this.due[payload]!;
    const times = this.times;
    const sequences = this.sequences;
    const payloads = this.payloads;
    let hole = this.count++;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      // The new event has the largest sequence number, so equal times stay below their elders.
      if (times[parent]! <= time) break;
      times[hole] = times[parent]!;
      sequences[hole] = sequences[parent]!;
      payloads[hole] = payloads[parent]!;
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = this.sequence++;
    payloads[hole] = payload;
  }

  /** Removes the earliest event, sets the clock and returns its payload. The queue must not be empty. */
  pop(): number {
    const times = this.times;
    const sequences = this.sequences;
    const payloads = this.payloads;
    const result = payloads[0]!;
    this.clock[0] = times[0]!;
    const size = --this.count;
    const time = times[size]!;
    const sequence = sequences[size]!;
    const payload = payloads[size]!;
    let hole = 0;
    for (;;) {
      let child = 4 * hole + 1;
      if (child >= size) break;
      const end = Math.min(child + 4, size);
      let least = child;
      let minTime = times[child]!;
      for (child++; child < end; child++) {
        const childTime = times[child]!;
        if (childTime < minTime || (childTime === minTime && sequences[child]! < sequences[least]!)) {
          least = child;
          minTime = childTime;
        }
      }
      if (time < minTime || (time === minTime && sequence < sequences[least]!)) break;
      times[hole] = minTime;
      sequences[hole] = sequences[least]!;
      payloads[hole] = payloads[least]!;
      hole = least;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    payloads[hole] = payload;
    return result;
  }
}

/** Copies `old` to the beginning of `column`, and fills what follows with `rest`. */
export function longer<Column extends Float64Array | Int32Array>(old: Column, column: Column, rest = 0): Column {
  column.set(old);
  if (rest !== 0) column.fill(rest, old.length);
  return column;
}
