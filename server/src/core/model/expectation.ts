/** Describes in words what an argument expects, for messages. */
import { formatSize } from "../schema/format.ts";
import { mediaWords } from "../schema/media.ts";
import { type ArgumentSpec, isWord, type ValueType } from "../schema/spec.ts";

/** Such as `"disk" or "dvd"`, `a size such as 40GB`. */
export function expectation(elements: readonly (string | ArgumentSpec)[]): string {
  const words = elements.filter(isWord).map((word) => `"${word}"`);
  const others = elements.flatMap((element) => (isWord(element) ? [] : [argumentExpectation(element)]));
  return listOr([...new Set([...others, ...words])]);
}

/** A flag is written as its own name. */
function argumentExpectation({ name, type }: ArgumentSpec): string {
  return type.kind === "flag" ? `"${name}"` : typeExpectation(type);
}

export function typeExpectation(type: ValueType): string {
  switch (type.kind) {
    case "name":
      return type.of === "media"
        ? `a medium, such as ${Object.keys(mediaWords)[3]}, or the name of a medium that this file defines`
        : `the name of a ${type.of === "vm" ? "VM" : type.of}, as a word or in double quotes`;
    case "path":
      return 'a path in double quotes (such as "C:\\VMs\\web01\\os.vhdx")';
    case "text":
      return "text in double quotes";
    case "number":
      if (Number.isFinite(type.max)) return `a number from ${type.min} to ${type.max}`;
      return type.min > 0 ? `a number of ${type.min} or more` : "a number";
    case "size":
      return Number.isFinite(type.max)
        ? `a size from ${formatSize(type.min)} to ${formatSize(type.max)} in steps of ${formatSize(type.step)}`
        : `a size${type.min > 0 ? " of more than 0" : ""} with its unit (such as 40GB)`;
    case "percent":
      return "a percentage from 0% to 100%";
    case "duration":
      return `a duration${type.mayBeZero ? "" : " of more than 0"}, such as 90us or 0.5ms`;
    case "link-rate":
      return "a rate of more than 0, such as 10Gbps";
    case "address":
      return listOr([
        "a controller number and a location (such as 0:1)",
        ...Object.keys(type.orWords ?? {}).map((word) => `"${word}"`),
      ]);
    case "choice":
      return listOr(Object.keys(type.numbers));
    case "flag":
      return "the word";
    case "switch":
      return '"on" or "off"';
    case "keyword":
      return keywordExpectation(type);
  }
}

const maxListed = 6;

function keywordExpectation(type: ValueType & { kind: "keyword" }): string {
  const words = Object.keys(type.words);
  if (words.length <= maxListed) return listOr(words.map((word) => `"${word}"`));
  return `a known word, such as "${words[Math.min(3, words.length - 1)]}"${type.orString ? ", or text in double quotes" : ""}`;
}

export function listOr(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? "nothing";
  return `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

/** The first `most` items, and how many more there are: `a, b and 3 more`. */
export function listFirst(items: readonly string[], most: number): string {
  const more = items.length - most;
  return `${items.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
