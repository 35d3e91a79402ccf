/**
 * Binds a JSON item to the schema: keys and properties become named fields, and what does not fit becomes a problem.
 */
import {
  isArgumentProperty,
  keyArgument,
  propertyArguments,
  propertyOf,
  requiredArguments,
  statementOfProperty,
} from "../schema/properties.ts";
import { type ArgumentSpec, type FormSpec, isWord, type Place, type StatementSpec } from "../schema/spec.ts";
import { type JsonItem, readProperty } from "../syntax/json/reader.ts";
import type { JsonNode, JsonObject, JsonProperty } from "../syntax/json/tree.ts";
import { firstError, stringsIn } from "../syntax/json/walk.ts";
import type { Range } from "../syntax/tree.ts";
import {
  addUncertain,
  type BoundItem,
  type BoundStatement,
  boundItem,
  type Field,
  noFields,
  noNames,
  noWords,
  type OpenBlock,
  openBlock,
  withEntry,
} from "./bound.ts";
import { expectation } from "./expectation.ts";
import {
  chooseByProperty,
  deviceProperties,
  isDeviceProperty,
  isOfAnotherForm,
  propertiesOf,
  statementNamed,
} from "./json-forms.ts";
import * as problemOf from "./json-problems.ts";
import { jsonExpectation, readJsonKey, readJsonValue } from "./json-value.ts";
import type { Problem } from "./problem.ts";
import { secondOf } from "./read-value.ts";

export function bindJson(item: JsonItem): BoundItem {
  const binder = new Binder(item.hasError);
  const file = openBlock();
  binder.bind(item, file);
  return boundItem(file, binder);
}

/** A statement while it is being bound. */
type Draft = OpenBlock & {
  -readonly [K in Exclude<keyof BoundStatement, keyof OpenBlock>]: BoundStatement[K];
};

class Binder {
  readonly problems: Problem[] = [];
  readonly possibleNames = new Set<string>();
  /** Work to be done: nesting is tracked here, not on the stack. */
  private readonly pending: (() => void)[] = [];
  private readonly nesting: { readonly inner: OpenBlock; readonly outer: OpenBlock }[] = [];

  /** `mayBeIncomplete`: the item contains something that is not JSON, so nothing in it counts as absent. */
  constructor(private readonly mayBeIncomplete: boolean) {}

  bind(item: JsonItem, file: OpenBlock): void {
    const { section } = item;
    const property = readProperty(item);
    const spec = section === undefined ? undefined : statementOfProperty(section, "file");
    if (spec) this.bindEntry(spec, property, file);
    else if (property.key.value !== schemaProperty) this.bindProperty(property, "file", file, true);
    else if (this.mayBeIncomplete) this.problems.push(problemOf.syntaxProblem(firstError(property)!));
    for (let work = this.pending.pop(); work; work = this.pending.pop()) work();
    for (const { inner, outer } of this.nesting.reverse()) outer.hasBrokenBlock ||= inner.hasBrokenBlock;
  }

  /** A property of a block: it is one statement, or contains several. */
  private bindProperty(property: JsonProperty, place: Place, into: OpenBlock, isClosed: boolean): void {
    const { key, value } = property;
    const spec = statementOfProperty(key.value, place);
    if (!spec) {
      this.reject(property, undefined, place, propertiesOf(place), into, isClosed);
      return;
    }
    if (spec.json.shape === "value") {
      this.bindValue(spec, property, into);
      return;
    }
    const container = spec.json.shape === "list" ? "array" : "object";
    const error = property.error ?? (value?.kind === container ? value.error : undefined);
    if (error) this.report(problemOf.syntaxProblem(error), into);
    else if (value && value.kind !== container) {
      const expected = container === "object" ? `an object: { KEY: { … } }` : "a list: [ { … } ]";
      this.report(problemOf.wrongKind(value, key.value, expected), into);
    }
    if (error || value?.kind !== container) {
      addUncertain(into, spec.keyword);
      this.addPossibleNames(value);
    }
    if (value?.kind === "object" && container === "object") {
      for (const entry of value.properties) {
        if (spec.json.shape === "map") this.bindEntry(spec, entry, into);
        else this.bindWord(spec, entry, into);
      }
    }
    if (value?.kind === "array" && container === "array") {
      for (const element of value.elements) this.bindElement(spec, element, key.value, into);
    }
  }

