/** The exported files: complete, without script, without external resources, whatever the names are. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DrawingSource } from "../../../server/src/core/pictures/export/drawing.ts";
import { htmlDocument, htmlStyleSheet } from "../../../server/src/core/pictures/export/html-document.ts";
import { svgDocument } from "../../../server/src/core/pictures/export/svg-document.ts";
import { pictureOf } from "../../../server/src/core/pictures/picture.ts";
import { readXml } from "../../support/xml.ts";
import { outline, report } from "../../webview/fixtures.ts";
import { all, type Element, parse, textOf, withClass } from "../../webview/support.ts";
import { detail } from "../charts/fixtures.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");
const html = (source: DrawingSource) => htmlDocument(source, sha256(htmlStyleSheet(source.styles)));

const folder = new URL("../../../server/src/core/pictures/styles/", import.meta.url);
const styles = readdirSync(folder)
  .filter((name) => name.endsWith(".css"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"))
  .join("\n");

/** The fixtures with `name` wherever a layout can contain a user-defined name. */
function named(name: string): DrawingSource {
  const vms = outline.vms.map((vm) => ({
    ...vm,
    name: vm.name === "web01" ? name : vm.name,
    slots: vm.slots.map((slot) => ({ ...slot, label: name })),
    start: {
      ...vm.start,
      reason: name,
      steps: vm.start.steps.map((step) => ({ ...step, text: name })),
      attempts: vm.start.attempts.map((attempt) => ({ ...attempt, title: name })),
    },
  }));
  const renamed = {
    ...report,
    disks: report.disks.map((disk) => ({ ...disk, vm: name, bottleneck: { ...disk.bottleneck, station: name } })),
    stations: report.stations.map((station) => ({ ...station, id: name })),
    whatIf: report.whatIf.map((change) => ({ ...change, vm: name, change: name })),
    notes: [name],
  };
  const problems = outline.problems.map((problem) => ({ ...problem, message: name }));
  const result = { outline: { ...outline, vms, problems }, report: renamed, details: [{ ...detail, vm: name }] };
  const picture = pictureOf(result, { vm: name }, undefined)!;
  return { name, outline: result.outline, report: renamed, picture, styles };
}

const piece = fc.oneof(
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
const hostile = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(""));

test("the SVG file is well-formed XML for every name, without script and without external resources", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const { elements } = readXml(svgDocument(named(name))!);
      expect(elements[0]!.attributes.xmlns).toBe("http://www.w3.org/2000/svg");
      for (const element of elements) expectHarmless(element.name, element.attributes);
    }),
    { numRuns: 12 },
  );
});

test("the HTML file keeps its tree for every name, without script and without external resources", () => {
  const count = (name: string) => all(parse(html(named(name))!.replace("<!DOCTYPE html>", "")), () => true).length;
  const usual = count("web01");
  fc.assert(
    fc.property(hostile, (name) => {
      const text = html(named(name))!.replace("<!DOCTYPE html>", "");
      const elements = all(parse(text), () => true);
      // A long name may take another line of the diagram's labels.
      expect(Math.abs(elements.length - usual)).toBeLessThan(60);
      for (const element of elements) expectHarmless(element.name, element.attributes);
    }),
    { numRuns: 8 },
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
  for (const text of [svgDocument(named("web01"))!, html(named("web01"))!]) {
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(text)![1]!;
    expect(sheet).not.toMatch(/@import|@font-face|https?:/);
    for (const [, target] of sheet.matchAll(/url\(([^)]*)\)/g)) expect(target).toMatch(/^"#[\w-]+"$/);
  }
});

test("the SVG file needs no variables and no colour mixing", () => {
  const text = svgDocument(named("web01"))!;
  expect(text).not.toMatch(/var\(|color-mix|--vscode|--page/);
  expect(text).toContain(".serves { fill: #0f5fae; }");
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

test("neither file has interactive elements", () => {
  for (const text of [svgDocument(named("web01"))!, html(named("web01"))!])
    expect(text.replace(/<style>[\s\S]*<\/style>/, "")).not.toMatch(/<button|tabindex|data-action|aria-pressed/);
});

test("the HTML file has the tabs of the preview one after the other, in light and dark colours", () => {
  const text = html(named("web01"))!;
  const headings = all(parse(text.replace("<!DOCTYPE html>", "")), ({ name }) => name === "h2").map(textOf);
  expect(headings).toEqual([
    "Overview",
    "How web01 starts",
    "Path",
    "What would change it",
    "Where the time goes",
    "How busy the parts are",
    "Requests",
    "Assumptions",
    "Limits of this run",
  ]);
  expect(text).toContain("@media screen and (prefers-color-scheme: dark)");
});

test("the HTML file allows its own style sheet by its hash, and nothing else", () => {
  const text = html(named("web01"))!;
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)![1]!;
  const sheet = /<style>([\s\S]*?)<\/style>/.exec(text)![1]!;
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `style-src 'sha256-${sha256(sheet)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(text.match(/<style/g)).toHaveLength(1);
});

test("the HTML file contains every drawing in three widths that follow the window, with unique IDs", () => {
  const root = parse(html(named("web01"))!.replace("<!DOCTYPE html>", ""));
  const widths = withClass(root, "form").map((form) => all(form, ({ name }) => name === "svg")[0]!.attributes.viewBox);
  expect(widths).toHaveLength(3 * 6);
  // The curves are side by side where there is room for both.
  expect(widths.map((box) => Number(box!.split(" ")[2]))).toEqual([
    ...[360, 760, 1232],
    ...[360, 760, 1232],
    ...[360, 760, 1232],
    ...[360, 760, 1232],
    ...[360, 360, 596],
    ...[360, 360, 596],
  ]);
  const ids = all(root, ({ attributes }) => "id" in attributes).map(({ attributes }) => attributes.id!);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { attributes } of all(root, ({ attributes }) => "aria-labelledby" in attributes))
    for (const id of attributes["aria-labelledby"]!.split(" ")) expect(ids).toContain(id);
});

test("hatching is defined outside the drawings, because only some of them are shown", () => {
  const root = parse(html(named("web01"))!.replace("<!DOCTYPE html>", ""));
  const patterns = (part: Element) =>
    all(part, ({ name }) => name === "pattern").map(({ attributes }) => attributes.id);
  expect(patterns(withClass(root, "patterns")[0]!)).toEqual(["waiting", "chart-waiting"]);
  expect(patterns(root)).toEqual(["waiting", "chart-waiting"]);
});

test("a slot without a path cannot be saved as a file", () => {
  const source = { ...named("web01"), picture: pictureOf({ outline, report }, { vm: "db01" }, undefined)! };
  expect(svgDocument(source)).toBeUndefined();
  expect(html(source)).toBeUndefined();
});

test("both documents name the costs file that their figures come from, if there is one", () => {
  const usual = named("web01");
  for (const write of [svgDocument, html]) {
    expect(write({ ...usual, costsFile: "own.json" })).toContain("costs of own.json");
    expect(write(usual)).not.toContain("costs of");
  }
});
