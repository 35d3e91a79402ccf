/** Checks that read like sentences: marked text in, a short expectation out. */
import { expect } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { type PlacedFinding, RuleRunner } from "../../server/src/core/rules/rule-runner.ts";
import { nativeStatements } from "./notations.ts";

export interface Marked {
  readonly text: string;
  /** The range that each `^^^` marks, in order, as offsets in `text`. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

/** Removes the lines that consist of `^` marks; each run marks the same columns of the line above. */
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

/** `code "text"` of every finding in the order of the file, preceded by the severity if it is not an error. */
export function describeFindings(text: string, findings: readonly PlacedFinding[]): readonly string[] {
  return [...findings]
    .sort((a, b) => a.start + a.finding.at.start - (b.start + b.finding.at.start))
    .map(({ code, severity, start, finding }) => {
      const marked = text.slice(start + finding.at.start, start + finding.at.end);
      return `${severity === "error" ? "" : `${severity} `}${code} ${marked}`;
    });
}

/** Checks that the text has exactly these findings: `code text` for an error, `warning code text` and so on for others. */
export function checkFindings(text: string, ...expected: readonly string[]): void {
  expect(describeFindings(text, findingsOf(text))).toEqual(expected);
}

/** Checks that the text has exactly the expected findings among those of `codes`. */
export function checkFindingsOf(codes: readonly string[], text: string, ...expected: readonly string[]): void {
  const found = findingsOf(text).filter(({ code }) => codes.includes(code));
  expect(describeFindings(text, found)).toEqual(expected);
}

/** Like `checkFindings`, and checks for the same codes at the same severities in JSON. */
export function checkInBoth(text: string, ...expected: readonly string[]): void {
  checkFindings(text, ...expected);
  const codes = (found: readonly PlacedFinding[]) => found.map(({ code, severity }) => `${severity} ${code}`).sort();
  expect(codes(findingsOf(toJson(nativeStatements(text)), "json"))).toEqual(codes(findingsOf(text)));
}
