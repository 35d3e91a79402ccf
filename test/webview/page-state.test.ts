import { expect, test } from "vitest";
import { afterChoice, afterMessage, type PageState, readChoice, startState } from "../../client/webview/page-state.ts";
import { result } from "./fixtures.ts";

const following = afterMessage(startState({}), { type: "following", uri: "a", name: "a.hvvm" });
const drawn = afterMessage(following, { type: "simulated", uri: "a", result });

test("the old picture stays while a new run goes on and when it fails", () => {
  const running = afterMessage(drawn, { type: "running", uri: "a" });
  expect(running).toMatchObject({ running: true, result });
  expect(afterMessage(running, { type: "failed", uri: "a", message: "no" })).toMatchObject({
    running: false,
    result,
    failure: "no",
  });
});

test("an answer ends a failure", () => {
  const failed = afterMessage(drawn, { type: "failed", uri: "a", message: "no" });
  expect(afterMessage(failed, { type: "simulated", uri: "a", result }).failure).toBeUndefined();
});

test("a message about another layout changes nothing", () => {
  expect(afterMessage(drawn, { type: "failed", uri: "b", message: "no" })).toBe(drawn);
});

test("another layout starts without picture, disk and cursor, but with the phase", () => {
  const chosen = afterChoice(drawn, { vm: "web01", slot: "ide 0:0", phase: "firmware" });
  const next: PageState = afterMessage(chosen, { type: "following", uri: "b", name: "b.hvvm" });
  expect(next.result).toBeUndefined();
  expect(next.choice).toEqual({ uri: "b", phase: "firmware" });
});

test("the layout of before a reload keeps its disk", () => {
  const kept = startState({ uri: "a", vm: "web01", slot: "scsi 0:0" });
  expect(afterMessage(kept, { type: "following", uri: "a", name: "a.hvvm" }).choice.slot).toBe("scsi 0:0");
});

test("a chosen stage does not outlive its disk", () => {
  const staged = afterChoice(drawn, { stage: 3 });
  expect(staged.choice.stage).toBe(3);
  expect(afterChoice(staged, { slot: "scsi 0:0" }).choice.stage).toBeUndefined();
});

test("kept state is read with care", () => {
  expect(readChoice(undefined)).toEqual({});
  expect(readChoice({ uri: 1, vm: "v", phase: "later", stage: 1.5 })).toEqual({ vm: "v", allAssumptions: false });
});
