/**
 * A figure is right or absent: what a run did not observe, or has too few observations for, is null, and a note says
 * so.
 */
import { describe, expect, test } from "vitest";
import { diskOf, simulated } from "./simulated.ts";

const vm = (disks: string) => `
platform windows-server-2022
host h { volume "D:" ssd-nvme-datacenter 9TB; volume "E:" hdd-7200 9TB }
vm a {
  on h
  generation 2
  processors 8
  ${disks}
}`;
const disk = (n: number, load: string) =>
  `scsi 0:${n} disk "D:\\v\\${n}.vhdx" fixed 10GB { load { ${load}; read 100%; random 100% } }`;
const nothing = { mean: null, halfWidth95: null, p50: null, p90: null, p95: null, p99: null, p999: null };

test("a slow disk beside a fast one has no figures instead of zeros", () => {
  const report = simulated(
    vm(`${disk(0, "request-size 4KB; rate 1")}\n${disk(1, "request-size 4KB; queue-depth 256")}`),
    { requests: 40_000 },
  );
  const slow = diskOf(report, "scsi 0:0");
  expect(slow).toMatchObject({
    throughputIops: null,
    throughputBytesPerSecond: null,
    responseTimeUs: nothing,
    perRequest: null,
    measuredRequests: 0,
  });
  for (const { serviceUs, waitingUs } of slow.stages) expect([serviceUs, waitingUs]).toEqual([null, null]);
  expect(slow.notes.join()).toContain("None of its requests was measured");
  expect(diskOf(report, "scsi 0:1").responseTimeUs.halfWidth95).toBeGreaterThan(0);
});

test("a handful of requests gives no figure, and a note says how many there were", () => {
  const report = simulated(
    vm(`${disk(0, "request-size 4KB; rate 50")}\n${disk(1, "request-size 4KB; queue-depth 256")}`),
  );
  const { measuredRequests, throughputIops, responseTimeUs, perRequest, notes } = diskOf(report, "scsi 0:0");
  expect(measuredRequests).toBeGreaterThan(0);
  expect(measuredRequests).toBeLessThan(10);
  expect([throughputIops, responseTimeUs, perRequest]).toEqual([null, nothing, null]);
  expect(notes.join()).toMatch(/Only \d of its requests (was|were) measured: too few for any figure\./);
});

test("a run that ends before its requests complete says so instead of giving a response time", () => {
  const slow = disk(0, "request-size 8KB; queue-depth 16").replace("D:", "E:");
  const report = simulated(vm(`${slow}\n${disk(1, "request-size 4KB; queue-depth 256")}`), { requests: 40_000 });
  const { responseTimeUs, notes } = diskOf(report, "scsi 0:0");
  expect(responseTimeUs).toEqual(nothing);
  expect(notes.join()).toMatch(
    /of its requests were measured while 16 are outstanding\. It would take some 400 of this disk, in a simulation/,
  );
});

test("a throughput is given only after several turns of what a path accepts at once: before that it is chance", () => {
  const four = vm([0, 1, 2, 3].map((n) => disk(n, "request-size 8KB; queue-depth 4096")).join("\n"));
  for (const requests of [100, 600, 1500]) {
    const all = simulated(four, { requests }).disks;
    expect(all.map(({ throughputIops, stages }) => [throughputIops, stages[0]!.serviceUs])).toEqual(
      all.map(() => [null, null]),
    );
    expect(all[0]!.notes.join()).toMatch(/(None|Only \d+) of its requests were measured/);
  }
});

test("a run lasts until the slowest disk has enough requests, unless that takes too long", () => {
  const slow = disk(0, "request-size 64KB; queue-depth 16").replace("D:", "E:");
  const report = simulated(vm(`${slow}\n${disk(1, "request-size 4KB; queue-depth 64")}`), {
    requests: 4000,
    isQuickRun: false,
  });
  expect(report.requests).toBeGreaterThan(100_000);
  const { measuredRequests, responseTimeUs, throughputIops, bottleneck } = diskOf(report, "scsi 0:0");
  expect(measuredRequests).toBeGreaterThan(200);
  // Little's law: 16 requests circulate.
  expect(throughputIops! * responseTimeUs.mean!).toBeGreaterThan(15e6);
  // The channel is just as full, but with the other disk's requests.
  expect(bottleneck).toMatchObject({ station: '"E:" on h medium', limit: "capacity" });
});

test("a percentile is given only if a request is expected beyond it", () => {
  const { responseTimeUs } = simulated(vm(disk(0, "request-size 4KB; queue-depth 1")), { requests: 400 }).disks[0]!;
  expect(responseTimeUs.p99).not.toBeNull();
  expect(responseTimeUs.p999).toBeNull();
});

