/**
 * Checks the versions of one file. The result of an item is kept until its text or its rule context changes, and the
 * facts for rules that span items are in an index that is updated, so the cost of a version depends on what changed in
 * it.
 */

import type { HvvmDocument } from "../document.ts";
import type { DocumentItem } from "../document-item.ts";
import { changedNames, type Definitions, isSameFor, ruleContextOf } from "../rule-context.ts";
import type { Release } from "../schema/releases.ts";
import { type Costs, resolveCosts } from "../simulation/paths/costs.ts";
import { changedPart } from "../syntax/incremental/common-ends.ts";
import { partitionPoint } from "../syntax/incremental/partition-point.ts";
import type { PlacedItems } from "../syntax/incremental/placed-items.ts";
import { applySuppressions } from "./apply-suppressions.ts";
import { checkItem, type ItemResult, sharedValues } from "./check-item.ts";
import { Dependents } from "./dependents.ts";
import { FactIndex } from "./fact-index.ts";
import { platformNotStated, platformNotStatedFinding } from "./hyper-v/platform-not-stated.ts";
import { problemFinding, type RuleFinding } from "./problem-findings.ts";
import { isSyntaxCode, ruleOfCode } from "./registry.ts";
import type { PlacedFinding } from "./rule.ts";

export type { PlacedFinding } from "./rule.ts";

const defaultCosts = resolveCosts().costs;

export class RuleRunner {
  private definitions: Definitions | undefined;
  private costs = defaultCosts;
  /** The definitions of the version that was checked last. */
  private items: readonly DocumentItem[] = [];
  /** One for each item, in the order of the file. */
  private itemResults: ItemResult[] = [];
  private index = new FactIndex();
  private readonly shared = sharedValues();
  private dependents = new Dependents<ItemResult>();

  /**
   * The findings of `document` without those that its comments suppress, in no particular order. If `costs` is a
   * different object, everything is checked again.
   */
  run(document: HvvmDocument, costs: Costs = defaultCosts): readonly PlacedFinding[] {
    if (this.costs !== costs) {
      this.index = new FactIndex();
      this.dependents = new Dependents();
      this.itemResults = [];
      this.items = [];
      this.costs = costs;
    }
    const before = this.definitions ?? document.presumedDefinitions;
    this.update(document.places, this.definitions ? document.definitions : before);
    this.definitions = document.definitions;
    if (before !== this.definitions) this.checkAgain(before, this.definitions);
    const placed = this.collect(document);
    return applySuppressions(document, document.notation === "json" ? placed.map(inJson) : placed);
  }

  /** Takes over the results of the items that are still there. */
  private update({ items, starts }: PlacedItems<DocumentItem>, definitions: Definitions): void {
    const { start, end, oldEnd } = changedPart(items, this.items);
    const gone = this.itemResults.slice(start, oldEnd);
    for (const itemResult of gone) this.forget(itemResult);
    const known = new Map(gone.map((itemResult) => [itemResult.item, itemResult]));
    const checked = items
      .slice(start, end)
      .map((item) => known.get(item) ?? checkItem(item, definitions, this.costs, this.shared));
    const now = [...this.itemResults.slice(0, start), ...checked, ...this.itemResults.slice(oldEnd)];
    for (let at = 0; at < now.length; at++) now[at]!.start = starts[at]!;
    this.items = items;
    this.itemResults = now;
    for (const itemResult of checked) this.remember(itemResult);
  }

