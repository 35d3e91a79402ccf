/**
 * The one table of costs: what each stage of a path takes, how sure that is and who says so. A costs file overrides any
 * of them. What a path does with a cost is said in the paths; what a medium is, in `media.ts`.
 */
import type { Actor, Confidence } from "../report.ts";
import { mediaCosts } from "./media.ts";

export interface CostDefinition {
  readonly id: string;
  /** `us`, `cycles`, `ratio`, `requests`, `processors`, `units` or `MB/s`. */
  readonly unit: string;
  readonly default: number;
  readonly range: readonly [number, number];
  readonly confidence: Confidence;
  readonly source: string;
  readonly meaning: string;
  /** Who spends the time, for the costs that are stages. */
  readonly actor: Actor;
}

/** A value for each id of the table. */
export type Costs = Readonly<Record<string, number>>;

const agesen = "Agesen et al., Software Techniques for Avoiding Hardware Virtualization Exits, USENIX ATC 2012";
const landau = "Landau et al., SplitX, WIOV 2011";
const denali = "Whitaker et al., Denali, OSDI 2002";
const libata = "Linux kernel, drivers/ata/libata-sff.c";
const tlfs = "Hypervisor Top Level Functional Specification 6.0b";
const tuning = "Microsoft, Performance tuning for Hyper-V servers: storage I/O performance";
const estimate = "Engineering estimate, to be replaced by a measurement";

const cost = (
  id: string,
  actor: Actor,
  value: number,
  range: readonly [number, number],
  confidence: Confidence,
  source: string,
  meaning: string,
  unit = "us",
): CostDefinition => ({ id, unit, default: value, range, confidence, source, meaning, actor });

/** All costs, those of the software stages first, then the limits, then the media. */
export const costTable: readonly CostDefinition[] = [
  cost(
    "exit.hw",
    "hypervisor",
    780,
    [761, 3963],
    "high",
    `${agesen}, table 1`,
    "A VM exit and entry in hardware alone; contained in the costs of stages that exit.",
    "cycles",
  ),
  cost(
    "exit.sw",
    "hypervisor",
    1,
    [0.6, 2.5],
    "high",
    `${landau}; ${agesen}`,
    "A VM exit with simple handling in software; contained in `ide.access` and `sig.out`.",
  ),
  cost(
    "exit.nestedUser",
    "hypervisor",
    3.3,
    [1, 5],
    "high",
    "Bonzini, VMX optimizations, kvm mailing list 2019",
    "How much longer an exit takes that a user process serves instead of the kernel, in a nested test.",
    "ratio",
  ),
  cost(
    "ctx",
    "root kernel",
    2.5,
    [1.4, 9],
    "medium",
    denali,
    "A context switch, here from the root's kernel to the waiting thread of vmwp.exe.",
  ),
  cost(
    "ide.access",
    "vmwp.exe",
    8,
    [4, 20],
    "low",
    `Derived: exit 1, message and root scheduling 1 to 4, context switch 2.5 (${denali}), user mode 1, return 1.5`,
    "One trapped access to an IDE register that vmwp.exe serves, while the virtual processor stands still.",
  ),
  cost(
    "ide.guestDelay",
    "guest kernel",
    31,
    [0, 31],
    "high",
    libata,
    "Busy waits of a Linux guest's ATA driver per DMA command. A Windows guest is taken to have none.",
  ),
  cost(
    "ide.copy",
    "vmwp.exe",
    6.5,
    [3, 20],
    "medium",
    "Derived: 64 KiB at 10 GB/s",
    "Copy of 64 KiB between the bounce buffer of vmwp.exe and the guest's memory.",
  ),
  cost(
    "irq.inject",
    "hypervisor",
    3,
    [1, 5],
    "medium",
    `Derived from exit and entry costs, ${agesen}`,
    "Injecting a virtual interrupt until the guest's handler runs.",
  ),
  cost(
    "eoi",
    "hypervisor",
    0.2,
    [0, 1],
    "medium",
    `Mechanism: ${tlfs}`,
    "End of interrupt; the guest mostly skips the exit.",
  ),
  cost("g.issue", "guest kernel", 4, [2, 10], "low", estimate, "From the guest's system call down to the port driver."),
  cost(
    "vsc.build",
    "guest kernel",
    1.2,
    [0.5, 2],
    "low",
    "Derived from the work per packet",
    "Building the SCSI packet and its page list, and writing it to the ring.",
  ),
  cost(
    "sig.out",
    "hypervisor",
    1,
    [0.5, 2.5],
    "medium",
    `An exit with handling in software: ${landau}`,
    "The hypercall that signals the root, made only when the ring was empty.",
  ),
  cost(
    "root.wake",
    "root kernel",
    3,
    [1, 10],
    "low",
    "Derived: context switch and interrupt",
    "From the signal until the storage provider in the root runs.",
  ),
  cost(
    "vsp.exec",
    "root kernel",
    2.5,
    [1, 5],
    "low",
    estimate,
    "The storage provider reads the packet, maps the guest's pages and builds its own request. Part of `chan`.",
  ),
  cost(
    "vhd.fixed",
    "root kernel",
    0.3,
    [0.2, 0.5],
    "low",
    `No block lookup: ${tuning}`,
    "Offset in a fixed virtual hard disk.",
  ),
  cost(
    "vhd.dyn",
    "root kernel",
    0.8,
    [0.3, 1.5],
    "low",
    `The lookup exists: ${tuning}`,
    "Block lookup in a dynamic virtual hard disk, table cached.",
  ),
  cost(
    "vhd.diff",
    "root kernel",
    1,
    [0.5, 2],
    "low",
    `Mechanism: microsoft/openvmm, vhdx; ${tuning}`,
    "Block and sector lookup in one level of a differencing chain, tables cached.",
  ),
  cost(
    "ntfs",
    "root kernel",
    4,
    [2, 8],
    "low",
    `That a pass-through disk saves it: ${tuning}`,
    "The root's file system for non-cached file I/O.",
  ),
  cost(
    "root.disk",
    "root kernel",
    3,
    [2, 6],
    "low",
    estimate,
    "Class driver, StorPort and miniport of the root, issuing.",
  ),
  cost(
    "root.cmpl",
    "root kernel",
    3,
    [2, 6],
    "low",
    estimate,
    "Device interrupt and deferred procedure call in the root.",
  ),
  cost(
    "vsp.cmpl",
    "root kernel",
    1.5,
    [1, 3],
    "low",
    "Derived from the work per packet",
    "The storage provider writes the completion packet. Part of `chan`.",
  ),
  cost(
    "g.cmpl",
    "guest kernel",
    3,
    [2, 6],
    "low",
    estimate,
    "The guest's interrupt handler and completion of the request.",
  ),
  cost("g.wake", "guest kernel", 3, [1, 5], "low", estimate, "Waking the guest's waiting thread."),
  cost(
    "chan",
    "root kernel",
    5,
    [4, 7],
    "medium",
    "Derived: more than 1 000 000 IOPS over at most 64 channels, Windows Server 2012 (workinghardinit.work, 2012-11-02)",
    "Serial work per request on one VMBus channel of Windows Server 2012 and later, `vsp.exec` and `vsp.cmpl` included.",
  ),
  cost(
    "chan.before2012",
    "root kernel",
    6.9,
    [5, 8],
    "medium",
    "Derived: 145 000 IOPS from a VM with one channel, Hyper-V 2008 (openBench Labs, February 2009)",
    "Serial work per request on one VMBus channel before Windows Server 2012, `vsp.exec` and `vsp.cmpl` included.",
  ),
  cost(
    "vhd.hit",
    "root kernel",
    0.5,
    [0, 1],
    "low",
    estimate,
    "Share of reads that each level of a differencing chain answers itself.",
    "ratio",
  ),
  cost(
    "vhd.allocationWrites",
    "root kernel",
    4,
    [3, 4],
    "medium",
    `Derived: bitmap, block table, footer, host file growth; mechanism: ${tuning}`,
    "Small writes besides the data when a dynamic VHD allocates a block.",
    "requests",
  ),
  cost(
    "vhdx.allocationWrites",
    "root kernel",
    2,
    [1, 3],
    "medium",
    "Derived from microsoft/openvmm, vhdx: log entry of 8 KiB, then the page of the block table",
    "Writes besides the data when a dynamic VHDX allocates a block.",
    "requests",
  ),
  cost(
    "vhdx.zeroFill",
    "root kernel",
    0,
    [0, 1],
    "low",
    "Mechanism: microsoft/openvmm, vhdx",
    "Share of the VHDX block allocations that must fill the rest of the block with zeros first.",
    "ratio",
  ),
  cost(
    "root.processors",
    "root kernel",
    8,
    [2, 64],
    "low",
    estimate,
    "Processors of the host that serve the root's storage stack.",
    "processors",
  ),
  cost(
    "outstanding",
    "guest kernel",
    256,
    [64, 1024],
    "high",
    "workinghardinit.work, 2012-11-02; TechEd 2013 MDC-B345",
    "Requests that VMBus storage takes at once: per controller before Windows Server 2012, per device since.",
    "requests",
  ),
  ...mediaCosts,
];

