import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindNative } from "../../../server/src/core/model/bind-native.ts";
import { vocabulary } from "../../../server/src/core/model/vocabulary.ts";
import { TextBuffer } from "../../../server/src/core/syntax/incremental/text-buffer.ts";
import { readItems, updateItems } from "../../../server/src/core/syntax/native/items.ts";
import { readNode } from "../../../server/src/core/syntax/native/parser.ts";
import { isStatement, type Node } from "../../../server/src/core/syntax/tree.ts";
import { placesByForm } from "../../support/places-by-form.ts";
import { samples } from "../../support/samples.ts";

/** The tree in short: `head argument… { … }`, items in lines; `!` marks a missing `}`. */
function outline(text: string): string {
  return readItems(text, vocabulary)
    .items.items.map((item) => outlineOf(readNode(item, vocabulary)))
    .join("\n");
}

function outlineOf(node: Node): string {
  if (!isStatement(node)) return "}";
  const said = [node.head, ...node.arguments].map((argument) => argument?.text ?? "").join(" ");
  if (!node.block) return said;
  const inner = node.block.children.map(outlineOf).join("; ");
  return `${said} {${inner}${node.block.close ? "}" : "!"}`;
}

describe("statements", () => {
  test("end at a newline, at a semicolon, before } and after their block", () => {
    expect(outline("platform a\nplatform b; platform c")).toBe("platform a\nplatform b\nplatform c");
    expect(outline("vm a { on h } vm b { on g }")).toBe("vm a {on h}\nvm b {on g}");
  });

  test("a { that opens a line belongs to the statement above it", () => {
    expect(outline("vm a # note\n\n# more\n{ on h }")).toBe("vm a {on h}");
  });

  test("but not if that statement cannot have a block or already has one", () => {
    expect(outline("platform a\n{ on h }")).toBe("platform a\n {on h}");
    expect(outline("vm a { }\n{ on h }")).toBe("vm a {}\n {on h}");
  });

  test("a DVD drive cannot have a block, a disk can", () => {
    expect(outline('vm a {\nide 0:0 dvd "x"\n{ load web }\n}')).toBe("vm a {ide 0:0 dvd x;  {load web}}");
    expect(outline('vm a {\nide 0:0 disk "x"\n{ load web }\n}')).toBe("vm a {ide 0:0 disk x {load web}}");
  });

  test("a slot whose device is missing or misspelt may have one", () => {
    expect(outline('vm a {\nide 0:0 dsk "x"\n{ load web }\n}')).toBe("vm a {ide 0:0 dsk x {load web}}");
    expect(outline('vm a {\nscsi 0:0 "x"\n{ load web }\n}')).toBe("vm a {scsi 0:0 x {load web}}");
    expect(outline("vm a {\nscsi 0\n{ load web }\n}")).toBe("vm a {scsi 0;  {load web}}");
  });

  test("a number and a separate unit are one argument", () => {
    expect(outline("volume 40 GB")).toBe("volume 40 GB");
    expect(readNode(readItems("volume 40 GB", vocabulary).items.at(0)!.item, vocabulary)).toMatchObject({
      arguments: [{ kind: "malformed" }],
    });
  });
});

describe("braces", () => {
  test("an extra } is a node of its own", () => {
    expect(outline("vm a { } }\nvm b { }")).toBe("vm a {}\n}\nvm b {}");
  });

  test("if one is missing, a block ends before a statement that is allowed only outside it", () => {
    expect(outline("vm a {\n on h\nvm b { on g }")).toBe("vm a {on h!\nvm b {on g}");
    expect(outline('vm a {\n ide 0:0 disk "x" {\n load web\n ide 0:1 dvd empty\n}')).toBe(
      "vm a {ide 0:0 disk x {load web!; ide 0:1 dvd empty}",
    );
  });

  test("if none is missing, it does not", () => {
    expect(outline("vm a {\n on h\n vm b { }\n}")).toBe("vm a {on h; vm b {}}");
  });

  test("a load in the block of a disk stays there, because it is allowed in both places", () => {
    expect(outline('vm a {\n ide 0:0 disk "x" {\n load web\n')).toBe("vm a {ide 0:0 disk x {load web!!");
  });
});

