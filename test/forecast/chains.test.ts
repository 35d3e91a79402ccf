/** Differencing disks: which media serve their reads, what a long chain costs, and what their first writes cost. */
import { describe, expect, test } from "vitest";
import { checkFindingsOf } from "../support/check.ts";
import { diskOf, simulated } from "./simulated.ts";

describe("a parent on another volume", () => {
  const layout = (medium: string) => String.raw`
platform windows-server-2012-r2
host hv01 { volume "D:" ssd-nvme 1TB; volume "P:" ${medium} 1TB }
load logon  { request-size 16KB; read 90%; random 100%; queue-depth 8 }
load steady { request-size 16KB; read 90%; random 100%; rate 5000 }
vm desk1 { on hv01; generation 2; scsi 0:0 disk "D:\VMs\desk1\os.vhdx" differencing boot { parent "P:\Base\desk.vhdx"; load logon } }
vm desk2 { on hv01; generation 2; scsi 0:0 disk "D:\VMs\desk2\os.vhdx" differencing boot { parent "P:\Base\desk.vhdx"; load steady } }`;

  test("serves the reads that end in it, and its medium is the bottleneck", () => {
    const slow = diskOf(simulated(layout("hdd-7200")), "scsi 0:0", "desk1");
    expect(slow.throughputIops).toBeLessThan(600);
    expect(slow.bottleneck.station).toBe('"P:" on hv01 medium');
    expect(diskOf(simulated(layout("ssd-nvme")), "scsi 0:0", "desk1").throughputIops).toBeGreaterThan(20_000);
  });

  test("is overloaded by the reads that end in it", () => {
    checkFindingsOf(["overloaded"], layout("hdd-7200"), "warning overloaded steady");
    checkFindingsOf(["overloaded"], layout("ssd-nvme"));
  });

  test("that is on no volume of the host gets a medium of its own, and a note says so", () => {
    const { notes } = simulated(layout("ssd-nvme").replaceAll("P:\\Base", "Q:\\Base")).disks[0]!;
    expect(notes).toContain("No host says which medium it is on; an ssd-sata of its own is assumed.");
  });
});

describe("a chain", () => {
  const chain = (parents: number) => {
    const nested = (level: number): string =>
      level > parents ? "" : `parent "D:\\p\\${level}.vhdx" { ${nested(level + 1)} }`;
    return simulated(`
platform windows-server-2022
host h { volume "D:" ssd-nvme }
vm a {
  on h
  generation 2
  processors 8
  scsi 0:0 disk "D:\\v\\a.vhdx" differencing boot { ${nested(1)}; load { request-size 8KB; read 70%; random 100%; queue-depth 8 } }
}`).disks[0]!;
  };

  test("costs more the longer it is", () => {
    const [one, five, twenty] = [1, 5, 20].map((parents) => chain(parents).perRequest!.rootCpuUs);
    // A read looks into 1.5, 2.5 and 6.25 files; 70 % are reads, and a lookup takes 1 us.
    expect(five! - one!).toBeCloseTo(0.7 * 1, 0);
    expect(twenty! - one!).toBeCloseTo(0.7 * 4.75, 0);
    expect(chain(20).throughputIops).toBeLessThan(0.98 * chain(1).throughputIops!);
  });

  test("says which share of reads each file is assumed to answer", () => {
    expect(chain(1).notes).toEqual([
      '50% of its reads are assumed to end in the disk itself, the rest in its parent ("vhd.hit").',
      "The pages that record which sectors it holds are written later and are not included.",
    ]);
    expect(chain(20).notes[0]).toContain("the rest evenly in its 20 parents");
  });
});