const byId = new Map(costTable.map((definition) => [definition.id, definition]));

/** The definition of a cost, or `undefined` for an id that the table does not have. */
export const costDefinition = (id: string): CostDefinition | undefined => byId.get(id);

export interface CostBounds {
  readonly least: number;
  readonly most: number;
  /** `least` itself is not allowed. */
  readonly isLeastExcluded: boolean;
}

/** What a costs file may say. A value outside the published range is allowed, for a measurement may say so. */
export function costBounds({ id, unit, range }: CostDefinition): CostBounds {
  const isShare = unit === "ratio" && range[1] <= 1;
  const isLeastExcluded = unit === "processors" || unit === "units" || unit === "MB/s" || id === "outstanding";
  return { least: 0, most: isShare ? 1 : 1e9, isLeastExcluded };
}

/** What is wrong with a value for a cost, as a sentence. */
export function costProblem(definition: CostDefinition, value: unknown): string | undefined {
  const { least, most, isLeastExcluded } = costBounds(definition);
  const isNumber = typeof value === "number" && Number.isFinite(value);
  if (isNumber && value <= most && (isLeastExcluded ? value > least : value >= least)) return undefined;
  const { id, unit } = definition;
  const from = isLeastExcluded ? `above ${least}, up to` : `from ${least} to`;
  return `"${id}" is a number ${from} ${most}${unit === "ratio" ? "" : ` ${unit}`}.`;
}

/** A value for each cost: the overrides where they are valid, the defaults elsewhere, and the ids that are not. */
export function resolveCosts(overrides: Readonly<Record<string, number>> = {}): {
  readonly costs: Costs;
  readonly problems: readonly { readonly id: string; readonly message: string }[];
} {
  const costs: Record<string, number> = Object.fromEntries(costTable.map(({ id, default: value }) => [id, value]));
  const problems: { id: string; message: string }[] = [];
  for (const [id, value] of Object.entries(overrides)) {
    const definition = byId.get(id);
    const message = definition ? costProblem(definition, value) : `The cost table has no "${id}".`;
    if (message) problems.push({ id, message });
    else costs[id] = value;
  }
  return { costs, problems };
}