  /** `KEY: { … }`, where the key is the first argument. */
  private bindEntry(spec: StatementSpec, property: JsonProperty, into: OpenBlock): void {
    const { key, value } = property;
    const draft = this.begin(spec, key.range, property.range, into);
    if (value?.kind !== "object") {
      this.spoil(draft, into, whatIsWrong(property, "an object: { … }"), key, value);
      return;
    }
    const alone = spec.forms.find((form) => form.isAlone);
    const isAlone = alone && value.properties.length === 0 && this.takeKey(spec, alone, draft, property);
    if (alone && isAlone) {
      draft.form = alone;
      const error = property.error ?? value.error;
      if (error) this.spoil(draft, into, problemOf.syntaxProblem(error));
      return;
    }
    if (property.error) this.spoil(draft, into, problemOf.syntaxProblem(property.error), key);
    else if (!this.takeKey(spec, spec.forms[0]!, draft, property)) {
      this.spoil(draft, into, problemOf.wrongKey(keyArgument(spec, spec.forms[0]!)!, key), key);
    }
    this.bindObject(
      draft,
      spec.forms.filter((form) => !form.isAlone),
      key.value,
      value,
      into,
    );
  }

  /** `WORD: VALUE`, where the word chooses the form. */
  private bindWord(spec: StatementSpec, property: JsonProperty, into: OpenBlock): void {
    const { key, value } = property;
    const draft = this.begin(spec, key.range, property.range, into);
    const form = spec.forms.find(({ sequence }) => sequence[0] === key.value);
    if (!form) {
      this.spoil(draft, into, property.error ? whatIsWrong(property, "") : problemOf.wrongWord(spec, key), key, value);
      return;
    }
    this.chooseForm(draft, form, key.range);
    if (!value || property.error) {
      this.spoil(draft, into, whatIsWrong(property, ""), value);
      return;
    }
    const argument = requiredArguments(form)[0]!;
    const field = readJsonValue(argument, value);
    if (field) draft.fields = withEntry(draft.fields, argument.name, field);
    else this.spoil(draft, into, problemOf.wrongValue(argument, value, key.value), value);
  }

  private takeKey(spec: StatementSpec, form: FormSpec, draft: Draft, { key }: JsonProperty): boolean {
    const argument = keyArgument(spec, form);
    const field = argument && readJsonKey(argument, key);
    if (field) draft.fields = withEntry(draft.fields, argument.name, field);
    return field !== undefined;
  }

  private bindElement(spec: StatementSpec, element: JsonNode, property: string, into: OpenBlock): void {
    const { start } = element.range;
    const isObject = element.kind === "object";
    const draft = this.begin(spec, isObject ? { start, end: start + 1 } : element.range, element.range, into);
    if (isObject) this.bindObject(draft, spec.forms, property, element, into);
    else this.spoil(draft, into, problemOf.wrongKind(element, property, "an object: { … }"), element);
  }

  /** `property: value`, where the value is the first argument or the block. */
  private bindValue(spec: StatementSpec, property: JsonProperty, into: OpenBlock): void {
    const { key, value } = property;
    const draft = this.begin(spec, key.range, property.range, into);
    if (!value || property.error) {
      this.spoil(draft, into, whatIsWrong(property, ""), value);
      return;
    }
    if (value.kind === "object") {
      const forms = spec.forms.filter((form) => form.block);
      if (forms.length > 0) this.bindObject(draft, forms, key.value, value, into);
      else this.spoil(draft, into, wrongPlain(spec, value, key.value), value);
      return;
    }
    if (value.kind === "null") {
      const form = spec.forms.find((candidate) => candidate.json?.isNull);
      if (!form) this.spoil(draft, into, wrongPlain(spec, value, key.value));
      else this.chooseForm(draft, form, key.range, value.range);
      return;
    }
    const [argument] = requiredArguments(spec.forms[0]!);
    const field = argument?.list ? this.list(argument, property, draft, into) : readJsonValue(argument!, value);
    if (field) draft.fields = withEntry(draft.fields, argument!.name, field);
    else if (!draft.isBroken) this.spoil(draft, into, wrongPlain(spec, value, key.value), value);
  }

