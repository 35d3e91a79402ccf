import fc from "fast-check";
import { parse } from "jsonc-parser";
import { expect, test } from "vitest";
import { formatJson } from "../../../server/src/core/syntax/json/printer.ts";
import { samples } from "../../support/samples.ts";

test.each(samples)("$name in JSON is canonical", ({ json }) => {
  expect(formatJson(json)).toBe(json);
});

test("indentation and spaces are normalized, lines and comments are preserved", () => {
  const before = '\n{"vms":{ // all\n"a":{"on":"h"  ,"generation":1},\n\n\n/* b */ "b":{}\n}}\n\n';
  const after = formatJson(before);
  expect(after).toBe('{ "vms": { // all\n    "a": { "on": "h", "generation": 1 },\n\n\n    /* b */ "b": { }\n  } }\n');
  expect(formatJson(after)).toBe(after);
});

test("line endings and a byte order mark are preserved", () => {
  expect(formatJson('\ufeff{\r\n"vms":{}\r\n}')).toBe('\ufeff{\r\n  "vms": { }\r\n}\r\n');
});

test("an empty text stays empty", () => {
  expect(formatJson(" \n")).toBe("");
});

/** JSON with white space and comments between its tokens, and trailing commas. */
const anyJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const gap = fc.constantFrom("", "", " ", "\n", "\n\n", " // c\n", "/* d */", "\n  // e\n", "\r\n", "/* f\n g */");
  const list = (part: fc.Arbitrary<string>, open: string, close: string) =>
    fc
      .tuple(gap, fc.array(fc.tuple(part, gap, gap), { maxLength: 3 }), fc.constantFrom("", ","))
      .map(([first, parts, last]) => {
        const inner = parts.map(([value, a, b], index) => value + a + (index < parts.length - 1 ? "," : last) + b);
        return open + first + inner.join("") + close;
      });
  const property = fc.tuple(gap, gap, tie("value")).map(([a, b, value]) => `"k"${a}:${b}${value}`);
  return {
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("1", "true", "null", '"x // y"', '""'),
      list(tie("value"), "[", "]"),
      list(property, "{", "}"),
    ),
  };
}).value;

test("formatting keeps the contents and comments of JSON, and is idempotent", () => {
  const commentsOf = (text: string) => text.match(/\/\/ [ce]|\/\* [df]/g)?.length;
  fc.assert(
    fc.property(anyJson, (text) => {
      const formatted = formatJson(text);
      const options = { allowTrailingComma: true };
      expect(parse(formatted, [], options)).toEqual(parse(text, [], options));
      expect(commentsOf(formatted)).toBe(commentsOf(text));
      expect(formatJson(formatted)).toBe(formatted);
    }),
    { numRuns: 1000 },
  );
});
