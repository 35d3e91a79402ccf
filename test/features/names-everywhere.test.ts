/** References and renames at every place of every layout: no place is forgotten, and nothing gets worse. */
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { HvvmDocument, type Position } from "../../server/src/core/document.ts";
import { allMentions, mentionAt } from "../../server/src/core/features/mentions.ts";
import { references } from "../../server/src/core/features/references.ts";
import { prepareRename, rename } from "../../server/src/core/features/rename.ts";
import { findingsOf } from "../support/check.ts";
import { brokenLayouts, type LayoutText, validLayouts } from "../support/layouts.ts";
import { formOf, placesByForm } from "../support/places-by-form.ts";

const uri = "file:///layout";

/** Names that are valid for some things, and names that are invalid or have another meaning. */
const names = [
  "Zz-9.x",
  'two "words" ä\\',
  "OLTP",
  "boot",
  "",
  "web01",
  "C:\\New\\disk.vhdx",
  "\\\\s\\t\\a.vhd",
  "C:\\a.iso",
];

const lines = { hvvm: new Set<string>(), json: new Set<string>() };
const renamed = new Set<string>();
/** Each layout tries every third name on the first definition of a kind. */
let turn = 0;

describe.each([...validLayouts, ...brokenLayouts])("$name", ({ text, notation }: LayoutText) => {
  const document = HvvmDocument.read(text, notation);
  const thirds = turn++ % 3;
  const tried = names.filter((_, at) => at % 3 === thirds);

  test("each reference has the same references, except for the paths on a volume", () => {
    const asked = new Map<number, string>();
    const ends = allMentions(document).flatMap(({ start, mention: { range } }) => [
      start + range.start,
      start + range.end,
    ]);
    for (const offset of new Set([...ends, ...placesByForm(text, 1, lines[notation])])) {
      const found = references(document, document.positionAt(offset), uri, true);
      if (found.length === 0 || mentionAt(document, offset)?.mention.kind === "volume") continue;
      const all = JSON.stringify(found);
      const isAmongThem = found.some(
        ({ range }) => document.offsetAt(range.start) <= offset && document.offsetAt(range.end) >= offset,
      );
      expect(isAmongThem).toBe(true);
      for (const { range } of found) {
        const start = document.offsetAt(range.start);
        expect(asked.get(start) ?? all).toBe(all);
        asked.set(start, all);
      }
    }
    expect(asked.size > 0 || allMentions(document).every(({ mention }) => mention.kind === "volume")).toBe(true);
  });

  test("no rename causes a problem, and what is renamed has the new name", () => {
    const findings = findingsOf(text, notation);
    const before = countOf(findings);
    const checked = { findings: () => findings, findingsIn: (renamed: string) => findingsOf(renamed, notation) };
    const asked = new Set<string | undefined>();
    const countOfKind = new Map<string, number>();
    for (const { start, mention } of allMentions(document)) {
      // Each definition is renamed once: its other places have the same answer, as their references are the same.
      if (mention.key !== undefined && asked.has(mention.key)) continue;
      asked.add(mention.key);
      const position = document.positionAt(start + mention.range.start);
      if (!isNew(document, position, mention.kind)) continue;
      const prepared = prepareRename(document, position);
      // Definitions of one kind differ only in their names.
      const count = (countOfKind.get(mention.kind) ?? 0) + 1;
      countOfKind.set(mention.kind, count);
      for (const name of count === 1 ? tried : names.slice(0, 1)) {
        const answer = rename(document, position, name, checked);
        if (!prepared || "refusal" in prepared) expect(answer).toEqual(prepared);
        if ("refusal" in answer) {
          expect(answer.refusal).toMatch(/^\S.{20}/);
          continue;
        }
        expect([0, references(document, position, uri, true).length]).toContain(answer.length);
        const renamed = TextDocument.applyEdits(TextDocument.create(uri, notation, 0, text), [...answer]);
        for (const [level, count] of countOf(findingsOf(renamed, notation)).entries()) {
          expect(count, `${mention.value} to ${name}`).toBeLessThanOrEqual(before[level]!);
        }
        const read = allMentions(HvvmDocument.read(renamed, notation));
        expect(read).toHaveLength(allMentions(document).length);
        const named = read.filter(({ mention: other }) => other.kind === mention.kind && other.value === name);
        expect(named.length).toBeGreaterThanOrEqual(answer.length);
      }
    }
  });
});

/** Whether no definition of this kind in lines of the same form was renamed before, in any layout. */
function isNew(document: HvvmDocument, position: Position, kind: string): boolean {
  const lines = document.text.split("\n");
  const forms = references(document, position, uri, true).map(({ range }) => formOf(lines[range.start.line]!));
  const key = [document.notation, kind, ...new Set(forms)].join("\n");
  return renamed.size < renamed.add(key).size;
}

/** The number of problems of each severity or a worse one, without hints. */
function countOf(findings: ReturnType<typeof findingsOf>): readonly number[] {
  const severities = ["error", "warning", "information"];
  return severities.map(
    (_, level) => findings.filter(({ severity }) => severities.slice(0, level + 1).includes(severity)).length,
  );
}
