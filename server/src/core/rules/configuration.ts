/**
 * Severities by configuration: the text of `hvvm.config.json`, or the editor's `hvvm.rules`, as a map from code to
 * severity, and its effect on findings. The command line and the server know where the file is.
 */
import { didYouMean, nearest } from "../schema/nearest.ts";
import {
  type FoundProblem,
  listedProblems,
  parseSettings,
  type SettingsProblem,
} from "../syntax/json/parse-settings.ts";
import type { JsonNode, JsonProperty } from "../syntax/json/tree.ts";
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

export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** The position of the path of the costs file. */
  readonly costsRange?: Range;
  /** Why it is not known which costs are meant: the first problem that is not a rule's. */
  readonly fault?: SettingsProblem | undefined;
  readonly problems: readonly SettingsProblem[];
}

export const configurationFile = "hvvm.config.json";

export const configuredSeverities: readonly ConfiguredSeverity[] = ["off", "hint", "information", "warning", "error"];

/** Reads JSON with comments. Invalid parts are left out of the configuration and reported. */
export function readConfiguration(text: string): ReadConfiguration {
  const parsed = parseSettings(text, 'A configuration is an object, { "rules": … }.');
  if ("fault" in parsed) {
    return { configuration: { rules: {} }, fault: parsed.fault, problems: [parsed.fault] };
  }
  const { properties } = parsed.object;
  const found: FoundProblem[] = properties
    .filter(({ key }) => !settings.includes(key.value))
    .map(({ key }) => ({
      range: key.range,
      message: () => `"${key.value}" is not a setting.${didYouMean(nearest(key.value, settings))}`,
      isMinor: false,
    }));
  const valueAt = (name: string) => properties.find(({ key }) => key.value === name)?.value;
  const rules = valueAt("rules");
  const costs = valueAt("costs");
  if (costs && costs.kind !== "string")
    found.push({ range: costs.range, message: () => '"costs" is the path of a costs file.', isMinor: false });
  const [fault] = listedProblems(found.slice(0, 1));
  const severities = rules ? readRules(rules, found) : {};
  const problems = listedProblems(found);
  if (costs?.kind !== "string") return { configuration: { rules: severities }, fault, problems };
  return { configuration: { rules: severities, costs: costs.value }, costsRange: costs.range, fault, problems };
}

/** Reads the editor's setting: an object that maps codes to severities. `undefined` and `null` count as empty. */
export function readRuleSettings(value: unknown): ReadConfiguration {
  return readConfiguration(JSON.stringify({ rules: value ?? {} }));
}

/** `findings` with the severities of `severities`, without those that are off. */
export function configured(findings: readonly PlacedFinding[], severities: RuleSeverities): readonly PlacedFinding[] {
  if (Object.keys(severities).length === 0) return findings;
  return findings.flatMap((placed) => {
    const severity = Object.hasOwn(severities, placed.code) ? severities[placed.code] : undefined;
    if (severity === undefined) return [placed];
    return severity === "off" ? [] : [{ ...placed, severity }];
  });
}

const settings = ["$schema", "rules", "costs"];

function readRules(node: JsonNode, found: FoundProblem[]): RuleSeverities {
  if (node.kind !== "object") {
    found.push({ range: node.range, message: () => '"rules" maps codes to severities.', isMinor: false });
    return {};
  }
  const severities: Record<string, ConfiguredSeverity> = {};
  for (const property of node.properties) {
    const severity = severityIn(property.value);
    const problem = problemOfRule(property, severity);
    if (problem) found.push(problem);
    else if (severity) severities[property.key.value] = severity;
  }
  return severities;
}

function severityIn(value: JsonNode | undefined): ConfiguredSeverity | undefined {
  return value?.kind === "string" ? configuredSeverities.find((severity) => severity === value.value) : undefined;
}

function problemOfRule(
  { key, value, range }: JsonProperty,
  severity: ConfiguredSeverity | undefined,
): FoundProblem | undefined {
  const code = key.value;
  if (!ruleOfCode(code))
    return {
      range: key.range,
      message: () => `"${code}" is not a rule.${didYouMean(nearestCode(code))}`,
      isMinor: false,
    };
  if (!severity) {
    const message = () => `"${code}" must be one of ${configuredSeverities.join(", ")}.`;
    return { range: value?.range ?? range, message, isMinor: false };
  }
  if (!isSyntaxCode(code)) return undefined;
  const message = () => `"${code}" is a syntax error, which always stays an error. Remove it from the rules.`;
  return { range: key.range, message, isMinor: true };
}
