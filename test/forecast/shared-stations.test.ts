/** Which stations are shared: those of a host, of a share and of a cluster volume, and not a disk's own limit. */
import { describe, expect, test } from "vitest";
import type { JobOptions } from "../../server/src/core/forecast/simulation-job.ts";
import { costs } from "./forecasts.ts";
import { diskOf, simulated } from "./simulated.ts";

describe("Storage QoS", () => {
  const limited = (limit: string, load: string, options: Partial<JobOptions> = {}) =>
    simulated(
      String.raw`
platform windows-server-2022
host h { volume "D:" ssd-nvme-datacenter 4TB }
vm a {
  on h
  generation 2
  processors 8
  scsi 0:0 disk "D:\v\a.vhdx" fixed 100GB boot { ${limit}; load { ${load}; read 100%; random 100% } }
}`,
      options,
    ).disks[0]!;

  // Requests up to 8 KB count as one, larger ones as one for each 8 KB or part of it.
  test.each([
    ["64KB", 62.5],
    ["8KB", 500],
    ["12KB", 250],
    ["4KB", 500],
  ])("a limit of 500 serves requests of %s at %d IOPS", (size, iops) => {
    const disk = limited("maximum-iops 500", `request-size ${size}; queue-depth 8`);
    expect(disk.throughputIops! / iops).toBeCloseTo(1, 2);
    expect(disk.bottleneck.station).toBe("a: scsi 0:0 limit");
  });

  test.each([
    ["4KB", 8192, "8KB"],
    ["8KB", 8192, undefined],
    ["32KB", 65_536, "64KB"],
    ["4KB", 4096, undefined],
  ])("requests of %s are noted to count as one if they are smaller than the unit of %d bytes", (size, bytes, unit) => {
    const { notes } = limited("maximum-iops 500", `request-size ${size}; queue-depth 8`, {
      costs: { ...costs, "qos.unitBytes": bytes },
      requests: 400,
    });
    const said = notes.find((note) => note.includes("counts as one against maximum-iops"));
    expect(said?.slice(0, `A request below ${unit} counts`.length)).toBe(unit && `A request below ${unit} counts`);
  });

  test("eight requests of 64 KB at a limit of 500 respond after 128 ms", () => {
    const disk = limited("maximum-iops 500", "request-size 64KB; queue-depth 8");
    expect(disk.responseTimeUs.mean! / 128_000).toBeCloseTo(1, 2);
  });

  test("requests that a limit delays do not load the volume", () => {
    const report = simulated(String.raw`
platform windows-server-2022
host h { volume "D:" hdd-7200 4TB }
vm a {
  on h
  generation 2
  processors 8
  scsi 0:0 disk "D:\v\a.vhdx" fixed 100GB boot { maximum-iops 400; load { request-size 64KB; rate 2000 } }
  scsi 0:1 disk "D:\v\b.vhdx" fixed 100GB { load { request-size 8KB; rate 60 } }
}`);
    // 50 large requests and 60 small ones per second, of the about 150 that the disk serves.
    expect(report.disks.map(({ saturated }) => saturated)).toEqual([true, false]);
    expect(report.disks[1]!.throughputIops! / 60).toBeCloseTo(1, 1);
  });

  test("another disk's overload leaves a small load its requests: each disk has at most 256 at the volume", () => {
    const beside = (rate: number) =>
      simulated(String.raw`
platform windows-server-2022
host h { volume "D:" hdd-7200 4TB }
vm a {
  on h
  generation 2
  processors 8
  scsi 0:0 disk "D:\v\a.vhdx" fixed 100GB boot { load { rate ${rate} } }
  scsi 0:1 disk "D:\v\b.vhdx" fixed 100GB { load { rate 5000 } }
}`).disks;
    const [small, large] = beside(15);
    expect([small!.saturated, large!.saturated]).toEqual([false, true]);
    expect(small!.throughputIops! / 15).toBeCloseTo(1, 1);
    expect(small!.notes.join()).not.toContain("exceeds what its path can serve");
    // Both need more than the half that is left for each.
    expect(beside(150).map(({ saturated }) => saturated)).toEqual([true, true]);
  });

  test("a limit far above the load costs nothing", () => {
    const load = "request-size 4KB; rate 100";
    const without = limited("", load).responseTimeUs.mean;
    expect(limited("maximum-iops 10000", load).responseTimeUs.mean! / without!).toBeLessThan(1.03);
  });

  test("an open load above the limit is saturated, with the limit as its bottleneck", () => {
    const disk = limited("maximum-iops 800", "request-size 64KB; rate 2000");
    expect(disk.throughputIops).toBeCloseTo(100, 0);
    expect(disk).toMatchObject({ saturated: true, bottleneck: { station: "a: scsi 0:0 limit" } });
  });
});

