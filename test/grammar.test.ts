/**
 * The colours that VS Code gives a layout before the language server answers, computed with VS Code's own grammar
 * engine.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";
import { rules } from "../server/src/core/rules/registry.ts";
import { readNumeric } from "../server/src/core/syntax/native/numbers.ts";

const root = resolve(import.meta.dirname, "..");
const path = join(root, "syntaxes/hvvm.tmLanguage.json");
let grammar: IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(path, "utf8"), path)),
  });
  grammar = (await registry.loadGrammar("source.hvvm"))!;
});

/** The words of a text with the innermost scope of each. */
function scopes(text: string): { word: string; scope: string }[] {
  let stack = textmate.INITIAL;
  return text.split(/\r?\n/).flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      word: line.slice(startIndex, endIndex),
      scope: scopes.at(-1)!,
    }));
  });
}

const invalid = (text: string) => scopes(text).filter(({ scope }) => scope.startsWith("invalid"));

test("a number is invalid where the lexer calls it malformed, and nowhere else", () => {
  const numbers = ["0", "4", "0:1", "3:63", "512B", "40GB", "1.5tb", "80%", "66.7%"];
  const timed = ["90us", "2.5us", "20ms", "0.5MS", "1s", "100Mbps", "2.5Gbps"];
  const malformed = ["40G", "4xB", "0:1:2", "0:", "20m", "3bps", "1..5s", "1.5"];
  for (const text of [...numbers, ...timed, ...malformed]) {
    const isMalformed = readNumeric(text, 0).kind === "malformed";
    expect(isMalformed, text).toBe(malformed.includes(text));
    expect(invalid(`of ${text}`).length > 0, text).toBe(isMalformed);
  }
});

test("the unit of a number has a scope of its own", () => {
  for (const [digits, unit] of [
    ["40", "GB"],
    ["80", "%"],
    ["20", "ms"],
    ["10", "Gbps"],
  ])
    expect(scopes(`x ${digits}${unit}`)).toContainEqual({ word: unit, scope: "keyword.other.unit.hvvm" });
});

test("examples, and the good examples of rules, have no invalid word", () => {
  const examples = readdirSync(join(root, "examples")).map((name) =>
    readFileSync(join(root, "examples", name), "utf8"),
  );
  const texts = [...examples, ...rules.map(({ good }) => good)];
  expect(texts.length).toBeGreaterThan(rules.length);
  for (const text of texts) expect(invalid(text), text).toEqual([]);
});