  private list(argument: ArgumentSpec, { key, value }: JsonProperty, draft: Draft, into: OpenBlock): Field | undefined {
    if (value?.kind !== "array") return undefined;
    if (value.error) {
      this.spoil(draft, into, problemOf.syntaxProblem(value.error), value);
      return undefined;
    }
    const fields: Field[] = [];
    for (const element of value.elements) {
      const field = readJsonValue(argument, element);
      if (!field) {
        this.spoil(draft, into, problemOf.wrongValue({ ...argument, list: false }, element, key.value), value);
        return undefined;
      }
      fields.push(field);
    }
    const second = argument.isUnique ? secondOf(fields) : undefined;
    if (second) this.spoil(draft, into, problemOf.repeatedEntry(key.value, second.range));
    if (fields.length > 0) {
      return { value: fields, range: { start: fields[0]!.range.start, end: fields.at(-1)!.range.end } };
    }
    if (!this.mayBeIncomplete)
      this.spoil(draft, into, problemOf.missing(key.value, key.range, [expectation([{ ...argument, list: false }])]));
    else draft.isBroken = true;
    return undefined;
  }

  /** The object of a statement contains both its arguments and the statements of its block. */
  private bindObject(
    draft: Draft,
    forms: readonly FormSpec[],
    subject: string,
    object: JsonObject,
    into: OpenBlock,
  ): void {
    const { spec } = draft;
    draft.block = object.range;
    const chosen = chooseByProperty(forms, object);
    const form = chosen?.form ?? forms[0]!;
    draft.form = form;
    const own = propertyArguments(spec, form);
    const place = form.block?.place;
    if (object.error) {
      const problem = problemOf.syntaxProblem(object.error);
      if (own.length > 0) this.spoil(draft, into, problem, object);
      else this.report(problem, draft);
    }
    if (!object.isClosed) draft.hasBrokenBlock = true;
    const seen = new Set<string>();
    const work: (() => void)[] = [];
    for (const property of object.properties) {
      const name = property.key.value;
      const argument = own.find((candidate) => propertyOf(candidate) === name);
      if (chosen && property !== chosen.property && isDeviceProperty(forms, name)) {
        const reason = `"${subject}" holds ${chosen.property.key.value === name ? `"${name}" already` : `a "${chosen.property.key.value}" already`}`;
        this.spoil(draft, into, problemOf.surplus(property, property.key.range, reason), property.value);
      } else if (chosen?.property === property && form.json?.isNull) {
        this.chooseForm(draft, form, property.key.range, property.value!.range);
      } else if (argument) {
        if (chosen?.property === property) this.chooseForm(draft, form, property.key.range);
        this.takeArgument(draft, argument, property, seen.has(name), into);
        seen.add(name);
      } else if (place && statementOfProperty(name, place)) {
        work.push(() => this.bindProperty(property, place, draft, object.isClosed));
      } else if (isOfAnotherForm(spec, name) || (own.length > 0 && isArgumentProperty(name))) {
        const reason = chosen
          ? `"${chosen.property.key.value}" does not take it`
          : `"${spec.json.property}" does not take it`;
        const isFlag = property.value?.kind === "boolean";
        const range =
          isFlag || statementNamed(spec, name) ? property.key.range : (property.value ?? property.key).range;
        if (!isSilent(property)) this.spoil(draft, into, problemOf.surplus(property, range, reason), property.value);
      } else {
        const known = [...own.map(propertyOf), ...(place ? propertiesOf(place) : [])];
        const meant = this.reject(property, spec, place, known, draft, object.isClosed);
        if (meant && own.some((candidate) => propertyOf(candidate) === meant)) draft.isBroken = true;
      }
    }
    for (const next of work.reverse()) this.pending.push(next);
    if (!chosen && forms.some((candidate) => candidate.json)) {
      this.lack(draft, into, subject, deviceProperties(forms));
      return;
    }
    const absent = own.find((argument) => !form.options.includes(argument) && !seen.has(propertyOf(argument)));
    if (absent && !form.json?.isNull) this.lack(draft, into, subject, [propertyOf(absent)]);
  }

  private takeArgument(
    draft: Draft,
    argument: ArgumentSpec,
    property: JsonProperty,
    isSecond: boolean,
    into: OpenBlock,
  ): void {
    const { key, value, error } = property;
    if (error || !value) {
      this.spoil(draft, into, whatIsWrong(property, ""), value);
      return;
    }
    const isFlag = argument.type.kind === "flag";
    if (isSecond) {
      const range = isFlag ? key.range : value.range;
      this.spoil(draft, into, problemOf.surplus(property, range, "it is already there"), value);
      return;
    }
    if (isFlag && value.kind === "boolean") {
      if (value.value) draft.fields = withEntry(draft.fields, argument.name, { value: true, range: key.range });
      return;
    }
    if (value.kind === "null" && argument.type.kind === "text" && draft.form.options.includes(argument)) return;
    const field = isFlag ? undefined : readJsonValue(argument, value);
    if (field) draft.fields = withEntry(draft.fields, argument.name, field);
    else this.spoil(draft, into, problemOf.wrongValue(argument, value, key.value), value);
  }

