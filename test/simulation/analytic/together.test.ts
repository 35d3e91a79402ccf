import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demandsOf } from "../../../server/src/core/simulation/analytic/demands.ts";
import { identicalDisks } from "../../../server/src/core/simulation/analytic/identical-disks.ts";
import { predict, predictTogether } from "../../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork, type Network } from "../../../server/src/core/simulation/network.ts";
import type { Shape } from "../../../server/src/core/simulation/operations.ts";
import type { DiskSpec } from "../../../server/src/core/simulation/system-spec.ts";
import { series } from "../networks.ts";
import { disk, ideDisk, load, system } from "../specs.ts";

describe("an open load waits at one station as long as theory predicts", () => {
  const response = (rate: number, shape: Shape) =>
    predict(series([{ us: 1, servers: 1, shape }], { rate }), 0).responseTimeUs;

  test("M/M/1", () => expect(response(0.7, "exponential")).toBeCloseTo(1 / 0.3, 2));

  test.each([
    [0.5, 0.5],
    [0.75, 1.5],
  ])("M/D/1 at %d: %d", (rate, waiting) => expect(response(rate, "constant")).toBeCloseTo(1 + waiting, 2));
});

describe("a closed load on one station takes turns with the others", () => {
  /** The requests of both circulate through one station of a microsecond, without a pause. */
  const both = (a: number, b: number, shape: Shape): Network => {
    const one = series([{ us: 1, servers: 1, shape }], { population: a });
    const [chain] = one.chains;
    return { ...one, chains: [chain!, { ...chain!, population: b }] };
  };

  test.each(["exponential", "constant"] as const)("of %s service, by how many requests it has", (shape) => {
    const [a, b] = predictTogether(both(6, 2, shape));
    expect(a!.throughputIops / 750_000).toBeCloseTo(1, 2);
    expect(b!.throughputIops / 250_000).toBeCloseTo(1, 2);
  });
});

test("a wait that blocks the other disk of an emulated controller is left to a simulation: Storage QoS tokens, a flush", () => {
  const limitations = (...disks: readonly DiskSpec[]) =>
    predictTogether(buildNetwork(system(disks))).map(({ limitation }) => limitation);
  const other = ideDisk({ slot: "ide 0:1", load: load({ queueDepth: 4 }) });
  expect(limitations(ideDisk(), other)).toEqual([undefined, undefined]);
  expect(limitations(ideDisk({ maximumIops: 300 }), other)).toEqual(["emulation", "emulation"]);
  expect(limitations(ideDisk({ maximumIops: 300 }))).toEqual([undefined]);
  const durable = (rate: number) => ideDisk({ load: load({ rate, read: 0, durable: 1 }) });
  expect(limitations(durable(100), other)).toEqual(["flush", "flush"]);
  expect(limitations(durable(5), other)).toEqual(["flush", undefined]);
});

test("a small request waits for the service times of the long ones before it, not for multiples of its own", () => {
  const sizes = (bytes: number, queueDepth: number) => load({ sizes: [{ bytes, share: 1 }], queueDepth });
  const [small, long] = predictTogether(
    buildNetwork(system([disk({ load: sizes(8192, 8) }), disk({ slot: "scsi 0:1", load: sizes(524_288, 4) })])),
  );
  // 560 MB/s are fully used: in the time of four long requests and eight small ones, each has its turn.
  const roundUs = (4 * 524_288 + 8 * 8192) / 560;
  expect((small!.responseTimeUs - 77) / roundUs).toBeCloseTo(1, 1);
  expect(long!.responseTimeUs / roundUs).toBeCloseTo(1, 1);
});

test("no disk and no station exceeds its capacity", () => {
  const media = ["hdd-7200", "ssd-sata", "ssd-nvme"] as const;
  const disks = fc.array(
    fc.record({
      isIde: fc.boolean(),
      bytes: fc.constantFrom(4096, 65_536, 524_288),
      read: fc.constantFrom(0, 0.5, 1),
      random: fc.constantFrom(0, 1),
      queueDepth: fc.constantFrom(1, 3, 16, 64),
    }),
    { minLength: 2, maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...media), disks, (medium, drawn) => {
      const spec = system(
        drawn.map(({ isIde, bytes, queueDepth, ...rest }, at) => {
          const own = load({ ...rest, sizes: [{ bytes, share: 1 }], queueDepth });
          return isIde
            ? ideDisk({ slot: `ide ${at % 2}:${at}`, controller: `ide ${at % 2}`, load: own })
            : disk({ slot: `scsi 0:${at}`, load: own });
        }),
        { volumes: [{ key: "C:", medium }] },
      );
      const network = buildNetwork(spec);
      for (const [index, each] of predictTogether(network).entries()) {
        if (each.method === "simulation") continue;
        const { zeroLoadResponseUs, maximumIops } = each.asymptotes;
        const depth = drawn[index]!.queueDepth;
        expect(each.throughputIops).toBeLessThan(1.01 * Math.min((depth / zeroLoadResponseUs) * 1e6, maximumIops));
        expect((each.throughputIops * each.responseTimeUs) / 1e6 / depth).toBeCloseTo(1, 6);
        expect(each.bottleneck.utilization).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

describe("disks are identical", () => {
  const alikeOf = (network: Network) =>
    identicalDisks(
      network,
      network.chains.map((chain) => demandsOf(network, chain)),
    );
  const vm = (name: string, depths: readonly number[]) => ({
    name,
    processors: 4,
    guest: "other" as const,
    channelRules: "since-2012" as const,
    disks: depths.map((queueDepth, at) => disk({ slot: `scsi 0:${at}`, load: load({ queueDepth }) })),
  });

  test("in VMs of one kind, but not where their neighbours differ", () => {
    const spec = { ...system([disk()]), vms: [vm("a", [8, 2]), vm("b", [8, 2]), vm("c", [8, 4])] };
    expect(alikeOf(buildNetwork(spec))).toEqual([0, 1, 0, 1, 4, 5]);
  });

  test("and have the same figures, each with its own station", () => {
    const spec = {
      ...system([disk()]),
      vms: [vm("a", [64]), vm("b", [64])],
      volumes: [{ key: "C:", medium: "optane" as const }],
    };
    const [a, b] = predictTogether(buildNetwork(spec));
    expect(b!.throughputIops).toBe(a!.throughputIops);
    expect([a!, b!].map(({ bottleneck }) => bottleneck.station)).toEqual(["a: scsi 0 channel", "b: scsi 0 channel"]);
  });
});
