/** What a bundle does without: texts that stand beside what is computed, so that nobody has to look elsewhere for them. */
import { readFile } from "node:fs/promises";

/**
 * Leaves out what a rule carries for its page, its tests and `explain` alone: the server never reads why a rule
 * exists, nor its bad and good layouts, nor the documentation behind it.
 */
export const withoutProofs = {
  name: "without-proofs",
  setup({ onLoad }) {
    onLoad({ filter: /core[\\/]rules[\\/](schema|hyper-v)[\\/][^\\/]+\.ts$/ }, async ({ path }) => ({
      contents: withoutProof(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** `source` of a rule without these texts; line numbers stay. */
function withoutProof(source) {
  const proof =
    /^ {2}(?:(?:bad|good): (?:String\.raw)?`[^`]*`|why:\s+(?:"[^"]*"|'[^']*')|link: (?:pages\.\w+|"[^"]*")),$/gm;
  return source.replace(proof, linesAlone);
}

/**
 * Leaves out what a cost means, how sure it is and who says so: that stands in the report of a simulation, which runs
 * elsewhere. What is computed without a run needs the numbers alone.
 */
export const withoutSources = {
  name: "without-sources",
  setup({ onLoad }) {
    onLoad({ filter: /core[\\/]simulation[\\/]paths[\\/](cost-table|media)\.ts$/ }, async ({ path }) => ({
      contents: withoutSource(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** `text` of a table without these, and with empty sources where they are arguments; line numbers stay. */
function withoutSource(text) {
  return text
    .replace(/\b(?:confidence|source|meaning):\s+(?:"[^"]*"|`[^`]*`|\w+)(?:,|(?= }))/g, linesAlone)
    .replace(/^(const \w+ = )(?:"[^"]*"|`[^`]*`);$/gm, '$1"";')
    .replace(/`\$\{\w+\}[^`]*`/g, '""');
}

/** What is left of a text whose lines still count. */
function linesAlone(text) {
  return text.replace(/[^\n]+/g, "");
}
