/** What a rule consists of: its texts, its examples, and one pure function. */
import type { BoundItem } from "../model/bound.ts";
import type { LayoutItem, VirtualMachine } from "../model/layout.ts";
import type { Fix } from "../model/problem.ts";
import type { RuleContext } from "../rule-context.ts";
import type { Release } from "../schema/releases.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { Range } from "../syntax/tree.ts";

export type Severity = "error" | "warning" | "information" | "hint";

export interface RuleTexts {
  readonly code: string;
  readonly severity: Severity;
  /** Why the rule exists, for the rule's page and `explain`. */
  readonly why: string;
  /** A layout that breaks the rule; `^^^` under a line marks what is reported there. */
  readonly bad: string;
  /** The same, corrected: it breaks no rule that matters. */
  readonly good: string;
  /** The page of the platform's documentation about it. */
  readonly link?: string;
  /** Shown faded in editors. */
  readonly isUnnecessary?: boolean;
  /**
   * Found by a run of the simulation, not by a check of the text, so it is not known whether a comment suppresses
   * anything.
   */
  readonly isOfSimulation?: boolean;
  /** Reports that something is missing; not checked if a part of the file could not be read. */
  readonly isAboutAbsence?: boolean;
}

/** One finding. Ranges are relative to the item that is checked. */
export interface Finding {
  readonly at: Range;
  readonly message: string;
  /** The message in the JSON notation, if `message` contains words that only native text has. */
  readonly messageInJson?: string;
  /** The severity, if it differs from the rule's. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** A finding with its rule, placed in the file. */
export interface PlacedFinding {
  readonly code: string;
  readonly severity: Severity;
  /** The offset that the ranges of the finding are relative to. */
  readonly start: number;
  readonly finding: Finding;
  /** The offsets of the items that contain the related places, one for each. */
  readonly relatedStarts: readonly number[];
}

export interface Related {
  readonly at: Range;
  readonly message: string;
  /** The item that contains `at`, if it is not the checked one. */
  readonly in?: CheckedItem;
}

/** A top-level statement in its present position. */
export interface CheckedItem {
  readonly start: number;
}

export type Report = (finding: Finding) => void;

/** A fact that an item contributes to a rule which spans items. It is kept as long as the item, so it must not hold parts of a layout. */
export interface Fact<F> {
  /** Facts of one key are checked together. */
  readonly key: string;
  readonly fact: F;
}

/** A fact with the item that it comes from. */
export interface FactOf<F> {
  readonly item: CheckedItem;
  readonly fact: F;
}

/** Checks facts of several items together. */
export interface Spanning<F> {
  /** Rules with the same function share its facts. */
  readonly facts: ReadFacts<F>;
  /** `facts` come in the order of the file. */
  check(facts: readonly FactOf<F>[], report: (item: CheckedItem, finding: Finding) => void): void;
}

export type ReadFacts<F> = (context: ItemContext) => readonly Fact<F>[];

/** The statements of one item, regardless of their meaning. */
export interface StatementsContext {
  readonly bound: BoundItem;
}

/** One top-level statement, with what it depends on besides its own text. */
export interface ItemContext extends RuleContext {
  readonly item: LayoutItem;
  /** The item, if it is a VM. */
  readonly vm: VirtualMachine | undefined;
  /** The costs of the simulation. */
  readonly costs: Costs;
}

export interface VmContext extends ItemContext {
  readonly item: VirtualMachine;
  readonly vm: VirtualMachine;
}

export function isOfVm(context: ItemContext): context is VmContext {
  return context.vm !== undefined;
}

/** A VM on one release. */
export interface ReleaseContext extends VmContext {
  readonly release: Release;
}

/**
 * What a rule checks. If no platform is stated, `release` runs for every possible release: what none of them accepts is
 * an error; what only some accept is a warning that names them.
 */
type Check =
  | { readonly scope: "statements"; check(context: StatementsContext, report: Report): void }
  | { readonly scope: "item"; check(context: ItemContext, report: Report): void }
  | { readonly scope: "vm"; check(context: VmContext, report: Report): void }
  | { readonly scope: "release"; check(context: ReleaseContext, report: Report): void }
  /** The binding finds the problems of the syntax group; the other checks only span items. */
  | { readonly scope?: undefined };

/** Texts, and a check of one item, of facts from several items, or of both. */
export type Rule = RuleTexts & Check & { readonly spanning?: Spanning<unknown> };

export function defineRule<F = never>(rule: RuleTexts & Check & { readonly spanning?: Spanning<F> }): Rule {
  return rule as Rule;
}
