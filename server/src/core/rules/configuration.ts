/**
 * Severities by configuration: the text of `hvvm.config.json`, or the editor's `hvvm.rules`, as a map from code to
 * severity, and what it makes of findings. Where the file lies is for the command line and the server.
 */
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { nearest } from "../schema/nearest.ts";
import type { Range } from "../syntax/tree.ts";
import { isSyntaxCode, nearestCode, ruleOfCode } from "./registry.ts";
import type { PlacedFinding, Severity } from "./rule.ts";

export type ConfiguredSeverity = Severity | "off";

export type RuleSeverities = Readonly<Record<string, ConfiguredSeverity>>;

export interface Configuration {
  readonly rules: RuleSeverities;
  /** Path of a costs file, relative to the configuration. */
  readonly costs?: string;
}

export interface ConfigurationProblem {
  /** Absolute, in the text of the configuration. */
  readonly range: Range;
  readonly message: string;
  /** The configuration holds but for this. */
  readonly isMinor: boolean;
}

export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** Where the path of the costs file stands. */
  readonly costsRange?: Range;
  readonly problems: readonly ConfigurationProblem[];
}

export const configurationFile = "hvvm.config.json";

export const configuredSeverities: readonly ConfiguredSeverity[] = ["off", "hint", "information", "warning", "error"];

/** Reads JSON with comments. What is wrong is left out of the configuration and told. */
export function readConfiguration(text: string): ReadConfiguration {
  const own = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  const errors: ParseError[] = [];
  const root = parseTree(own, errors, { allowTrailingComma: true });
  const error = errors[0];
  if (error) {
    const range = { start: error.offset, end: error.offset + error.length };
    return failed(range, `This is not JSON: ${words(printParseErrorCode(error.error))}.`);
  }
  if (root?.type !== "object") return failed(rangeOf(root), 'A configuration is an object, { "rules": … }.');
  const problems: ConfigurationProblem[] = [];
  for (const property of root.children ?? []) {
    const key = property.children![0]!;
    if (properties.includes(key.value)) continue;
    const message = `"${key.value}" is no setting.${advice(nearest(key.value, properties))}`;
    problems.push({ range: rangeOf(key), message, isMinor: false });
  }
  const rulesNode = findNodeAtLocation(root, ["rules"]);
  const costsNode = findNodeAtLocation(root, ["costs"]);
  const severities = rulesNode ? readRules(rulesNode, problems) : {};
  if (costsNode && costsNode.type !== "string") {
    problems.push({ range: rangeOf(costsNode), message: '"costs" is the path of a costs file.', isMinor: false });
  }
  if (costsNode?.type !== "string") return { configuration: { rules: severities }, problems };
  const configuration = { rules: severities, costs: costsNode.value as string };
  return { configuration, costsRange: rangeOf(costsNode), problems };
}

/** Reads the editor's setting: an object that maps codes to severities. `undefined` and `null` say nothing. */
export function readRuleSettings(value: unknown): ReadConfiguration {
  return readConfiguration(JSON.stringify({ rules: value ?? {} }));
}

/** `findings` with the severities that `severities` says, without those that are off. */
export function configured(findings: readonly PlacedFinding[], severities: RuleSeverities): readonly PlacedFinding[] {
  if (Object.keys(severities).length === 0) return findings;
  return findings.flatMap((placed) => {
    const severity = Object.hasOwn(severities, placed.code) ? severities[placed.code] : undefined;
    if (severity === undefined) return [placed];
    return severity === "off" ? [] : [{ ...placed, severity }];
  });
}

const properties = ["$schema", "rules", "costs"];

function readRules(node: Node, problems: ConfigurationProblem[]): RuleSeverities {
  if (node.type !== "object") {
    problems.push({ range: rangeOf(node), message: '"rules" maps codes to severities.', isMinor: false });
    return {};
  }
  const severities: Record<string, ConfiguredSeverity> = {};
  for (const property of node.children ?? []) {
    const [key, value] = property.children! as [Node, Node];
    const problem = problemOfRule(key, value);
    if (problem) problems.push(problem);
    else severities[key.value] = value.value;
  }
  return severities;
}

function problemOfRule(key: Node, value: Node): ConfigurationProblem | undefined {
  const code: string = key.value;
  if (!ruleOfCode(code)) {
    return { range: rangeOf(key), message: `"${code}" is no rule.${advice(nearestCode(code))}`, isMinor: false };
  }
  if (!configuredSeverities.includes(value.value)) {
    const message = `"${code}" is set to one of ${configuredSeverities.join(", ")}.`;
    return { range: rangeOf(value), message, isMinor: false };
  }
  if (!isSyntaxCode(code)) return undefined;
  const message = `"${code}" is an error of the writing itself: it stays an error. Remove it from the rules.`;
  return { range: rangeOf(key), message, isMinor: true };
}

function advice(near: string | undefined): string {
  return near ? ` Did you mean "${near}"?` : "";
}

function rangeOf(node: Node | undefined): Range {
  return node ? { start: node.offset, end: node.offset + node.length } : { start: 0, end: 0 };
}

/** `ValueExpected` as words. */
function words(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

function failed(range: Range, message: string): ReadConfiguration {
  return { configuration: { rules: {} }, problems: [{ range, message, isMinor: false }] };
}
