/** Checks that read as sentences: marked text in, short expectation out. */
import { expect } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { type PlacedFinding, RuleRunner } from "../../server/src/core/rules/rule-runner.ts";
import { nativeStatements } from "./notations.ts";

export interface Marked {
  readonly text: string;
  /** What each `^^^` marks, in order: offsets in `text`. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

/** Takes the lines out that consist of `^` marks; each run marks the same columns of the line above. */
export function readMarks(source: string): Marked {
  const marks: { start: number; end: number }[] = [];
  let text = "";
  let lineStart = 0;
  for (const line of source.replace(/^\n/, "").split("\n")) {
    if (/^[ ^]*\^[ ^]*$/.test(line)) {
      for (const run of line.matchAll(/\^+/g))
        marks.push({ start: lineStart + run.index, end: lineStart + run.index + run[0].length });
      continue;
    }
    lineStart = text.length;
    text += `${line}\n`;
  }
  return { text, marks };
}

export function findingsOf(text: string, notation: Notation = "hvvm"): readonly PlacedFinding[] {
  return new RuleRunner().run(HvvmDocument.read(text, notation));
}

/** `code "text"` of every finding in the order of the file, with the severity in front where it is not an error. */
export function describeFindings(text: string, findings: readonly PlacedFinding[]): readonly string[] {
  return [...findings]
    .sort((a, b) => a.start + a.finding.at.start - (b.start + b.finding.at.start))
    .map(({ code, severity, start, finding }) => {
      const marked = text.slice(start + finding.at.start, start + finding.at.end);
      return `${severity === "error" ? "" : `${severity} `}${code} ${marked}`;
    });
}

/** The text has exactly these findings: `code text` for an error, `warning code text` and so on for the rest. */
export function checkFindings(text: string, ...expected: readonly string[]): void {
  expect(describeFindings(text, findingsOf(text))).toEqual(expected);
}

/** Of the findings of `codes`, the text has exactly the expected ones. */
export function checkFindingsOf(codes: readonly string[], text: string, ...expected: readonly string[]): void {
  const found = findingsOf(text).filter(({ code }) => codes.includes(code));
  expect(describeFindings(text, found)).toEqual(expected);
}

/** As `checkFindings`, and the same codes at the same severities in JSON. */
export function checkInBoth(text: string, ...expected: readonly string[]): void {
  checkFindings(text, ...expected);
  const codes = (found: readonly PlacedFinding[]) => found.map(({ code, severity }) => `${severity} ${code}`).sort();
  expect(codes(findingsOf(toJson(nativeStatements(text)), "json"))).toEqual(codes(findingsOf(text)));
}
