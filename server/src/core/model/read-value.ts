/** Whether a native token fits an argument's type, and what it means. */
import { formatAddress } from "../schema/format.ts";
import { isBuiltInMedia } from "../schema/media.ts";
import type { ArgumentSpec, ValueType } from "../schema/spec.ts";
import type { Address, Argument } from "../syntax/tree.ts";
import type { Field } from "./bound.ts";
import { hasControlCharacter } from "./unexpected-character.ts";

/**
 * `fits`: the token is of the kind that the type expects. `field` is absent if its value is out of the type's range.
 */
export type Reading = { readonly fits: false } | { readonly fits: true; readonly field?: Field };

export function readValue(spec: ArgumentSpec, token: Argument): Reading {
  const { type } = spec;
  switch (type.kind) {
    case "name":
      if (token.kind === "word") return fitting(token, readName(type, token.text));
      return token.kind === "string"
        ? fitting(token, isPlain(token) ? readName(type, token.text) : undefined)
        : wrongKind;
    case "path":
      return token.kind === "string" ? fitting(token, token.text) : wrongKind;
    case "text":
      return token.kind === "string"
        ? fitting(token, hasControlCharacter(token.text) ? undefined : token.text)
        : wrongKind;
    case "number":
      return token.kind === "number" ? fitting(token, inRange(token.value, type)) : wrongKind;
    case "size":
      return token.kind === "size" ? fitting(token, inSteps(token.bytes, type)) : wrongKind;
    case "percent":
      return token.kind === "percent" ? fitting(token, token.percent <= 100 ? token.percent : undefined) : wrongKind;
    case "duration":
      return token.kind === "duration"
        ? fitting(token, token.microseconds > 0 || type.mayBeZero ? token.microseconds : undefined)
        : wrongKind;
    case "link-rate":
      return token.kind === "link-rate"
        ? fitting(token, token.bitsPerSecond > 0 ? token.bitsPerSecond : undefined)
        : wrongKind;
    case "address": {
      const word = token.kind === "word" ? token.text.toLowerCase() : undefined;
      if (word !== undefined && type.orWords && Object.hasOwn(type.orWords, word)) return fitting(token, word);
      return token.kind === "address" ? fitting(token, token.address) : wrongKind;
    }
    case "choice":
      return token.kind === "number" ? fitting(token, chosen(token.value, type)) : wrongKind;
    case "flag":
      return token.kind === "word" && token.text.toLowerCase() === spec.name ? fitting(token, true) : wrongKind;
    case "switch": {
      if (token.kind !== "word") return wrongKind;
      const word = token.text.toLowerCase();
      return word === "on" || word === "off" ? fitting(token, word === "on") : wrongKind;
    }
    case "keyword":
      return readKeyword(type, token);
  }
}

function fitting({ range }: Argument, value: Field["value"] | undefined): Reading {
  return value === undefined ? outOfRange : { fits: true, field: { value, range } };
}

const outOfRange = { fits: true } as const;
const wrongKind = { fits: false } as const;

/** Not empty, and without control characters. Those of a path are reported by a rule. */
function isPlain({ text }: Argument): boolean {
  return text !== "" && !hasControlCharacter(text);
}

/** A built-in medium is a word of the language, and has only one spelling. */
function readName({ of }: ValueType & { kind: "name" }, written: string): string {
  const word = written.toLowerCase();
  return of === "media" && isBuiltInMedia(word) ? word : written;
}

function readKeyword(type: ValueType & { kind: "keyword" }, token: Argument): Reading {
  if (token.kind === "string") return type.orString ? readUnlisted(type, token) : wrongKind;
  if (token.kind !== "word") return wrongKind;
  const word = token.text.toLowerCase();
  if (Object.hasOwn(type.words, word)) return fitting(token, word);
  if (!type.old || !Object.hasOwn(type.old, word)) return wrongKind;
  return { fits: true, field: { value: type.old[word]!, range: token.range, oldWord: word } };
}

/** A string that equals a known word means that word, so that both notations mean the same. */
function readUnlisted(type: ValueType & { kind: "keyword" }, token: Argument): Reading {
  const word = token.text.toLowerCase();
  if (!isPlain(token)) return outOfRange;
  return fitting(token, Object.hasOwn(type.words, word) ? word : token.text);
}

function inRange(value: number, type: { readonly min: number; readonly max: number }): number | undefined {
  return value >= type.min && value <= type.max ? value : undefined;
}

function inSteps(bytes: number, type: ValueType & { kind: "size" }): number | undefined {
  return bytes % type.step === 0 || type.step === 1 ? inRange(bytes, type) : undefined;
}

function chosen(value: number, type: ValueType & { kind: "choice" }): number | undefined {
  return Object.hasOwn(type.numbers, String(value)) ? value : undefined;
}

/** The first entry of a list that repeats an earlier one. */
export function secondOf(entries: readonly Field[]): Field | undefined {
  const seen = new Set<string>();
  return entries.find(({ value }) => {
    const key = typeof value === "string" ? value : formatAddress(value as Address);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

/** What a number with a foreign unit means in the language: `40GiB` is `40GB`, `90µs` is `90us`. */
export function usualUnit(written: string): string | undefined {
  const binary = /^([0-9.]+[KMGT])i(B)$/i.exec(written);
  if (binary) return `${binary[1]}${binary[2]}`;
  const micro = /^([0-9]+(?:\.[0-9]+)?)[µμ]s$/i.exec(written);
  return micro ? `${micro[1]}us` : undefined;
}
