import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { foldingRanges } from "../../server/src/core/features/folding-ranges.ts";

/** `FIRST-LAST` of each fold in the order of the text, lines counted from 1, with its kind. */
function folds(document: HvvmDocument): readonly string[] {
  return foldingRanges(document)
    .sort((a, b) => a.startLine - b.startLine)
    .map(({ startLine, endLine, kind }) => `${startLine + 1}-${endLine + 1}${kind ? ` ${kind}` : ""}`);
}

const read = (text: string) => HvvmDocument.read(text, "hvvm");

test("nested blocks fold up to the line before their brace", () =>
  expect(
    folds(read('vm a {\n  ide 0:0 disk "C:\\a.vhd" {\n    load x\n  }\n}\nhost h\n{\n  volume "C:" hdd-7200\n}\n')),
  ).toEqual(["1-4", "2-3", "7-8"]));

test("a block on one line, or with nothing between its lines, does not fold", () =>
  expect(folds(read("load a { read 5% }\nvm b {\n}\n"))).toEqual([]));

test("comments of several lines fold; one after a statement is not included", () =>
  expect(
    folds(read("# a\n# b\n\n# alone\nvm a { # behind\n  # c\n  # d\n  generation 1 # e\n} # f\n# g\n# h")),
  ).toEqual(["1-2 comment", "5-8", "6-7 comment", "10-11 comment"]));

test("braces in comments and strings are ignored", () =>
  expect(folds(read('vm "{" {\n  # }\n  generation 1\n}\n'))).toEqual(["1-3"]));

test("broken blocks fold if they have a brace", () =>
  expect(folds(read("wm a {\n  x\n}\nvm b {\n  ide {\n    y\n  }\n"))).toEqual(["1-2", "5-6"]));

test("lines may also end with CRLF or CR", () =>
  expect(folds(read("vm a {\r\n  generation 1\r}\r\n"))).toEqual(["1-2"]));

test("after a change above them, blocks that stayed the same fold where they are now", () => {
  const before = read("vm a {\n  generation 1\n}\nvm b {\n  generation 1\n}\n");
  expect(folds(before)).toEqual(["1-2", "4-5"]);
  const start = { line: 0, character: 0 };
  const after = before.changed({ range: { start, end: start }, text: "# one\n# two\n" });
  expect(folds(after)).toEqual(["1-2 comment", "3-4", "6-7"]);
});

test("JSON is folded by the editor", () => expect(foldingRanges(HvvmDocument.read("{\n\n\n}", "json"))).toEqual([]));
