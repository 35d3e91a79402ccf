/**
 * Matches a native statement against the forms of its spec: chooses the form that fits, or reports the first problem.
 */
import { statementsNamed } from "../schema/language.ts";
import { builtInLoad } from "../schema/loads.ts";
import { type ArgumentSpec, argumentWords, type FormSpec, isWord, type StatementSpec } from "../schema/spec.ts";
import type { Argument, Range, Statement } from "../syntax/tree.ts";
import { type Field, noFields, noWords, withEntry } from "./bound.ts";
import { type Element, flaw, missingArgument, missingBlock, surplus, wrongValue } from "./form-problems.ts";
import { type Fix, type Problem, replaceText } from "./problem.ts";
import { readValue, secondOf } from "./read-value.ts";
import { wordApart } from "./word-apart.ts";

export interface FormMatch {
  readonly form: FormSpec;
  readonly fields: ReadonlyMap<string, Field>;
  readonly words: ReadonlyMap<string, Range>;
  readonly problem?: Problem;
}

interface Attempt {
  readonly form: FormSpec;
  fields: ReadonlyMap<string, Field>;
  words: ReadonlyMap<string, Range>;
  /** Index of the first argument that does not fit; the number of arguments if something is missing; a larger number if everything fits. */
  reached: number;
  /** What would have fitted there, if the required part is not complete. */
  wanted: Element | undefined;
}

export function matchForm(spec: StatementSpec, statement: Statement): FormMatch {
  const tokens = statement.arguments;
  const attempts: Attempt[] = [];
  for (const form of spec.forms) {
    if (form.isAlone && tokens.length > form.sequence.length) continue;
    const found = attempt(form, tokens, statement.block !== undefined);
    const repeated = repetition(found, spec.keyword, tokens);
    if (repeated) return { ...found, problem: repeated };
    if (found.reached > tokens.length) return found; // No other form matches more arguments.
    attempts.push(found);
  }
  const farthest = Math.max(...attempts.map((a) => a.reached));
  const best = attempts.filter((a) => a.reached === farthest);
  const wanted = best.flatMap((a) => (a.wanted === undefined ? [] : [a.wanted]));
  const problem = mismatch(spec, statement, farthest, best, wanted);
  return { ...best[0]!, form: best.find((a) => a.form.block)?.form ?? best[0]!.form, problem };
}

/**
 * The forms that may begin with `tokens`, each with what it accepts next: the element that it expects, or its unused
 * options.
 */
export function formsInQuestion(
  spec: StatementSpec,
  tokens: readonly Argument[],
): readonly { readonly form: FormSpec; readonly next: readonly Element[] }[] {
  const attempts = spec.forms.map((form) => attempt(form, tokens, true)).filter((a) => a.reached >= tokens.length);
  return attempts.map(({ form, fields, wanted }) => {
    if (wanted !== undefined) return { form, next: [wanted] };
    const list = form.sequence.filter((element) => !isWord(element) && element.list === true);
    return { form, next: [...list, ...(form.offered ?? form.options).filter(({ name }) => !fields.has(name))] };
  });
}

function attempt(form: FormSpec, tokens: readonly Argument[], hasBlock: boolean): Attempt {
  const result: Attempt = { form, fields: noFields, words: noWords, reached: 0, wanted: undefined };
  for (const element of form.sequence) {
    const token = tokens[result.reached];
    const isList = !isWord(element) && element.list === true;
    if (!token || !(isList ? takeList(result, element, tokens) : take(result, element, token))) {
      result.wanted = element;
      return result;
    }
    if (!isList) result.reached++;
  }
  while (result.reached < tokens.length) {
    if (!takeOption(result, tokens[result.reached]!)) return result;
    result.reached++;
  }
  if (hasBlock || !form.block?.required) result.reached++;
  return result;
}

