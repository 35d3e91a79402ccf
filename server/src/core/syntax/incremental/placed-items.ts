/** The items of one version of a file with their offsets, as two lists, because thousands are passed on with every keystroke. */

import type { Placed } from "../tree.ts";
import { partitionPoint } from "./partition-point.ts";

export class PlacedItems<T> implements Iterable<Placed<T>> {
  constructor(
    readonly items: readonly T[],
    /** Ascending, one for each item. */
    readonly starts: Uint32Array,
  ) {}

  static of<T>(placed: readonly Placed<T>[]): PlacedItems<T> {
    return new PlacedItems(
      placed.map(({ item }) => item),
      Uint32Array.from(placed, ({ start }) => start),
    );
  }

  get length(): number {
    return this.items.length;
  }

  at(index: number): Placed<T> | undefined {
    return index >= 0 && index < this.length ? { start: this.starts[index]!, item: this.items[index]! } : undefined;
  }

  /** Index of the last item that begins before `offset`; -1 if none does. */
  indexBefore(offset: number): number {
    return partitionPoint(this.length, (at) => this.starts[at]! < offset) - 1;
  }

  *[Symbol.iterator](): Iterator<Placed<T>> {
    for (let index = 0; index < this.length; index++) yield this.at(index)!;
  }

  /** With `anew` in place of the items from `start` to `end`; later items move by `shift`. */
  spliced(start: number, end: number, anew: readonly Placed<T>[], shift: number): PlacedItems<T> {
    const { items, starts } = this;
    const after = start + anew.length;
    const now = new Uint32Array(after + items.length - end);
    now.set(starts.subarray(0, start));
    for (let at = 0; at < anew.length; at++) now[start + at] = anew[at]!.start;
    for (let at = end; at < items.length; at++) now[after + at - end] = starts[at]! + shift;
    const fresh = anew.map(({ item }) => item);
    return new PlacedItems([...items.slice(0, start), ...fresh, ...items.slice(end)], now);
  }
}
