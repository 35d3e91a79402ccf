/** Builds the bundles once before the tests, which start them as processes; `npm test` has made them already. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

export default function build(): void {
  if (process.env.HVVM_BUNDLES !== "made")
    execFileSync(process.execPath, ["esbuild.mjs"], { cwd: resolve(import.meta.dirname, "../..") });
}