describe("the interval of an open load", () => {
  const at = (rate: number, seed: number, requests = 20_000) =>
    simulated(vm(disk(0, `request-size 4KB; rate ${rate}`)), { seed, requests }).disks[0]!;

  test("is absent near saturation, where a run of this length is too short for it", () => {
    for (const seed of [1, 2, 3]) {
      const { responseTimeUs, notes } = at(198_000, seed);
      expect(responseTimeUs.mean).toBeGreaterThan(0);
      expect(responseTimeUs.halfWidth95).toBeNull();
      // About 80,000,000,000 of them would be needed, which is not feasible.
      expect(notes.join()).toContain(
        "Its mean has no interval: there are 18,000 measured requests. No simulation measures enough of them: the longest has 2,000,000 requests.",
      );
    }
  });

  test("is absent where more arrives than can be served, because no run is long enough for it", () => {
    const { saturated, responseTimeUs, notes } = at(220_000, 1);
    expect([saturated, responseTimeUs.halfWidth95]).toEqual([true, null]);
    expect(notes).toContain("Its mean has no interval: the longer a run lasts, the longer its requests wait.");
    expect(notes.join()).not.toContain("It would take");
  });

  test("is present next to a closed load that saturates the medium, and contains the mean of all seeds", () => {
    const text = vm(`${disk(0, "request-size 8KB; rate 20000")}\n${disk(1, "request-size 8KB; queue-depth 32")}`);
    const runs = Array.from({ length: 12 }, (_, seed) =>
      simulated(text.replaceAll("-datacenter", ""), { seed: seed + 1 }),
    );
    const times = runs.map((report) => diskOf(report, "scsi 0:0").responseTimeUs);
    const mean = times.reduce((sum, each) => sum + each.mean!, 0) / times.length;
    expect(times.filter(({ mean: own, halfWidth95 }) => Math.abs(own! - mean) <= halfWidth95!).length).toBeGreaterThan(
      9,
    );
  });

  test("contains the mean of all seeds, or is absent, at least as often as it should", () => {
    const runs = Array.from({ length: 40 }, (_, seed) => at(120_000, seed + 1).responseTimeUs);
    const mean = runs.reduce((sum, each) => sum + each.mean!, 0) / runs.length;
    const holds = runs.filter(
      ({ mean: own, halfWidth95 }) => halfWidth95 === null || Math.abs(own! - mean) <= halfWidth95,
    );
    expect(holds.length).toBeGreaterThanOrEqual(36);
    expect(runs.filter(({ halfWidth95 }) => halfWidth95 !== null).length).toBeGreaterThan(20);
  });
});

describe("the bottleneck", () => {
  const at = (queueDepth: number) => simulated(vm(disk(0, `request-size 4KB; queue-depth ${queueDepth}`))).disks[0]!;

  test("below the knee is the stage that takes the most time", () => {
    expect(at(1).bottleneck).toMatchObject({ station: '"D:" on h units', limit: "latency" });
  });

  test("above the knee is the busiest stage", () => {
    expect(at(256).bottleneck).toMatchObject({ station: "a: scsi 0 channel", limit: "capacity" });
  });
});

describe("an assumed load", () => {
  const boot = (n: number, more = "") => `
vm v${n} {
  on h
  generation 2
  scsi 0:0 disk "E:\\v\\os${n}.vhdx" dynamic 60GB boot
  ${more}
}`;
  const host = 'platform windows-server-2022\nhost h { volume "D:" ssd-nvme 9TB; volume "E:" hdd-7200 9TB }';
  const data = 'scsi 0:1 disk "E:\\v\\data.vhdx" fixed 1TB { load file-server }';
  const own = 'It states no load; as the boot disk it is assumed to send 15 requests of 16KB a second ("system").';

  test("is noted at its boot disk, and at another disk that it slows down", () => {
    const report = simulated(host + boot(1, data));
    expect(diskOf(report, "scsi 0:0").notes).toContain(own);
    expect(diskOf(report, "scsi 0:1").notes).toContain(
      '"E:" on h also serves 15 requests a second of a boot disk that states no load ("system").',
    );
  });

  test("counts for all boot disks on a medium, even as the medium of a parent", () => {
    const onParent = 'scsi 0:1 disk "D:\\v\\data.vhdx" differencing { parent "E:\\v\\base.vhdx"; load file-server }';
    const report = simulated(host + boot(1, onParent) + boot(2));
    const beside = (count: string) => `"E:" on h also serves ${count} that states no load ("system").`;
    expect(diskOf(report, "scsi 0:0", "v1").notes).toContain(beside("15 requests a second of a boot disk"));
    expect(diskOf(report, "scsi 0:1", "v1").notes).toContain(
      '"E:" on h also serves 30 requests a second of 2 boot disks that state no load ("system").',
    );
  });

  test("is the start itself before the drivers are loaded", () => {
    const report = simulated(host + boot(1, data.replace("load file-server", "")) + boot(2), { phase: "firmware" });
    expect(diskOf(report, "scsi 0:0", "v1").notes).toEqual([
      'It states no load; as the boot disk of a system that starts it is assumed to have 4 requests of 16KB outstanding ("boot").',
      '"E:" on h also serves a boot disk that states no load, assumed to be starting all the time ("boot").',
    ]);
  });

  test("is absent if the boot disk states a load, even idle", () => {
    const notes = ["idle", "system"].flatMap(
      (load) => diskOf(simulated(host + boot(1, data).replace("boot\n", `boot { load ${load} }\n`)), "scsi 0:1").notes,
    );
    expect(notes.join()).not.toContain("states no load");
  });
});
