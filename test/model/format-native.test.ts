import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatNative } from "../../server/src/core/model/format-native.ts";
import { Lexer } from "../../server/src/core/syntax/native/lexer.ts";
import { layoutText } from "../support/layout-text.ts";
import { meaning, nativeStatements } from "../support/notations.ts";
import { samples } from "../support/samples.ts";

/**
 * Checks that `before` is formatted as `after`, and that `after` is canonical. The first newline of both is ignored.
 */
function checkFormat(before: string, after: string): void {
  const expected = after.replace(/^\n/, "");
  expect(formatNative(before.replace(/^\n/, ""))).toBe(expected);
  expect(formatNative(expected)).toBe(expected);
}

test.each(samples)("$name is canonical", ({ native }) => {
  expect(formatNative(native)).toBe(native);
});

describe("tables", () => {
  test("devices that follow one another are aligned", () => {
    checkFormat(
      `
vm a {
ide 0:0 disk "C:\\a.vhd" fixed 4GB boot
scsi 10:0 disk "C:\\long.vhd" dynamic 120GB shared
scsi 1:1 dvd empty
}
`,
      `
vm a {
  ide  0:0  disk "C:\\a.vhd"     fixed     4GB boot
  scsi 10:0 disk "C:\\long.vhd"  dynamic 120GB shared
  scsi 1:1  dvd  empty
}
`,
    );
  });

  test("a blank line or another statement separates two tables, a comment does not", () => {
    checkFormat(
      `
vm a {
ide 0:0 dvd empty
# note
scsi 0:0 dvd empty

ide 0:1 dvd empty
network
scsi 10:1 dvd empty
}
`,
      `
vm a {
  ide  0:0 dvd empty
  # note
  scsi 0:0 dvd empty

  ide 0:1 dvd empty
  network
  scsi 10:1 dvd empty
}
`,
    );
  });

  test("options are in the order of the columns", () => {
    checkFormat(`vm a {\nscsi 0:0 disk "x" boot 4GB fixed\n}\n`, `vm a {\n  scsi 0:0 disk "x" fixed 4GB boot\n}\n`);
  });
});

describe("words", () => {
  test("keywords and known words become lower case, names stay unchanged", () => {
    checkFormat(
      `VM Web { ON Host1; Guest LINUX; IDE 0:0 DISK "X.VHD" FIXED 4gb BOOT { LOAD OLTP } }\n`,
      `vm Web { on Host1; guest linux; ide 0:0 disk "X.VHD" fixed 4GB boot { load OLTP } }\n`,
    );
  });

  test("leading zeros are removed, the zeros of a fraction stay", () => {
    checkFormat(
      `vm a {\nscsi 00:010 disk "x" 01.50KB { load { read 007.00%; random 0% } }\n}\n`,
      `vm a {\n  scsi 0:10 disk "x" 1.50KB { load { read 7.00%; random 0% } }\n}\n`,
    );
  });
});

describe("lines", () => {
  test("a brace that opens a line moves up, in front of the comments between", () => {
    checkFormat(
      `
vm a # first
# second

{
on h
}
`,
      `
vm a {  # first
  # second
  on h
}
`,
    );
  });

  test("runs of blank lines become one; at the edges of blocks and of the file there are none", () => {
    checkFormat(
      "\n\nvm a {\n\n\non h\n\n\n\ngeneration 1\n\n}\n\n\n\nvm b { }\n\n\n",
      "vm a {\n  on h\n\n  generation 1\n}\n\nvm b { }\n",
    );
  });

  test("a block on one line stays there if it fits", () => {
    const block = (name: string) => `load ${name} { request-size 8KB; read 67%; random 100%; queue-depth 32 }\n`;
    const longest = "a".repeat(100 - block("").trimEnd().length);
    checkFormat(block(longest), block(longest));
    checkFormat(
      block(`${longest}a`),
      `load ${longest}a {\n  request-size 8KB\n  read 67%\n  random 100%\n  queue-depth 32\n}\n`,
    );
  });

  test("a block over several lines keeps its lines", () => {
    checkFormat("load a {\nread 67% }\n", "load a {\n  read 67%\n}\n");
  });

  test("a line that ends with a comment stays one line: the comment may suppress all of it", () => {
    const line = `vm a { on h; generation 1; guest "${"x".repeat(100)}" }  # hvvm-ignore unknown-reference\n`;
    checkFormat(line, line);
  });

  test("a comment in a block that continues below keeps nothing on the line of its brace", () => {
    const long = "9".repeat(100);
    checkFormat(
      `vm a {\nide 0:0 disk physical ${long} { }; ide 0:1 disk physical 7 { load web # note\n}\n}\n`,
      `vm a {\n  ide 0:0 disk physical ${long} {\n  }\n  ide 0:1 disk physical 7 {\n    load web  # note\n  }\n}\n`,
    );
  });

  test("statements on one line stay there", () => {
    checkFormat("vm a {\n on h;generation 1 ;; \n}\n", "vm a {\n  on h; generation 1\n}\n");
  });

  test("line endings are preserved", () => {
    checkFormat("vm a {\r\non h\r\n}\r\n", "vm a {\r\n  on h\r\n}\r\n");
    checkFormat("vm a {\ron h\r}\r", "vm a {\r  on h\r}\r");
  });

  test("a byte order mark is preserved, and an empty text stays empty", () => {
    checkFormat("\ufeff  vm a { }", "\ufeffvm a { }\n");
    checkFormat(" \n\n", "");
  });

  test("nesting is indented up to a limit", () => {
    const depth = 20_000;
    const text = `vm a { scsi 0:0 disk "a" {\n${'parent "b" {\n'.repeat(depth)}${"}\n".repeat(depth)} } }`;
    expect(formatNative(text).match(/parent/g)).toHaveLength(depth);
  });
});

test("a text with a syntax error is not changed", () => {
  expect(formatNative("vm  a {\n on \n}")).toBe("vm  a {\n on \n}");
});

/** Strings and comments of a text in their order. */
function kept(text: string): string[] {
  const lexer = new Lexer(text, 0);
  const found: string[] = [];
  while (lexer.next() !== "end") {
    if (lexer.kind === "string" || lexer.kind === "comment") found.push(text.slice(lexer.start, lexer.end).trimEnd());
  }
  return found;
}

test("formatting keeps the meaning, the strings and the comments, and is idempotent", () => {
  fc.assert(
    fc.property(layoutText, (text) => {
      const formatted = formatNative(text);
      expect(formatNative(formatted)).toBe(formatted);
      expect(meaning(nativeStatements(formatted))).toEqual(meaning(nativeStatements(text)));
      expect(kept(formatted).sort()).toEqual(kept(text).sort());
    }),
    { numRuns: 500 },
  );
});