describe("an update", () => {
  const text = "# head\nplatform windows-10\n\nhost h { }\nvm a {\n  on h\n}\nvm b { }\nvm c { }\n";

  test("keeps the items that it does not touch, wherever they move to", () => {
    const before = readItems(text, vocabulary);
    const at = text.indexOf("on h");
    const after = updateItems(
      TextBuffer.of(text.replace("on h", "on h2")),
      TextBuffer.of(text),
      before,
      { start: at + 4, end: at + 4, newLength: 1 },
      vocabulary,
    );
    expect(after.items.at(0)!.item).toBe(before.items.at(0)!.item);
    expect(after.items.at(4)!.item).toBe(before.items.at(4)!.item);
    expect(after.items.at(4)!.start).toBe(before.items.at(4)!.start + 1);
    expect(after.items.at(2)!.item).not.toBe(before.items.at(2)!.item);
    expect(after.readCount).toBe(1);
  });

  test("gives the items of the same text parsed again", () => {
    const inserted = fc.constantFrom(
      "",
      "\ufeff",
      "\r",
      "{",
      "}",
      "\n",
      ";",
      '"',
      "#",
      "vm d { }",
      "x",
      " ",
      "40 ",
      "GB",
      "'",
      "//",
    );
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(12), inserted), { minLength: 1, maxLength: 4 });
    // Longer than the part that an update reads first, and than a chunk of the buffer.
    const long = `${samples.map(({ native }) => native).join("\n")}\nvm z { # ${"z".repeat(9000)}\n}\n`;
    const sources = fc.oneof(
      { arbitrary: fc.constantFrom(text, ...samples.map(({ native }) => native)), weight: 9 },
      { arbitrary: fc.constant(long), weight: 1 },
    );
    fc.assert(
      fc.property(sources, edits, (source, changes) => {
        let now = TextBuffer.of(source);
        let items = readItems(source, vocabulary);
        for (const [at, length, newText] of changes) {
          const start = at % (now.length + 1);
          const end = Math.min(now.length, start + length);
          const old = now;
          now = now.replaced(start, end, newText);
          items = updateItems(now, old, items, { start, end, newLength: newText.length }, vocabulary);
          const { readCount: _, ...updated } = items;
          const { readCount: __, ...anew } = readItems(now.toString(), vocabulary);
          expect(updated).toEqual(anew);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("parsing an item's own text gives the same item as parsing the file", () => {
  const pieces = [
    "vm a",
    "{",
    "}",
    "\n",
    ";",
    " ",
    '"',
    "\ufeff",
    "on h",
    "disk",
    '"x"',
    "40 ",
    "GB",
    "'",
    "//",
    "# c\n",
    "load",
    "“",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      for (const { item } of readItems(parts.join(""), vocabulary).items) {
        const node = readNode(item, vocabulary);
        expect((isStatement(node) ? node.range : node.unmatchedBrace).end).toBe(item.length);
        expect(isStatement(node) ? node.head?.range.end : undefined).toBe(item.headEnd);
      }
    }),
    { numRuns: 2000 },
  );
});

const tried = new Set<string>();

test.each(samples)("each prefix of $name that ends in a new line is read and bound", ({ native }) => {
  for (const end of placesByForm(native, 1, tried)) {
    const { items } = readItems(native.slice(0, end), vocabulary);
    for (const { item } of items) bindNative(item);
    for (const [index, { start, item }] of [...items].entries()) {
      expect(start + item.length).toBeLessThanOrEqual(items.at(index + 1)?.start ?? end);
    }
  }
});

test("nesting does not use the stack", () => {
  for (const piece of ["{", "vm a {", 'parent "x" {', "}"]) {
    const { items } = readItems(piece.repeat(20_000), vocabulary);
    for (const { item } of items) bindNative(item);
    expect(items.length).toBeGreaterThan(0);
  }
});
