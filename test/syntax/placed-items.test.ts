import fc from "fast-check";
import { expect, test } from "vitest";
import { PlacedItems } from "../../server/src/core/syntax/incremental/placed-items.ts";
import type { Placed } from "../../server/src/core/syntax/tree.ts";

const placed = fc
  .array(fc.nat(9), { maxLength: 8 })
  .map((gaps) => gaps.map((gap, item): Placed<number> => ({ start: 10 * item + gap, item })));

test("a splice keeps the items before it, moves those after it, and leaves the old list unchanged", () =>
  fc.assert(
    fc.property(placed, placed, fc.nat(8), fc.nat(8), fc.nat(50), (before, anew, one, other, shift) => {
      const [start, end] = [Math.min(one, other, before.length), Math.min(Math.max(one, other), before.length)];
      const list = PlacedItems.of(before);
      const behind = before.slice(end).map((each) => ({ start: each.start + shift, item: each.item }));
      const expected = [...before.slice(0, start), ...anew, ...behind];
      expect([...list.spliced(start, end, anew, shift)]).toEqual(expected);
      expect([...list]).toEqual(before);
    }),
  ));

test("an index outside the list has no item", () => {
  const list = PlacedItems.of([{ start: 3, item: "a" }]);
  expect([list.at(-1), list.at(0), list.at(1)]).toEqual([undefined, { start: 3, item: "a" }, undefined]);
});
