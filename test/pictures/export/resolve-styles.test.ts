import { expect, test } from "vitest";
import { resolveStyles } from "../../../server/src/core/pictures/export/resolve-styles.ts";

const palette = { "--theme-blue": "#0000ff", "--theme-ground": "#ffffff" };
const drawing = '<svg class="chart"><text class="tick"></text></svg>';
const resolve = (styles: string) => resolveStyles(styles, palette, drawing).trim();

test("a variable is replaced by its value, or its fallback", () => {
  expect(resolve(".tick { fill: var(--theme-blue); }")).toBe(".tick { fill: #0000ff; }");
  expect(resolve(".tick { fill: var(--none, var(--theme-blue)); }")).toBe(".tick { fill: #0000ff; }");
  expect(resolve(":root { --ink: var(--theme-blue); } .tick { fill: var(--ink); }")).toBe(".tick { fill: #0000ff; }");
});

test("a declaration without a value is left out", () => {
  expect(resolve(".tick { fill: var(--none); stroke: var(--theme-blue); }")).toBe(".tick { stroke: #0000ff; }");
  expect(resolve(":root { --a: var(--b); --b: var(--a); } .tick { fill: var(--a); }")).toBe("");
});

test("colours are mixed as CSS mixes them", () => {
  expect(resolve(".tick { fill: color-mix(in srgb, var(--theme-blue) 25%, var(--theme-ground)); }")).toBe(
    ".tick { fill: #bfbfff; }",
  );
  expect(resolve(".tick { fill: color-mix(in srgb, var(--theme-blue) 55%, transparent); }")).toBe(
    ".tick { fill: rgba(0, 0, 255, 0.55); }",
  );
});

test("rules that do not apply to the drawing are left out", () => {
  const styles =
    "/* .tick { fill: red; } */ body { margin: 0; } .tick:hover { fill: #000000; } .vscode-dark .tick { fill: #111111; } @media (max-width: 1px) { .tick { fill: #222222; } } .chart .tick { x: 1; }";
  expect(resolve(styles)).toBe(".chart .tick { x: 1; }");
});
