/** What one request of a single disk costs the machine. */
import type { Network } from "../simulation/network.ts";
import type { Operation } from "../simulation/operations.ts";

export interface RequestCosts {
  /** Register accesses that cause an exit from the guest. */
  readonly exits: number;
  readonly hypercalls: number;
  readonly interrupts: number;
}

/** For a network with one disk: means over its mix of requests. A write to a block that does not exist yet is left out, because it happens once per block. */
export function requestCosts({ chains }: Network): RequestCosts {
  let [exits, hypercalls, interrupts] = [0, 0, 0];
  for (const { probability, operations } of chains[0]!.kinds) {
    for (const operation of withoutAllocation(operations)) {
      if (operation.kind === "serve") {
        exits += probability * operation.exits;
        if (operation.setup) hypercalls += probability;
        interrupts += probability * (operation.interrupts ?? 0);
      } else if (operation.kind === "ring-in") interrupts += probability;
    }
  }
  return { exits, hypercalls, interrupts };
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
