import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatNative } from "../../server/src/core/model/format-native.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { toNative } from "../../server/src/core/model/to-native.ts";
import { formatJson } from "../../server/src/core/syntax/json/printer.ts";
import { layoutText } from "../support/layout-text.ts";
import { jsonStatements, meaning, nativeStatements, problemsOfJson, problemsOfNative } from "../support/notations.ts";
import { samples } from "../support/samples.ts";

describe("each sample has the same meaning in both notations", () => {
  test.each(samples)("$name", ({ native, json }) => {
    expect(problemsOfNative(native)).toEqual([]);
    expect(problemsOfJson(json)).toEqual([]);
    expect(meaning(jsonStatements(json))).toEqual(meaning(nativeStatements(native)));
  });
});

test("a round-trip conversion loses nothing, and its output is canonical", () => {
  fc.assert(
    fc.property(layoutText, (text) => {
      expect(problemsOfNative(text)).toEqual([]);
      const statements = nativeStatements(text);
      const json = toJson(statements);
      expect(problemsOfJson(json)).toEqual([]);
      expect(formatJson(json)).toBe(json);
      expect(meaning(jsonStatements(json))).toEqual(meaning(statements));
      const native = toNative(jsonStatements(json));
      expect(problemsOfNative(native)).toEqual([]);
      expect(formatNative(native)).toBe(native);
      expect(meaning(nativeStatements(native))).toEqual(meaning(statements));
    }),
    { numRuns: 300 },
  );
});

function nativeToJson(text: string): string {
  return toJson(nativeStatements(text));
}

function jsonToNative(text: string): string {
  return toNative(jsonStatements(text));
}

test("a name is written without quotes if it has the form of a word", () => {
  expect(jsonToNative('{"loads": {"a-1": {}, "1a": {}, "a b": {}}}')).toBe(
    'load a-1 { }\nload "1a" { }\nload "a b" { }\n',
  );
});

test("a name that is a unit is in quotes only after a number, where it would be read as the unit", () => {
  const host = '"hosts": {"b": {"volumes": {"C:": {"media": "s"}}, "physicalDisks": {"3": {"media": "kb"}}}}';
  const media = '"media": {"s": {"of": "optane"}, "kb": {"of": "optane"}}';
  expect(jsonToNative(`{${host}, ${media}, "vms": {"b": {"on": "b"}}}`)).toBe(
    `host b {
  volume "C:" s
  physical 3 "kb"
}

media s { of optane }
media kb { of optane }

vm b {
  on b
}
`,
  );
});

test("sizes are written in the shortest exact form", () => {
  expect(jsonToNative('{"vms": {"a": {"scsi": {"0:0": {"disk": "C:\\\\a.vhdx", "size": 1610612736}}}}}')).toContain(
    " 1536MB",
  );
});

test("old words are preserved", () => {
  const json = nativeToJson('vm a { scsi 0:0 disk "C:\\a.vhd" sparse }');
  expect(json).toContain('"type": "sparse"');
  expect(jsonToNative(json)).toContain(" sparse");
});

test("a repeated statement becomes a repeated property", () => {
  const json = nativeToJson("vm a {\n  generation 1\n  generation 2\n  scsi 0:0 dvd empty\n  scsi 0:0 dvd empty\n}");
  expect(json.match(/"generation"/g)).toHaveLength(2);
  expect(json.match(/"0:0"/g)).toHaveLength(2);
});

test("an empty layout is an empty object", () => {
  expect(nativeToJson("# nothing")).toBe("{ }\n");
  expect(jsonToNative("{}")).toBe("");
});

test("a chain of parents may be as deep as memory allows", () => {
  const depth = 20_000;
  const native = `vm a { scsi 0:0 disk "C:\\a.vhdx" { ${'parent "C:\\b.vhdx" { '.repeat(depth)}${"}".repeat(depth)} } }`;
  const json = nativeToJson(native);
  expect(json.match(/"parent"/g)).toHaveLength(depth);
  expect(problemsOfJson(json)).toEqual([]);
});
