/** Finds files that are their own ancestors among the parents that a file names. */

interface Edge {
  readonly child: string;
  readonly parent: string;
}

/** The cycles that a depth-first walk finds, each as its edges; a cycle is found once. */
export function findCycles<E extends Edge>(edges: readonly E[]): readonly (readonly E[])[] {
  const parents = edgesByChild(edges);
  const cycles: E[][] = [];
  const done = new Set<string>();
  for (const first of parents.keys()) {
    const way: { readonly node: string; readonly by: E | undefined; next: number }[] = [];
    const places = new Map<string, number>();
    const enter = (node: string, by: E | undefined) => {
      places.set(node, way.length);
      way.push({ node, by, next: 0 });
    };
    if (!done.has(first)) enter(first, undefined);
    for (let top = way.at(-1); top; top = way.at(-1)) {
      const edge = parents.get(top.node)?.[top.next++];
      if (!edge) {
        done.add(top.node);
        places.delete(top.node);
        way.pop();
        continue;
      }
      const place = places.get(edge.parent);
      if (place !== undefined) cycles.push([...way.slice(place + 1).map((step) => step.by!), edge]);
      else if (!done.has(edge.parent)) enter(edge.parent, edge);
    }
  }
  return cycles;
}

/** Tells whether an edge lies on a cycle of `edges`: its child is an ancestor of its parent. */
export function cycleTest(edges: readonly Edge[]): (edge: Edge) => boolean {
  const parents = edgesByChild(edges);
  return ({ child, parent }) => {
    const seen = new Set([parent]);
    for (const node of seen) {
      if (node === child) return true;
      for (const next of parents.get(node) ?? []) seen.add(next.parent);
    }
    return false;
  };
}

/** The edges that lead from each file; of equal ones the first. */
function edgesByChild<E extends Edge>(edges: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const byChild = new Map<string, E[]>();
  for (const edge of edges) {
    const own = byChild.get(edge.child) ?? [];
    byChild.set(edge.child, own);
    if (!own.some((other) => other.parent === edge.parent)) own.push(edge);
  }
  return byChild;
}
