import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { predictCurve, predictTogether } from "../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { type MediaId, mediaIds } from "../../server/src/core/simulation/paths/media.ts";
import type { TaskWatch } from "../../server/src/core/simulation/perform-task.ts";
import type { SimulationOptions } from "../../server/src/core/simulation/plan.ts";
import type { SimulationReport } from "../../server/src/core/simulation/report.ts";
import type { DiskSpec, SystemSpec } from "../../server/src/core/simulation/system-spec.ts";
import { simulate } from "../support/simulate.ts";
import { disk, gib, ideDisk, load, system } from "./specs.ts";

function done(spec: SystemSpec, options: Partial<SimulationOptions & TaskWatch> = {}) {
  const outcome = simulate(spec, { seed: 1, requests: 4000, ...options });
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  return outcome;
}
const reportOf = (spec: SystemSpec, options?: Partial<SimulationOptions & TaskWatch>): SimulationReport =>
  done(spec, options).report;
const one = (spec: SystemSpec, options?: Partial<SimulationOptions & TaskWatch>) =>
  reportOf(spec, { withoutAssumptions: true, ...options }).disks[0]!;

describe("traps of a request", () => {
  test.each<[string, Partial<DiskSpec>, number]>([
    ["a DMA command", {}, 26],
    ["a command beyond 128 GiB for half of the requests", { sizeBytes: 256 * gib }, 28.5],
    [
      "a 256 KiB request on a disk with LBA48",
      { sizeBytes: 256 * gib, load: load({ sizes: [{ bytes: 262_144, share: 1 }] }) },
      31,
    ],
    ["a 256 KiB request as two commands without LBA48", { load: load({ sizes: [{ bytes: 262_144, share: 1 }] }) }, 52],
    ["PIO of 4 KiB", { ideCommand: "pio" }, 1043],
    ["ATAPI", { ideCommand: "atapi" }, 31],
  ])("%s", (_, changes, exits) => {
    const report = one(system([ideDisk(changes)]));
    if (Number.isInteger(exits)) expect(report.perRequest!.exits).toBe(exits);
    else expect(Math.abs(report.perRequest!.exits - exits)).toBeLessThan(0.2);
  });

  test("the firmware keeps one request outstanding, and the report says so", () => {
    const disks = [ideDisk({ load: load({ queueDepth: 4 }) })];
    expect(one(system(disks, { phase: "firmware" })).load.queueDepth).toBe(1);
    expect(one(system(disks)).load.queueDepth).toBe(4);
  });

  test("the firmware makes one access and receives no interrupt", () => {
    const { perRequest } = one(system([ideDisk()], { phase: "firmware" }));
    expect(perRequest).toMatchObject({ exits: 1, interrupts: 0, hypercalls: 0 });
  });

  test("a DMA command is interrupted once and switches to vmwp.exe and back for each access and for the data", () => {
    expect(one(system([ideDisk()])).perRequest).toMatchObject({ interrupts: 1, contextSwitches: 54, hypercalls: 0 });
  });

  test("the synthetic controller traps nothing, and signals each lone request", () => {
    expect(one(system([disk()])).perRequest).toMatchObject({ exits: 0, hypercalls: 1, interrupts: 1 });
  });

  test("a busy ring is signalled less often than once per request", () => {
    const { perRequest } = one(
      system([disk({ load: load({ queueDepth: 32 }) })], { volumes: [{ key: "C:", medium: "optane" }] }),
    );
    expect(perRequest!.hypercalls).toBeLessThan(0.1);
    expect(perRequest!.interrupts).toBeLessThan(1);
  });
});

