/** The facts of all rules that span items, by the function that read them and by key. After a change, only the affected keys are checked again. */
import { partitionPoint } from "../syntax/incremental/partition-point.ts";
import { exact } from "../syntax/incremental/retained-values.ts";
import { rules } from "./registry.ts";
import type { CheckedItem, FactOf, Finding, ReadFacts, Rule } from "./rule.ts";

/** A fact in the index. */
export interface HeldFact extends FactOf<unknown> {
  readonly read: ReadFacts<unknown>;
  readonly key: string;
}

/** The facts with one key. */
interface Group {
  readonly read: ReadFacts<unknown>;
  readonly key: string;
  /** In the order of the file. */
  facts: HeldFact[];
  /**
   * `undefined` until the group has been checked in its present state. If it is not an empty list, the group is in the
   * pending set.
   */
  findings: readonly SpanningFinding[] | undefined;
}

export interface SpanningFinding {
  readonly rule: Rule;
  readonly item: CheckedItem;
  readonly finding: Finding;
}

/** The rules that check the facts which a function reads. */
export const spanningRules: ReadonlyMap<ReadFacts<unknown>, readonly Rule[]> = byFacts();

export class FactIndex {
  private readonly groups = new Map<ReadFacts<unknown>, Map<string, Group>>();
  /** Groups with at least one finding, or not checked yet; may include some that have lost all their facts. */
  private pending: Group[] = [];

  add(fact: HeldFact): void {
    const { read, key } = fact;
    const ofRead = this.groups.get(read) ?? new Map<string, Group>();
    this.groups.set(read, ofRead);
    let group = ofRead.get(key);
    if (group) {
      const { facts } = group;
      // Inserted after the facts of the same item and of all items before it; for a file that is read from its start, at the end.
      const isAfter = (at: number) => facts[at]!.item.start <= fact.item.start;
      if (facts.length > 0 && isAfter(facts.length - 1)) facts.push(fact);
      else facts.splice(partitionPoint(facts.length, isAfter), 0, fact);
      this.touch(group);
      return;
    }
    // Most keys have one fact, and a list created with one element has no spare capacity.
    group = { read, key, facts: [fact], findings: undefined };
    ofRead.set(key, group);
    this.pending.push(group);
  }

  /** Removes all facts of one item, which may have many facts with the same key. */
  removeAll(facts: readonly HeldFact[]): void {
    const touched = new Set(facts.map(({ read, key }) => this.groups.get(read)?.get(key)));
    for (const group of touched) {
      if (!group) continue;
      const { item } = facts[0]!;
      const start = partitionPoint(group.facts.length, (at) => group.facts[at]!.item.start < item.start);
      const end = partitionPoint(group.facts.length, (at) => group.facts[at]!.item.start <= item.start);
      group.facts.splice(start, end - start);
      this.touch(group);
      if (group.facts.length === 0) this.groups.get(group.read)?.delete(group.key);
    }
  }

  /** All findings, in no particular order. */
  findings(): readonly SpanningFinding[] {
    const all: SpanningFinding[] = [];
    this.pending = this.pending.filter((group) => {
      if (group.facts.length === 0) return false;
      group.findings ??= judgeGroup(group);
      for (const finding of group.findings) all.push(finding);
      return group.findings.length > 0;
    });
    return all;
  }

  private touch(group: Group): void {
    if (group.findings?.length === 0) this.pending.push(group);
    group.findings = undefined;
  }
}

function judgeGroup({ read, facts }: Group): readonly SpanningFinding[] {
  const findings: SpanningFinding[] = [];
  for (const rule of spanningRules.get(read)!) {
    rule.spanning!.check(facts, (item, finding) => findings.push({ rule, item, finding }));
  }
  return exact(findings);
}

function byFacts(): ReadonlyMap<ReadFacts<unknown>, readonly Rule[]> {
  const found = new Map<ReadFacts<unknown>, Rule[]>();
  for (const rule of rules) {
    if (!rule.spanning) continue;
    const { facts } = rule.spanning;
    found.set(facts, [...(found.get(facts) ?? []), rule]);
  }
  return found;
}
