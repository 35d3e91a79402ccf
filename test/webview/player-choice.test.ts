import { expect, test } from "vitest";
import { readPlayerChoice, readZoom } from "../../client/webview/player-choice.ts";

test("the player's saved choice is restored", () => {
  const kept = { disk: "web01\nide 0:0", timeUs: 12.5, turns: -2, loops: true };
  expect(readPlayerChoice(structuredClone(kept))).toEqual(kept);
});

test("anything else counts as not chosen", () => {
  for (const kept of [undefined, null, 7, "x", {}, { disk: "a", timeUs: "1" }, { disk: "a", timeUs: Number.NaN }])
    expect(readPlayerChoice(kept)).toBeUndefined();
  expect(readPlayerChoice({ disk: "a", timeUs: -3, turns: 99 })).toEqual({
    disk: "a",
    timeUs: 0,
    turns: 0,
    loops: false,
  });
});

test("a zoom outside the valid range counts as not chosen", () => {
  expect(readZoom(0.25)).toBe(0.25);
  expect(readZoom(4)).toBe(4);
  for (const kept of [0.24, 4.1, Number.NaN, "1", undefined]) expect(readZoom(kept)).toBeUndefined();
});
