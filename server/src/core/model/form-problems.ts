/** What is wrong with a statement whose arguments fit no form, in words: the first problem, and how to fix it. */
import { isArgumentWord, statementsNamed } from "../schema/language.ts";
import { didYouMean, nearest } from "../schema/nearest.ts";
import {
  type ArgumentSpec,
  argumentWords,
  type FormSpec,
  isWord,
  type StatementSpec,
  wordsOf,
} from "../schema/spec.ts";
import type { Argument, Statement } from "../syntax/tree.ts";
import type { Field } from "./bound.ts";
import { expectation, typeExpectation } from "./expectation.ts";
import { changeTo, type Problem, replaceText } from "./problem.ts";
import { readValue, usualUnit } from "./read-value.ts";
import { controlCharacter, hasControlCharacter, unexpectedCharacter } from "./unexpected-character.ts";

/** A word or an argument of a form. */
export type Element = string | ArgumentSpec;

/** A token that is itself invalid. `options` are what it may be if nothing else is expected. */
export function flaw(token: Argument, wanted: readonly Element[], options: readonly ArgumentSpec[]): Problem {
  if (token.kind === "stray") return unexpectedCharacter(token);
  if (token.kind === "string") {
    const message = `The string "${token.text}" is missing its closing quote. Add a double quote where it ends.`;
    const length = token.text.includes('"') ? undefined : textLength(token.text);
    const at = token.range.start + (length ?? 0) + 1;
    const fixes = length === undefined ? [] : [replaceText("Add the closing quote", { start: at, end: at }, '"')];
    return { code: "unterminated-string", range: token.range, message, fixes };
  }
  const joined = usualUnit(token.text.replace(/\s+/g, "")) ?? token.text.replace(/\s+/g, "");
  if (/\s/.test(token.text)) {
    const message = `Write the unit directly after the number: ${joined}, not ${token.text}.`;
    return {
      code: "invalid-value",
      range: token.range,
      message,
      fixes: [replaceText(`Write ${joined}`, token.range, joined)],
    };
  }
  const expected = wanted.length > 0 ? wanted : options;
  const written = usualUnit(token.text);
  const fixes = written === undefined ? [] : [replaceText(`Write ${written}`, token.range, written)];
  const isFraction = /^[0-9]+\.[0-9]+[KMGT]?B$/i.test(token.text);
  const message = isFraction
    ? `${token.text} is not a whole number of bytes. Write it in a smaller unit.`
    : written !== undefined && /[µμ]/.test(token.text)
      ? `Write ${written}: the language writes microseconds as "us".`
      : `"${token.text}" is not a number, size, percentage, duration, rate or slot. Write ${expectation(expected)}.`;
  return { code: "invalid-value", range: token.range, message, fixes };
}

/** The text that an unclosed string was meant to contain: up to the extension of a file, or its only word. Otherwise unknown. */
function textLength(text: string): number | undefined {
  const known = /^.*?\.(?:vhdx|vhds|vhd|iso|vfd)(?=\s|$)/i.exec(text) ?? /^\S+(?=\s*$)/.exec(text);
  return known?.[0].length;
}

export function missingArgument(spec: StatementSpec, statement: Statement, wanted: readonly Element[]): Problem {
  const message = `"${spec.keyword}" is incomplete. Add ${expectation(wanted)}.`;
  return { code: "missing-argument", range: statement.head!.range, message };
}

export function missingBlock(spec: StatementSpec, statement: Statement): Problem {
  const message = `"${spec.keyword}" needs a block: add "{ … }" after it.`;
  const end = { start: statement.range.end, end: statement.range.end };
  const fixes = [replaceText("Add a block", end, " {\n}")];
  return { code: "missing-block", range: statement.head!.range, message, fixes };
}

/** A token that no form of the statement accepts in its place. */
export function wrongValue(spec: StatementSpec, token: Argument, wanted: readonly Element[]): Problem {
  if (token.kind === "string" && hasControlCharacter(token.text)) return controlCharacter(token.text, token.range);
  const code = "invalid-value";
  const known = wanted.flatMap((element) => (isWord(element) ? [element] : argumentWords(element)));
  const meant = token.kind === "word" ? (nearest(token.text, known) ?? nearest(token.text, wordsOf(spec))) : undefined;
  if (meant && meant !== token.text.toLowerCase()) {
    const message = `"${token.text}" is not valid here.${didYouMean(meant)}`;
    return { code, range: token.range, message, fixes: changeTo(token.range, meant) };
  }
  const shown = token.kind === "string" ? `"${token.text}"` : token.text;
  return {
    code,
    range: token.range,
    message: `"${spec.keyword}" does not take ${shown} here. Write ${expectation(wanted)}.`,
  };
}

/** A token after a complete form that is not one of its options. `endBefore` is the end of what precedes it. */
export function surplus(
  spec: StatementSpec,
  { form, fields }: { readonly form: FormSpec; readonly fields: ReadonlyMap<string, Field> },
  token: Argument,
  endBefore: number,
): Problem {
  const option = form.options.find((candidate) => readValue(candidate, token).fits);
  const { text, range } = token;
  if (option && !fields.has(option.name)) {
    if (hasControlCharacter(text)) return controlCharacter(text, range);
    const message = `"${spec.keyword}" does not take ${token.text}. Write ${typeExpectation(option.type)}.`;
    return { code: "invalid-value", range, message };
  }
  const remove = [replaceText("Remove it", range, "")];
  if (option) {
    const message = `"${spec.keyword}" takes one ${option.name}; "${token.text}" is a second one. Remove one of them.`;
    return { code: "unexpected-argument", range, message, fixes: remove };
  }
  const takesNames = form.sequence.some(
    (element) =>
      !isWord(element) &&
      element.type.kind === "name" &&
      // After a volume's medium comes a capacity, not a second name.
      (element.type.of !== "media" || form.options.length === 0),
  );
  const word = token.kind === "word" ? token.text.toLowerCase() : undefined;
  if (word !== undefined && !takesNames && !isArgumentWord(word) && statementsNamed(word).length > 0) {
    const message = `"${token.text}" begins another statement. Put it on a new line, or write ";" before it.`;
    const gap = { start: endBefore, end: range.start };
    return { code: "unexpected-argument", range, message, fixes: [replaceText('Write ";" before it', gap, "; ")] };
  }
  if (word === undefined || takesNames || isArgumentWord(word)) {
    const shown = token.kind === "string" ? `"${token.text}"` : token.text;
    const hint =
      token.kind === "number" && form.options.some((o) => o.type.kind === "size")
        ? " A size has a unit, such as 40GB."
        : "";
    const message = `This "${spec.keyword}" does not take ${shown}. Remove it, or begin a new line.${hint}`;
    return { code: "unexpected-argument", range, message, fixes: remove };
  }
  const meant = nearest(word, form.options.flatMap(argumentWords)) ?? nearest(word, wordsOf(spec));
  const type = form.options.find((each) => each.type.kind === "keyword" && argumentWords(each).includes(meant ?? ""));
  const what = type ? `a ${form.sequence.find(isWord)} ${type.name}` : `an option of "${spec.keyword}"`;
  const message = `"${token.text}" is not ${what}.${didYouMean(meant, "Remove it.")}`;
  return { code: "invalid-value", range, message, fixes: changeTo(range, meant) };
}
