/** Reads texts in either notation for tests, and describes their meaning without positions. */
import { bindJson } from "../../server/src/core/model/bind-json.ts";
import { bindNative } from "../../server/src/core/model/bind-native.ts";
import type { BoundItem, BoundStatement, Field } from "../../server/src/core/model/bound.ts";
import { vocabulary } from "../../server/src/core/model/vocabulary.ts";
import { readJsonItems } from "../../server/src/core/syntax/json/reader.ts";
import { readItems } from "../../server/src/core/syntax/native/items.ts";

export interface Found {
  readonly code: string;
  /** The text that the problem marks. */
  readonly marked: string;
}

export function problemsOfNative(text: string): readonly Found[] {
  return [...readItems(text, vocabulary).items].flatMap(({ start, item }) => found(text, start, bindNative(item)));
}

/** Problems outside all items come first. */
export function problemsOfJson(text: string): readonly Found[] {
  const { items, errors } = readJsonItems(text);
  const inFile = errors.map(({ code, range }) => ({ code, marked: text.slice(range.start, range.end) }));
  return [...inFile, ...[...items].flatMap(({ start, item }) => found(text, start, bindJson(item)))];
}

function found(text: string, start: number, { problems }: BoundItem): readonly Found[] {
  return problems.map(({ code, range }) => ({ code, marked: text.slice(start + range.start, start + range.end) }));
}

export function nativeStatements(text: string): readonly BoundStatement[] {
  return [...readItems(text, vocabulary).items].flatMap(({ item }) => bindNative(item).statements);
}

export function jsonStatements(text: string): readonly BoundStatement[] {
  return [...readJsonItems(text).items].flatMap(({ item }) => bindJson(item).statements);
}

/** The meaning of statements: statements of one keyword in their order, fields by name. */
export function meaning(statements: readonly BoundStatement[]): unknown {
  const said = statements.map((statement) => ({
    keyword: statement.spec.keyword,
    form: statement.spec.forms.indexOf(statement.form),
    fields: Object.fromEntries(
      [...statement.fields].map(([name, field]) => [name, fieldMeaning(field)] as const).sort(),
    ),
    children: meaning(statement.children),
  }));
  return said.sort((a, b) => (a.keyword < b.keyword ? -1 : Number(a.keyword > b.keyword)));
}

function fieldMeaning({ value, oldWord }: Field): unknown {
  if (Array.isArray(value)) return value.map(fieldMeaning);
  if (typeof value === "object" && "controller" in value) return `${value.controller}:${value.location}`;
  return oldWord ?? value;
}
