/** The facts of all rules that span items, by rule and key. A change judges again only the keys that it touched. */
import type { LayoutItem } from "../model/layout.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Fact, FactOf, Finding, Rule } from "./rule.ts";

interface Group {
  readonly facts: Map<Fact<unknown>, FactOf<unknown>>;
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

  add(rule: Rule, item: LayoutItem, surroundings: Surroundings, fact: Fact<unknown>): void {
    const ofRule = this.groups.get(rule) ?? new Map<string, Group>();
    this.groups.set(rule, ofRule);
    const group = ofRule.get(fact.key) ?? { facts: new Map(), findings: undefined };
    ofRule.set(fact.key, group);
    group.facts.set(fact, { item, surroundings, fact: fact.fact });
    this.touch(rule, group);
  }

  remove(rule: Rule, fact: Fact<unknown>): void {
    const ofRule = this.groups.get(rule);
    const group = ofRule?.get(fact.key);
    if (!ofRule || !group) return;
    group.facts.delete(fact);
    if (group.facts.size > 0) this.touch(rule, group);
    else {
      ofRule.delete(fact.key);
      this.pending.delete(group);
    }
  }

  /** All findings; `order` says where each item stands. */
  findings(order: ReadonlyMap<LayoutItem, number>): readonly SpanningFinding[] {
    const all: SpanningFinding[] = [];
    for (const [group, rule] of this.pending) {
      group.findings ??= judgeGroup(group, rule, order);
      if (group.findings.length === 0) this.pending.delete(group);
      all.push(...group.findings);
    }
    return all;
  }

  private touch(rule: Rule, group: Group): void {
    group.findings = undefined;
    this.pending.set(group, rule);
  }
}

function judgeGroup(group: Group, rule: Rule, order: ReadonlyMap<LayoutItem, number>): readonly SpanningFinding[] {
  const facts = [...group.facts.values()].sort((a, b) => (order.get(a.item) ?? 0) - (order.get(b.item) ?? 0));
  const findings: SpanningFinding[] = [];
  rule.spanning?.check(facts, (part, finding) => findings.push({ rule, part, finding }));
  return findings;
}
