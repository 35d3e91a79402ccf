/** Each threat of docs/security.md has a proof, and each test that it names has run and passed, by the reports of this run. */
import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const report = (name) => JSON.parse(readFileSync(join(root, "test-results", name), "utf8"));

const ran = [
  ...report("unit.json").testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({ file: name, title, hasPassed: status === "passed" })),
  ),
  ...report("ui.json").passes.map(({ file, title }) => ({ file, title, hasPassed: true })),
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

/** A title of `test.each` has `%s` for what changes. */
function isProved(file, title) {
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%[sdi]/g, ".*");
  const expression = new RegExp(`^${escaped}$`, "s");
  const found = ran.filter((test) => relative(root, test.file) === file && expression.test(test.title));
  return found.length > 0 && found.every(({ hasPassed }) => hasPassed);
}
