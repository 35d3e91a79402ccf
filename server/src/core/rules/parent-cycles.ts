/** Finds files that are their own ancestors, among the parents that a file names. */

interface Edge {
  readonly child: string;
  readonly parent: string;
}

/** The maximum number of cycles, because each may be as long as all edges together. */
const maxCycles = 100;

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
      if (place !== undefined && cycles.length < maxCycles)
        cycles.push([...way.slice(place + 1).map((step) => step.by!), edge]);
      else if (place === undefined && !done.has(edge.parent)) enter(edge.parent, edge);
    }
  }
  return cycles;
}

/**
 * Returns a function that tells whether an edge is on a cycle of `edges`, that is, whether its two files are each
 * other's ancestors. Uses Tarjan's algorithm for strongly connected components.
 */
export function cycleTest(edges: readonly Edge[]): (edge: Edge) => boolean {
  const parents = edgesByChild(edges);
  const component = new Map<string, number>();
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const way: { readonly node: string; next: number }[] = [];
  const enter = (node: string) => {
    order.set(node, order.size);
    low.set(node, order.get(node)!);
    open.push(node);
    way.push({ node, next: 0 });
  };
  const reach = (node: string, place: number) => low.set(node, Math.min(low.get(node)!, place));
  for (const first of parents.keys()) {
    if (!order.has(first)) enter(first);
    for (let top = way.at(-1); top; top = way.at(-1)) {
      const { node } = top;
      const parent = parents.get(node)?.[top.next++]?.parent;
      if (parent === undefined) {
        way.pop();
        const below = way.at(-1);
        if (below) reach(below.node, low.get(node)!);
        if (low.get(node) !== order.get(node)) continue;
        for (let member: string | undefined; member !== node; ) {
          member = open.pop()!;
          component.set(member, order.get(node)!);
        }
      } else if (!order.has(parent)) enter(parent);
      else if (!component.has(parent)) reach(node, order.get(parent)!);
    }
  }
  return ({ child, parent }) => child === parent || component.get(child) === component.get(parent);
}

/** The edges that start at each file; of equal ones, the first. */
function edgesByChild<E extends Edge>(edges: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const byChild = new Map<string, Map<string, E>>();
  for (const edge of edges) {
    const own = byChild.get(edge.child) ?? new Map<string, E>();
    byChild.set(edge.child, own);
    if (!own.has(edge.parent)) own.set(edge.parent, edge);
  }
  return new Map([...byChild].map(([child, own]) => [child, [...own.values()]]));
}
