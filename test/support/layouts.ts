/** Every layout text that the tests use as a collection: samples, examples, and the examples of each rule. */
import { readdirSync, readFileSync } from "node:fs";
import type { Notation } from "../../server/src/core/document.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { rules } from "../../server/src/core/rules/registry.ts";
import { readMarks } from "./check.ts";
import { nativeStatements } from "./notations.ts";
import { samples } from "./samples.ts";

export interface LayoutText {
  readonly name: string;
  readonly notation: Notation;
  readonly text: string;
}

const examples = new URL("../../examples/", import.meta.url);

/** The samples in both notations, and the examples. */
export const validLayouts: readonly LayoutText[] = [
  ...samples.flatMap(({ name, native, json }): LayoutText[] => [
    { name, notation: "hvvm", text: native },
    { name: `${name}.json`, notation: "json", text: json },
  ]),
  ...readdirSync(examples)
    .filter((name) => name.endsWith(".hvvm"))
    .flatMap((name) => inBothNotations(name, readFileSync(new URL(name, examples), "utf8"))),
];

/** The bad example of each rule, as on its page, in both notations. */
export const brokenLayouts: readonly LayoutText[] = rules.flatMap(({ code, bad }): LayoutText[] => {
  const { text } = readMarks(bad);
  return code === "json-syntax" ? [{ name: code, notation: "json", text }] : inBothNotations(code, text);
});

function inBothNotations(name: string, text: string): LayoutText[] {
  return [
    { name, notation: "hvvm", text },
    { name: `${name} in JSON`, notation: "json", text: toJson(nativeStatements(text)) },
  ];
}

/** The first and the last one, where all would take too long. */
export const firstAndLast = <T>(all: readonly T[]): readonly T[] => (all.length > 1 ? [all[0]!, all.at(-1)!] : all);