function take(result: Attempt, element: Element, token: Argument): boolean {
  if (isWord(element)) {
    if (token.kind !== "word" || token.text.toLowerCase() !== element) return false;
    result.words = withEntry(result.words, element, token.range);
    return true;
  }
  if (isFlawed(token)) return false;
  const reading = readValue(element, token);
  if (!reading.fits || !reading.field) return false;
  result.fields = withEntry(result.fields, element.name, reading.field);
  return true;
}

function takeList(result: Attempt, element: ArgumentSpec, tokens: readonly Argument[]): boolean {
  const fields: Field[] = [];
  for (; result.reached < tokens.length; result.reached++) {
    const token = tokens[result.reached]!;
    const reading = isFlawed(token) ? { fits: false as const } : readValue(element, token);
    if (!reading.fits || !reading.field) return false;
    fields.push(reading.field);
  }
  const range = { start: fields[0]!.range.start, end: fields.at(-1)!.range.end };
  result.fields = withEntry(result.fields, element.name, { value: fields, range });
  return true;
}

/** An entry that repeats an earlier one, in a list without repetitions. */
function repetition({ form, fields }: Attempt, keyword: string, tokens: readonly Argument[]): Problem | undefined {
  const list = form.sequence.find((element): element is ArgumentSpec => !isWord(element) && element.isUnique === true);
  const entries = list && (fields.get(list.name)?.value as readonly Field[] | undefined);
  const second = entries && secondOf(entries);
  if (!second) return undefined;
  const { range } = second;
  const text = tokens.find((token) => token.range.start === range.start)!.text;
  const message = `"${keyword}" names ${text} already. Remove the second one.`;
  return { code: "unexpected-argument", range, message, fixes: [replaceText("Remove it", range, "")] };
}

function takeOption(result: Attempt, token: Argument): boolean {
  if (isFlawed(token)) return false;
  for (const option of result.form.options) {
    const reading = readValue(option, token);
    if (!reading.fits) continue;
    if (!reading.field || result.fields.has(option.name)) return false;
    result.fields = withEntry(result.fields, option.name, reading.field);
    return true;
  }
  return false;
}

function isFlawed(token: Argument): boolean {
  return token.kind === "stray" || token.kind === "malformed" || (token.kind === "string" && !token.terminated);
}

/** The one problem of a statement whose arguments fit no form. */
function mismatch(
  spec: StatementSpec,
  statement: Statement,
  index: number,
  attempts: readonly Attempt[],
  wanted: readonly Element[],
): Problem {
  const token = statement.arguments[index];
  if (token && isFlawed(token)) {
    const problem = flaw(token, wanted, attempts[0]!.form.options);
    const quoted = token.kind === "stray" ? quotedWord(spec, statement, index) : undefined;
    return quoted ? { ...problem, range: quoted.edits[0]!.range, fixes: [quoted] } : problem;
  }
  if (wanted.length === 0) {
    if (!token) return missingBlock(spec, statement);
    // The part before it may be a known word itself, such as `linux` of `linux without drivers`.
    const withPart = statement.arguments.slice(Math.max(0, index - 1));
    const apart = writtenApart(withPart, attempts[0]!.form.sequence);
    const { form } = attempts[0]!;
    const name = index === form.sequence.length ? nameApart(form, statement.arguments.slice(index - 1)) : undefined;
    const problem = surplus(spec, attempts[0]!, token, endBefore(statement, index));
    return apart ?? (name ? { ...problem, ...name, fixes: [...name.fixes, ...(problem.fixes ?? [])] } : problem);
  }
  if (!token) return missingArgument(spec, statement, wanted);
  const later = statement.arguments.slice(index + 1);
  const fitsFurtherOn = attempts.some((a) => elementsAfter(a).some((element) => fits(element, token)));
  const comesLater = wanted.some((element) => later.some((other) => fits(element, other)));
  if (fitsFurtherOn && !comesLater && isLeftOut(statement, index, attempts)) {
    return missingArgument(spec, statement, wanted);
  }
  return writtenApart(statement.arguments.slice(index), wanted) ?? wrongValue(spec, token, wanted);
}

