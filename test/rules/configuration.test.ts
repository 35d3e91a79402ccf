/** Severities by configuration: what is read, what is refused, and the effect on findings. */
import { describe, expect, test } from "vitest";
import { configured, readConfiguration, readRuleSettings } from "../../server/src/core/rules/configuration.ts";
import { describeFindings, findingsOf } from "../support/check.ts";

const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\a\\os.vhdx" sparse boot\n  speed 3\n}\n';
const withRules = (rules: unknown) =>
  describeFindings(text, configured(findingsOf(text), readRuleSettings(rules).configuration.rules));

describe("the effect on findings", () => {
  test.each([
    [{}, ["hint old-word sparse", "unknown-statement speed"]],
    [{ "old-word": "off" }, ["unknown-statement speed"]],
    [{ "old-word": "error" }, ["old-word sparse", "unknown-statement speed"]],
    [{ "old-word": "warning" }, ["warning old-word sparse", "unknown-statement speed"]],
    [{ "old-word": "information" }, ["information old-word sparse", "unknown-statement speed"]],
    [{ "unknown-statement": "off" }, ["hint old-word sparse", "unknown-statement speed"]],
  ])("%j", (rules, expected) => expect(withRules(rules)).toEqual(expected));

  test("a comment that suppresses a rule which is off is not unused", () => {
    const suppressed = text.replace("boot", "boot # hvvm-ignore old-word").replace("  speed 3\n", "");
    const { rules } = readRuleSettings({ "old-word": "off" }).configuration;
    expect(configured(findingsOf(suppressed), rules)).toEqual([]);
  });
});

describe("errors are reported at their place", () => {
  test.each([
    ['{ "rules": { "old-wrod": "off" } }', '"old-wrod"', '"old-word"'],
    ['{ "rules": { "old-word": "loud" } }', '"loud"', "information"],
    ['{ "rules": { "old-word": 1 } }', "1", "information"],
    ['{ "rules": [] }', "[]", "codes"],
    ['{ "rule": {} }', '"rule"', '"rules"'],
    ['{ "costs": 1 }', "1", "path"],
    ["[]", "[", "object"],
  ])("%s", (source, place, word) => {
    const { problems } = readConfiguration(source);
    expect(problems).toHaveLength(1);
    const { range, message, isMinor } = problems[0]!;
    expect(source.slice(range.start, range.end)).toBe(place);
    expect(message).toContain(word);
    expect(isMinor).toBe(false);
  });

  test.each([["{"], [""], ["nonsense"], ['{ "rules": { "old-word": } }']])("%j is not JSON", (source) => {
    expect(readConfiguration(source).problems).toHaveLength(1);
  });

  test("the severity of a syntax error cannot be changed; the rest applies", () => {
    const { configuration, problems } = readConfiguration(
      '{ "rules": { "invalid-value": "hint", "old-word": "off" } }',
    );
    expect(configuration.rules).toEqual({ "old-word": "off" });
    expect(problems).toMatchObject([{ isMinor: true }]);
  });

  test("one wrong rule does not affect the others", () => {
    const { configuration } = readConfiguration('{ "rules": { "old-wrod": "off", "slot-taken": "hint" } }');
    expect(configuration.rules).toEqual({ "slot-taken": "hint" });
  });
});

describe("a file that is not a configuration", () => {
  test("of more than 256 KB is refused, and one of 256 KB is read", () => {
    const sized = (length: number) => `{${" ".repeat(length - 2)}}`;
    expect(readConfiguration(sized(256 * 1024)).problems).toEqual([]);
    expect(readConfiguration(sized(256 * 1024 + 1)).problems).toMatchObject([
      { message: expect.stringContaining("at most 256 KB") },
    ]);
  });

  test("nested more than a hundred times is refused at the bracket", () => {
    const nested = (depth: number) => `{ "rules": ${"[".repeat(depth - 1)}${"]".repeat(depth - 1)} }`;
    const messages = (depth: number) => readConfiguration(nested(depth)).problems.map(({ message }) => message);
    expect(messages(100)).toEqual(['"rules" maps codes to severities.']);
    expect(messages(101)).toEqual([expect.stringContaining("must not be nested this deeply")]);
    expect(readConfiguration(`{"a":${"[".repeat(250_000)}`).problems).toHaveLength(1);
  });

  test("with a thousand faults has a hundred of them listed and the rest counted", () => {
    const rules = (count: number) =>
      JSON.stringify({ rules: Object.fromEntries(Array.from({ length: count }, (_, n) => [`x${n}`, "off"])) });
    expect(readConfiguration(rules(100)).problems).toHaveLength(100);
    const { problems } = readConfiguration(rules(1000));
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ message: "There are 900 more problems in this file.", isMinor: false });
  });
});

test("comments, trailing commas and a byte order mark are allowed", () => {
  const source = '\ufeff// Ours.\n{ "$schema": "x", "rules": { "old-word": "off", }, "costs": "our.hvvm-costs.json" }';
  const { configuration, costsRange, problems } = readConfiguration(source);
  expect(configuration).toEqual({ rules: { "old-word": "off" }, costs: "our.hvvm-costs.json" });
  expect(source.slice(costsRange!.start, costsRange!.end)).toBe('"our.hvvm-costs.json"');
  expect(problems).toEqual([]);
});

test.each([[undefined], [null], [{}]])("the setting %j has no effect", (value) => {
  expect(readRuleSettings(value)).toEqual({ configuration: { rules: {} }, problems: [] });
});
