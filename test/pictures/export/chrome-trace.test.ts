/** The trace of recorded requests: its published shape, and durations that add up to the response times. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { HvvmDocument } from "../../../server/src/core/document.ts";
import { simulateLayout } from "../../../server/src/core/features/simulate-layout.ts";
import { chromeTraceOf } from "../../../server/src/core/pictures/export/chrome-trace.ts";
import { type Drawn, pictureOf } from "../../../server/src/core/pictures/picture.ts";
import { resolveCosts } from "../../../server/src/core/simulation/paths/costs.ts";
import { runJob } from "../../support/simulate.ts";

interface Event {
  readonly name: string;
  readonly ph: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly args: { readonly request: number };
}

const text = readFileSync(new URL("../../../examples/branch-office.hvvm", import.meta.url), "utf8");
const asked = { requests: 3000 };
const result = (await simulateLayout(HvvmDocument.read(text, "hvvm"), [], resolveCosts().costs, asked, async (job) =>
  runJob(job),
)) as Drawn;
const disks = result.report!.disks.map(({ vm, slot }) => ({ vm, slot }));
const traceOf = (vm: string, slot: string, of: Drawn = result) => {
  const json = chromeTraceOf(pictureOf(of, { vm, slot }, undefined)!);
  return json === undefined ? undefined : (JSON.parse(json) as { traceEvents: Event[]; displayTimeUnit: string });
};

test.each(disks)("$vm $slot: the actors' parts of a request add up to its response time", ({ vm, slot }) => {
  const { traceEvents } = traceOf(vm, slot)!;
  const requests = traceEvents.filter(({ cat }) => cat === "request");
  expect(requests.length).toBeGreaterThan(0);
  for (const { args, dur } of requests) {
    const parts = traceEvents.filter(
      (event) => event.ph === "X" && event.cat !== "request" && event.args.request === args.request,
    );
    expect(parts.reduce((sum, part) => sum + part.dur, 0)).toBeCloseTo(dur, 3);
  }
});

test.each(disks)(
  "$vm $slot: every event has the fields of its phase, and events of one thread do not overlap",
  ({ vm, slot }) => {
    const { traceEvents, displayTimeUnit } = traceOf(vm, slot)!;
    expect(displayTimeUnit).toBe("ns");
    const ends = new Map<string, number>();
    for (const event of [...traceEvents].sort((one, other) => (one.ts ?? 0) - (other.ts ?? 0))) {
      expect(event).toMatchObject({ name: expect.any(String), pid: expect.any(Number), tid: expect.any(Number) });
      if (event.ph === "M") expect(event).toMatchObject({ name: "process_name", args: { name: expect.any(String) } });
      else expect(event.ts).toBeGreaterThanOrEqual(0);
      if (event.ph === "i") expect(event).toMatchObject({ s: "t" });
      if (event.ph !== "X") continue;
      expect(event.dur).toBeGreaterThan(0);
      const thread = `${event.pid} ${event.tid}`;
      expect(event.ts).toBeGreaterThanOrEqual((ends.get(thread) ?? 0) - 1e-6);
      ends.set(thread, event.ts + event.dur);
    }
    const named = traceEvents.filter(({ ph }) => ph === "M").map(({ pid }) => pid);
    expect(new Set(traceEvents.map(({ pid }) => pid))).toEqual(new Set(named));
  },
);

test("without recorded requests there is no trace", () => {
  const { vm, slot } = disks[0]!;
  expect(traceOf(vm, slot, { ...result, details: [] })).toBeUndefined();
});
