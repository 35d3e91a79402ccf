/** Builds the bundles of `dist`: `node esbuild.mjs [--watch] [--development]`. */
import { existsSync, readFileSync } from "node:fs";
import { build, context } from "esbuild";
import { withoutProofs, withoutSources } from "./without-proofs.mjs";
import { withoutVersionCheck } from "./without-version-check.mjs";

const watch = process.argv.includes("--watch");
const development = watch || process.argv.includes("--development");

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

const shared = {
  bundle: true,
  minify: !development,
  sourcemap: development,
  logLevel: "warning",
  legalComments: "none",
};
const node = { ...shared, platform: "node", format: "cjs", target: "node20", mainFields: ["module", "main"] };
const worker = { ...shared, platform: "browser", target: "es2022", mainFields: ["module", "main"] };

/** The client is a bundle of its own beside the entry, which loads it when there is a layout. */
const clientApart = {
  name: "client-apart",
  setup({ onResolve }) {
    onResolve({ filter: /\/node-client\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./client.js", external: true } : undefined,
    );
  },
};

const bundles = [
  {
    ...node,
    entryPoints: ["client/src/extension.ts"],
    outfile: "dist/extension.js",
    external: ["vscode"],
    plugins: [clientApart],
    // As a require: Node's own import would read the file twice, once for the names that it exports.
    supported: { "dynamic-import": false },
  },
  {
    ...node,
    entryPoints: ["client/src/node-client.ts"],
    outfile: "dist/client.js",
    external: ["vscode"],
    plugins: [withoutVersionCheck],
  },
  {
    ...node,
    entryPoints: ["server/src/lsp/node.ts"],
    outfile: "dist/server.js",
    plugins: [withoutProofs, withoutSources],
  },
  { ...node, entryPoints: ["server/src/lsp/simulation-node.ts"], outfile: "dist/simulation.js" },
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
    plugins: [withoutProofs],
  },
].filter((bundle) => existsSync(bundle.entryPoints[0]));

if (watch) for (const bundle of bundles) await (await context(bundle)).watch();
else await Promise.all(bundles.map((bundle) => build(bundle)));
