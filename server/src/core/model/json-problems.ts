/** The problems of JSON that is well-formed but does not fit the schema. */
import { placeNames, statements } from "../schema/language.ts";
import { didYouMean, nearest } from "../schema/nearest.ts";
import { isArgumentProperty, propertyArguments, propertyOf, statementsOfProperty } from "../schema/properties.ts";
import {
  type ArgumentSpec,
  argumentsOf,
  argumentWords,
  type Place,
  type StatementSpec,
  wordsOf,
} from "../schema/spec.ts";
import type { JsonError, JsonNode, JsonProperty, JsonString } from "../syntax/json/tree.ts";
import { readNumeric } from "../syntax/native/numbers.ts";
import type { Range } from "../syntax/tree.ts";
import { listOr } from "./expectation.ts";
import { jsonExpectation } from "./json-value.ts";
import { changeTo, closeBlock, type Problem, replaceInBoth } from "./problem.ts";
import { readValue, usualUnit } from "./read-value.ts";
import { controlCharacter, hasControlCharacter } from "./unexpected-character.ts";

/** `"C:\\temp"` in JSON is a path with a tab. */
const jsonHint = 'In JSON, write a backslash as "\\\\".';

/** Text that is not JSON. */
export function syntaxProblem({ range, message, lacks }: JsonError): Problem {
  return { code: "json-syntax", range, message, ...(lacks ? { fixes: [closeBlock(range, lacks)] } : {}) };
}

/** A value that its argument does not accept. */
export function wrongValue(argument: ArgumentSpec, node: JsonNode, property: string): Problem {
  const code = "invalid-value";
  const { range } = node;
  if (node.kind === "string") {
    if (hasControlCharacter(node.value)) return controlCharacter(node.value, node.range, jsonHint);
    const meant = argument.list ? undefined : nearest(node.value, argumentWords(argument));
    if (meant && argument.type.kind === "keyword") {
      const message = `"${node.value}" is not valid here.${didYouMean(meant)}`;
      return { code, range, message, fixes: changeTo(range, meant) };
    }
    const usual = usualWriting(argument, node.value);
    if (usual !== undefined) {
      const message = /[µμ]/.test(node.value)
        ? `Write ${usual}: the language writes microseconds as "us".`
        : `Write ${usual}, not "${node.value}".`;
      return { code, range, message, fixes: [replaceInBoth(`Write ${usual}`, range, usual)] };
    }
  }
  return { code, range, message: `"${property}" does not take ${shown(node)}. Write ${jsonExpectation(argument)}.` };
}

/** What the argument accepts instead of a number in quotes, and of one with its unit apart or a foreign unit. */
function usualWriting(argument: ArgumentSpec, written: string): string | undefined {
  const joined = written.replace(/\s+/g, "");
  const usual = usualUnit(joined) ?? joined;
  const token = readNumeric(usual, 0);
  const reading = readValue(argument, token);
  if (!reading.fits || !reading.field) return undefined;
  return token.kind === "number" ? usual : JSON.stringify(usual);
}

/** A value of a kind that no form of the statement accepts. */
export function wrongKind(node: JsonNode, property: string, expected: string): Problem {
  return {
    code: "invalid-value",
    range: node.range,
    message: `"${property}" does not take ${shown(node)}. Write ${expected}.`,
  };
}

export function wrongKey(argument: ArgumentSpec, key: JsonString): Problem {
  if (hasControlCharacter(key.value)) return controlCharacter(key.value, key.range, jsonHint);
  const message = `The key "${key.value}" is not valid. Write ${jsonExpectation(argument)}.`;
  return { code: "invalid-value", range: key.range, message };
}

/** A key that is not a word of any of the statement's forms. */
export function wrongWord(spec: StatementSpec, key: JsonString): Problem {
  if (hasControlCharacter(key.value)) return controlCharacter(key.value, key.range, jsonHint);
  const known = wordsOf(spec);
  const meant = nearest(key.value, known);
  const advice = didYouMean(meant, `Write ${listOr(known.map((word) => `"${word}"`))}.`);
  const message = `"${spec.json.property}" does not take "${key.value}".${advice}`;
  return { code: "invalid-value", range: key.range, message, fixes: changeTo(key.range, meant) };
}

/** An entry that occurs in the list already. */
export function repeatedEntry(property: string, range: Range): Problem {
  return { code: "unexpected-argument", range, message: `"${property}" names this already. Remove the second one.` };
}

/** `wanted` is what is missing, in words. */
export function missing(subject: string, range: Range, wanted: readonly string[]): Problem {
  const message = `"${subject}" is incomplete. Add ${listOr(wanted)}.`;
  return { code: "missing-argument", range, message };
}

export function surplus(property: JsonProperty, range: Range, reason: string): Problem {
  const message = `"${property.key.value}" is not allowed here: ${reason}. Remove it.`;
  return { code: "unexpected-argument", range, message };
}

/** What may have been meant by a property that is not `known`, and what to say about it. */
export interface Rejection {
  readonly problem: Problem;
  /** The known property that was probably meant. */
  readonly meant: string | undefined;
}

/** A property that the object does not have. `place` is the kind of block; `undefined` if the object is not a block. */
export function unknownProperty(
  { key }: JsonProperty,
  spec: StatementSpec | undefined,
  place: Place | undefined,
  known: readonly string[],
): Rejection {
  const { value: written, range } = key;
  const isBlock = !spec || spec.forms.some((form) => form.block?.required && form.sequence.length > 0);
  const where = place && isBlock ? placeNames[place] : `an entry of "${spec?.json.property}"`;
  const elsewhere = statementsOfProperty(written);
  if (elsewhere.length > 0) {
    const places = [...new Set(elsewhere.flatMap((other) => other.places))].map((other) => placeNames[other]);
    const message = `"${written}" is not allowed in ${where}. It is allowed in ${listOr(places)}.`;
    return { problem: { code: "misplaced-statement", range, message }, meant: undefined };
  }
  if (isArgumentProperty(written)) {
    const message = `"${written}" is not allowed in ${where}. It is a property of ${listOr(ownersOf(written))}.`;
    return { problem: { code: "misplaced-statement", range, message }, meant: undefined };
  }
  const meant = nearest(written, known);
  const message = `There is no property "${written}" in ${where}.${didYouMean(meant, `It takes ${listOr(known)}.`)}`;
  return { problem: { code: "unknown-statement", range, message, fixes: changeTo(range, meant) }, meant };
}

function ownersOf(property: string): readonly string[] {
  return statements
    .filter((spec) => {
      const inObjects = spec.forms.flatMap((form) => propertyArguments(spec, form));
      return inObjects.some((argument) => argumentsOf(spec).includes(argument) && propertyOf(argument) === property);
    })
    .map((spec) => `"${spec.json.property}"`);
}

function shown(node: JsonNode): string {
  switch (node.kind) {
    case "string":
      return `"${node.value}"`;
    case "number":
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "array":
      return "a list";
    case "object":
      return "an object";
  }
}