/** A known word that is written as several, such as `Windows Server 2019`. */
function writtenApart(tokens: readonly Argument[], wanted: readonly Element[]): Problem | undefined {
  const isKnown = (text: string) => wanted.some((element) => !isWord(element) && isKnownWord(element, text));
  const apart = wordApart(tokens, isKnown);
  return apart && { code: "invalid-value", ...apart };
}

/** A name of several words without quotes, such as `web server 01`. If one of them is a keyword, a line end is missing. */
function nameApart({ sequence, options }: FormSpec, tokens: readonly Argument[]) {
  const last = sequence.at(-1);
  if (last === undefined || isWord(last) || last.type.kind !== "name" || options.length > 0) return undefined;
  const isPart = (token: Argument) =>
    token.kind !== "string" && !isFlawed(token) && statementsNamed(token.text.toLowerCase()).length === 0;
  if (!tokens.every(isPart)) return undefined;
  const text = `"${tokens.map((token) => token.text).join(" ")}"`;
  const range = { start: tokens[0]!.range.start, end: tokens.at(-1)!.range.end };
  return {
    message: `A name of several words is in double quotes. Write ${text}.`,
    fixes: [replaceText(`Put ${text} in double quotes`, range, text)],
  };
}

function isKnownWord(element: ArgumentSpec, text: string): boolean {
  const { type } = element;
  const isLoad = type.kind === "name" && type.of === "load" && builtInLoad(text) !== undefined;
  return isLoad || argumentWords(element).includes(text);
}

/** Puts the word around a stray letter in quotes, such as `Büro`, if the statement fits with it. */
function quotedWord(spec: StatementSpec, { arguments: tokens, block }: Statement, index: number): Fix | undefined {
  const touchesNext = (at: number) => tokens[at]?.range.end === tokens[at + 1]?.range.start;
  let [first, last] = [index, index];
  while (first > 0 && touchesNext(first - 1)) first--;
  while (last < tokens.length - 1 && touchesNext(last)) last++;
  const parts = tokens.slice(first, last + 1);
  const text = parts.map((part) => part.text).join("");
  if (parts.some(({ kind }) => kind === "string") || !/^[\p{L}\p{M}\p{N}._-]+$/u.test(text)) return undefined;
  const range = { start: parts[0]!.range.start, end: parts.at(-1)!.range.end };
  const word: Argument = { kind: "string", text, range, terminated: true };
  const mended = [...tokens.slice(0, first), word, ...tokens.slice(last + 1)];
  const fits = spec.forms.some((form) => attempt(form, mended, block !== undefined).reached > mended.length);
  // The letter may as well be a slip.
  return fits ? { ...replaceText(`Put "${text}" in double quotes`, range, `"${text}"`), isChoice: true } : undefined;
}

/** Whether the statement fits at least as well if the expected element was left out as if the token replaces it. */
function isLeftOut({ arguments: tokens, block }: Statement, index: number, attempts: readonly Attempt[]): boolean {
  const reach = (from: number) =>
    Math.max(
      ...attempts.map(({ form, wanted }) => {
        const sequence = wanted === undefined ? [] : form.sequence.slice(form.sequence.indexOf(wanted) + 1);
        return from + attempt({ ...form, sequence }, tokens.slice(from), block !== undefined).reached;
      }),
    );
  return reach(index) >= reach(index + 1);
}

/** What may follow the expected element: if the token is that, the element itself was left out. */
function elementsAfter({ form, wanted }: Attempt): readonly Element[] {
  const at = wanted === undefined ? form.sequence.length : form.sequence.indexOf(wanted) + 1;
  return [...form.sequence.slice(at, at + 1), ...form.options];
}

function fits(element: Element, token: Argument): boolean {
  if (isFlawed(token)) return false;
  if (isWord(element)) return token.kind === "word" && token.text.toLowerCase() === element;
  return readValue(element, token).fits;
}

function endBefore({ arguments: tokens, head }: Statement, index: number): number {
  return (tokens[index - 1] ?? head!).range.end;
}
