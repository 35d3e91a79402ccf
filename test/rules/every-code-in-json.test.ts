/** Every code that applies to the JSON notation is found in it, and is not found in the corrected text. */
import { describe, expect, test } from "vitest";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { rules } from "../../server/src/core/rules/registry.ts";
import { findingsOf, readMarks } from "../support/check.ts";
import { nativeStatements } from "../support/notations.ts";

/** Codes that only native text can have: in JSON the fault is `json-syntax`, or a value of the wrong type. */
const nativeOnly = [
  "unexpected-character",
  "unterminated-string",
  "unclosed-block",
  "unmatched-brace",
  "missing-block",
  "unexpected-block",
];

/** The rule's own test is in JSON, or the rule needs a run of the simulation, which has its own tests. */
const testedElsewhere = ["json-syntax", "expectation-not-met"];

/** Bad and good, where the bad text of the rule cannot be converted: it contains a syntax error, or a comment. */
const written: Readonly<Record<string, readonly [string, string]>> = {
  "unknown-statement": ['{ "vmz": { } }', '{ "vms": { } }'],
  "misplaced-statement": ['{ "volumes": { } }', '{ "hosts": { } }'],
  "unexpected-argument": [slot('"dvd": null, "physicalDisk": 3'), slot('"dvd": null')],
  "invalid-value": [
    slot('"disk": "C:\\\\V\\\\a.vhdx", "type": "fixd"'),
    slot('"disk": "C:\\\\V\\\\a.vhdx", "type": "fixed"'),
  ],
  "unknown-rule-in-ignore": ["{ // hvvm-ignore old-wrod\n}", "{ }"],
  "unused-ignore": ["{ // hvvm-ignore old-word\n}", "{ }"],
};

function slot(device: string): string {
  return `{ "vms": { "a": { "scsi": { "0:0": { ${device} } } } } }`;
}

const inJson = rules.filter(({ code }) => ![...nativeOnly, ...testedElsewhere].includes(code));

describe.each(inJson.map((rule) => [rule.code, rule] as const))("%s", (code, rule) => {
  const converted = (marked: string) => toJson(nativeStatements(readMarks(marked).text));
  const [bad, good] = written[code] ?? [converted(rule.bad), converted(rule.good)];
  const found = (text: string) => findingsOf(text, "json").filter((finding) => finding.code === code);

  test("is found as often as in native text", () =>
    expect(found(bad)).toHaveLength(written[code] ? 1 : readMarks(rule.bad).marks.length));

  test("is not found in the corrected text", () => expect(found(good)).toEqual([]));
});

test("what is written by hand could not be converted", () => {
  const lost = Object.keys(written).filter((code) => {
    const rule = rules.find((each) => each.code === code)!;
    const text = toJson(nativeStatements(readMarks(rule.bad).text));
    return findingsOf(text, "json").every((finding) => finding.code !== code);
  });
  expect(lost).toEqual(Object.keys(written));
});
