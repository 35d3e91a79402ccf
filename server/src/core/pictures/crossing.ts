/** What a stage makes happen at the border between guest and host, once per visit at most. */
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
