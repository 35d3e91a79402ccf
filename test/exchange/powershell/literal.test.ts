import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentText } from "../../../server/src/core/exchange/comment-text.ts";
import { powerShellString } from "../../../server/src/core/exchange/powershell/literal.ts";
import { fixedFunctions } from "../../../server/src/core/exchange/powershell/script.ts";
import { exported } from "../exports.ts";
import { hostileCharacters, quoted, validLayout } from "../random-layouts.ts";
import { scanPowerShell } from "./quote-scanner.ts";

/** 0x80 to 0x9F in code page 1252; five of them are not characters there, and stay control codes. */
const upperControls = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * UTF-8 as Windows PowerShell 5.1 reads it from a file without byte order mark. Node's own decoder treats it as Latin
 * 1.
 */
function misread(text: string): string {
  const latin1 = Buffer.from(text, "utf8").toString("latin1");
  return latin1.replace(/[\u0080-\u009f]/g, (control) => upperControls[control.charCodeAt(0) - 0x80]!);
}

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...hostileCharacters,
      "\r",
      "\n",
      "\u2015",
      "\u0085",
      "\ufeff",
      "\ud83d",
      "\ude00",
      "[char]0x0027",
      ") + (",
      "''",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
});

describe("a string", () => {
  test.each([
    ["web01", "'web01'"],
    ["", "''"],
    ["it's", "'it''s'"],
    ["a\u2019b", "('a' + [char]0x2019 + 'b')"],
    ["Ñu", "('' + [char]0x00D1 + 'u')"],
    ['$(calc) `"', "'$(calc) `\"'"],
  ])("%s", (text, literal) => expect(powerShellString(text, true)).toBe(literal));

  test("in a file with a byte order mark keeps its letters, and doubles each of the five quotes", () => {
    expect(powerShellString("Ñ ' \u2018 \u2019 \u201a \u201b \u201c", false)).toBe(
      "'Ñ '' \u2018\u2018 \u2019\u2019 \u201a\u201a \u201b\u201b \u201c'",
    );
    expect(powerShellString("a\nb", false)).toBe("('a' + [char]0x000A + 'b')");
  });

  test("reads back unchanged, whatever it contains", () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.boolean(), (texts, isAscii) => {
        const script = texts.map((text) => `@{ A = ${powerShellString(text, isAscii)} }`).join("\n");
        const { values, outside } = scanPowerShell(script);
        expect(values).toEqual(texts);
        expect(outside.replace(/\(\)/g, "")).toBe(texts.map(() => "@{ A =  }").join("\n"));
      }),
      { numRuns: 500 },
    );
  });

  test("in ASCII is the same in every code page: each byte of UTF-8 misread as a character of code page 1252", () => {
    for (let code = 0; code <= 0x24f; code++) {
      const text = `a${String.fromCharCode(code)}'; Remove-Item *; '`;
      const ascii = powerShellString(text, true);
      expect(misread(ascii)).toBe(ascii);
      expect(scanPowerShell(ascii).values).toEqual([text]);
    }
  });

  test("that is not ASCII would be misread there, which is why scripts are ASCII", () => {
    expect(misread("Ñ")).toBe("Ã\u2018");
    expect(() => scanPowerShell(misread("'Ñ'"))).toThrow("does not end");
  });
});

test("a comment is one line", () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, isAscii) => {
      const comment = commentText(text, isAscii);
      expect(comment).not.toMatch(/[\r\n]/);
      expect(scanPowerShell(`# ${comment}\n1`).outside).toBe("\n1");
      if (isAscii) expect(comment).toMatch(/^[ -~]*$/);
    }),
  );
});

test("nothing of a layout is outside a literal: without its strings, the data of all layouts consists of these words", () => {
  fc.assert(
    fc.property(validLayout, (layout) => {
      const { text = "" } = exported(layout, "powershell");
      const data = text.slice(text.indexOf("$layout = @("), text.indexOf("$hostNames"));
      expect(text).toContain(fixedFunctions);
      expect(scanPowerShell(data).outside).toMatch(
        /^(?:[\s@(){};=,]|\$(?:layout|null|true|false)\b|[A-Z][A-Za-z]+(?= =)|\b\d+\b)*$/,
      );
    }),
    { numRuns: 60 },
  );
});

test("the names of a layout are the strings of its script", () => {
  const name = "w'b \u2019; Remove-Item C:\\ -Recurse # Ñ";
  const { text = "" } = exported(
    `platform windows-server-2019\nvm ${quoted(name)} { ide 0:0 disk "C:\\V\\a'b.vhdx" fixed 1GB }`,
    "powershell",
  );
  const { values } = scanPowerShell(text.slice(text.indexOf("$layout = @("), text.indexOf("$hostNames")));
  expect(values).toEqual([
    ...[name, "", "C:\\V\\a'b.vhdx", "Fixed", "IDE", "C:\\V\\a'b.vhdx"],
    ...["CD", "IDE", "LegacyNetworkAdapter", "Floppy"],
  ]);
});