describe("what the hosts share", () => {
  const vm = (name: string, host: string, folder: string) => String.raw`
vm ${name} {
  on ${host}
  generation 2
  processors 8
  scsi 0:0 disk "${folder}\${name}.vhdx" fixed 100GB boot { load { request-size 4KB; read 100%; random 100%; queue-depth 64 } }
}`;
  const two = (first: string, second = first) => {
    const { disks } = simulated(`
platform windows-server-2022
host h0 { volume "${first}" ssd-sata }
host h1 { volume "${second}" ssd-sata }${vm("a0", "h0", first)}${vm("a1", "h1", second)}`);
    return disks.reduce((sum, { throughputIops }) => sum + throughputIops!, 0);
  };

  test.each(["C:\\ClusterStorage\\V1", "\\\\nas01\\vms"])("%s is one medium for all of them", (folder) => {
    // One 870 EVO serves at most 98,000 reads per second.
    expect(two(folder, folder.toUpperCase())).toBeLessThan(99_000);
  });

  test("a cluster volume is assumed to be reached directly, and its disks say so", () => {
    const notes = (folder: string) =>
      simulated(`host h0 { volume "${folder}" ssd-sata }${vm("a0", "h0", folder)}`).disks[0]!.notes.join();
    expect(notes("C:\\ClusterStorage\\V1")).toContain(
      "Direct I/O to C:\\ClusterStorage\\V1 is assumed, not redirected I/O",
    );
    expect(notes("D:")).toBe("");
  });

  test("each host has its own drive", () => {
    expect(two("D:")).toBeGreaterThan(180_000);
  });
});

test("the processors of one host are not those of another", () => {
  const host = (n: number) => `host h${n} { ${["D", "E"].map((drive) => `volume "${drive}:" optane`).join("; ")} }`;
  const vm = (n: number) => String.raw`
vm a${n} {
  on h${n}
  generation 2
  processors 64
  scsi 0:0 disk "D:\v\a.vhdx" fixed boot { load fast }
  scsi 1:0 disk "E:\v\b.vhdx" fixed { load fast }
}`;
  const total = (text: string) =>
    simulated(`platform windows-server-2022\nload fast { request-size 512B; read 100%; queue-depth 64 }\n${text}`)
      .disks.filter(({ vm: name }) => name === "a0")
      .reduce((sum, { throughputIops }) => sum + throughputIops!, 0);
  const alone = total(host(0) + vm(0));
  expect(total(host(0) + vm(0) + host(1) + vm(1)) / alone).toBeCloseTo(1, 1);
});

describe("a boot disk without a load", () => {
  const layout = String.raw`
platform windows-server-2016
host hv01 { volume "D:" hdd-7200 4TB }
vm fs01 {
  on hv01
  generation 2
  scsi 0:0 disk "D:\VMs\fs01\os.vhdx" dynamic 60GB boot
  scsi 0:1 disk "D:\VMs\fs01\shares.vhdx" fixed 1TB { load file-server }
}`;

  test("carries the load of a running system after its start, and leaves most of the disk to its neighbour", () => {
    const report = simulated(layout);
    expect(diskOf(report, "scsi 0:0").load).toMatchObject({ rate: 15, read: 0.5, requestSizeBytes: 16_384 });
    const idle = simulated(layout.replace("boot\n", "boot { load idle }\n"));
    const [now, alone] = [report, idle].map((each) => diskOf(each, "scsi 0:1").throughputIops);
    expect(now! / alone!).toBeGreaterThan(0.85);
  });

  test("starts in the phases before", () => {
    // Despite its depth of 4, the firmware has one request at a time.
    expect(simulated(layout, { phase: "firmware" }).disks[0]!.load).toMatchObject({ queueDepth: 1, read: 0.85 });
  });
});
