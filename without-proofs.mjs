/**
 * Leaves out of a bundle what a rule carries for its page, its tests and `explain` alone: the server never reads why a
 * rule exists, nor its bad and good layouts.
 */
import { readFile } from "node:fs/promises";

export const withoutProofs = {
  name: "without-proofs",
  setup({ onLoad }) {
    onLoad({ filter: /core[\\/]rules[\\/](schema|hyper-v)[\\/][^\\/]+\.ts$/ }, async ({ path }) => ({
      contents: withoutProof(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** `source` of a rule with empty texts; line numbers stay. */
function withoutProof(source) {
  return source
    .replace(
      /^( {2}(?:bad|good): )(?:String\.raw)?`[^`]*`,$/gm,
      (text, start) => `${start}"",${"\n".repeat(text.split("\n").length - 1)}`,
    )
    .replace(/^( {2}why:)\s+(?:"[^"]*"|'[^']*'),$/gm, '$1 "",');
}
