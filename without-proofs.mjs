/**
 * Leaves out of a bundle what a rule carries for its page, its tests and `explain` alone: the server never reads why a
 * rule exists, nor its bad and good layouts, nor the documentation behind it.
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

/** `source` of a rule without these texts; line numbers stay. */
function withoutProof(source) {
  const proof =
    /^ {2}(?:(?:bad|good): (?:String\.raw)?`[^`]*`|why:\s+(?:"[^"]*"|'[^']*')|link: (?:pages\.\w+|"[^"]*")),$/gm;
  return source.replace(proof, (text) => text.replace(/[^\n]+/g, ""));
}
