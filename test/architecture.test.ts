/** Who may import whom: the plan of ARCHITECTURE.md as a table, checked against the imports of every source file. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/**
 * Each layer with the layers that it may import; a layer may always import itself. The first prefix that matches a file
 * is its layer.
 */
const floors: readonly { readonly floor: string; readonly prefix: string; readonly mayImport: readonly string[] }[] = [
  // What every layer may import: how figures are written.
  { floor: "figures", prefix: "server/src/core/figures.ts", mayImport: [] },
  { floor: "syntax", prefix: "server/src/core/syntax/", mayImport: [] },
  { floor: "schema", prefix: "server/src/core/schema/", mayImport: [] },
  { floor: "simulation", prefix: "server/src/core/simulation/", mayImport: [] },
  { floor: "model", prefix: "server/src/core/model/", mayImport: ["syntax", "schema"] },
  { floor: "document", prefix: "server/src/core/document.ts", mayImport: ["syntax", "schema", "model"] },
  { floor: "document", prefix: "server/src/core/document-item.ts", mayImport: ["syntax", "schema", "model"] },
  { floor: "document", prefix: "server/src/core/rule-context.ts", mayImport: ["syntax", "schema", "model"] },
  {
    floor: "forecast",
    prefix: "server/src/core/forecast/",
    mayImport: ["syntax", "schema", "model", "document", "simulation"],
  },
  {
    floor: "rules",
    prefix: "server/src/core/rules/",
    mayImport: ["syntax", "schema", "model", "document", "simulation", "forecast"],
  },
  { floor: "exchange", prefix: "server/src/core/exchange/", mayImport: ["syntax", "schema", "model", "document"] },
  {
    floor: "features",
    prefix: "server/src/core/features/",
    mayImport: ["syntax", "schema", "model", "document", "simulation", "forecast", "rules", "exchange"],
  },
  // The only entry point of the preview's page.
  { floor: "door", prefix: "server/src/core/pictures/pictures.ts", mayImport: ["simulation", "pictures"] },
  { floor: "pictures", prefix: "server/src/core/pictures/", mayImport: ["simulation", "features"] },
  { floor: "protocol", prefix: "server/src/protocol.ts", mayImport: ["simulation", "features", "exchange"] },
  { floor: "decode", prefix: "server/src/decode.ts", mayImport: [] },
  { floor: "disk", prefix: "server/src/disk/", mayImport: [] },
  { floor: "threads", prefix: "server/src/threads/", mayImport: ["forecast", "simulation"] },
  {
    floor: "lsp",
    prefix: "server/src/lsp/",
    mayImport: [
      "decode",
      "disk",
      "threads",
      "syntax",
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
    floor: "cli",
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
  { floor: "messages", prefix: "client/src/preview/preview-messages.ts", mayImport: ["protocol", "simulation"] },
  { floor: "client", prefix: "client/src/", mayImport: ["messages", "protocol", "decode"] },
  {
    floor: "webview",
    prefix: "client/webview/",
    mayImport: ["messages", "protocol", "door"],
  },
];

const files = ["server/src", "client"].flatMap((folder) => sourcesBelow(join(root, folder)));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

test("every file belongs to a layer", () => {
  expect(files.filter((file) => !floorOf(file))).toEqual([]);
});

test("imports only go downward", () => {
  const forbidden = [...imports].flatMap(([file, targets]) => {
    const from = floorOf(file);
    return targets
      .filter((target) => {
        const to = floorOf(target);
        return from && to && from.floor !== to.floor && to.floor !== "figures" && !from.mayImport.includes(to.floor);
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

function floorOf(file: string) {
  return floors.find(({ prefix }) => file.startsWith(prefix));
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