describe("the report", () => {
  test("stages add up to the mean response time", () => {
    for (const each of [ideDisk({ load: load({ queueDepth: 8 }) }), disk({ load: load({ queueDepth: 8 }) })]) {
      const { stages, responseTimeUs, throughputIops } = one(system([each]));
      const sum = stages.reduce((total, { serviceUs, waitingUs }) => total + serviceUs! + waitingUs!, 0);
      expect(sum).toBeCloseTo(responseTimeUs.mean!, 6);
      // Little's law for the whole: 8 requests circulate.
      expect((throughputIops! * responseTimeUs.mean!) / 1e6).toBeCloseTo(8, 0);
    }
  });

  test("the same seed gives the same bytes, another seed gives others", () => {
    const spec = system([ideDisk({ load: load({ queueDepth: 4, read: 0.5 }) }), disk({ load: load({ rate: 2000 }) })]);
    const bytes = (seed: number): string => JSON.stringify(reportOf(spec, { seed }));
    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(7)).not.toBe(bytes(8));
  });

  test("an open load beyond the path's capacity is limited and says so; one below is not", () => {
    const at = (rate: number) => reportOf(system([ideDisk({ load: load({ rate }) })]));
    expect(at(1e9).disks[0]!.saturated).toBe(true);
    expect(at(1e9).disks[0]!.notes.join(" ")).toContain("exceeds what its path can serve");
    expect(at(1e9).disks[0]!.throughputIops).toBeLessThan(4000);
    expect(at(1000).disks[0]!.saturated).toBe(false);
    expect(Math.abs(at(1000).disks[0]!.throughputIops! - 1000)).toBeLessThan(60);
  });

  test("the assumption that matters most for an emulated disk on flash is the trapped access", () => {
    const [first] = reportOf(system([ideDisk({ load: load({ queueDepth: 8 }) })])).assumptions;
    // 26 accesses of 8 us are 208 of about 301 us, so 1 % on the access is 0.69 % on the throughput.
    expect(first!.id).toBe("ide.access");
    expect(first!.elasticity).toBeCloseTo(-208 / 301, 1);
  });

  test("a change that does not affect a load with a rate has no effect, rather than a random one", () => {
    const slow = disk({ load: load({ rate: 15 }) });
    const busy = disk({ slot: "scsi 0:1", load: load({ rate: 100 }) });
    const before = system([slow, busy]);
    const after = system([{ ...slow, type: "dynamic" }, busy]);
    const alternatives = [{ vm: "web", slot: slow.slot, change: "dynamic disk", disk: 0, spec: after }];
    const [whatIf] = reportOf(before, { alternatives, requests: 20_000 }).whatIf;
    expect(whatIf?.throughputRatio).toBeCloseTo(1, 2);
  });

  test("what-if figures equal those of the other layout when it is simulated", () => {
    const before = system([ideDisk({ load: load({ queueDepth: 32 }) })]);
    const after = system([disk({ load: load({ queueDepth: 32 }) })]);
    const alternatives = [{ vm: "web", slot: "ide 0:0", change: "move to SCSI", disk: 0, spec: after }];
    const [whatIf] = reportOf(before, { alternatives }).whatIf;
    const [x, y] = [before, after].map((spec) => reportOf(spec).disks[0]!);
    expect(whatIf).toMatchObject({ change: "move to SCSI", engine: "des" });
    expect(whatIf!.throughputRatio / (y!.throughputIops! / x!.throughputIops!)).toBeCloseTo(1, 1);
    expect(whatIf!.responseTimeRatio! / (y!.responseTimeUs.mean! / x!.responseTimeUs.mean!)).toBeCloseTo(1, 1);
  });

  test("without assumptions everything else is the same", () => {
    const spec = system([disk()]);
    const { assumptions, disks, ...others } = reportOf(spec);
    expect(assumptions.length).toBeGreaterThan(0);
    // Bands show what assumptions leave open.
    const withoutBands = disks.map(({ band, ...disk }) => ({
      ...disk,
      notes: disk.notes.filter((note) => !note.includes("low-confidence")),
    }));
    expect(reportOf(spec, { withoutAssumptions: true })).toEqual({
      ...others,
      disks: withoutBands,
      assumptions: [],
    });
  });

  test("a run can also be cancelled while layouts and costs are compared", () => {
    const cancelledBeforeItsEnd = (asked: Partial<SimulationOptions>) => {
      const options = { seed: 1, requests: 4000, ...asked };
      const shares: number[] = [];
      simulate(system([disk()]), { ...options, onProgress: (done) => shares.push(done) });
      let share = 0;
      const onProgress = (done: number) => {
        share = done;
      };
      return simulate(system([disk()]), { ...options, onProgress, isCancelled: () => share >= shares.at(-2)! });
    };
    expect(cancelledBeforeItsEnd({})).toEqual({ kind: "cancelled" });
    const alternatives = [{ vm: "web", slot: "scsi 0:0", change: "none", disk: 0, spec: system([disk()]) }];
    expect(cancelledBeforeItsEnd({ withoutAssumptions: true, alternatives })).toEqual({ kind: "cancelled" });
  });

  test("a run of very long requests ends before all are complete, and says so", () => {
    const long = load({ sizes: [{ bytes: 32 * 2 ** 20, share: 1 }], queueDepth: 4 });
    const report = reportOf(system([ideDisk({ load: long })]), { requests: 4000, withoutAssumptions: true });
    expect(report.requests).toBeGreaterThan(30);
    expect(report.requests).toBeLessThan(1000);
    expect(report.notes.join()).toContain("A run ended before it had all its requests");
    // Little's law: 4 requests circulate.
    const { throughputIops, responseTimeUs } = report.disks[0]!;
    expect((throughputIops! * responseTimeUs.mean!) / 4e6).toBeCloseTo(1, 1);
  });

  test("progress reaches 1, and a cancelled run has no report", () => {
    const shares: number[] = [];
    done(system([disk()]), { onProgress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(simulate(system([disk()]), { seed: 1, requests: 4000, isCancelled: () => true })).toEqual({
      kind: "cancelled",
    });
  });
});

describe("effects of the path's state", () => {
  test("an IDE channel accepts one command, so queue depth has no effect", () => {
    const at = (queueDepth: number) => one(system([ideDisk({ load: load({ queueDepth }) })])).throughputIops!;
    expect(at(32) / at(4)).toBeCloseTo(1, 1);
  });

  test("a spinning disk gains from a queue on SCSI and not on emulated IDE", () => {
    const volumes = [{ key: "C:", medium: "hdd-7200" as const }];
    const at = (make: typeof disk, queueDepth: number) =>
      one(system([make({ load: load({ queueDepth }) })], { volumes })).throughputIops!;
    expect(at(disk, 32) / at(disk, 1)).toBeGreaterThan(2);
    expect(at(ideDisk, 32) / at(ideDisk, 1)).toBeLessThan(1.05);
  });

  // hdd-7200: positioning 8.5 ms + 8.333/2 ms, over 1 + 0.28 log2 8 = 1.84 with 8 requests at the disk; overhead 0.15 ms;
  // 8 KiB at ln(175/83)/(175 - 83) us a byte = 0.066 ms. Of the 7 others 3 are of the sequential disk: it seeks 4 times in
  // 7. Each disk has one request in 6.884 (1 + 4/7) + 2 * 0.216 = 11.25 ms.
  test("how often others interrupt a sequential run does not depend on the order in which requests started", () => {
    const sizes = [{ bytes: 8192, share: 1 }];
    const mixed = system(
      [
        disk({ load: load({ sizes, queueDepth: 4 }) }),
        disk({ slot: "scsi 0:1", load: load({ sizes, random: 0, queueDepth: 4 }) }),
      ],
      { volumes: [{ key: "C:", medium: "hdd-7200" }] },
    );
    for (const seed of [1, 2, 3, 4]) {
      const { disks } = reportOf(mixed, { withoutAssumptions: true, seed, requests: 20_000 });
      for (const { throughputIops } of disks) expect(Math.abs(throughputIops! * 0.01125 - 1)).toBeLessThan(0.02);
    }
  });

  test("a slow disk starves a fast one through the controller's limit before 2012, but not since", () => {
    const volumes = [
      { key: "C:", medium: "optane" as const },
      { key: "D:", medium: "hdd-7200" as const },
    ];
    const fast = disk({ load: load({ queueDepth: 8 }) });
    const slow = disk({ slot: "scsi 0:1", volume: "D:", load: load({ queueDepth: 512 }) });
    const at = (channelRules: "before-2012" | "since-2012") =>
      one(system([fast, slow], { volumes, vm: { channelRules } })).throughputIops!;
    expect(at("since-2012") / at("before-2012")).toBeGreaterThan(20);
  });

  test("a VHD makes four more writes while it creates blocks; a VHDX extends its file, one extension at a time", () => {
    const at = (format: DiskSpec["format"], blocks: DiskSpec["blocks"], blockSizeBytes: number) =>
      one(system([disk({ type: "dynamic", format, blocks, blockSizeBytes, load: load({ read: 0, queueDepth: 16 }) })]))
        .throughputIops!;
    const mib = 2 ** 20;
    expect(at("vhd", "empty", 2 * mib)).toBeLessThan(0.4 * at("vhd", "filled", 2 * mib));
    // 100 us per 32 MiB: with as large a block each write waits for one.
    expect(at("vhdx", "empty", 32 * mib)).toBeLessThan(10_300);
    expect(at("vhdx", "empty", 2 * mib)).toBeGreaterThan(0.9 * at("vhdx", "filled", 2 * mib));
  });

  test("VMs on one volume share its throughput", () => {
    const spec = system([disk({ load: load({ queueDepth: 32 }) })]);
    const two = { ...spec, vms: [...spec.vms, { ...spec.vms[0]!, name: "sql" }] };
    const shared = reportOf(two).disks.map(({ throughputIops }) => throughputIops);
    expect(shared[0]! / shared[1]!).toBeCloseTo(1, 1);
    expect((shared[0]! + shared[1]!) / one(spec).throughputIops!).toBeCloseTo(1, 1);
  });
});

test("the two engines agree where the network has little state", () => {
  for (const medium of mediaIds)
    for (const make of [disk, ideDisk])
      for (const queueDepth of [1, 32]) {
        const spec = system([make({ load: load({ queueDepth }) })], { volumes: [{ key: "C:", medium }] });
        const ratio =
          one(spec, { requests: 8000 }).throughputIops! / predictTogether(buildNetwork(spec))[0]!.throughputIops!;
        expect(Math.abs(ratio - 1)).toBeLessThan(0.06);
      }
});

test("more outstanding requests never mean less throughput", () => {
  for (const medium of mediaIds) {
    const curve = predictCurve(buildNetwork(system([disk()], { volumes: [{ key: "C:", medium }] })), 0, 256);
    expect(curve).toHaveLength(256);
    for (let n = 1; n < curve.length; n++)
      expect(curve[n]!.throughputIops).toBeGreaterThanOrEqual(curve[n - 1]!.throughputIops * (1 - 1e-9));
  }
});

describe("odd input", () => {
  test.each<[string, SystemSpec]>([
    ["no disk", system([])],
    ["no such volume", system([disk({ volume: "X:" })])],
    ["both loads", system([disk({ load: { ...load(), rate: 5 } })])],
    ["no request size", system([disk({ load: load({ sizes: [] }) })])],
    ["NaN", system([disk({ load: load({ read: Number.NaN }) })])],
    ["an infinite rate", system([disk({ load: load({ rate: Number.POSITIVE_INFINITY }) })])],
    ["half a request", system([disk({ load: load({ queueDepth: 0.5 }) })])],
    ["no processor", system([disk()], { vm: { processors: 0 } })],
  ])("%s is refused with a sentence", (_, spec) => {
    const outcome = simulate(spec, { seed: 1, requests: 100 });
    expect(outcome.kind).toBe("refused");
    expect(outcome.kind === "refused" && outcome.problem).toMatch(/\.$/);
  });

  test("whatever is accepted gives finite figures", () => {
    const anyDisk = fc
      .record({
        transport: fc.constantFrom("ide-emulated", "ide-enlightened", "scsi-synthetic"),
        type: fc.constantFrom("physical", "fixed", "dynamic", "differencing"),
        format: fc.constantFrom("vhd", "vhdx"),
        blocks: fc.constantFrom("filled", "empty"),
        ideCommand: fc.constantFrom("dma", "atapi", undefined),
        parentVolumes: fc.integer({ min: 0, max: 63 }).map((parents) => Array<string>(parents).fill("C:")),
        sizeBytes: fc.constantFrom(512, 3 * gib, 4096 * gib),
        controller: fc.constantFrom("a", "b"),
        load: fc.record({
          bytes: fc.constantFrom(512, 4096, 100_000, 1 << 20),
          read: fc.double({ min: 0, max: 1, noNaN: true }),
          random: fc.double({ min: 0, max: 1, noNaN: true }),
          amount: fc.oneof(
            fc.record({ queueDepth: fc.constantFrom(1, 7, 300) }),
            fc.record({ rate: fc.constantFrom(0.5, 900, 1e6), burst: fc.constantFrom(1, 16) }),
          ),
        }),
      })
      .map(
        ({ load: { bytes, amount, ...shares }, ...rest }): DiskSpec =>
          disk({ ...rest, load: { sizes: [{ bytes, share: 1 }], ...shares, ...amount } } as Partial<DiskSpec>),
      );
    const phases = fc.constantFrom("firmware" as const, "without-drivers" as const, "with-drivers" as const);
    fc.assert(
      fc.property(
        fc.array(anyDisk, { minLength: 1, maxLength: 3 }),
        fc.constantFrom<MediaId>(...mediaIds),
        phases,
        fc.integer({ min: 1, max: 64 }),
        (disks, medium, phase, processors) => {
          const named = disks.map((each, index) => ({ ...each, slot: `slot ${index}` }));
          const report = reportOf(system(named, { phase, vm: { processors }, volumes: [{ key: "C:", medium }] }), {
            requests: 300,
          });
          expect(numbersOf(report).filter((value) => !Number.isFinite(value))).toEqual([]);
          for (const { throughputIops, responseTimeUs } of report.disks) {
            expect(throughputIops ?? 0).toBeGreaterThanOrEqual(0);
            const { p50, p999 } = responseTimeUs;
            if (p50 !== null && p999 !== null) expect(p50).toBeLessThanOrEqual(p999);
          }
        },
      ),
      { numRuns: 6 },
    );
  });
});

test("the assumptions list what the figures of a growing disk and a chain depend on", () => {
  const ids = (changes: Partial<DiskSpec>): string[] =>
    reportOf(system([disk(changes)])).assumptions.map(({ id }) => id);
  expect(ids({ type: "dynamic", format: "vhd", blocks: "empty", load: load({ read: 0 }) })).toContain(
    "vhd.allocationWrites",
  );
  expect(ids({ type: "differencing", parentVolumes: ["C:", "C:"] })).toContain("vhd.hit");
  expect(ids({})).not.toContain("vhd.hit");
});

/** Every number anywhere in a value; figures that were not observed are `null` and are left out. */
function numbersOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

test("no source is given for a value that the user has set", () => {
  const sourceOf = (changes: Record<string, number>) =>
    reportOf(system([disk()], { costs: changes })).assumptions.find(({ id }) => id === "media.ssd-sata.readUs")!.source;
  expect(sourceOf({})).toMatch(/^Samsung data sheet/);
  expect(sourceOf({ "media.ssd-sata.readUs": 177 })).toMatch(
    /^Set in place of the default, 77 µs \(Samsung data sheet/,
  );
});
