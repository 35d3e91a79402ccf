/**
 * What a volume consists of, and the path to it: arrays, data sheets, durable writes, shares, and the host's
 * processors.
 */
import { describe, expect, test } from "vitest";
import { costs } from "./forecasts.ts";
import { simulated } from "./simulated.ts";

const layout = (host: string, load: string, prefix = "D:", definitions = "") => `
platform windows-server-2022
${definitions}
host h { ${host} }
vm a {
  on h
  generation 2
  processors 64
  scsi 0:0 disk "${prefix}\\v\\a.vhdx" fixed 100GB boot { load { ${load} } }
}`;
const disk = (...of: Parameters<typeof layout>) => simulated(layout(...of)).disks[0]!;

describe("an array", () => {
  const mirrored = (resiliency: string) => `media pool { of hdd-7200; disks 8; resiliency ${resiliency} }`;
  const on = (resiliency: string, load: string, requests = 20_000) =>
    simulated(layout('volume "D:" pool', load, "D:", mirrored(resiliency)), {
      requests,
    }).disks[0]!.throughputIops!;
  const small = (read: number, queueDepth: number) =>
    `request-size 8KB; read ${read}%; random 100%; queue-depth ${queueDepth}`;
  const alone = disk('volume "D:" hdd-7200', small(100, 1)).throughputIops!;

  test("serves as many requests at once as it has disks", () => {
    expect(on("simple", small(100, 1)) / alone).toBeCloseTo(1, 1);
    // Random requests leave some disks idle: at most N/(N+D-1) of all are busy with N requests on D disks, plus reordering.
    expect(on("simple", small(100, 64)) / alone).toBeGreaterThan((8 * 64) / 71);
  });

  test("writes each copy of the data, and with parity reads first", () => {
    const reads = on("simple", small(100, 64));
    for (const [resiliency, accesses] of [
      ["mirror", 2],
      ["three-way-mirror", 3],
      ["parity", 4],
      ["dual-parity", 6],
    ] as const) {
      const writes = on(resiliency, small(0, 64));
      expect((writes * accesses) / reads).toBeGreaterThan(0.7);
      expect((writes * accesses) / reads).toBeLessThan(1.5);
    }
  });

  test("of spinning disks serves more than its disks do one request at a time, because each of them reorders its queue", () => {
    const at = (rate: number) =>
      simulated(layout('volume "D:" pool', `request-size 8KB; read 0%; rate ${rate}`, "D:", mirrored("mirror")))
        .disks[0]!;
    // Four pairs serve 78 writes each one at a time, 312 in all; with a queue of 32 at each disk, 2.3 times as many.
    expect(at(550)).toMatchObject({ saturated: false });
    expect(at(550).throughputIops! / 550).toBeCloseTo(1, 1);
    expect(at(800)).toMatchObject({ saturated: true });
  });

  test("completes a write when the slowest copy is done, and with parity after two rounds", () => {
    const [one, two, four] = ["simple", "mirror", "parity"].map((each) => on(each, small(0, 1), 4000));
    // The longer of two equal seeks takes 1.2 times the mean of one.
    expect(one! / two!).toBeGreaterThan(1.1);
    expect(one! / two!).toBeLessThan(1.3);
    expect(two! / four!).toBeCloseTo(2, 1);
  });
});

describe("a data sheet", () => {
  const san =
    "media san { read-latency 300us; write-latency 300us; read-iops 200000; write-iops 200000; read-bandwidth 3GB; write-bandwidth 3GB }";
  const at = (load: string) => disk('processors 256; volume "D:" san', load, "D:", san);

  test("has its latency at depth 1, its IOPS at saturation and its bandwidth", () => {
    const device = at("request-size 4KB; read 100%; queue-depth 1").stages.filter(({ actor }) => actor === "device");
    expect(device.reduce((sum, { serviceUs }) => sum + serviceUs!, 0)).toBeCloseTo(300, 0);
    expect(at("request-size 4KB; read 100%; queue-depth 1024").throughputIops! / 200_000).toBeCloseTo(1, 1);
    expect(at("request-size 64KB; read 100%; queue-depth 256").throughputBytesPerSecond!).toBeLessThan(3.01 * 2 ** 30);
  });

  test("replaces single figures of a flash disk", () => {
    const slower = "media slower { of ssd-nvme-datacenter; read-latency 1ms }";
    const load = "request-size 4KB; read 100%; queue-depth 1";
    expect(disk('volume "D:" slower', load, "D:", slower).responseTimeUs.mean!).toBeGreaterThan(1000);
  });
});

describe("a data sheet that states single figures", () => {
  const at = (sheet: string, queueDepth: number) =>
    disk(
      'processors 256; volume "D:" own',
      `request-size 4KB; read 100%; queue-depth ${queueDepth}`,
      "D:",
      `media own { ${sheet} }`,
    ).throughputIops!;

  test("keeps the IOPS of its disk if only the latency is stated", () => {
    // 7.5 concurrent reads of 77 us on an ssd-sata are 97,400 per second.
    for (const latency of ["40us", "300us"])
      expect(at(`of ssd-sata; read-latency ${latency}`, 256) / 97_400).toBeCloseTo(1, 1);
  });

  test("serves no more than its IOPS, even if its latency would allow more", () => {
    expect(at("of ssd-sata; read-iops 5000", 32) / 5000).toBeCloseTo(1, 1);
    expect(at("of ssd-sata; read-latency 100us; read-iops 500", 1) / 500).toBeCloseTo(1, 1);
  });
});

