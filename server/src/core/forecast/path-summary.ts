/** The way of one request of a disk with nothing else going on: its stages by actor, and what it costs the machine. */
import type { Network } from "../simulation/network.ts";
import type { Operation, Part } from "../simulation/operations.ts";
import { meanPositioningUs } from "../simulation/paths/media-model.ts";
import type { Actor } from "../simulation/report.ts";

export interface PathSummary {
  readonly stages: readonly PathStage[];
  /** Register accesses that leave the guest, per request. */
  readonly exits: number;
  readonly hypercalls: number;
  readonly interrupts: number;
}

export interface PathStage {
  readonly id: string;
  readonly actor: Actor;
  readonly visits: number;
  /** Mean time in this stage per request, without waiting. */
  readonly us: number;
}

/** Means over the disk's mix of requests. A write to a block that does not exist yet is left out: it happens once a block. */
export function pathSummary(network: Network, disk: number): PathSummary {
  const chain = network.chains[disk]!;
  const totals = chain.stages.map(() => ({ visits: 0, us: 0 }));
  let [exits, hypercalls, interrupts] = [0, 0, 0];
  for (const { probability, operations } of chain.kinds) {
    const add = (part: Part) => {
      totals[part.stage]!.visits += probability * part.visits;
      totals[part.stage]!.us += probability * part.us;
    };
    for (const operation of withoutAllocation(operations)) {
      if (operation.kind === "serve") {
        for (const part of [...(operation.setup ?? []), ...operation.parts]) add(part);
        exits += probability * operation.exits;
        if (operation.setup) hypercalls += probability;
      } else if (operation.kind === "delay") {
        add(operation.part);
        interrupts += probability * operation.interrupts;
      } else if (operation.kind === "arm") {
        const arm = network.stations[operation.station]!.arm!;
        const positioning = operation.isRandom ? meanPositioningUs(arm) : 0;
        add({ stage: operation.stage, us: positioning + arm.overheadUs, visits: 1 });
        add({ stage: operation.transferStage, us: operation.bytes * arm.usPerByte, visits: 1 });
      } else if (operation.kind === "ring-in") {
        add(operation.part);
        interrupts += probability;
      }
    }
  }
  const stages = chain.stages
    .map((stage, index) => ({ ...stage, ...totals[index]! }))
    .filter(({ visits }) => visits > 0);
  return { stages, exits, hypercalls, interrupts };
}

function withoutAllocation(operations: readonly Operation[]): readonly Operation[] {
  const kept: Operation[] = [];
  for (let at = 0; at < operations.length; at++) {
    const operation = operations[at]!;
    if (operation.kind === "allocate") at += operation.length;
    else kept.push(operation);
  }
  return kept;
}
