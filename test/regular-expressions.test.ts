/**
 * However long and hostile a line is, no regular expression of the sources retries a run of characters from each of its
 * positions.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);

/** These read figures and style sheets of our own, a few characters or known ones. */
const ofOurOwnText = ["pictures/slow-motion.ts", "pictures/export/resolve-styles.ts", "hyper-v/disk-too-large.ts"];

/** Every literal that repeats something; one without repetition looks at each place once. */
const expressions = ["server/src", "client/src", "client/webview"].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !ofOurOwnText.some((own) => name.endsWith(own)))
    .flatMap((name) => literalsOf(`${folder}/${name}`)),
);

function literalsOf(path: string): readonly (readonly [place: string, expression: RegExp])[] {
  const lines = readFileSync(new URL(path, root), "utf8").split("\n");
  const literal = /(?<=[=(,:?!&|[]\s*|return |^\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]])*\]|[^/\\[])+)\/([a-z]*)/g;
  return lines
    .filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line))
    .flatMap((line) => [...line.matchAll(literal)])
    .filter(([, source]) => /[*+]|\{\d/.test(source!))
    .map(([, source, flags]) => [path, new RegExp(source!, flags)] as const);
}

/** A prefix, a repeated part, and an end that does not match. */
const heads = ["", "# hvvm-ignore ", "C:\\", "\\\\?\\unc\\", "\\\\s\\", "1.", "a.", "x ", "<a "];
const pumps = [...' \t0aA.-_;,:"\\#/\n{<', "\r\n", "a.", "0.", "\\a", "a ", "1:"];
const tails = ["", "!", "\n!"];

test("the expressions of the sources are found", () => expect(expressions.length).toBeGreaterThan(50));

/** A thousandfold time is allowed for a hundredfold text; retrying from each position would take ten thousandfold. */
test.each(expressions)("%s: %s", (_path, expression) => {
  for (const head of heads) {
    for (const pump of pumps) {
      for (const tail of tails) {
        const few = Math.max(0.01, workOf(expression, head + pump.repeat(80) + tail, 0.01));
        const many = workOf(expression, head + pump.repeat(8000) + tail, 1000 * few);
        expect(many, JSON.stringify([head, pump, tail])).toBeLessThan(1000 * few);
      }
    }
  }
});

/**
 * The minimum of some measurements, in milliseconds, because other processes may have used the processor. Stops at one
 * that is `enough`.
 */
function workOf(expression: RegExp, text: string, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 8 && least >= enough; turn++) {
    const start = performance.now();
    text.replace(expression, "");
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