describe("the phase first-writes", () => {
  const grow = (disk: string, medium = "ssd-nvme") =>
    `
platform windows-server-2022
host h { volume "D:" ${medium} 9TB }
vm a {
  on h
  generation 2
  processors 8
  scsi 0:0 disk ${disk} 100GB boot { LOAD }
}`.replace("LOAD", "load { request-size 4KB; read 0%; random 100%; queue-depth 4 }");
  const ratio = (disk: string, medium?: string) => {
    const of = (phase: "with-drivers" | "first-writes") => simulated(grow(disk, medium), { phase }).disks[0]!;
    return of("first-writes").throughputIops! / of("with-drivers").throughputIops!;
  };

  test("shows what a disk that grows costs until its blocks exist", () => {
    expect(ratio('"D:\\v\\a.vhdx" fixed')).toBe(1);
    // A block of 32 MB, the default of New-VHD, extends the file each time.
    expect(ratio('"D:\\v\\a.vhdx" dynamic')).toBeLessThan(0.2);
    // Two of the four small writes of a VHD are in other places.
    expect(ratio('"D:\\v\\a.vhd" dynamic', "hdd-7200")).toBeLessThan(0.5);
  });

  test("explains for a VHDX on a spinning disk why its first writes cost as much as later ones", () => {
    expect(ratio('"D:\\v\\a.vhdx" dynamic', "hdd-7200")).toBeCloseTo(1, 1);
    const notes = (disk: string) =>
      simulated(grow(disk, "hdd-7200"), { phase: "first-writes" }).disks[0]!.notes.join(" ");
    const inMemory = "A VHDX keeps its new blocks in memory until a durable write";
    const zeros = 'fills a new block with zeros is not documented; it would write 32MB more ("alloc.hostZero")';
    expect(notes('"D:\\v\\a.vhdx" dynamic')).toContain(inMemory);
    expect(notes('"D:\\v\\a.vhdx" dynamic')).toContain(zeros);
    expect(notes('"D:\\v\\a.vhd" dynamic')).not.toContain(inMemory);
    expect(notes('"D:\\v\\a.vhdx" fixed')).not.toContain(zeros);
  });

  test("flushes a durable write that creates a block once, for its data and the log together", () => {
    const durableDisk = (phase: "with-drivers" | "first-writes") =>
      simulated(grow('"D:\\v\\a.vhdx" dynamic').replace("queue-depth 4", "queue-depth 1; durable 100%"), { phase })
        .disks[0]!;
    const durable = (phase: "with-drivers" | "first-writes") => durableDisk(phase).responseTimeUs.mean!;
    expect(durableDisk("first-writes").notes.join()).toContain("waits for its entry in the log of the VHDX");
    // 900 us for the flush, and 100 for the extension of the file.
    expect(durable("with-drivers")).toBeCloseTo(950, -1);
    expect(durable("first-writes") - durable("with-drivers")).toBeGreaterThan(100);
    expect(durable("first-writes") - durable("with-drivers")).toBeLessThan(200);
  });

  test("writes the log of a disk on a share over the network, too", () => {
    const text = grow('"D:\\v\\a.vhdx" dynamic')
      .replaceAll('"D:', '"\\\\nas\\vms')
      .replace("9TB", "9TB { latency 10ms }")
      .replace("queue-depth 4", "queue-depth 1; durable 100%");
    const of = (phase: "with-drivers" | "first-writes") => simulated(text, { phase }).disks[0]!;
    const more = of("first-writes").responseTimeUs.mean! - of("with-drivers").responseTimeUs.mean!;
    // The round trip; 154 us for SMB on both sides, 100 for the extension of the file.
    expect(more).toBeGreaterThan(10_254);
    expect(more).toBeLessThan(10_400);
  });

  test("counts the visits of the stages that create a block", () => {
    const visits = (size: string) => {
      const { stages } = simulated(grow('"D:\\v\\a.vhdx" dynamic').replace("{ load", `{ block-size ${size}; load`), {
        phase: "first-writes",
      }).disks[0]!;
      return ["alloc.cpu", "alloc.extend"].map((id) => stages.find((stage) => stage.id === id)!.visits);
    };
    // The file grows by 32 MB at a time.
    expect(visits("32MB")).toEqual([1, 1]);
    expect(visits("8MB")).toEqual([1, 0.25]);
  });

  test("says what extending a file on a cluster volume or a share requires, which a local drive does not need", () => {
    const notes = (folder: string) =>
      simulated(grow('"D:\\v\\a.vhdx" dynamic').replaceAll('"D:', `"${folder}`), {
        phase: "first-writes",
        requests: 400,
      }).disks[0]!.notes.filter((note) => note.startsWith("Its file is made longer"));
    const by = (who: string) => `Its file is made longer by ${who}; the way there is not included ("alloc.extend").`;
    expect(notes("C:\\ClusterStorage\\V1")).toEqual([by("the node that owns the cluster volume")]);
    expect(notes("\\\\nas\\vms")).toEqual([by("the file server")]);
    expect(notes("D:")).toEqual([]);
  });

  test("uses the block size of the layout", () => {
    const of = (size: string) =>
      simulated(grow('"D:\\v\\a.vhdx" dynamic').replace("{ load", `{ block-size ${size}; load`), {
        phase: "first-writes",
      }).disks[0]!;
    expect(of("1MB").throughputIops).toBeGreaterThan(4 * of("32MB").throughputIops!);
    expect(of("1MB").notes.join()).toContain("102,000 blocks of 1MB");
  });
});