  /** Checks the items again whose meaning has changed since the file's definitions changed. */
  private checkAgain(before: Definitions, definitions: Definitions): void {
    const names = changedNames(before, definitions);
    const affected = names && [
      ...this.dependents.on(names.defined),
      ...this.dependents.on(names.possible).filter(({ item }) => item.isDefining),
      ...(names.areUnreadChanged ? this.itemResults.filter(({ item }) => item.isDefining) : []),
    ];
    for (const old of affected ? new Set(affected) : this.itemResults) {
      const { item, start, ruleContext } = old;
      const isSame = item
        .read()
        .layout.every((part, at) => isSameFor(part, ruleContext[at]!, ruleContextOf(part, definitions)));
      if (isSame) continue;
      this.forget(old);
      const itemResult = checkItem(item, definitions, this.costs, this.shared);
      itemResult.start = start;
      this.itemResults[partitionPoint(this.itemResults.length, (at) => this.itemResults[at]!.start < start)] =
        itemResult;
      this.remember(itemResult);
    }
  }

  private remember(itemResult: ItemResult): void {
    for (const fact of itemResult.facts) this.index.add(fact);
    this.dependents.add(itemResult);
  }

  private forget(itemResult: ItemResult): void {
    this.index.removeAll(itemResult.facts);
    this.dependents.remove(itemResult);
  }

  private collect(document: HvvmDocument): readonly PlacedFinding[] {
    const placed = document.problems.map((problem) => place(problemFinding(problem), 0));
    for (const { findings, start } of this.itemResults) {
      for (const finding of findings) placed.push(place(finding, start));
    }
    for (const { rule, item, finding } of this.index.findings()) {
      placed.push(place({ rule, finding }, item.start));
    }
    const unstated = this.unstatedPlatform();
    if (unstated) placed.push(unstated);
    const certain = document.mayBeIncomplete ? placed.filter(({ code }) => !ruleOfCode(code)?.isAboutAbsence) : placed;
    if (!document.isMisnested) return certain;
    // If brackets do not match, that error causes all others about what is in the wrong place.
    const own = placed.slice(0, document.problems.length);
    return certain.filter((finding) => {
      return own.includes(finding) || !(isSyntaxCode(finding.code) || ofPlace.has(finding.code));
    });
  }

  private unstatedPlatform(): PlacedFinding | undefined {
    const depending = this.itemResults.filter(({ accepting, item }) => accepting && item.keywords.includes("vm"));
    const first = depending[0];
    const vm = first?.item.layout.find((part) => part.kind === "vm");
    if (!first?.accepting || !vm) return undefined;
    // Neighbours share these values, so there are few to ask.
    const distinct = new Map(this.itemResults.map((each) => [each.accepting ?? each.ruleContext, each]));
    const accepting = first.accepting.filter((release) =>
      [...distinct.values()].every((each) => isPossible(release, each)),
    );
    return place({ rule: platformNotStated, finding: platformNotStatedFinding(vm, accepting) }, first.start);
  }
}

/** Whether the item may be on the release: it states another, or its generation, its files and the rules allow this one. */
function isPossible(release: Release, { accepting, ruleContext }: ItemResult): boolean {
  if (accepting) return accepting.includes(release);
  return ruleContext.every(
    ({ releases, isReleaseStated }) => isReleaseStated || !releases || releases.includes(release),
  );
}

/** Limits for what a finding quotes from a file, and for how many other places it names. */
const maxMessageLength = 1000;
const maxRelated = 20;

function place({ rule, finding: { related = [], ...finding } }: RuleFinding, start: number): PlacedFinding {
  const shown = related.slice(0, maxRelated);
  return {
    code: rule.code,
    severity: finding.severity ?? rule.severity,
    start,
    finding: {
      ...finding,
      message: shortened(finding.message),
      ...(shown.length > 0 ? { related: shown.map((each) => ({ ...each, message: shortened(each.message) })) } : {}),
    },
    relatedStarts: shown.map((each) => each.in?.start ?? start),
  };
}

/** Findings that depend on the position of a statement, and those reported while the text was read. */
const ofPlace: ReadonlySet<string> = new Set(["repeated-statement", "duplicate-name"]);

function shortened(message: string): string {
  return message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message;
}

function inJson(placed: PlacedFinding): PlacedFinding {
  const { messageInJson: message } = placed.finding;
  return message === undefined ? placed : { ...placed, finding: { ...placed.finding, message } };
}
