/** The facts of all rules that span items, by rule and key. A change judges again only the keys that it touched. */
import type { LayoutItem } from "../model/layout.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Fact, FactOf, Finding, Rule } from "./rule.ts";

interface Group {
  /** In the order of the file. */
  readonly facts: (FactOf<unknown> & { readonly of: Fact<unknown> })[];
  /** `undefined` until the group has been judged as it now is. */
  findings: readonly SpanningFinding[] | undefined;
}

export interface SpanningFinding {
  readonly rule: Rule;
  readonly part: LayoutItem;
  readonly finding: Finding;
}

export class FactIndex {
  private readonly groups = new Map<Rule, Map<string, Group>>();
  /** Groups with at least one finding, or not judged yet. */
  private readonly pending = new Map<Group, Rule>();

  /** `startOf` says where in the file an item stands. */
  constructor(private readonly startOf: (item: LayoutItem) => number) {}

  add(rule: Rule, item: LayoutItem, surroundings: Surroundings, fact: Fact<unknown>): void {
    const ofRule = this.groups.get(rule) ?? new Map<string, Group>();
    this.groups.set(rule, ofRule);
    const added = { item, surroundings, fact: fact.fact, of: fact };
    let group = ofRule.get(fact.key);
    if (group) group.facts.splice(this.placeFor(item, group), 0, added);
    else {
      // Most keys have one fact: a list that is made with it takes no room for others.
      group = { facts: [added], findings: undefined };
      ofRule.set(fact.key, group);
    }
    this.touch(rule, group);
  }

  remove(rule: Rule, fact: Fact<unknown>): void {
    const ofRule = this.groups.get(rule);
    const group = ofRule?.get(fact.key);
    if (!ofRule || !group) return;
    group.facts.splice(
      group.facts.findIndex((known) => known.of === fact),
      1,
    );
    if (group.facts.length > 0) this.touch(rule, group);
    else {
      ofRule.delete(fact.key);
      this.pending.delete(group);
    }
  }

  /** All findings, in no particular order. */
  findings(): readonly SpanningFinding[] {
    const all: SpanningFinding[] = [];
    for (const [group, rule] of this.pending) {
      group.findings ??= judgeGroup(group, rule);
      if (group.findings.length === 0) this.pending.delete(group);
      all.push(...group.findings);
    }
    return all;
  }

  /** Behind the facts of `item` and of all items before it. */
  private placeFor(item: LayoutItem, { facts }: Group): number {
    const start = this.startOf(item);
    let low = 0;
    let high = facts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.startOf(facts[middle]!.item) <= start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private touch(rule: Rule, group: Group): void {
    group.findings = undefined;
    this.pending.set(group, rule);
  }
}

function judgeGroup(group: Group, rule: Rule): readonly SpanningFinding[] {
  const findings: SpanningFinding[] = [];
  rule.spanning?.check(group.facts, (part, finding) => findings.push({ rule, part, finding }));
  return findings;
}
