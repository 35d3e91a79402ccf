/** Which results depend on which names, so that only those are recomputed when the meaning of a name changes. */

export interface Depending {
  /** Names in lower case; `undefined` for what depends on all names, because one of its own is not defined. */
  readonly names: readonly string[] | undefined;
}

export class Dependents<T extends Depending> {
  private readonly byName = new Map<string, Set<T>>();
  private readonly onAll = new Set<T>();

  add(one: T): void {
    if (!one.names) this.onAll.add(one);
    for (const name of one.names ?? []) {
      const those = this.byName.get(name);
      if (those) those.add(one);
      else this.byName.set(name, new Set([one]));
    }
  }

  remove(one: T): void {
    this.onAll.delete(one);
    for (const name of one.names ?? []) {
      const those = this.byName.get(name);
      those?.delete(one);
      if (those?.size === 0) this.byName.delete(name);
    }
  }

  /** Everything that depends on at least one of the names, without duplicates. */
  on(names: ReadonlySet<string>): readonly T[] {
    const found = new Set(this.onAll);
    for (const name of names) for (const one of this.byName.get(name) ?? []) found.add(one);
    return [...found];
  }
}