  /** In JSON the key represents the words of the form, and null the last of them. */
  private chooseForm(draft: Draft, form: FormSpec, key: Range, nothing?: Range): void {
    draft.form = form;
    const words = form.sequence.filter(isWord);
    for (const [index, word] of words.entries()) {
      draft.words = withEntry(draft.words, word, nothing && index === words.length - 1 ? nothing : key);
    }
  }

  /** Required properties that are missing; reported only if no other property may be one of them. */
  private lack(draft: Draft, into: OpenBlock, subject: string, properties: readonly string[]): void {
    if (this.mayBeIncomplete || draft.hasBrokenBlock) draft.isBroken = true;
    else if (!draft.isBroken)
      this.spoil(
        draft,
        into,
        problemOf.missing(
          subject,
          draft.keyword,
          properties.map((property) => `"${property}"`),
        ),
      );
    if (draft.isBroken) into.hasBrokenBlock = true;
  }

  /** Reports an unknown property; returns the known one that was probably meant. */
  private reject(
    property: JsonProperty,
    spec: StatementSpec | undefined,
    place: Place | undefined,
    known: readonly string[],
    into: OpenBlock,
    isClosed: boolean,
  ): string | undefined {
    this.addPossibleNames(property.key);
    this.addPossibleNames(property.value);
    const { problem, meant } = problemOf.unknownProperty(property, spec, place, known);
    const uncertain = place && statementOfProperty(meant ?? property.key.value, place);
    if (uncertain) addUncertain(into, uncertain.keyword);
    into.hasBrokenBlock = true;
    // After a missing bracket, properties seem to be in the wrong place; only the missing bracket is reported.
    const error = isClosed ? property.error : firstError(property);
    if (error) this.report(problemOf.syntaxProblem(error), into);
    else if (isClosed) this.report(problem, into);
    return meant;
  }

  private begin(spec: StatementSpec, keyword: Range, range: Range, into: OpenBlock): Draft {
    const draft: Draft = {
      spec,
      form: spec.forms[0]!,
      keyword,
      range,
      fields: noFields,
      words: noWords,
      children: [],
      block: undefined,
      isBroken: false,
      hasBrokenBlock: false,
      uncertainKeywords: noNames,
    };
    into.children.push(draft);
    this.nesting.push({ inner: draft, outer: into });
    return draft;
  }

  /** A statement has at most one problem, its first. */
  private spoil(draft: Draft, into: OpenBlock, problem: Problem, ...named: readonly (JsonNode | undefined)[]): void {
    for (const node of named) this.addPossibleNames(node);
    if (!draft.isBroken) this.problems.push(problem);
    draft.isBroken = true;
    into.hasBrokenBlock = true;
  }

  private report(problem: Problem, into: OpenBlock): void {
    this.problems.push(problem);
    into.hasBrokenBlock = true;
  }

  /** All strings in rejected text count as defined names. */
  private addPossibleNames(node: JsonNode | undefined): void {
    if (!node) return;
    for (const text of stringsIn(node)) this.possibleNames.add(text.toLowerCase());
  }
}

const schemaProperty = "$schema";

/** A flag that is off means the same as no property. */
function isSilent({ value }: JsonProperty): boolean {
  return value?.kind === "boolean" && !value.value;
}

/** The syntax error of a property, or what its value should have been. */
function whatIsWrong({ key, value, error }: JsonProperty, expected: string): Problem {
  if (error || !value) return problemOf.syntaxProblem(error ?? { range: key.range, message: "" });
  return problemOf.wrongKind(value, key.value, expected);
}

function wrongPlain(spec: StatementSpec, value: JsonNode, property: string): Problem {
  const [argument] = requiredArguments(spec.forms[0]!);
  if (argument && value.kind === "string") return problemOf.wrongValue(argument, value, property);
  const block = spec.forms.some((form) => form.block) ? ", or an object" : "";
  return problemOf.wrongKind(value, property, `${argument ? jsonExpectation(argument) : "a value"}${block}`);
}
