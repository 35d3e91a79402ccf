import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lexer, stringValue } from "../../../server/src/core/syntax/native/lexer.ts";
import { readNumeric } from "../../../server/src/core/syntax/native/numbers.ts";

function readSize(text: string): number | undefined {
  const read = readNumeric(text, 0);
  return read.kind === "size" ? read.bytes : undefined;
}

/** Each token as `kind text`; newlines without their text. */
function tokens(text: string): readonly string[] {
  const lexer = new Lexer(text, 0);
  const found: string[] = [];
  while (lexer.next() !== "end") {
    const shown = text.slice(lexer.start, lexer.end);
    found.push(lexer.kind === "newline" ? "newline" : `${lexer.kind} ${shown}`);
  }
  return found;
}

/** The value of the one string in a text. */
function stringIn(text: string): string {
  const lexer = new Lexer(text, 0);
  lexer.next();
  return stringValue(text.slice(lexer.start, lexer.end), lexer.terminated);
}

describe("tokens", () => {
  test("a word is a letter, then letters, digits, - _ and .", () => {
    expect(tokens("Windows-8.1 a_b")).toEqual(["word Windows-8.1", "word a_b"]);
  });

  test("a string ends on its line; a backslash is a backslash", () => {
    expect(tokens('"C:\\a\\" x')).toEqual(['string "C:\\a\\"', "word x"]);
  });

  test("a quote inside a string is doubled", () => {
    expect(tokens('"a ""b""" c')).toEqual(['string "a ""b"""', "word c"]);
    expect(stringIn('"a ""b"""')).toBe('a "b"');
    expect(stringIn('""""')).toBe('"');
    expect(stringIn('""')).toBe("");
  });

  test("a run that begins with a digit is one token", () => {
    expect(tokens("40GB 0:1 67% 2019-dc 0: 1.5TB,")).toEqual([
      "numeric 40GB",
      "numeric 0:1",
      "numeric 67%",
      "numeric 2019-dc",
      "numeric 0:",
      "numeric 1.5TB",
      "stray ,",
    ]);
  });

  test("a comment runs to the end of its line", () => {
    expect(tokens('a # "b" { }\nc')).toEqual(["word a", 'comment # "b" { }', "newline", "word c"]);
  });

  test("LF, CRLF and a lone CR each end a line", () => {
    expect(tokens("a\nb\r\nc\rd")).toEqual(["word a", "newline", "word b", "newline", "word c", "newline", "word d"]);
  });

  test("space, tab and no-break space are white space", () => {
    expect(tokens("a \t\u00a0b")).toEqual(["word a", "word b"]);
  });

  test("a byte order mark is skipped at the start and is a stray character elsewhere", () => {
    expect(tokens("\ufeffa \ufeff")).toEqual(["word a", "stray \ufeff"]);
  });

  test("foreign quotes and // are one token with their contents", () => {
    expect(tokens("'a b' “c { d” e")).toEqual(["stray 'a b'", "stray “c { d”", "word e"]);
    expect(tokens("a // b {\nc")).toEqual(["word a", "stray // b {", "newline", "word c"]);
    expect(tokens("it's")).toEqual(["word it", "stray '", "word s"]);
  });

  test("a character of two code units is one stray token", () => {
    expect(tokens("😀a")).toEqual(["stray 😀", "word a"]);
  });
});

describe("a string without end", () => {
  test("stops at the end of its line", () => {
    expect(tokens('"a b  \nc')).toEqual(['string "a b', "newline", "word c"]);
  });

  test("stops before a brace that ends the line after white space", () => {
    expect(tokens('"a b {')).toEqual(['string "a b', "{ {"]);
    expect(tokens('"a b  }  \n')).toEqual(['string "a b', "} }", "newline"]);
  });

  test("includes a brace that follows directly, or does not end the line", () => {
    expect(tokens('"a{')).toEqual(['string "a{']);
    expect(tokens('"a { b')).toEqual(['string "a { b']);
  });
});

describe("numbers", () => {
  test.each([
    ["40GB", 40 * 1024 ** 3],
    ["1.5tb", 1.5 * 1024 ** 4],
    ["512b", 512],
    ["0.5KB", 512],
    ["0007MB", 7 * 1024 ** 2],
    ["1.10KB", undefined],
    ["40GiB", undefined],
    ["40", undefined],
    ["1.KB", undefined],
    [".5KB", undefined],
  ])("the size %s", (text, bytes) => expect(readSize(text)).toBe(bytes));

  test.each(["40GiB", "0:", ":1", "2019-dc", "1.5", "1%%", "0:1:2", "1.5.5GB", "0:-1"])("%s is malformed", (text) => {
    expect(readNumeric(text, 0).kind).toBe("malformed");
  });

  test("an address has the positions of its digits", () => {
    expect(readNumeric("10:063", 5)).toMatchObject({
      kind: "address",
      address: {
        controller: 10,
        location: 63,
        controllerRange: { start: 5, end: 7 },
        locationRange: { start: 8, end: 11 },
      },
    });
  });

  test("a percentage may have a fraction", () => {
    expect(readNumeric("66.7%", 0)).toMatchObject({ kind: "percent", percent: 66.7 });
  });

  test("more digits than a number can hold are not an error", () => {
    expect(readNumeric("9".repeat(400), 0)).toMatchObject({ kind: "number", value: Number.POSITIVE_INFINITY });
    expect(readSize(`${"9".repeat(400)}TB`)).toBe(Number.POSITIVE_INFINITY);
  });
});

test("tokens and white space make up any text, and the lexer always advances", () => {
  const text = fc.string({
    unit: fc.constantFrom(
      "a",
      "1",
      '"',
      "{",
      "}",
      ";",
      "#",
      "\n",
      "\r",
      " ",
      "'",
      "/",
      "“",
      ":",
      "%",
      ".",
      "😀",
      "\u00a0",
      "\ufeff",
    ),
  });
  fc.assert(
    fc.property(text, (source) => {
      const lexer = new Lexer(source, 0);
      let end = 0;
      while (lexer.next() !== "end") {
        expect(source.slice(end, lexer.start)).toMatch(/^[ \t\u00a0\ufeff]*$/);
        expect(lexer.end).toBeGreaterThan(lexer.start);
        end = lexer.end;
      }
      expect(source.slice(end)).toMatch(/^[ \t\u00a0\ufeff]*$/);
    }),
  );
});
