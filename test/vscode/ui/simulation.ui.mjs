/** The same layout and seed give the same bytes in Node and in a browser. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { build } from "esbuild";
import { closeBrowser, openBrowser } from "../host/browser.mjs";
import { root } from "./workbench.mjs";

describe("the simulation", () => {
  it("reports the same bytes in Node and in a browser", async () => {
    const { outputFiles } = await build({
      entryPoints: [join(root, "test/vscode/ui/simulate-text.ts")],
      bundle: true,
      write: false,
      format: "iife",
      globalName: "bundle",
      mainFields: ["module", "main"],
    });
    const script = `${outputFiles[0].text}; (text) => bundle.simulateText(text)`;
    const evaluated = `(0, eval)(${JSON.stringify(script)})`;
    const layout = readFileSync(join(root, "examples/branch-office.hvvm"), "utf8");
    const inNode = runInThisContext(script)(layout);
    const folder = mkdtempSync(join(tmpdir(), "hvvm-browser-"));
    const browser = await openBrowser(folder);
    try {
      const inBrowser = await browser.pages()[0].evaluate(`(${evaluated})(${JSON.stringify(layout)})`);
      assert.ok(inNode.length > 1000);
      assert.equal(inBrowser, inNode);
    } finally {
      await closeBrowser(browser);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  });
});
