/** What a stage causes at the boundary between guest and host, at most once per visit. */
export type Crossing = (typeof crossingKinds)[number];

export const crossingKinds = ["exit", "hypercall", "interrupt"] as const;

export function stageCrossing(id: string): Crossing | undefined {
  return crossings[id];
}

const crossings: Readonly<Record<string, Crossing>> = {
  "sig.out": "hypercall",
  "ide.access": "exit",
  "irq.inject": "interrupt",
};
