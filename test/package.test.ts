/** The contents of the packed extension: the files that `vsce` lists for packing, compared with the expected ones. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { deflateRawSync } from "node:zlib";
import { listFiles, PackageManager } from "@vscode/vsce";
import { beforeAll, expect, test } from "vitest";
import { isSyntaxCode, rules } from "../server/src/core/rules/registry.ts";

const root = resolve(import.meta.dirname, "..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
let files: readonly string[];

beforeAll(async () => {
  files = (await listFiles({ cwd: root, packageManager: PackageManager.None })).map((name) =>
    name.replaceAll("\\", "/"),
  );
}, 60_000);

/** All files of a folder; its files are made for the package. */
const all = (folder: string) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);

test("the package holds the bundles, the pages and what the manifest describes, and nothing else", () => {
  expect([...files].sort()).toEqual(
    [
      ...["package.json", "package.nls.json", "package.nls.de.json", "README.md", "CHANGELOG.md", "LICENSE"],
      "language-configuration.json",
      ...[
        "dist/cli.js",
        "dist/extension.js",
        "dist/client.js",
        "dist/exchange.js",
        "dist/server.js",
        "dist/simulation.js",
        "dist/preview.js",
        "dist/preview.css",
        "dist/ThirdPartyNotices.txt",
      ],
      ...["dist/web/extension.js", "dist/web/server.js"],
      ...rules.map(({ code }) => `docs/rules/${code}.md`),
      "docs/rules/README.md",
      ...["docs/walkthrough", "l10n", "schemas", "syntaxes"].flatMap(all),
      ...all("images").filter((name) => name !== "images/icon.svg"), // The source of the icon.
    ].sort(),
  );
});

test("the notices have the licence of every package that is in a bundle", () => {
  const notices = read("dist/ThirdPartyNotices.txt");
  // Each of them leaves a characteristic text in a bundle.
  for (const name of [
    ...["commander", "d3-array", "jsonc-parser", "morphdom", "vscode-jsonrpc"],
    ...["vscode-languageclient", "vscode-languageserver", "vscode-languageserver-textdocument"],
  ])
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, "m"));
  const packages = notices.split(/^=+$/m).slice(1);
  expect(packages.filter((text) => !/copyright/i.test(text) && !/Blue Oak/i.test(text))).toEqual([]);
});

test("no sources, tests, source maps or packages are in it", () => {
  expect(files.filter((name) => /\.(?:tsx?|mts|map)$|node_modules|(?:^|\/)test\//.test(name))).toEqual([]);
  for (const name of files) if (name.endsWith(".js")) expect(read(name)).not.toContain("sourceMappingURL");
});

test("every file that the manifest names is in it", () => {
  const named = JSON.stringify(manifest)
    .match(/"\.\/[^"*]+\.\w+"/g)!
    .map((path) => posix.normalize(JSON.parse(path)));
  expect(named).toContain("dist/extension.js");
  expect(named).toContain("dist/web/extension.js");
  expect(named).toContain("dist/cli.js");
  expect(named.filter((path) => !files.includes(path))).toEqual([]);
  expect(files).toContain(manifest.icon);
  expect(files.some((name) => name.startsWith(`${posix.normalize(manifest.l10n)}/`))).toBe(true);
});

test("the severities setting offers the code of every rule that can be configured", () => {
  const { propertyNames } = manifest.contributes.configuration.properties["hvvm.rules"];
  expect(propertyNames?.enum).toEqual(rules.map(({ code }) => code).filter((code) => !isSyntaxCode(code)));
});

test("the manifest requires the VS Code version that the client library needs, which refuses to run in an older one", () => {
  const library = JSON.parse(read("node_modules/vscode-languageclient/package.json"));
  expect(manifest.engines.vscode).toBe(library.engines.vscode);
});

test("the package has at most 1.7 MB", () => {
  const packed = files.map((name) => deflateRawSync(readFileSync(join(root, name))).length + 200);
  expect(packed.reduce((sum, length) => sum + length)).toBeLessThan(1.7 * 2 ** 20);
});

function read(name: string): string {
  return readFileSync(join(root, name), "utf8");
}
