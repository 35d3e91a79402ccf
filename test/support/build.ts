/** Builds the bundles once before the tests, which start them as processes. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

export default function build(): void {
  execFileSync(process.execPath, ["esbuild.mjs"], { cwd: resolve(import.meta.dirname, "../..") });
}
