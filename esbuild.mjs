/** Builds the bundles of `dist`: `node esbuild.mjs [--watch] [--development]`. */
import { readFileSync, writeFileSync } from "node:fs";
import { build, context } from "esbuild";
import { thirdPartyNotices } from "./notices.mjs";

const watch = process.argv.includes("--watch");
const development = watch || process.argv.includes("--development");

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

const shared = {
  bundle: true,
  minify: !development,
  sourcemap: development,
  logLevel: "warning",
  legalComments: "none",
  mainFields: ["module", "main"],
};
const node = { ...shared, platform: "node", format: "cjs", target: "node20" };
const worker = { ...shared, platform: "browser", target: "es2022" };

const bundles = [
  {
    ...node,
    entryPoints: ["client/src/extension.ts"],
    outfile: "dist/extension.js",
    // The client is a bundle of its own, which the entry loads when there is a layout.
    external: ["vscode", "./client.js"],
    // As a require: Node's own import would read the file twice, once for the names that it exports.
    supported: { "dynamic-import": false },
  },
  { ...node, entryPoints: ["client/src/client.ts"], outfile: "dist/client.js", external: ["vscode"] },
  {
    ...node,
    entryPoints: ["server/src/lsp/node.ts"],
    outfile: "dist/server.js",
    external: ["./exchange.js"],
    supported: { "dynamic-import": false },
  },
  { ...node, entryPoints: ["server/src/lsp/exchange.ts"], outfile: "dist/exchange.js" },
  { ...node, entryPoints: ["server/src/threads/simulation-node.ts"], outfile: "dist/simulation.js" },
  {
    ...node,
    entryPoints: ["server/src/cli/main.ts"],
    outfile: "dist/cli.js",
    banner: { js: "#!/usr/bin/env node" },
    define: { hvvmVersion: JSON.stringify(version) },
  },
  { ...worker, entryPoints: ["client/webview/main.ts"], outfile: "dist/preview.js", format: "iife" },
  {
    ...worker,
    entryPoints: ["client/src/browser.ts"],
    outfile: "dist/web/extension.js",
    format: "cjs",
    external: ["vscode"],
  },
  {
    ...worker,
    entryPoints: ["server/src/lsp/browser.ts"],
    outfile: "dist/web/server.js",
    format: "iife",
    // papaparse requires it for Node's streams, which are not used.
    external: ["stream"],
  },
];

if (watch) {
  for (const bundle of bundles) await (await context(bundle)).watch();
} else {
  const built = await Promise.all(bundles.map((bundle) => build({ ...bundle, metafile: true })));
  writeFileSync("dist/ThirdPartyNotices.txt", thirdPartyNotices(built.map(({ metafile }) => metafile)));
}
