/** Which bytes are accepted as messages, however they are split into pieces. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frameCheck } from "../../server/src/lsp/frame-check.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** The result of the check for the bytes, given in pieces of `length`. */
function faultIn(all: Uint8Array, length: number): string | undefined {
  const check = frameCheck();
  for (let at = 0; at < all.length; at += length) {
    const fault = check(all.subarray(at, at + length));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const frame = fc
  .tuple(
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n"),
  )
  .map(([text, field]) => `${field}Content-Length: ${bytes(text).length}\r\n\r\n${text}`);

test("valid messages are accepted, whatever their content and wherever they are split", () =>
  fc.assert(
    fc.property(fc.array(frame), fc.integer({ min: 1, max: 100 }), (frames, length) => {
      expect(faultIn(bytes(frames.join("")), length)).toBeUndefined();
    }),
  ));

describe.each([1, 7, 100_000])("in pieces of %i bytes", (length) => {
  test.each([
    ["no length", "Foo: bar\r\n\r\n{}"],
    ["a length that is a word", "Content-Length: abc\r\n\r\n{}"],
    ["a negative length", "Content-Length: -5\r\n\r\n{}"],
    ["a length with an exponent", "Content-Length: 1e3\r\n\r\n{}"],
    ["an empty header", "\r\n\r\n"],
    ["a line that is not a field", "hello\r\nContent-Length: 2\r\n\r\n{}"],
  ])("%s is a fault, also after a message", (_what, text) => {
    const fault = "The header of a message has no valid Content-Length.";
    expect(faultIn(bytes(text), length)).toBe(fault);
    expect(faultIn(bytes(`Content-Length: 2\r\n\r\n{}${text}`), length)).toBe(fault);
  });

  test("a header may have 4096 bytes and not one more", () => {
    const header = (size: number) => `Content-Length: 2\r\nFoo: ${"x".repeat(size - 28)}\r\n\r\n`;
    expect(header(4096)).toHaveLength(4096);
    expect(faultIn(bytes(`${header(4096)}{}`), length)).toBeUndefined();
    expect(faultIn(bytes(header(4097)), length)).toBe("The header of a message has more than 4096 bytes.");
    expect(faultIn(bytes("A".repeat(5000)), length)).toBe("The header of a message has more than 4096 bytes.");
  });

  test("a message may have 256 MB, and not one byte more", () => {
    const header = (size: number) => `Content-Length: ${size}\r\n\r\n`;
    expect(faultIn(bytes(header(2 ** 28)), length)).toBeUndefined();
    expect(faultIn(bytes(header(2 ** 28 + 1)), length)).toBe("A message has more than 256 MB.");
    expect(faultIn(bytes("Content-Length: 99999999999999999999\r\n\r\n"), length)).toBe(
      "A message has more than 256 MB.",
    );
  });
});
