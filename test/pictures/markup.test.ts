import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeText, markup } from "../../server/src/core/pictures/markup.ts";
import { parse, textOf } from "../webview/support.ts";

test("a name in content and in an attribute stays text", () => {
  const name = `<script>alert("1")</script>&'`;
  const root = parse(markup`<p title="${name}">${name}</p>`);
  expect(root.children).toHaveLength(1);
  expect(root.children[0]!.children).toHaveLength(0);
  expect(root.children[0]!.attributes.title).toBe(name);
  expect(textOf(root)).toBe(name);
});

test("characters that reorder text are shown as escapes", () => {
  expect(escapeText("a\u202egpj.exe")).toBe("a[U+202E]gpj.exe");
  expect(escapeText("\u200f\u2066x\u2069")).toBe("[U+200F][U+2066]x[U+2069]");
});

test("letters of right-to-left scripts are unchanged", () => {
  expect(escapeText("שרת")).toBe("שרת");
});

test("control characters do not reach the markup", () => {
  expect(escapeText("a\u0000b\u001bc")).toBe("a\ufffdb\ufffdc");
});

test("markup and lists of it pass through, absent pieces leave nothing", () => {
  const items = ["<a>", "b"].map((each) => markup`<li>${each}</li>`);
  expect(markup`<ul>${items}${undefined}${false}</ul>`.text).toBe("<ul><li>&lt;a&gt;</li><li>b</li></ul>");
});

test("a coordinate has at most two decimals and is always a number", () => {
  expect(markup`${1 / 3} ${Number.NaN} ${Number.POSITIVE_INFINITY}`.text).toBe("0.33 0 0");
});

test("no text changes the tree of the markup", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const root = parse(markup`<g class="${text}"><text>${text}</text></g>`);
      expect(root.children.map((child) => child.name)).toEqual(["g"]);
      expect(root.children[0]!.children.map((child) => child.name)).toEqual(["text"]);
      expect(root.children[0]!.children[0]!.children).toEqual([]);
    }),
  );
});