describe("durable writes", () => {
  const at = (medium: string, durable: number, queueDepth = 1) =>
    disk(`volume "D:" ${medium}`, `request-size 4KB; read 0%; durable ${durable}%; queue-depth ${queueDepth}`);

  test("wait for a flush on a disk without power-loss protection", () => {
    // 16.7 us for the write, 900 us for the flush, and the rest for the path.
    const { mean } = at("ssd-nvme", 100).responseTimeUs;
    expect(mean! - at("ssd-nvme", 0).responseTimeUs.mean!).toBeCloseTo(900, -1);
    expect(at("hdd-7200", 100).throughputIops! / at("hdd-7200", 0).throughputIops!).toBeCloseTo(0.5, 1);
  });

  test("that wait together share one flush", () => {
    const most = 1e6 / 917;
    const { throughputIops } = at("ssd-nvme", 100, 32);
    expect(throughputIops!).toBeGreaterThan(8 * most);
    expect(throughputIops!).toBeLessThan(33 * most);
  });

  test("are limited by the time of a flush, not by their number", () => {
    const open = disk('volume "D:" ssd-sata', "request-size 4KB; read 0%; durable 100%; rate 2000");
    expect(open).toMatchObject({ saturated: false, bottleneck: { station: '"D:" on h flush', limit: "latency" } });
    // A write arrives in the middle of a flush of 2 ms, and waits for the next one, too.
    expect(open.responseTimeUs.mean! / 3060).toBeCloseTo(1, 1);
    expect(open.responseTimeUs.halfWidth95).not.toBeNull();
  });

  test("cost as much as other writes on a disk with it", () => {
    expect(at("ssd-nvme-datacenter", 100).throughputIops).toBe(at("ssd-nvme-datacenter", 0).throughputIops);
  });
});

describe("a share", () => {
  const copy = "request-size 512KB; read 100%; random 0%; queue-depth 8";
  const on = (block: string) => disk(`volume "\\\\nas01\\vms" ssd-nvme ${block}`, copy, "\\\\nas01\\vms");
  const megabytes = (block: string) => on(block).throughputBytesPerSecond! / 1e6;

  test("is limited by its link", () => {
    // 1 Gbit/s carries about 117.5 MB/s of data over TCP, 10 Gbit/s ten times as much.
    expect(megabytes("{ link 1Gbps }")).toBeCloseTo(117.5, 0);
    expect(megabytes("{ link 10Gbps }") / 1175).toBeCloseTo(1, 2);
  });

  test("adds its round trip", () => {
    const one = (block: string) =>
      disk(`volume "\\\\nas01\\vms" ssd-nvme ${block}`, "request-size 4KB; read 100%; queue-depth 1", "\\\\nas01\\vms");
    const [near, far] = ["0us", "5ms"].map((latency) => one(`{ latency ${latency} }`).responseTimeUs.mean!);
    expect(far! - near!).toBeCloseTo(5000, -2);
  });

  test("is one for all hosts: the disks of a host that states another way say that the first line counts", () => {
    const ofHost = (name: string, block: string) => `
host ${name} { volume "\\\\nas01\\vms" ssd-nvme ${block} }
vm of-${name} { on ${name}; generation 2; scsi 0:0 disk "\\\\nas01\\vms\\${name}\\a.vhdx" fixed boot { load oltp } }`;
    const noted = (first: string, second: string) =>
      simulated(`platform windows-server-2022\n${ofHost("h1", first)}${ofHost("h2", second)}`).disks.map(({ notes }) =>
        notes.join().includes("as the first host that lists it states it, not as this host does."),
      );
    expect(noted("{ link 10Gbps; latency 200us }", "{ link 1Gbps; latency 200us }")).toEqual([false, true]);
    expect(noted("{ link 10Gbps; latency 200us }", "{ latency 500us }")).toEqual([false, true]);
    expect(noted("{ link 10Gbps }", "{ link 10Gbps; latency 500us }")).toEqual([false, false]);
    expect(noted("{ link 10Gbps }", "")).toEqual([false, false]);
  });

  test("uses no processors of the host for its pool: the file server does that work", () => {
    const pool = "media pool { of ssd-nvme; disks 4; resiliency mirror }";
    const processorsOf = (block: string, work: number) =>
      simulated(layout(`volume "\\\\nas01\\vms" pool ${block}`, copy, "\\\\nas01\\vms", pool), {
        costs: { ...costs, "spaces.read": work, "spaces.write": work },
      }).hosts[0]!.processorsInUse;
    for (const block of ["", "{ link 10Gbps }"]) expect(processorsOf(block, 100)).toBe(processorsOf(block, 0));
  });

  test("without a link says that its figures do not include the network", () => {
    expect(on("").notes.join()).toContain("The network path to \\\\nas01\\vms is not included");
  });
});

describe("the processors of a host", () => {
  const report = (host: string) => simulated(layout(`${host} volume "D:" optane`, "request-size 512B; queue-depth 64"));

  test("are those that the layout states", () => {
    expect(report("processors 4;").hosts[0]).toMatchObject({ host: "h", processors: 4 });
    expect(report("processors 4;").disks[0]!.throughputIops!).toBeLessThan(
      0.7 * report("processors 64;").disks[0]!.throughputIops!,
    );
  });

  test("are assumed if it states none, and a note says so", () => {
    expect(report("").hosts[0]!.processors).toBe(32);
    expect(report("").notes).toContain('Host "h" does not state its processors; 32 logical ones are assumed.');
  });
});
