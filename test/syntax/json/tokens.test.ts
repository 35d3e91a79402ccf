import { expect, test } from "vitest";
import { JsonTokens, kinds } from "../../../server/src/core/syntax/json/tokens.ts";

/** The texts of all tokens. */
function tokensOf(text: string): readonly string[] {
  const tokens = new JsonTokens(text);
  const found: string[] = [];
  for (tokens.next(); tokens.kind !== kinds.end; tokens.next()) {
    found.push(text.slice(tokens.range.start, tokens.range.end));
  }
  return found;
}

test.each(["\n", "\r\n", "\r"])("a string ends at its line's end, even after a backslash: %j", (lineEnd) => {
  expect(tokensOf(`{ "a": "C:\\${lineEnd}"b": "c" }`)).toEqual(["{", '"a"', ":", '"C:\\', '"b"', ":", '"c"', "}"]);
});

test("the value of a string that ends with a backslash is the text before it, and its quote is missing", () => {
  const tokens = new JsonTokens('"C:\\\\V\\\n"b"');
  tokens.next();
  expect(tokens.value()).toBe("C:\\V");
  expect(tokens.fault).toContain("missing its closing quote");
});

test("a colon in the next line is recognized after a string that ends with a backslash", () => {
  const tokens = new JsonTokens('"a\\\n: 1');
  tokens.next();
  expect(tokens.isBeforeColon()).toBe(true);
  expect(tokens.value()).toBe("a");
  tokens.next();
  expect(tokens.kind).toBe(kinds.colon);
});
