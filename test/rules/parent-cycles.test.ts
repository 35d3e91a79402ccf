import { expect, test } from "vitest";
import { cycleTest, findCycles } from "../../server/src/core/rules/parent-cycles.ts";

function edge(text: string): { child: string; parent: string } {
  const [child, parent] = text.split(">");
  return { child: child!, parent: parent! };
}

function cyclesOf(...edges: readonly string[]): readonly string[] {
  return findCycles(edges.map(edge)).map((cycle) => cycle.map(({ child, parent }) => `${child}>${parent}`).join(" "));
}

test("a file that is its own parent is a cycle of one file", () => expect(cyclesOf("a>a")).toEqual(["a>a"]));

test("files with a common parent are not a cycle", () =>
  expect(cyclesOf("a>c", "b>c", "a>b", "c>d", "a>c")).toEqual([]));

test("a cycle at the end of a chain has only the edges of the cycle", () =>
  expect(cyclesOf("a>b", "b>c", "c>d", "d>b")).toEqual(["b>c c>d d>b"]));

test("two cycles are found separately", () => expect(cyclesOf("a>b", "b>a", "c>c")).toEqual(["a>b b>a", "c>c"]));

test("the length of a cycle is limited only by memory", () => {
  const edges = Array.from({ length: 100_000 }, (_, index) => edge(`${index}>${(index + 1) % 100_000}`));
  expect(findCycles(edges).map((cycle) => cycle.length)).toEqual([100_000]);
});

test("an edge is on a cycle if its child is an ancestor of its parent", () => {
  const isOnCycle = cycleTest(["a>b", "b>c", "c>b"].map(edge));
  expect(["a>b", "b>c", "c>b"].map(edge).map(isOnCycle)).toEqual([false, true, true]);
});
