import { expect, test } from "vitest";
import type { SelectionRange } from "vscode-languageserver-types";
import type { Notation } from "../../server/src/core/document.ts";
import { selectionRanges } from "../../server/src/core/features/selection-ranges.ts";
import { atCursor } from "../support/cursor.ts";

/** What is selected step by step. */
function steps(source: string, notation: Notation = "hvvm"): readonly string[] {
  const { document, position } = atCursor(source, notation);
  const texts: string[] = [];
  const [answer] = selectionRanges(document, [position]);
  for (let next: SelectionRange | undefined = answer; next; next = next.parent) {
    texts.push(document.text.slice(document.offsetAt(next.range.start), document.offsetAt(next.range.end)));
  }
  return texts;
}

test("a path grows to its quotes, its statement, the inside of the block, the block, the VM, the file", () =>
  expect(steps('vm a {\n  ide 0:0 disk "C:\\a$0.vhd" boot\n}\n\n')).toEqual([
    "C:\\a.vhd",
    '"C:\\a.vhd"',
    'ide 0:0 disk "C:\\a.vhd" boot',
    '{\n  ide 0:0 disk "C:\\a.vhd" boot\n}',
    'vm a {\n  ide 0:0 disk "C:\\a.vhd" boot\n}',
    'vm a {\n  ide 0:0 disk "C:\\a.vhd" boot\n}\n\n',
  ]));

test("the part of a statement before its block, and all statements of a block, are steps", () => {
  const disk = 'ide 0:0 disk "a" { load x; parent "b" }';
  expect(steps(`vm v { generation 1; ${disk.replace("disk", "di$0sk")} }`)).toEqual([
    "disk",
    'ide 0:0 disk "a"',
    disk,
    `generation 1; ${disk}`,
    `{ generation 1; ${disk} }`,
    `vm v { generation 1; ${disk} }`,
  ]);
  expect(steps(`vm v { ${disk.replace("load", "$0load")} }`).slice(0, 3)).toEqual([
    "load",
    "load x",
    'load x; parent "b"',
  ]);
});

test("text without meaning is selected by its token", () => expect(steps("vm v { wrong$0 }")[0]).toBe("wrong"));

test("JSON grows from its value to its property and object", () =>
  expect(steps('{ "vms": { "v": { "on": "h$0" } } }', "json")).toEqual([
    "h",
    '"h"',
    '"on": "h"',
    '{ "on": "h" }',
    '"v": { "on": "h" }',
    '{ "vms": { "v": { "on": "h" } } }',
  ]));

test("each position has an answer; outside the text it is that of the nearest position", () => {
  const { document } = atCursor("vm a {\n}\n$0");
  const at = (line: number, character: number) => ({ line, character });
  expect(selectionRanges(document, [at(0, 0), at(0, 900), at(77, 7)])).toHaveLength(3);
  expect(steps("$0")).toEqual([""]);
});

test("of statements nested without end, the innermost can be sent", () => {
  const source = `vm v { ide 0:0 disk "a" ${'{ parent "b" '.repeat(20_000)}{ parent "$0c" }${" }".repeat(20_001)}`;
  const { document, position } = atCursor(source);
  // Of 1,000 ranges, each third, the inside of a block, is the same as the statement in it.
  expect(JSON.stringify(selectionRanges(document, [position])).match(/parent/g)).toHaveLength(666);
});
