/**
 * Judges the versions of one file. What an item gave is kept until its text or its surroundings change, and facts that
 * span items are an index that is updated: the cost of a version follows what changed in it.
 */
import type { DocumentItem, HvvmDocument } from "../document.ts";
import type { LayoutItem } from "../model/layout.ts";
import type { Problem } from "../model/problem.ts";
import type { Release } from "../schema/releases.ts";
import { type Costs, resolveCosts } from "../simulation/paths/costs.ts";
import { type Definitions, isSameFor, readDefinitions, type Surroundings, surroundingsOf } from "../surroundings.ts";
import type { Placed } from "../syntax/tree.ts";
import { FactIndex } from "./fact-index.ts";
import { platformNotStated, platformNotStatedFinding } from "./hyper-v/platform-not-stated.ts";
import { judgeReleases } from "./judge-releases.ts";
import { ruleOfCode, rules } from "./registry.ts";
import type { Fact, Finding, PlacedFinding, Rule } from "./rule.ts";
import { silence } from "./silence.ts";

export type { PlacedFinding } from "./rule.ts";

interface RuleFinding {
  readonly rule: Rule;
  readonly finding: Finding;
}

interface Judgement {
  /** Those that the judgement was last held against. */
  readonly definitions: Definitions;
  readonly surroundings: readonly Surroundings[];
  readonly findings: readonly RuleFinding[];
  readonly facts: ReadonlyMap<Rule, readonly { readonly part: LayoutItem; readonly fact: Fact<unknown> }[]>;
  /** Releases that accept the item, if that differs between those in question. */
  readonly accepting: readonly Release[] | undefined;
}

export class Judge {
  private definitions: Definitions | undefined;
  private costs: Costs | undefined;
  private judgements = new Map<DocumentItem, Judgement>();
  private readonly index = new FactIndex();

  /**
   * The findings of `document` but for those that its comments silence, in no particular order. Other `costs`, the same
   * object as long as they are the same, judge everything anew.
   */
  judge(document: HvvmDocument, costs: Costs = defaultCosts): readonly PlacedFinding[] {
    if (this.costs !== costs) {
      for (const judgement of this.judgements.values()) this.forget(judgement);
      this.judgements.clear();
      this.costs = costs;
    }
    this.definitions = readDefinitions(document.items, this.definitions);
    this.update(document.items, this.definitions, costs);
    return silence(document, this.collect(document));
  }

  private update(items: readonly Placed<DocumentItem>[], definitions: Definitions, costs: Costs): void {
    const before = this.judgements;
    this.judgements = new Map();
    for (const { item } of items) {
      const old = before.get(item);
      before.delete(item);
      if (old && old.definitions === definitions) {
        this.judgements.set(item, old);
        continue;
      }
      const surroundings = item.layout.map((part) => surroundingsOf(part, definitions));
      if (old && item.layout.every((part, at) => isSameFor(part, old.surroundings[at]!, surroundings[at]!))) {
        this.judgements.set(item, { ...old, definitions });
        continue;
      }
      if (old) this.forget(old);
      const judgement = judgeItem(item, surroundings, definitions, costs);
      this.judgements.set(item, judgement);
      for (const [rule, facts] of judgement.facts) {
        for (const { part, fact } of facts) this.index.add(rule, part, surroundings[item.layout.indexOf(part)]!, fact);
      }
    }
    for (const gone of before.values()) this.forget(gone);
  }

  private forget(judgement: Judgement): void {
    for (const [rule, facts] of judgement.facts) for (const { fact } of facts) this.index.remove(rule, fact);
  }

  private collect(document: HvvmDocument): readonly PlacedFinding[] {
    const starts = new Map<LayoutItem, number>();
    for (const { start, item } of document.items) for (const part of item.layout) starts.set(part, start);
    const placed: PlacedFinding[] = document.problems.map((problem) =>
      place({ rule: ruleOf(problem), finding: found(problem) }, 0, starts),
    );
    for (const { start, item } of document.items) {
      for (const finding of this.judgements.get(item)!.findings) placed.push(place(finding, start, starts));
    }
    for (const { rule, part, finding } of this.index.findings(starts)) {
      placed.push(place({ rule, finding }, starts.get(part) ?? 0, starts));
    }
    const unstated = this.unstatedPlatform(document.items);
    if (unstated) placed.push(unstated);
    return document.isInDoubt ? placed.filter(({ code }) => !ruleOfCode(code)?.isAboutAbsence) : placed;
  }

  private unstatedPlatform(items: readonly Placed<DocumentItem>[]): PlacedFinding | undefined {
    const depending = items.flatMap(({ start, item }) => {
      const { accepting } = this.judgements.get(item)!;
      const vm = item.layout.find((part) => part.kind === "vm");
      return accepting && vm ? [{ start, vm, accepting }] : [];
    });
    const first = depending[0];
    if (!first) return undefined;
    const accepting = first.accepting.filter((release) =>
      depending.every((other) => other.accepting.includes(release)),
    );
    const finding = platformNotStatedFinding(first.vm, accepting);
    return place({ rule: platformNotStated, finding }, first.start, new Map());
  }
}

const defaultCosts = resolveCosts().costs;

/** Reports what one item says of itself, given what surrounds it. */
function judgeItem(
  item: DocumentItem,
  surroundings: readonly Surroundings[],
  definitions: Definitions,
  costs: Costs,
): Judgement {
  const findings: RuleFinding[] = item.bound.problems.map((problem) => ({
    rule: ruleOf(problem),
    finding: found(problem),
  }));
  const facts = new Map<Rule, { part: LayoutItem; fact: Fact<unknown> }[]>();
  let accepting: readonly Release[] | undefined;
  for (const rule of rules) rule.statements?.(item.bound, (finding) => findings.push({ rule, finding }));
  item.layout.forEach((part, at) => {
    const around = surroundings[at]!;
    for (const rule of rules) {
      const report = (finding: Finding) => findings.push({ rule, finding });
      rule.item?.(part, around, report);
      if (part.kind === "vm") rule.vm?.(part, around, report, costs);
      const own = rule.spanning?.facts(part, around).map((fact) => ({ part, fact })) ?? [];
      if (own.length > 0) facts.set(rule, [...(facts.get(rule) ?? []), ...own]);
    }
    if (part.kind !== "vm") return;
    const outcome = judgeReleases(part, around);
    findings.push(...outcome.findings);
    accepting = outcome.accepting;
  });
  return { definitions, surroundings, findings, facts, accepting };
}

function found({ range, message, fixes }: Problem): Finding {
  return { at: range, message, ...(fixes ? { fixes } : {}) };
}

function ruleOf(problem: Problem): Rule {
  const rule = ruleOfCode(problem.code);
  if (!rule) throw new Error(`No rule has the code ${problem.code}`);
  return rule;
}

function place({ rule, finding }: RuleFinding, start: number, starts: ReadonlyMap<LayoutItem, number>): PlacedFinding {
  const relatedStarts = (finding.related ?? []).map((related) => (related.in ? (starts.get(related.in) ?? 0) : start));
  return { code: rule.code, severity: finding.severity ?? rule.severity, start, finding, relatedStarts };
}
