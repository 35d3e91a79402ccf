import { describe, expect, test } from "vitest";
import {
  capacity,
  predict,
  predictCurve,
  predictTogether,
} from "../../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../../server/src/core/simulation/network.ts";
import type { SystemSpec } from "../../../server/src/core/simulation/system-spec.ts";
import { simulate } from "../../support/simulate.ts";
import { disk, ideDisk, load, system } from "../specs.ts";

const alone = (spec: SystemSpec) => predict(buildNetwork(spec), 0);

describe("a serial channel", () => {
  test("serves 1/S whatever the queue depth, and the response time grows with it", () => {
    // 26 accesses, copy of 4 KiB, the root's share and context switch, SATA flash, interrupt and its end.
    const command = 26 * 8 + 6.5 / 16 + 0.3 + 4 + 3 + 77 + 3 + 2.5 + 3 + 0.2;
    for (const queueDepth of [16, 256]) {
      const { throughputIops, responseTimeUs, bottleneck } = alone(system([ideDisk({ load: load({ queueDepth }) })]));
      expect(throughputIops / (1e6 / command)).toBeCloseTo(1, 6);
      expect(responseTimeUs / (queueDepth * command)).toBeCloseTo(1, 6);
      expect(bottleneck.station).toBe("web: ide 0");
      expect(bottleneck.utilization).toBeCloseTo(1, 6);
    }
  });

  test("a single request takes the sum of its stages", () => {
    const { responseTimeUs, asymptotes } = alone(system([ideDisk()]));
    const sum = 4 + 26 * 8 + 6.5 / 16 + 0.3 + 4 + 3 + 77 + 3 + 2.5 + 3 + 0.2 + 3 + 3;
    expect(responseTimeUs).toBeCloseTo(sum, 6);
    expect(asymptotes.zeroLoadResponseUs).toBeCloseTo(sum, 6);
    expect(asymptotes.kneeQueueDepth).toBeCloseTo(sum / (sum - 10), 6);
  });

  test("a Linux guest waits 31 us more per command", () => {
    const at = (guest: "linux" | "other") => alone(system([ideDisk()], { vm: { guest } })).responseTimeUs;
    expect(at("linux") - at("other")).toBeCloseTo(31, 9);
  });
});

describe("an outstanding limit", () => {
  test("of one makes the synthetic path serial too", () => {
    const { throughputIops } = alone(system([disk({ outstandingLimit: 1, load: load({ queueDepth: 64 }) })]));
    const inside = 1.2 + 1 + 3 + 5 + 0.3 + 4 + 3 + 77 + 3 + 3 + 3;
    expect(throughputIops / (1e6 / inside)).toBeCloseTo(1, 3);
  });

  test("as large as the queue depth changes nothing", () => {
    const at = (outstandingLimit: number) =>
      alone(system([disk({ outstandingLimit, load: load({ queueDepth: 64 }) })])).throughputIops;
    expect(at(64)).toBeCloseTo(at(1000), 6);
  });
});

describe("open loads", () => {
  test("below the ceiling the rate is served, beyond it the ceiling, and a note says so", () => {
    const below = alone(system([ideDisk({ load: load({ rate: 1000 }) })]));
    expect(below).toMatchObject({ saturated: false });
    expect(below.throughputIops).toBeCloseTo(1000, 9);
    const beyond = alone(system([ideDisk({ load: load({ rate: 9000 }) })]));
    expect(beyond.saturated).toBe(true);
    expect(beyond.throughputIops).toBeCloseTo(beyond.asymptotes.maximumIops, 6);
    expect(Number.isFinite(beyond.responseTimeUs)).toBe(true);
  });
});

describe("the capacity by itself", () => {
  test("is exceeded just where the prediction is saturated, at the same ceiling and station", () => {
    for (const make of [ideDisk, disk])
      for (const medium of ["hdd-7200", "ssd-sata", "ssd-nvme"] as const)
        for (const rate of [50, 150, 1_000, 5_000, 250_000]) {
          const network = buildNetwork(system([make({ load: load({ rate }) })], { volumes: [{ key: "C:", medium }] }));
          const { saturated, asymptotes, throughputIops } = predict(network, 0);
          const { isExceeded, maximumIops } = capacity(network, 0);
          expect(isExceeded, `${medium} ${rate}`).toBe(saturated);
          expect(isExceeded).toBe(rate >= maximumIops);
          expect(maximumIops).toBe(asymptotes.maximumIops);
          expect(throughputIops).toBeCloseTo(Math.min(rate, maximumIops), 6);
        }
  });

  test("names the serial channel of an emulated disk on flash", () => {
    expect(capacity(buildNetwork(system([ideDisk({ load: load({ rate: 9000 }) })])), 0).station).toBe("web: ide 0");
  });
});

describe("several disks at once", () => {
  test("the result for a single disk is not an estimate, that for two is", () => {
    expect(predictTogether(buildNetwork(system([disk()])))[0]!.method).toBe("product-form");
    const two = system([disk(), disk({ slot: "scsi 0:1" })]);
    expect(predictTogether(buildNetwork(two)).map(({ method }) => method)).toEqual(["estimate", "estimate"]);
  });

  test("the estimate is within 15 % of the discrete-event run, or there is no estimate", () => {
    const mixes = [
      [
        disk({ load: load({ queueDepth: 8 }) }),
        ideDisk({ load: load({ queueDepth: 8 }) }),
        disk({ slot: "scsi 0:1", load: load({ rate: 3000 }) }),
      ],
      [
        ideDisk({ load: load({ queueDepth: 4 }) }),
        ideDisk({ slot: "ide 1:0", controller: "ide 1", load: load({ queueDepth: 4 }) }),
      ],
      [disk({ load: load({ queueDepth: 64 }) }), disk({ slot: "scsi 0:1", load: load({ queueDepth: 2 }) })],
    ];
    for (const spec of mixes.map((disks) => system(disks))) {
      const outcome = simulate(spec, { seed: 1, requests: 12_000, withoutAssumptions: true });
      if (outcome.kind !== "done") throw new Error(outcome.kind);
      predictTogether(buildNetwork(spec)).forEach(({ throughputIops, method }, index) => {
        if (method === "simulation") return;
        expect(Math.abs(throughputIops / outcome.report.disks[index]!.throughputIops! - 1)).toBeLessThan(0.15);
      });
    }
  });
});

test("the curve ends at the prediction", () => {
  const spec = system([disk({ load: load({ queueDepth: 32 }) })]);
  const { throughputIops } = alone(spec);
  expect(predictCurve(buildNetwork(spec), 0, 32).at(-1)!.throughputIops / throughputIops).toBeCloseTo(1, 2);
});

describe("below the knee the bottleneck is the stage that takes the most time, as in a report", () => {
  test.each([1, 2])("at queue depth %d", (queueDepth) => {
    const spec = system([disk({ load: load({ queueDepth }) })], {
      volumes: [{ key: "C:", medium: "ssd-nvme-datacenter" }],
    });
    const outcome = simulate(spec, { seed: 1, requests: 4000, withoutAssumptions: true });
    if (outcome.kind !== "done") throw new Error(outcome.kind);
    const { station } = outcome.report.disks[0]!.bottleneck;
    expect(station).toBe("C: units");
    expect(alone(spec).bottleneck.station).toBe(station);
  });
});
