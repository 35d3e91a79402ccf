/**
 * Each threat of docs/security.md has a proof, and each test that it names has passed according to the reports of this
 * run.
 */
import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const report = (name) => JSON.parse(readFileSync(join(root, "test-results", name), "utf8"));

const ran = [
  ...report("unit.json").testResults.flatMap(({ name, assertionResults }) =>
    // A proof names a test, or a group of tests that all have to pass.
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: name,
      titles: [...ancestorTitles, title],
      hasPassed: status === "passed",
    })),
  ),
  ...report("ui.json").passes.map(({ file, title }) => ({ file, titles: [title], hasPassed: true })),
];

const rows = readFileSync(join(root, "docs/security.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| from") && !line.startsWith("| ---"));
const faults = rows.flatMap((row) => {
  const proofs = [...row.matchAll(/`(test\/[^`]+)`: "([^"]+)"/g)];
  if (proofs.length === 0) return [`without proof: ${row}`];
  return proofs.filter(([, file, title]) => !isProved(file, title)).map(([proof]) => `has not passed: ${proof}`);
});
if (rows.length < 10) faults.push(`only ${rows.length} threats are listed`);

console.log(`${rows.length} threats. ${faults.length === 0 ? "Each test that is named has passed." : ""}`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** A title of `test.each` has `%s` or `$name` for the part that varies. */
function isProved(file, title) {
  const parts = title.split(/%[sdij]|\$name/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join(".*")}$`, "s");
  const found = ran.filter(
    (test) => relative(root, test.file) === file && test.titles.some((name) => expression.test(name)),
  );
  return found.length > 0 && found.every(({ hasPassed }) => hasPassed);
}
