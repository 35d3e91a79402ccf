import { describe, expect, test } from "vitest";
import type { Operation } from "../../../server/src/core/simulation/operations.ts";
import type { Station } from "../../../server/src/core/simulation/stations.ts";
import type { DiskSpec } from "../../../server/src/core/simulation/system-spec.ts";
import { simulate } from "../../support/simulate.ts";
import { oneChain, runOf, throughputOf } from "../networks.ts";
import { disk, ideDisk, load, system } from "../specs.ts";

const host: Station = { id: "host processors", actor: "root kernel", servers: 8, kind: "processors", smtFactor: 1.25 };
const slice = (changes: object): Operation => ({
  kind: "serve",
  station: 0,
  count: 1,
  parts: [{ stage: 0, us: 10, visits: 1 }],
  us: 10,
  shape: "constant",
  exits: 0,
  weight: 1,
  drains: false,
  ...changes,
});

// 4 cores with two threads each.
test.each([
  [1, 100_000],
  [4, 400_000],
  [8, 500_000],
])("%d busy threads of 10 us on 4 cores do %d slices per second", (population, perSecond) => {
  const network = oneChain([host], [slice({})], 1, { population });
  expect((throughputOf(runOf(network, 1, 20_000)) * 1e6) / perSecond).toBeCloseTo(1, 2);
});

test("a virtual processor and one of the host are held together: the time counts once", () => {
  const guest: Station = { id: "guest", actor: "guest kernel", servers: 2, kind: "servers" };
  const on = (population: number, cpus: number) =>
    throughputOf(
      runOf(
        oneChain([{ ...host, servers: cpus, smtFactor: 1 }, guest], [slice({ station: 1, cpu: 0 })], 1, { population }),
        1,
        20_000,
      ),
    ) * 10;
  // Concurrent slices: as many as the VM has processors, and as many as the host has.
  expect(on(1, 8)).toBeCloseTo(1, 2);
  expect(on(6, 8)).toBeCloseTo(2, 2);
  expect(on(6, 1)).toBeCloseTo(1, 2);
});

describe("a host", () => {
  const report = (processors: number, vms: number) => {
    const spec = system([disk({ load: load({ queueDepth: 32, sizes: [{ bytes: 512, share: 1 }] }) })], {
      vm: { processors: 16, host: { name: "hv01", processors } },
      volumes: [{ key: "C:", medium: "optane" }],
      costs: { "media.optane.readUnits": 1000, "media.optane.readRate": 1e6 },
    });
    const [vm] = spec.vms;
    const outcome = simulate(
      { ...spec, vms: Array.from({ length: vms }, (_, n) => ({ ...vm!, name: `vm${n}` })) },
      { seed: 1, requests: 40_000, withoutAssumptions: true },
    );
    if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
    return outcome.report;
  };

  test("with 64 virtual processors on 8 logical ones limits its VMs, and is named as the bottleneck", () => {
    const over = report(8, 4);
    const enough = report(128, 4);
    const total = ({ disks }: typeof over) => disks.reduce((sum, { throughputIops }) => sum + throughputIops!, 0);
    expect(total(over)).toBeLessThan(0.5 * total(enough));
    expect(over.disks[0]!.bottleneck.station).toBe("hv01: host processors");
    expect(over.hosts[0]!.processorsInUse).toBeGreaterThan(7.5);
    expect(over.hosts[0]!.processorsInUse).toBeLessThanOrEqual(8 + 1e-9);
  });

  test("reports the processors that its I/O uses, by component and per 100,000 IOPS", () => {
    const { hosts, disks } = report(128, 1);
    const [{ host, processors, processorsInUse, byActor, processorsPer100000Iops }] = hosts as [(typeof hosts)[0]];
    expect({ host, processors }).toEqual({ host: "hv01", processors: 128 });
    expect(byActor.reduce((sum, each) => sum + each.processorsInUse, 0)).toBeCloseTo(processorsInUse, 9);
    // Every request takes the time of its stages: throughput times time is the number of processors (utilization law).
    const us = disks[0]!.stages
      .filter(({ actor }) => actor !== "device")
      .reduce((sum, { serviceUs }) => sum + serviceUs!, 0);
    expect(processorsInUse / ((disks[0]!.throughputIops! * us) / 1e6)).toBeCloseTo(1, 3);
    expect(processorsPer100000Iops).toBeCloseTo(us / 10, 1);
  });
});

/** System call, packet, handler, waking; provider, channel, file, file system, driver, interrupt, answer; signal, host's thread, guest's interrupt. */
const synthetic = 4 + 1.2 + 3 + 3 + (2.5 + 1 + 0.3 + 4 + 3 + 3 + 1.5) + (1 + 3 + 3);
/** 26 accesses of 8 us, and of 64 KiB copied 4; the context switch to vmwp.exe, the guest's interrupt and its end. */
const emulated = 4 + 3 + 3 + 26 * 8 + (0.3 + 4 + 3 + 3) + 2.5 + 6.5 / 16 + 3 + 0.2;

test.each<[string, DiskSpec, number]>([
  ["synthetic", disk(), synthetic],
  ["emulated", ideDisk(), emulated],
])("one processor does all that requests of %s disks cost, including guests' interrupts", (_, only, us) => {
  const spec = system([only], {
    vm: { host: { name: "h", processors: 1 } },
    volumes: [{ key: "C:", medium: "optane" }],
  });
  // One request at a time for each, so that all rings are empty, and more VMs than the processor can serve.
  const vms = Array.from({ length: 12 }, (_each, n) => ({ ...spec.vms[0]!, name: `vm${n}` }));
  const outcome = simulate({ ...spec, vms }, { seed: 1, requests: 40_000, withoutAssumptions: true });
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  const { disks, hosts } = outcome.report;
  const iops = disks.reduce((sum, { throughputIops }) => sum + throughputIops!, 0);
  expect((iops * us) / 1e6).toBeCloseTo(1, 2);
  expect(hosts[0]!.processorsInUse).toBeCloseTo(1, 2);
});
