/** Holds a native statement against the forms of its spec and picks the one that fits, or says what is wrong first. */
import { isArgumentWord, statementsNamed } from "../schema/language.ts";
import { nearest } from "../schema/nearest.ts";
import {
  type ArgumentSpec,
  argumentWords,
  type FormSpec,
  isWord,
  type StatementSpec,
  wordsOf,
} from "../schema/spec.ts";
import type { Argument, Range, Statement } from "../syntax/tree.ts";
import type { Field } from "./bound.ts";
import { expectation, typeExpectation } from "./expectation.ts";
import { type Problem, replaceText, replaceValue } from "./problem.ts";
import { readValue, secondOf, usualUnit } from "./read-value.ts";
import { controlCharacter, hasControlCharacter, unexpectedCharacter } from "./unexpected-character.ts";

export interface FormMatch {
  readonly form: FormSpec;
  readonly fields: ReadonlyMap<string, Field>;
  readonly words: ReadonlyMap<string, Range>;
  readonly problem?: Problem;
}

type Element = string | ArgumentSpec;

interface Attempt {
  readonly form: FormSpec;
  readonly fields: Map<string, Field>;
  readonly words: Map<string, Range>;
  /** Index of the first argument that does not fit; the number of arguments if something is missing; beyond it if all is well. */
  reached: number;
  /** What would have fitted there, while the required part is not complete. */
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
    if (found.reached > tokens.length) return found; // No other form reaches further.
    attempts.push(found);
  }
  const farthest = Math.max(...attempts.map((a) => a.reached));
  const best = attempts.filter((a) => a.reached === farthest);
  const wanted = best.flatMap((a) => (a.wanted === undefined ? [] : [a.wanted]));
  const problem = mismatch(spec, statement, farthest, best, wanted);
  return { ...best[0]!, form: best.find((a) => a.form.block)?.form ?? best[0]!.form, problem };
}

/** What may come after `tokens`: the elements that the forms still in question want there, and their free options. */
export function expectedNext(spec: StatementSpec, tokens: readonly Argument[]): readonly Element[] {
  return formsInQuestion(spec, tokens).flatMap(({ next }) => next);
}

/** The forms that `tokens` may begin, each with what it takes next: the element that it wants, or its free options. */
export function formsInQuestion(
  spec: StatementSpec,
  tokens: readonly Argument[],
): readonly { readonly form: FormSpec; readonly next: readonly Element[] }[] {
  const attempts = spec.forms.map((form) => attempt(form, tokens, true)).filter((a) => a.reached >= tokens.length);
  return attempts.map(({ form, fields, wanted }) => {
    if (wanted !== undefined) return { form, next: [wanted] };
    const list = form.sequence.filter((element) => !isWord(element) && element.list === true);
    return { form, next: [...list, ...form.options.filter((option) => !fields.has(option.name))] };
  });
}

function attempt(form: FormSpec, tokens: readonly Argument[], hasBlock: boolean): Attempt {
  const result: Attempt = { form, fields: new Map(), words: new Map(), reached: 0, wanted: undefined };
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
    result.words.set(element, token.range);
    return true;
  }
  if (isFlawed(token)) return false;
  const reading = readValue(element, token);
  if (!reading.fits || !reading.field) return false;
  result.fields.set(element.name, reading.field);
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
  result.fields.set(element.name, { value: fields, range });
  return true;
}

/** A token of a list without repetitions that says what an earlier one said. */
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
    result.fields.set(option.name, reading.field);
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
  if (token && isFlawed(token)) return flaw(token, wanted, attempts);
  if (wanted.length === 0) return token ? surplus(spec, attempts[0]!, token) : missingBlock(spec, statement);
  if (!token) return missingArgument(spec, statement, wanted);
  const later = statement.arguments.slice(index + 1);
  const fitsFurtherOn = attempts.some((a) => elementsBehind(a).some((element) => fits(element, token)));
  const comesLater = wanted.some((element) => later.some((other) => fits(element, other)));
  if (fitsFurtherOn && !comesLater && isLeftOut(statement, index, attempts)) {
    return missingArgument(spec, statement, wanted);
  }
  return wrongValue(spec, token, wanted);
}

