import { expect, test } from "vitest";
import { formatJson } from "../../../server/src/core/syntax/json/printer.ts";
import { samples } from "../../support/samples.ts";

test.each(samples)("$name.json is canonical", ({ json }) => {
  expect(formatJson(json)).toBe(json);
});

test("indentation and spaces are set, lines and comments stay", () => {
  const before = '\n{"vms":{ // all\n"a":{"on":"h"  ,"generation":1},\n\n\n/* b */ "b":{}\n}}\n\n';
  const after = formatJson(before);
  expect(after).toBe('{ "vms": { // all\n    "a": { "on": "h", "generation": 1 },\n\n\n    /* b */ "b": { }\n  } }\n');
  expect(formatJson(after)).toBe(after);
});

test("line endings and a byte order mark stay", () => {
  expect(formatJson('\ufeff{\r\n"vms":{}\r\n}')).toBe('\ufeff{\r\n  "vms": { }\r\n}\r\n');
});

test("an empty text stays empty", () => {
  expect(formatJson(" \n")).toBe("");
});
