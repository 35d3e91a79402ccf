/** Every test that docs/security.md names exists. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const rows = read("docs/security.md")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| from") && !line.startsWith("| ---"));
const proofs = rows.map((row) => [...row.matchAll(/`(test\/[^`]+)`: "([^"]+)"/g)]);

test("each threat has a proof", () => {
  expect(proofs.length).toBeGreaterThan(10);
  expect(rows.filter((_, index) => proofs[index]!.length === 0)).toEqual([]);
});

test.each(proofs.flat().map(([, file, title]) => [file!, title!]))("%s has %s", (file, title) =>
  expect(read(file)).toContain(title),
);
