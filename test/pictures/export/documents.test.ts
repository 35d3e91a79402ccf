/** The files that leave the editor: whole, without script, without anything from elsewhere, whatever the names are. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DrawingSource } from "../../../server/src/core/pictures/export/drawing.ts";
import { htmlDocument } from "../../../server/src/core/pictures/export/html-document.ts";
import { svgDocument } from "../../../server/src/core/pictures/export/svg-document.ts";
import { pictureOf } from "../../../server/src/core/pictures/picture.ts";
import { readXml } from "../../support/xml.ts";
import { outline, report } from "../../webview/fixtures.ts";
import { all, parse, textOf } from "../../webview/support.ts";
import { detail } from "../charts/fixtures.ts";

const styles = ["preview", "diagram", "charts"]
  .map((name) => readFileSync(new URL(`../../../client/webview/${name}.css`, import.meta.url), "utf8"))
  .join("\n");

/** The fixtures with `name` wherever a layout may write a name of its own. */
function named(name: string): DrawingSource {
  const vms = outline.vms.map((vm) => ({
    ...vm,
    name: vm.name === "web01" ? name : vm.name,
    slots: vm.slots.map((slot) => ({ ...slot, label: name })),
  }));
  const renamed = {
    ...report,
    disks: report.disks.map((disk) => ({ ...disk, vm: name, bottleneck: { ...disk.bottleneck, station: name } })),
    stations: report.stations.map((station) => ({ ...station, id: name })),
    whatIf: report.whatIf.map((change) => ({ ...change, vm: name, change: name })),
    notes: [name],
  };
  const problems = outline.problems.map((problem) => ({ ...problem, message: name }));
  const result = { outline: { ...outline, vms, problems }, report: renamed };
  const picture = pictureOf(result, { vm: name }, undefined)!;
  return { name, outline: result.outline, report: renamed, picture, detail: { ...detail, vm: name }, styles };
}

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom(
    "</style><script>alert(1)</script>",
    "]]>",
    "<!--",
    "&amp;&#0;",
    '" onload="alert(1)',
    "\u202egnp.exe",
    "\u0000\u0008\ufffe",
    "\ud800",
    ' data-x="1" tabindex="0"',
  ),
);

test("the SVG file is well-formed XML for every name, without script and without anything from elsewhere", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const { elements } = readXml(svgDocument(named(name))!);
      expect(elements[0]!.attributes.xmlns).toBe("http://www.w3.org/2000/svg");
      for (const element of elements) expectHarmless(element.name, element.attributes);
    }),
    { numRuns: 25 },
  );
});

test("the HTML file keeps its tree for every name, without script and without anything from elsewhere", () => {
  const count = (name: string) =>
    all(parse(htmlDocument(named(name))!.replace("<!DOCTYPE html>", "")), () => true).length;
  const usual = count("web01");
  fc.assert(
    fc.property(hostile, (name) => {
      const text = htmlDocument(named(name))!.replace("<!DOCTYPE html>", "");
      const elements = all(parse(text), () => true);
      // A long name may take another line of the diagram's labels.
      expect(Math.abs(elements.length - usual)).toBeLessThan(60);
      for (const element of elements) expectHarmless(element.name, element.attributes);
    }),
    { numRuns: 15 },
  );
});

function expectHarmless(name: string, attributes: Readonly<Record<string, string>>): void {
  expect(["script", "foreignObject", "iframe", "object", "embed", "link", "image", "img", "use", "a"]).not.toContain(
    name,
  );
  for (const [attribute, value] of Object.entries(attributes)) {
    expect(attribute).not.toMatch(/^on|href$|^src$|^style$/);
    if (attribute !== "xmlns") expect(value).not.toMatch(/url\((?!"?#)/);
  }
}

test("the style sheet of either file loads nothing", () => {
  for (const text of [svgDocument(named("web01"))!, htmlDocument(named("web01"))!]) {
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(text)![1]!;
    expect(sheet).not.toMatch(/@import|@font-face|https?:/);
    for (const [, target] of sheet.matchAll(/url\(([^)]*)\)/g)) expect(target).toMatch(/^"#[\w-]+"$/);
  }
});

test("the SVG file needs no variables and no mixing of colours", () => {
  const text = svgDocument(named("web01"))!;
  expect(text).not.toMatch(/var\(|color-mix|--vscode|--page/);
  expect(text).toContain(".serves { fill: #1a76d2; }");
});

test("the SVG file shows the answer, the diagram and every chart with its finding", () => {
  const { elements, text } = readXml(svgDocument(named("web01"))!);
  expect(
    elements.filter(({ name, attributes }) => name === "svg" && attributes.class?.startsWith("chart ")),
  ).toHaveLength(4);
  expect(elements.filter(({ attributes }) => attributes.class?.startsWith("diagram"))).toHaveLength(1);
  expect(text).toContain("Most of the difference is made by");
  expect(text).toContain("web01: VM web01, ide 0:0");
});

test("nothing in either file waits for a click", () => {
  for (const text of [svgDocument(named("web01"))!, htmlDocument(named("web01"))!])
    expect(text.replace(/<style>[\s\S]*<\/style>/, "")).not.toMatch(/<button|tabindex|data-action|aria-pressed/);
});

test("the HTML file has the sections of the preview, light and dark", () => {
  const text = htmlDocument(named("web01"))!;
  const headings = all(parse(text.replace("<!DOCTYPE html>", "")), ({ name }) => name === "h2").map(textOf);
  expect(headings).toEqual([
    "Single requests and curves",
    "What would change it",
    "Where the time goes",
    "How busy the parts are",
    "What the answer rests on",
    "Limits of this run",
  ]);
  expect(text).toContain("@media (prefers-color-scheme: dark)");
});

test("a slot without a path is no file", () => {
  const source = { ...named("web01"), picture: pictureOf({ outline, report }, { vm: "db01" }, undefined)! };
  expect(svgDocument(source)).toBeUndefined();
  expect(htmlDocument(source)).toBeUndefined();
});
