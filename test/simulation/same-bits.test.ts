import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Reports must be the same bytes in every engine, and the standard leaves the last bits of these functions open. */
test("the simulation calls no function whose last bits may differ between engines", () => {
  const folder = join(import.meta.dirname, "../../server/src/core/simulation");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(20);
  for (const name of files) {
    const code = readFileSync(join(folder, name), "utf8").replace(/`[^`]*`|\/\*[\s\S]*?\*\//g, "");
    expect(code, name).not.toMatch(
      /Math\.(log\w*|exp\w*|pow|sin\w*|cos\w*|tan\w*|a(sin|cos|tan)\w*|cbrt|hypot|random)\b|Date\.|performance\./,
    );
    // Only powers of the literal 2 are allowed, which are exact.
    expect(code, name).not.toMatch(/(?<!\b2 )\*\* /);
  }
});
