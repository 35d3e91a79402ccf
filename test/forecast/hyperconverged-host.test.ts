/**
 * A current host: two sockets of 32 cores, a pool of NVMe disks that stores everything three times, and 40 VMs. Each
 * figure of its report is derived here from the cost table's defaults, by hand: no engine computes what is expected.
 */
import { describe, expect, test } from "vitest";
import type { SimulationReport } from "../../server/src/core/simulation/report.ts";
import { costs } from "./forecasts.ts";
import { simulated } from "./simulated.ts";

const vms = Array.from({ length: 40 }, (_, n) => `vm${n}`);
const layout = `platform windows-server-2022
media pool { of ssd-nvme-gen4; disks 8; resiliency three-way-mirror }
cluster s2d { volume "C:\\ClusterStorage\\V1" pool 40TB }
host node1 { cluster s2d; processors 128 }
load database { request-size 8KB; read 70%; random 100%; queue-depth 16 }
${vms
  .map(
    (vm) => `vm ${vm} {
  on node1
  generation 2
  processors 4
  scsi 0:0 disk "C:\\ClusterStorage\\V1\\${vm}\\os.vhdx" fixed 60GB boot { load idle }
  scsi 1:0 disk "C:\\ClusterStorage\\V1\\${vm}\\data.vhdx" fixed 500GB { load database }
}`,
  )
  .join("\n")}
`;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const iopsOf = ({ disks }: SimulationReport): number => sum(disks.map(({ throughputIops }) => throughputIops!));

/** Microseconds of one disk of the pool: 79 reads of 75 us at once, 2.5 writes of 14 us, and each write on three disks. */
const diskUs = 0.7 * (75 / 79) + 0.3 * 3 * (14 / 2.5);
/** System call, packet, interrupt handler and waking; provider, channel, file, file system, driver, its interrupt and the answer. */
const guestUs = 4 + 1.2 + 3 + 3;
const rootUs = 2.5 + 1 + 0.3 + 4 + 3 + 3 + 1.5;
/** The maximum, if each request finds empty rings: the signal and waking the host, and the interrupt of the guest. */
const signalUs = 1 + 3 + 3;

describe("a node with 40 VMs on a three-way mirror", () => {
  const report = simulated(layout, { requests: 40_000 });
  const iops = iopsOf(report);

  test("gets the throughput of eight disks, of which each write takes three", () => {
    const bound = (8 / diskUs) * 1e6;
    expect(Math.round(bound / 1e4)).toBe(140);
    expect(iops).toBeLessThan(bound * 1.02);
    expect(iops).toBeGreaterThan(bound * 0.95);
    for (const { bottleneck } of report.disks) {
      expect(bottleneck.station).toMatch(/^"C:\\ClusterStorage\\V1" of s2d units \d$/);
      expect(bottleneck.utilization).toBeGreaterThan(0.95);
    }
  });

  test("responds, by Little's law, in the time in which its 640 outstanding requests complete", () => {
    const mean = sum(report.disks.map(({ responseTimeUs, throughputIops }) => responseTimeUs.mean! * throughputIops!));
    expect(Math.abs(mean / 1e6 / 640 - 1)).toBeLessThan(0.02);
  });

  test("uses processors for what each request costs guests and root, and at most for signals", () => {
    const [{ byActor, processorsInUse, processorsPer100000Iops }] = report.hosts as [SimulationReport["hosts"][0]];
    const inUse = new Map(byActor.map((each) => [each.actor, each.processorsInUse]));
    // Fewer than 64 are busy: each has a core of its own, and none is slowed down.
    expect(processorsInUse).toBeLessThan(64);
    expect(inUse.get("guest kernel")! / ((iops * guestUs) / 1e6)).toBeCloseTo(1, 1);
    expect(processorsInUse).toBeGreaterThan((iops * (guestUs + rootUs)) / 1e6);
    expect(processorsInUse).toBeLessThan((iops * (guestUs + rootUs + signalUs)) / 1e6);
    expect(processorsPer100000Iops! / (processorsInUse / (iops / 1e5))).toBeCloseTo(1, 2);
  });

  test("says what its figures do not include", () => {
    const [disk] = report.disks;
    expect(disk!.notes.join(" ")).toContain("without a network between them");
    expect(disk!.notes.join(" ")).toContain('("spaces.read", "spaces.write")');
    expect(disk!.notes.join(" ")).toContain("Direct I/O");
  });
});

test("with the work of Storage Spaces its processors are the limit: 64 cores and a quarter for their second threads", () => {
  const report = simulated(layout, {
    requests: 40_000,
    costs: { ...costs, "spaces.read": 22, "spaces.write": 105 },
  });
  const cores = 64 * 1.25;
  const workUs = guestUs + rootUs + 0.7 * 22 + 0.3 * 105;
  expect(iopsOf(report)).toBeLessThan((cores / workUs) * 1e6);
  expect(iopsOf(report)).toBeGreaterThan((cores / (workUs + signalUs)) * 0.97e6);
  expect(report.disks[0]!.bottleneck.station).toBe("node1: host processors");
  expect(report.disks[0]!.notes.join(" ")).not.toContain("spaces.read");
});
