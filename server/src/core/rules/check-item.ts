/**
 * Checks one item: finds everything that can be found in it alone, and the facts that it contributes to rules which
 * span items.
 */
import type { DocumentItem } from "../document-item.ts";
import type { LayoutItem } from "../model/layout.ts";
import {
  areSame,
  type Definitions,
  isHostResolved,
  isResolved,
  namesOf,
  type RuleContext,
  ruleContextOf,
} from "../rule-context.ts";
import type { Release } from "../schema/releases.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { exact, internLast, isSameList } from "../syntax/incremental/retained-values.ts";
import { checkReleases } from "./check-releases.ts";
import type { Depending } from "./dependents.ts";
import { type HeldFact, spanningRules } from "./fact-index.ts";
import { problemFindings, type RuleFinding } from "./problem-findings.ts";
import { rules } from "./registry.ts";
import { type CheckedItem, type Finding, type ItemContext, isOfVm, type Report, type Rule } from "./rule.ts";

export interface ItemResult extends CheckedItem, Depending {
  readonly item: DocumentItem;
  start: number;
  readonly ruleContext: readonly RuleContext[];
  readonly findings: readonly RuleFinding[];
  facts: readonly HeldFact[];
  /** The releases that accept the item, if not all that it is checked against do. */
  readonly accepting: readonly Release[] | undefined;
}

/** Neighbours with the same host and load depend on the same names, and often on the same releases. */
export interface SharedValues {
  readonly names: (names: readonly string[]) => readonly string[];
  readonly releases: (releases: readonly Release[]) => readonly Release[];
  readonly ruleContext: (ruleContext: readonly RuleContext[]) => readonly RuleContext[];
}

export function sharedValues(): SharedValues {
  return {
    names: internLast(isSameList),
    releases: internLast(isSameList),
    ruleContext: internLast((a, b) => isSameList(a, b, areSame)),
  };
}

/** The findings of one item, given its context. Its start is 0 until it is placed. */
export function checkItem(
  item: DocumentItem,
  definitions: Definitions,
  costs: Costs,
  shared: SharedValues,
): ItemResult {
  const { bound, layout } = item.read();
  const ruleContext = shared.ruleContext(layout.map((part) => ruleContextOf(part, definitions)));
  const contexts = layout.map((part, at) => contextOf(part, ruleContext[at]!, costs));
  const findings = problemFindings(bound, layout);
  applyRules(statementRules, { bound }, findings);
  let accepting: readonly Release[] | undefined;
  for (const context of contexts) {
    applyRules(itemRules, context, findings);
    if (!isOfVm(context)) continue;
    applyRules(vmRules, context, findings);
    const outcome = checkReleases(context);
    for (const finding of outcome.findings) findings.push(finding);
    // A broken statement may be what the platform is needed for.
    accepting = context.vm.mayBeIncomplete ? undefined : outcome.accepting && shared.releases(outcome.accepting);
  }
  const names = namesUsed(layout, ruleContext, definitions);
  const itemResult: ItemResult = {
    item,
    start: 0,
    names: names && shared.names(names),
    ruleContext,
    findings: exact(findings),
    facts: [],
    accepting,
  };
  itemResult.facts = factsOf(contexts, itemResult);
  return itemResult;
}

/** The names that the item depends on; `undefined` if one of them is not defined. */
function namesUsed(
  layout: readonly LayoutItem[],
  ruleContext: readonly RuleContext[],
  definitions: Definitions,
): readonly string[] | undefined {
  if (!ruleContext.every(isResolved)) return undefined;
  const all: string[] = [];
  for (const part of layout) {
    const names = part.kind === "host" && !isHostResolved(part, definitions) ? undefined : namesOf(part);
    if (!names) return undefined;
    for (const name of names) all.push(name);
  }
  return all;
}

const factReaders = [...spanningRules.keys()];

function factsOf(contexts: readonly ItemContext[], item: CheckedItem): readonly HeldFact[] {
  const facts: HeldFact[] = [];
  for (const context of contexts) {
    for (const read of factReaders) {
      for (const { key, fact } of read(context)) facts.push({ read, key, item, fact });
    }
  }
  return exact(facts);
}

/** A rule with its check, for one kind of context. */
interface Applied<C> {
  readonly rule: Rule;
  readonly check: (context: C, report: Report) => void;
}

const statementRules = rules.flatMap((rule) => (rule.scope === "statements" ? [{ rule, check: rule.check }] : []));
const itemRules = rules.flatMap((rule) => (rule.scope === "item" ? [{ rule, check: rule.check }] : []));
const vmRules = rules.flatMap((rule) => (rule.scope === "vm" ? [{ rule, check: rule.check }] : []));

/** One report function for all rules, because nearly all find nothing. */
function applyRules<C>(applied: readonly Applied<C>[], context: C, findings: RuleFinding[]): void {
  let current: Rule;
  const report = (finding: Finding) => findings.push({ rule: current, finding });
  for (const { rule, check } of applied) {
    current = rule;
    check(context, report);
  }
}

/** Written out, because thousands are created and a spread takes ten times as long. */
function contextOf(item: LayoutItem, ruleContext: RuleContext, costs: Costs): ItemContext {
  const { definitions, host, releases, isReleaseStated, loads } = ruleContext;
  const vm = item.kind === "vm" ? item : undefined;
  return { definitions, host, releases, isReleaseStated, loads, item, vm, costs };
}
