/**
 * The one table of costs: how long each stage of a path takes, how certain that is, and the source. The paths define
 * how a cost is used; media are in `media.ts`; `costs.ts` defines what may replace a default.
 */
import type { Actor, Confidence } from "../report.ts";
import { estimate, mediaCosts } from "./media.ts";

export interface CostDefinition {
  readonly id: string;
  /** `us`, `cycles`, `ratio`, `requests`, `processors`, `bytes`, `units` or `MB/s`. */
  readonly unit: string;
  readonly default: number;
  readonly range: readonly [number, number];
  readonly confidence: Confidence;
  readonly source: string;
  readonly meaning: string;
  /** Who spends the time, for costs that are stages. */
  readonly actor: Actor;
}

const agesen = "Agesen et al., Software Techniques for Avoiding Hardware Virtualization Exits, USENIX ATC 2012";
const landau = "Landau et al., SplitX, WIOV 2011";
const denali = "Whitaker et al., Denali, OSDI 2002";
const libata = "Linux kernel, drivers/ata/libata-sff.c";
const tlfs = "Hypervisor Top Level Functional Specification 6.0b";
const tuning = "Microsoft, Performance tuning for Hyper-V servers: storage I/O performance";

const cost = (
  id: string,
  actor: Actor,
  value: number,
  range: readonly [number, number],
  facts: Pick<CostDefinition, "confidence" | "source" | "meaning"> & { readonly unit?: string },
): CostDefinition => ({ unit: "us", ...facts, id, default: value, range, actor });

