/** Who may import whom: the plan of ARCHITECTURE.md as a table, checked against the imports of every source file. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/**
 * Each layer with the layers that it may import; a layer may always import itself. The first prefix that matches a file
 * is its layer.
 */
const layers: readonly { readonly layer: string; readonly prefix: string; readonly mayImport: readonly string[] }[] = [
  // What every layer may import: how figures are written.
  { layer: "figures", prefix: "server/src/core/figures.ts", mayImport: [] },
  { layer: "syntax", prefix: "server/src/core/syntax/", mayImport: [] },
  { layer: "schema", prefix: "server/src/core/schema/", mayImport: [] },
  { layer: "simulation", prefix: "server/src/core/simulation/", mayImport: [] },
  { layer: "model", prefix: "server/src/core/model/", mayImport: ["syntax", "schema"] },
  { layer: "document", prefix: "server/src/core/document.ts", mayImport: ["syntax", "schema", "model"] },
  { layer: "document", prefix: "server/src/core/document-item.ts", mayImport: ["syntax", "schema", "model"] },
  { layer: "document", prefix: "server/src/core/rule-context.ts", mayImport: ["syntax", "schema", "model"] },
  {
    layer: "forecast",
    prefix: "server/src/core/forecast/",
    mayImport: ["syntax", "schema", "model", "document", "simulation"],
  },
  {
    layer: "rules",
    prefix: "server/src/core/rules/",
    mayImport: ["syntax", "schema", "model", "document", "simulation", "forecast"],
  },
  { layer: "exchange", prefix: "server/src/core/exchange/", mayImport: ["syntax", "schema", "model", "document"] },
  {
    layer: "features",
    prefix: "server/src/core/features/",
    mayImport: ["syntax", "schema", "model", "document", "simulation", "forecast", "rules", "exchange"],
  },
  // The only entry point of the preview's page.
  { layer: "door", prefix: "server/src/core/pictures/pictures.ts", mayImport: ["simulation", "pictures"] },
  { layer: "pictures", prefix: "server/src/core/pictures/", mayImport: ["simulation", "features"] },
  { layer: "protocol", prefix: "server/src/protocol.ts", mayImport: ["simulation", "features", "exchange"] },
  { layer: "decode", prefix: "server/src/decode.ts", mayImport: [] },
  { layer: "disk", prefix: "server/src/disk/", mayImport: [] },
  { layer: "threads", prefix: "server/src/threads/", mayImport: ["forecast", "simulation"] },
  {
    layer: "lsp",
    prefix: "server/src/lsp/",
    mayImport: [
      "decode",
      "disk",
      "threads",
      "document",
      "exchange",
      "features",
      "rules",
      "forecast",
      "simulation",
      "protocol",
    ],
  },
  {
    layer: "cli",
    prefix: "server/src/cli/",
    mayImport: [
      "decode",
      "disk",
      "threads",
      "syntax",
      "model",
      "document",
      "exchange",
      "features",
      "rules",
      "forecast",
      "simulation",
      "pictures",
    ],
  },
  { layer: "messages", prefix: "client/src/preview/preview-messages.ts", mayImport: ["protocol", "simulation"] },
  { layer: "client", prefix: "client/src/", mayImport: ["messages", "protocol", "decode"] },
  {
    layer: "webview",
    prefix: "client/webview/",
    mayImport: ["messages", "protocol", "door"],
  },
];

const files = ["server/src", "client"].flatMap((folder) => sourcesBelow(join(root, folder)));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

test("every file belongs to a layer", () => {
  expect(files.filter((file) => !layerOf(file))).toEqual([]);
});

test("imports only go downward", () => {
  const forbidden = [...imports].flatMap(([file, targets]) => {
    const from = layerOf(file);
    return targets
      .filter((target) => {
        const to = layerOf(target);
        return from && to && from.layer !== to.layer && to.layer !== "figures" && !from.mayImport.includes(to.layer);
      })
      .map((target) => `${file} -> ${target}`);
  });
  expect(forbidden).toEqual([]);
});

test("imports have no cycles", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (done.has(file) || path.includes(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

/** Each of these files does one thing and is read from top to bottom: a run of the simulation, a grammar, a form. */
const longFiles = [
  "server/src/core/simulation/des/engine.ts",
  "server/src/core/syntax/json/parser.ts",
  "server/src/core/model/bind-json.ts",
];

test("files are short: half of them have at most 70 lines, and only those listed above have more than 300", () => {
  const lines = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8").split("\n").length]));
  const lengths = [...lines.values()].sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(70);
  expect(files.filter((file) => lines.get(file)! > 300 && !longFiles.includes(file))).toEqual([]);
});

function layerOf(file: string) {
  return layers.find(({ prefix }) => file.startsWith(prefix));
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return /(?<!\.d)\.ts$/.test(entry.name) ? [relative(root, path).split(sep).join("/")] : [];
  });
}

/** Files of the project that `file` imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const specifiers = [...text.matchAll(/(?:from\s+|import\s+|import\()"(\.[^"]+)"/g)].map((match) => match[1]!);
  return specifiers.map((specifier) =>
    relative(root, resolve(root, dirname(file), specifier))
      .split(sep)
      .join("/"),
  );
}
