/** Runs a TypeScript program of the tests: bundles it into `.cache` and starts it. `node test/run-bundled.mjs FILE [ARGUMENT…]`. */
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [entry, ...rest] = process.argv.slice(2);
const outfile = resolve(".cache", `${basename(entry, ".ts")}.mjs`);
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  mainFields: ["module", "main"],
  external: ["esbuild"],
  // For packages that are CommonJS.
  banner: {
    js: 'import { createRequire as madeRequire } from "node:module"; const require = madeRequire(import.meta.url);',
  },
  target: "node20",
  logLevel: "warning",
});
process.argv.splice(2, process.argv.length, ...rest);
await import(pathToFileURL(outfile).href);