/** All costs, those of the software stages first, then the limits, then the media. */
export const costTable: readonly CostDefinition[] = [
  cost("exit.hw", "hypervisor", 780, [761, 3963], {
    unit: "cycles",
    confidence: "high",
    source: `${agesen}, table 1`,
    meaning: "A VM exit and entry in hardware alone; contained in the costs of stages that exit.",
  }),
  cost("exit.sw", "hypervisor", 1, [0.6, 2.5], {
    confidence: "high",
    source: `${landau}; ${agesen}`,
    meaning: "A VM exit with simple handling in software; contained in `ide.access` and `sig.out`.",
  }),
  cost("exit.nestedUser", "hypervisor", 3.3, [1, 5], {
    unit: "ratio",
    confidence: "high",
    source: "Bonzini, VMX optimizations, kvm mailing list 2019",
    meaning: "How much longer an exit takes that a user process serves instead of the kernel, in a nested test.",
  }),
  cost("ctx", "root kernel", 2.5, [1.4, 9], {
    confidence: "medium",
    source: denali,
    meaning: "A context switch, here from the root's kernel to the waiting thread of vmwp.exe.",
  }),
  cost("ide.access", "vmwp.exe", 8, [4, 20], {
    confidence: "low",
    source: `Derived: exit 1, message and root scheduling 1 to 4, context switch 2.5 (${denali}), user mode 1, return 1.5`,
    meaning: "One trapped access to an IDE register that vmwp.exe serves, while the virtual processor is stopped.",
  }),
  cost("ide.guestDelay", "guest kernel", 31, [0, 31], {
    confidence: "high",
    source: libata,
    meaning: "Busy waits of a Linux guest's ATA driver per DMA command. A Windows guest is assumed to have none.",
  }),
  cost("ide.copy", "vmwp.exe", 6.5, [3, 20], {
    confidence: "medium",
    source: "Derived: 64 KiB at 10 GB/s",
    meaning: "Copy of 64 KiB between the bounce buffer of vmwp.exe and the guest's memory.",
  }),
  cost("irq.inject", "hypervisor", 3, [1, 5], {
    confidence: "medium",
    source: `Derived from exit and entry costs, ${agesen}`,
    meaning: "From injecting a virtual interrupt until the guest's handler runs.",
  }),
  cost("eoi", "hypervisor", 0.2, [0, 1], {
    confidence: "medium",
    source: `Mechanism: ${tlfs}`,
    meaning: "End of interrupt; the guest mostly skips the exit.",
  }),
  cost("g.issue", "guest kernel", 4, [2, 10], {
    confidence: "low",
    source: estimate,
    meaning: "From the guest's system call down to the port driver.",
  }),
  cost("vsc.build", "guest kernel", 1.2, [0.5, 2], {
    confidence: "low",
    source: "Derived from the work per packet",
    meaning: "Building the SCSI packet and its page list, and writing it to the ring.",
  }),
  cost("sig.out", "hypervisor", 1, [0.5, 2.5], {
    confidence: "medium",
    source: `An exit with handling in software: ${landau}`,
    meaning: "The hypercall that signals the root, made only when the ring was empty.",
  }),
  cost("root.wake", "root kernel", 3, [1, 10], {
    confidence: "low",
    source: "Derived: context switch and interrupt",
    meaning: "From the signal until the storage provider in the root runs.",
  }),
  cost("vsp.exec", "root kernel", 2.5, [1, 5], {
    confidence: "low",
    source: estimate,
    meaning:
      "The storage provider reads the packet, maps the guest's pages and builds its own request. Part of `chan`.",
  }),
  cost("vhd.fixed", "root kernel", 0.3, [0.2, 0.5], {
    confidence: "low",
    source: `No block lookup: ${tuning}`,
    meaning: "Offset in a fixed virtual hard disk.",
  }),
  cost("vhd.dyn", "root kernel", 0.8, [0.3, 1.5], {
    confidence: "low",
    source: `The lookup exists: ${tuning}`,
    meaning: "Block lookup in a dynamic virtual hard disk, table cached.",
  }),
  cost("vhd.diff", "root kernel", 1, [0.5, 2], {
    confidence: "low",
    source: `Mechanism: microsoft/openvmm, vhdx; ${tuning}`,
    meaning: "Block and sector lookup in one level of a differencing chain, tables cached.",
  }),
  cost("ntfs", "root kernel", 4, [2, 8], {
    confidence: "low",
    source: `That a pass-through disk saves it: ${tuning}`,
    meaning: "The root's file system for non-cached file I/O.",
  }),
  cost("root.disk", "root kernel", 3, [2, 6], {
    confidence: "low",
    source: estimate,
    meaning: "Class driver, StorPort and miniport of the root, issuing.",
  }),
  cost("root.cmpl", "root kernel", 3, [2, 6], {
    confidence: "low",
    source: estimate,
    meaning: "Device interrupt and deferred procedure call in the root.",
  }),
  cost("vsp.cmpl", "root kernel", 1.5, [1, 3], {
    confidence: "low",
    source: "Derived from the work per packet",
    meaning: "The storage provider writes the completion packet. Part of `chan`.",
  }),
  cost("g.cmpl", "guest kernel", 3, [2, 6], {
    confidence: "low",
    source: estimate,
    meaning: "The guest's interrupt handler and completion of the request.",
  }),
  cost("g.wake", "guest kernel", 3, [1, 5], {
    confidence: "low",
    source: estimate,
    meaning: "Waking the guest's waiting thread.",
  }),
  cost("chan", "root kernel", 5, [4, 7], {
    confidence: "medium",
    source:
      "Derived: more than 1,000,000 IOPS over at most 64 channels, Windows Server 2012 (workinghardinit.work, 2012-11-02)",
    meaning:
      "Serial work per request on one VMBus channel of Windows Server 2012 and later, `vsp.exec` and `vsp.cmpl` included.",
  }),
  cost("chan.before2012", "root kernel", 6.9, [5, 8], {
    confidence: "medium",
    source: "Derived: 145,000 IOPS from a VM with one channel, Hyper-V 2008 (openBench Labs, February 2009)",
    meaning:
      "Serial work per request on one VMBus channel before Windows Server 2012, `vsp.exec` and `vsp.cmpl` included.",
  }),
  cost("vhd.hit", "root kernel", 0.5, [0, 1], {
    unit: "ratio",
    confidence: "low",
    source: estimate,
    meaning: "Share of reads that a differencing disk answers itself; its parents share the rest equally.",
  }),
  cost("vhd.allocationWrites", "root kernel", 4, [3, 4], {
    unit: "requests",
    confidence: "medium",
    source: `Derived: bitmap, block table, footer, host file growth; mechanism: ${tuning}`,
    meaning:
      "Small writes in addition to the data when a dynamic VHD allocates a block: bitmap and footer beside it, block table and host metadata elsewhere.",
  }),
  cost("alloc.cpu", "root kernel", 2, [1, 10], {
    confidence: "low",
    source: `${estimate}; mechanism: microsoft/openvmm, vhdx`,
    meaning: "Finding space for a new block in the virtual disk file.",
  }),
  cost("alloc.extend", "root kernel", 100, [20, 2000], {
    confidence: "low",
    source: `${estimate}; mechanism: microsoft/openvmm, vhdx, which extends by 32 MiB`,
    meaning: "The host's file system makes the virtual disk file longer, once per 32 MiB, one extension at a time.",
  }),
  cost("alloc.hostZero", "root kernel", 0, [0, 1], {
    unit: "ratio",
    confidence: "low",
    source: `${estimate}; whether the host's file system fills up to the valid length is not documented`,
    meaning: "Share of a new block that the host fills with zeros before the first write to it is done.",
  }),
  cost("flush.nvme", "device", 900, [300, 5000], {
    confidence: "medium",
    source: "Callaghan, smalldatum, 2026-01-07, quoted by engineered.at: some 891 us on a consumer disk",
    meaning: "A flush on an NVMe disk without power-loss protection; writes that wait together share one.",
  }),
  cost("flush.sata", "device", 2000, [500, 10_000], {
    confidence: "low",
    source: estimate,
    meaning: "A flush on a SATA SSD without power-loss protection; writes that wait together share one.",
  }),
  cost("smb.client", "root kernel", 27, [15, 45], {
    confidence: "low",
    source: `${estimate}; SMB over TCP`,
    meaning: "Work of the host's processors per request to a share.",
  }),
  cost("smb.server", "device", 27, [15, 45], {
    confidence: "low",
    source: `${estimate}, taken to be as much as the client's`,
    meaning: "Work of the file server per request; its processors are unknown and assumed never to be busy.",
  }),
  cost("smb.leg", "device", 100, [60, 200], {
    confidence: "low",
    source: "Derived: Joergensen, To RDMA, or not to RDMA, Storage at Microsoft, 2017-03-27: TCP over RDMA, under load",
    meaning: "Latency of SMB over TCP on both sides, beyond processors and wire.",
  }),
  cost("net.delay", "device", 10, [4, 50], {
    confidence: "medium",
    source: estimate,
    meaning: "Round trip to a share whose layout states no `latency`.",
  }),
  cost("net.efficiency", "device", 0.94, [0.92, 0.99], {
    unit: "ratio",
    confidence: "high",
    source: "Derived: 1448 bytes of data in 1538 on the wire, Ethernet, IPv4 and TCP with time stamps",
    meaning: "Share of a link's rate that carries data.",
  }),
  cost("spaces.read", "root kernel", 0, [0, 35], {
    confidence: "low",
    source:
      "Derived: some 22 us are left of a core per read of 4 KiB at 1.15 million IOPS of 56 cores, Windows Server 2019 with Storage Spaces Direct (MicrosoftDocs, deploy-pmem)",
    meaning:
      "Work of the host's processors per read from a pool of Storage Spaces, 22 us with Storage Spaces Direct; none for an array with a controller of its own.",
  }),
  cost("spaces.write", "root kernel", 0, [0, 180], {
    confidence: "low",
    source:
      "Derived: Joergensen, To RDMA, or not to RDMA, Storage at Microsoft, 2017-03-27: some 65 us of a core per write, and 20 us for each copy on another node",
    meaning:
      "Work of the host's processors per write to a pool of Storage Spaces, 105 us with three copies on three nodes; none for an array with a controller of its own.",
  }),
  cost("host.processors", "root kernel", 32, [4, 256], {
    unit: "processors",
    confidence: "low",
    source: "An assumption, for hosts whose layout does not state `processors`",
    meaning: "Logical processors of a host, which guests, hypervisor, root and vmwp.exe share.",
  }),
  cost("host.smtFactor", "root kernel", 1.25, [1, 1.4], {
    unit: "ratio",
    confidence: "low",
    source: `${estimate}; Microsoft calls the gain of simultaneous multithreading modest (Managing Hyper-V hypervisor scheduler types)`,
    meaning: "Work that a core does with both its threads busy, relative to one.",
  }),
  cost("qos.unitBytes", "root kernel", 8192, [512, 1_048_576], {
    unit: "bytes",
    confidence: "high",
    source:
      "Microsoft, Storage Quality of Service; Get-StorageQosPolicyStore, IOPSNormalizationSize. Another page divides the bytes per second by 8 KB, so that small requests count less",
    meaning:
      "Size up to which a request counts as one against `maximum-iops`; a larger one counts once for each started unit of this size.",
  }),
  cost("outstanding", "guest kernel", 256, [64, 1024], {
    unit: "requests",
    confidence: "high",
    source: "workinghardinit.work, 2012-11-02; TechEd 2013 MDC-B345",
    meaning:
      "Requests that VMBus storage accepts at once: per controller before Windows Server 2012, per device since then.",
  }),
  ...mediaCosts,
];

const byId = new Map(costTable.map((definition) => [definition.id, definition]));

/** The definition of a cost, or `undefined` for an id that the table does not have. */
export const costDefinition = (id: string): CostDefinition | undefined => byId.get(id);
