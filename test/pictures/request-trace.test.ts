import { expect, test } from "vitest";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import {
  captionAt,
  completedUntil,
  completionBefore,
  crossingsUntil,
  nextCompletion,
  requestTrace,
} from "../../server/src/core/pictures/request-trace.ts";
import { result } from "../webview/fixtures.ts";
import { traced } from "./traces.ts";

const emulated = pictureOf(result, {}, undefined)!.path!;
const synthetic = pictureOf(result, { vm: "web01", slot: "scsi 0:0" }, undefined)!.path!;
const access = emulated.stages.findIndex(({ stage }) => stage.id === "ide.access");
const signal = synthetic.stages.findIndex(({ stage }) => stage.id === "sig.out");

test("a step of the player says which request completed, and where it spent most of its time", () => {
  const { stages } = emulated;
  const trace = requestTrace(
    [
      traced([
        [0, 0, 0, 4],
        [access, 4, 10, 300],
      ]),
      traced([[0, 5, 200, 500]], { isRead: false }),
    ],
    stages,
  )!;
  expect(captionAt(trace, stages, 0)).toBe("No request is done yet.");
  expect(captionAt(trace, stages, 300)).toBe(
    "Request 1, a read, is done after 300 µs: 296 µs of it in Register access, 6.00 µs of that waiting.",
  );
  expect(captionAt(trace, stages, 600)).toBe(
    "Request 2, a write, is done after 495 µs: 495 µs of it in System call, 195 µs of that waiting.",
  );
});

test("without requests there is nothing to play", () => {
  expect(requestTrace([], emulated.stages)).toBeUndefined();
});

test("the trace spans the consecutive requests; a median or p99 request from another time is left out", () => {
  const trace = requestTrace(
    [
      traced([[0, 5, 5, 9]], { role: "p99" }),
      traced([[0, 100, 100, 150]]),
      traced([[0, 120, 150, 190]], { role: "median" }),
      traced([[0, 140, 190, 210]]),
    ],
    emulated.stages,
  )!;
  expect([trace.startUs, trace.endUs]).toEqual([100, 210]);
  expect(trace.requests.map(({ issuedUs }) => issuedUs)).toEqual([100, 120, 140]);
});

test("each step uses the lowest free server", () => {
  const trace = requestTrace(
    [traced([[7, 0, 0, 10]]), traced([[7, 1, 1, 4]]), traced([[7, 2, 2, 8]]), traced([[7, 3, 4, 9]])],
    emulated.stages,
  )!;
  expect(trace.servers).toEqual([[0], [1], [2], [1]]);
  expect(trace.maxServers[7]).toBe(3);
});

test("the exits of a request are spread over the time of its register accesses, and there are as many as the run counted", () => {
  const request = traced([
    [access, 0, 0, 180],
    [7, 180, 180, 300],
    [access, 300, 300, 380],
  ]);
  const trace = requestTrace([request], emulated.stages)!;
  expect(crossingsUntil(trace, 380).exit).toBe(26);
  expect(crossingsUntil(trace, 180).exit).toBe(18);
  expect(crossingsUntil(trace, 300).exit).toBe(18);
  expect(crossingsUntil(trace, 90).exit).toBe(9);
});

test("a signal is one hypercall, and one that several requests share is one event", () => {
  const trace = requestTrace(
    [traced([[signal, 0, 0, 3]]), traced([[signal, 1, 1, 3]]), traced([[signal, 5, 5, 6]]), traced([[0, 7, 7, 8]])],
    synthetic.stages,
  )!;
  expect(crossingsUntil(trace, 8)).toEqual({ exit: 0, hypercall: 2, interrupt: 0 });
  expect(crossingsUntil(trace, 8, signal).hypercall).toBe(2);
  expect(crossingsUntil(trace, 8, 0).hypercall).toBe(0);
});

test("a step goes to the next completion and back to the one before", () => {
  const trace = requestTrace(
    [traced([[0, 0, 0, 10]]), traced([[0, 2, 10, 30]]), traced([[0, 4, 30, 60]])],
    emulated.stages,
  )!;
  expect(nextCompletion(trace, 0)).toBe(10);
  expect(nextCompletion(trace, 10)).toBe(30);
  expect(nextCompletion(trace, 60)).toBe(60);
  expect(completionBefore(trace, 30)).toBe(10);
  expect(completionBefore(trace, 10)).toBe(0);
  expect([0, 10, 59, 60].map((at) => completedUntil(trace, at))).toEqual([0, 1, 2, 3]);
});