/** Whether at least as much of the statement fits if the wanted element was left out as if the token stands for it. */
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

/** What may follow the wanted element: if the token is that, the element itself was left out. */
function elementsBehind({ form, wanted }: Attempt): readonly Element[] {
  const at = wanted === undefined ? form.sequence.length : form.sequence.indexOf(wanted) + 1;
  return [...form.sequence.slice(at, at + 1), ...form.options];
}

function fits(element: Element, token: Argument): boolean {
  if (isFlawed(token)) return false;
  if (isWord(element)) return token.kind === "word" && token.text.toLowerCase() === element;
  return readValue(element, token).fits;
}

function flaw(token: Argument, wanted: readonly Element[], attempts: readonly Attempt[]): Problem {
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
  const expected = wanted.length > 0 ? wanted : attempts[0]!.form.options;
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

/** How much of an unclosed text it was to hold: up to the extension of a file, or its only word. Otherwise it is unknown. */
function textLength(text: string): number | undefined {
  const known = /^.*?\.(?:vhdx|vhds|vhd|iso|vfd)(?=\s|$)/i.exec(text) ?? /^\S+(?=\s*$)/.exec(text);
  return known?.[0].length;
}

function missingArgument(spec: StatementSpec, statement: Statement, wanted: readonly Element[]): Problem {
  const message = `"${spec.keyword}" is incomplete. Add ${expectation(wanted)}.`;
  return { code: "missing-argument", range: statement.head!.range, message };
}

function missingBlock(spec: StatementSpec, statement: Statement): Problem {
  const message = `"${spec.keyword}" needs a block: add "{ … }" after it.`;
  const end = { start: statement.range.end, end: statement.range.end };
  const fixes = [replaceText("Add a block", end, " {\n}")];
  return { code: "missing-block", range: statement.head!.range, message, fixes };
}

/** A token that no form of the statement takes where it stands. */
function wrongValue(spec: StatementSpec, token: Argument, wanted: readonly Element[]): Problem {
  if (token.kind === "string" && hasControlCharacter(token.text)) return controlCharacter(token.text, token.range);
  const code = "invalid-value";
  const known = wanted.flatMap((element) => (isWord(element) ? [element] : argumentWords(element)));
  const meant = token.kind === "word" ? (nearest(token.text, known) ?? nearest(token.text, wordsOf(spec))) : undefined;
  if (meant && meant !== token.text.toLowerCase()) {
    const fixes = [replaceValue(`Change to "${meant}"`, token.range, meant)];
    return { code, range: token.range, message: `"${token.text}" is not valid here. Did you mean "${meant}"?`, fixes };
  }
  const shown = token.kind === "string" ? `"${token.text}"` : token.text;
  return {
    code,
    range: token.range,
    message: `"${spec.keyword}" does not take ${shown} here. Write ${expectation(wanted)}.`,
  };
}

/** A token after a complete form that its options do not take. */
function surplus(spec: StatementSpec, { form, fields }: Attempt, token: Argument): Problem {
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
  if (word === undefined || takesNames || isArgumentWord(word) || statementsNamed(word).length > 0) {
    const shown = token.kind === "string" ? `"${token.text}"` : token.text;
    const hint =
      token.kind === "number" && form.options.some((o) => o.type.kind === "size")
        ? " A size has a unit, such as 40GB."
        : "";
    const message = `This "${spec.keyword}" does not take ${shown}. Remove it, or begin a new line.${hint}`;
    return { code: "unexpected-argument", range, message, fixes: remove };
  }
  const meant = nearest(word, form.options.flatMap(argumentWords)) ?? nearest(word, wordsOf(spec));
  const advice = meant ? `Did you mean "${meant}"?` : "Remove it.";
  const fixes = meant ? [replaceValue(`Change to "${meant}"`, range, meant)] : [];
  return {
    code: "invalid-value",
    range,
    message: `"${token.text}" is not an option of "${spec.keyword}". ${advice}`,
    fixes,
  };
}
