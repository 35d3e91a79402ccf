import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextEdit } from "vscode-languageserver-types";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { Formatter } from "../../server/src/core/features/formatting.ts";
import { formatNative } from "../../server/src/core/model/format-native.ts";
import { formatJson } from "../../server/src/core/syntax/json/printer.ts";
import { layoutText } from "../support/layout-text.ts";
import { brokenLayouts, validLayouts } from "../support/layouts.ts";
import { problemsOfNative } from "../support/notations.ts";

function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create("", "hvvm", 0, text), [...edits]);
}

function formatted(text: string, notation: Notation = "hvvm"): string {
  return applied(text, new Formatter().format(HvvmDocument.read(text, notation)));
}

describe("the file", () => {
  test("becomes what the command line writes", () =>
    fc.assert(
      fc.property(layoutText, (text) => {
        fc.pre(problemsOfNative(text).length === 0);
        expect(formatted(text)).toBe(formatNative(text));
      }),
      { numRuns: 300 },
    ));

  test.each(validLayouts)("becomes what the command line writes for $name", ({ text, notation }) => {
    const messy =
      notation === "hvvm" ? text.replaceAll("  ", " \t ").replaceAll("\n\n", "\n\n\n\n") : text.replaceAll("  ", "\t");
    const canonical = notation === "hvvm" ? formatNative(messy) : formatJson(messy);
    expect(formatted(messy, notation)).toBe(canonical);
    expect(new Formatter().format(HvvmDocument.read(canonical, notation))).toEqual([]);
  });

  test("becomes the same from version to version", () =>
    fc.assert(
      fc.property(layoutText, layoutText, fc.nat(), (text, put, place) => {
        const formatter = new Formatter();
        const document = HvvmDocument.read(text, "hvvm");
        formatter.format(document);
        const at = document.positionAt(place % (text.length + 1));
        const next = document.changed({ range: { start: at, end: at }, text: put });
        expect(applied(next.text, formatter.format(next))).toBe(formatted(next.text));
      }),
    ));

  test.each(brokenLayouts)("loses nothing but spaces and semicolons of what breaks $name", ({ text, notation }) => {
    const said = (of: string) => of.replace(/[\s;]/g, "").toLowerCase();
    const once = formatted(text, notation);
    expect(said(once)).toBe(said(text));
    expect(formatted(once, notation)).toBe(once);
  });

  test("keeps a statement that cannot be read as it is, and formats the others", () =>
    expect(formatted("vm  a  { }\nvm  b  {  ied 0:0   dvd empty  }\nvm  c  { }\n")).toBe(
      "vm a { }\nvm  b  {  ied 0:0   dvd empty  }\nvm c { }\n",
    ));

  test.each([
    ["hvvm", "vm  a  {\n\nvm  b  { }\n"],
    ["hvvm", "vm  a  { }\n}\n"],
    ["json", '{   "vms": { }\n'],
  ] as const)("stays unchanged where brackets are missing", (notation, text) =>
    expect(formatted(text, notation)).toBe(text),
  );

  test("ends all lines as its first does", () =>
    expect(formatted("vm  a  { }\r\n\n\nvm  b { }\n")).toBe("vm a { }\r\n\r\nvm b { }\r\n"));

  test("is changed only in its spaces, gap by gap", () => {
    const text = 'vm a {\n ide   0:0 disk   "C:\\a.vhdx"\n}\n';
    const edits = new Formatter().format(HvvmDocument.read(text, "hvvm"));
    expect(edits.map(({ range, newText }) => [range.start.character, range.end.character, newText])).toEqual([
      [0, 1, "  "],
      [4, 7, " "],
      [15, 18, " "],
    ]);
  });
});

describe("a range", () => {
  test("changes only its own lines", () => {
    const text = "vm a {\n  processors   2\n  generation   1\n}\n";
    const line = { start: { line: 1, character: 4 }, end: { line: 1, character: 4 } };
    expect(applied(text, new Formatter().formatRange(HvvmDocument.read(text, "hvvm"), line))).toBe(
      "vm a {\n  processors 2\n  generation   1\n}\n",
    );
  });
});

describe("while typing", () => {
  /** The text after formatting; `character` has just been typed before `$0`. */
  function typed(source: string, character: string, notation: Notation = "hvvm"): string {
    const offset = source.indexOf("$0");
    const text = source.replace("$0", "");
    const document = HvvmDocument.read(text, notation);
    return applied(text, new Formatter().formatOnType(document, document.positionAt(offset), character));
  }

  test("a brace tidies the block that it closes", () =>
    expect(typed("vm  a  {\nprocessors   2\n}$0\nvm  b { }\n", "}")).toBe("vm a {\n  processors 2\n}\nvm  b { }\n"));

  test("a line break tidies the table above, and leaves the new line to the editor", () =>
    expect(
      typed('vm  a {\n  processors   2\n\n  ide 0:0 disk "C:\\a.vhdx"\n  scsi  0:0 dvd empty\n    $0\n}\n', "\n"),
    ).toBe('vm  a {\n  processors   2\n\n  ide  0:0 disk "C:\\a.vhdx"\n  scsi 0:0 dvd  empty\n    \n}\n'));

  test("a brace of JSON tidies its lines", () =>
    expect(typed('{\n  "vms": {\n "a": {\n"processors":2\n}$0\n}\n}\n', "}", "json")).toBe(
      '{\n  "vms": {\n    "a": {\n      "processors": 2\n    }\n}\n}\n',
    ));

  test("in a block that is still open nothing is tidied", () => {
    const text = "vm  a  {\nprocessors   2\n\n";
    expect(typed(`${text}$0`, "\n")).toBe(text);
  });
});
