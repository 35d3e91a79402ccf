import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindJson } from "../../../server/src/core/model/bind-json.ts";
import { TextBuffer } from "../../../server/src/core/syntax/incremental/text-buffer.ts";
import {
  type JsonItems,
  readJsonItems,
  readProperty,
  updateJsonItems,
} from "../../../server/src/core/syntax/json/reader.ts";
import { placesByForm } from "../../support/places-by-form.ts";
import { samples } from "../../support/samples.ts";

/** Each item as `section/text`. */
function itemsOf({ items }: JsonItems): readonly string[] {
  return items.items.map((item) => `${item.section ?? ""}/${item.text}`);
}

describe("items", () => {
  test("are the hosts, loads and VMs, and each other property of the root", () => {
    const text =
      '{"$schema": "x", "hosts": {"h": {}}, "loads": {"l": 1}, "vms": {"a": {}, "b": {}}, "platform": "p", "other": {"c": 1}}';
    expect(itemsOf(readJsonItems(text))).toEqual([
      '/"$schema": "x"',
      'hosts/"h": {}',
      'loads/"l": 1',
      'vms/"a": {}',
      'vms/"b": {}',
      '/"platform": "p"',
      '/"other": {"c": 1}',
    ]);
  });

  test("are two if a property is repeated, and a section may be repeated", () => {
    expect(itemsOf(readJsonItems('{"vms": {"a": {}, "a": {}}, "vms": {"b": 1}}'))).toEqual([
      'vms/"a": {}',
      'vms/"a": {}',
      'vms/"b": 1',
    ]);
  });

  test("are sections that are not objects", () => {
    expect(itemsOf(readJsonItems('{"hosts": 5, "vms":}'))).toEqual(['/"hosts": 5', '/"vms":']);
  });

  test("are at their place, with ranges of their own", () => {
    const text = '{ "vms": { "a": { "on": "h" } } }';
    const { start, item } = readJsonItems(text).items.at(0)!;
    expect(text.slice(start, start + item.length)).toBe('"a": { "on": "h" }');
    expect(readProperty(item).key.range).toEqual({ start: 0, end: 3 });
  });
});

describe("an item whose text did not change", () => {
  const text = '{"hosts": {"h": {}}, "vms": {"a": {}, "b": {"on": "h"}}}';
  const before = readJsonItems(text);
  const changed = (now: string) =>
    updateJsonItems(TextBuffer.of(now), before, { start: 0, end: text.length, newLength: now.length });

  test("stays the same object when it moves", () => {
    const after = changed('{"hosts": {"h": {}}, "vms": {"new": {}, "b": {"on": "h"}, "a": {}}}');
    expect(after.readCount).toBe(1);
    expect(after.items.at(0)!.item).toBe(before.items.at(0)!.item);
    expect(after.items.at(2)!.item).toBe(before.items.at(2)!.item);
    expect(after.items.at(3)!.item).toBe(before.items.at(1)!.item);
  });

  test("is not the object of another one of the same text", () => {
    const twice = '{"vms": {"a": {}, "a": {}}}';
    for (const { items } of [readJsonItems(twice), changed(twice)]) {
      expect(items.at(0)!.item).not.toBe(items.at(1)!.item);
    }
  });

  test("is a different object in another section", () => {
    const after = changed('{"loads": {"h": {}}}');
    expect(after.items.at(0)!.item).not.toBe(before.items.at(0)!.item);
  });
});

describe("errors outside all items", () => {
  test.each([
    ["an empty text", "", "json-syntax", ""],
    ["comments alone", "// nothing", "json-syntax", ""],
    ["a root that is a list", "[1, 2]", "invalid-value", "[1, 2]"],
    ["a root that is a number", " 5 ", "invalid-value", "5"],
    ["an unclosed list for a root", "[[", "json-syntax", "["],
    ["text behind the root", '{} "x"', "json-syntax", '"x"'],
    ["a comma too many", '{"vms": {},, }', "json-syntax", ","],
    ["a missing comma between VMs", '{"vms": {"a": {} "b": {}}}', "json-syntax", '"b"'],
    ["a key without quotes", "{vms: {}}", "json-syntax", "vms"],
    ["single quotes", "{'vms': {}}", "json-syntax", "'vms'"],
    ["a missing bracket of the root", '{"vms": {"a": {}}', "json-syntax", "{"],
    ["a comment without end", '{"vms": {"a": {}}} /* x', "json-syntax", "/* x"],
  ])("%s", (_title, text, code, marked) => {
    const { errors, mayBeIncomplete } = readJsonItems(text);
    expect(errors.map((error) => [error.code, text.slice(error.range.start, error.range.end)])).toEqual([
      [code, marked],
    ]);
    expect(mayBeIncomplete).toBe(true);
  });

  test("nesting of any depth is one problem", () => {
    for (const text of ["[".repeat(50_000), `{"vms": {"a": ${"[".repeat(50_000)}`, '{"vms":'.repeat(50_000)]) {
      const { items, errors } = readJsonItems(text);
      expect(errors.length + items.items.flatMap((item) => bindJson(item).problems).length).toBe(1);
    }
  });
});

test("a byte order mark does not count as a character", () => {
  expect(readJsonItems('\ufeff{"platform": "x"}').errors).toEqual([]);
});

const tried = new Set<string>();

test.each(samples)("each prefix of $name in JSON that ends in a new line is read and bound", ({ json }) => {
  for (const end of placesByForm(json, 1, tried)) {
    const { items, errors } = readJsonItems(json.slice(0, end));
    const problems = items.items.flatMap((item) => bindJson(item).problems);
    if (json.slice(end).trim() !== "") expect([...errors, ...problems]).not.toEqual([]);
  }
});

test("a prefix of a sample has one problem: the place where it ends", () => {
  const { json } = samples.find(({ name }) => name === "web-server-2008.hvvm")!;
  for (let end = 1; end < json.trimEnd().length; end++) {
    const { items, errors } = readJsonItems(json.slice(0, end));
    const syntax = items.items.flatMap((item) => bindJson(item).problems).filter(({ code }) => code === "json-syntax");
    expect(syntax.length + errors.length, json.slice(0, end)).toBe(1);
  }
});

test("an updated text has the items of the same text parsed again", () => {
  const texts = samples.map(({ json }) => json);
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.nat(40),
      fc.constantFrom("", "{", '"', "}", ",", "/*", '"x": 1,'),
      (text, at, length, inserted) => {
        const start = at % text.length;
        const changed = text.slice(0, start) + inserted + text.slice(start + length);
        const change = { start, end: Math.min(text.length, start + length), newLength: inserted.length };
        const { readCount: _, ...updated } = updateJsonItems(TextBuffer.of(changed), readJsonItems(text), change);
        const { readCount: __, ...anew } = readJsonItems(changed);
        expect(updated).toEqual(anew);
      },
    ),
  );
});
