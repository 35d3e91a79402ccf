/** The JSON Schema (draft 7) of the JSON notation, made from the statements of the language. */
import { statementsIn } from "./language.ts";
import { keyArgument, propertyArguments, propertyOf, requiredArguments } from "./properties.ts";
import type { ArgumentSpec, FormSpec, Place, StatementSpec, ValueType } from "./spec.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [key: string]: unknown };

export function jsonSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const root = objectOf(placeProperties("file", definitions));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "HVVM layout",
    description: "A storage layout of Hyper-V virtual machines.",
    allowComments: true,
    allowTrailingCommas: true,
    ...root,
    properties: { $schema: { type: "string" }, ...(root.properties as JsonSchema) },
    definitions: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

type Definitions = Map<string, JsonSchema>;

function placeProperties(place: Place, definitions: Definitions): JsonSchema {
  return Object.fromEntries(
    statementsIn(place).map((spec) => [spec.json.property, statementSchema(spec, definitions)]),
  );
}

function statementSchema(spec: StatementSpec, definitions: Definitions): JsonSchema {
  const described = description(spec.doc, spec.link);
  if (spec.json.shape === "list") return { ...described, type: "array", items: contentOf(spec, definitions) };
  if (spec.json.shape === "value") return { ...described, ...valueSchema(spec, definitions) };
  if (spec.json.shape === "values") return { ...described, ...objectOf(wordProperties(spec)) };
  return { ...described, type: "object", additionalProperties: false, patternProperties: entries(spec, definitions) };
}

/** Each form's word, with the schema of its argument. */
function wordProperties(spec: StatementSpec): JsonSchema {
  return Object.fromEntries(
    spec.forms.map((form) => [
      form.sequence[0] as string,
      { ...argumentSchema(requiredArguments(form)[0]!), ...description(form.doc, spec.link) },
    ]),
  );
}

/** Each form of key, with the schema of its value. */
function entries(spec: StatementSpec, definitions: Definitions): JsonSchema {
  return Object.fromEntries(
    spec.forms.map((form) => {
      const { type } = keyArgument(spec, form)!;
      const content = form.isAlone
        ? { description: form.doc, type: "object", maxProperties: 0 }
        : contentOf(spec, definitions);
      return [keyPattern(type), content];
    }),
  );
}

function keyPattern(type: ValueType): string {
  if (type.kind === "address") return "^[0-9]+:[0-9]+$";
  return type.kind === "number" ? "^[0-9]+$" : plainText;
}

/** Text without control characters, at least one character long. */
const plainText = "^[^\\u0000-\\u001f\\u007f-\\u009f]+$";

/** The object of a statement, defined only once. */
function contentOf(spec: StatementSpec, definitions: Definitions): JsonSchema {
  const name = spec.json.property;
  if (!definitions.has(name)) {
    definitions.set(name, {});
    definitions.set(name, { description: spec.doc, ...objectSchema(spec, definitions) });
  }
  return { $ref: `#/definitions/${name}` };
}

function objectSchema(spec: StatementSpec, definitions: Definitions): JsonSchema {
  const forms = spec.forms.filter((form) => !form.isAlone && (spec.json.shape !== "value" || form.block));
  const own = [
    ...new Map(
      forms.flatMap((form) =>
        propertyArguments(spec, form).map((argument) => [propertyOf(argument), [argument, form]]),
      ),
    ).values(),
  ] as [ArgumentSpec, FormSpec][];
  const properties = own.map(
    ([argument, form]) => [propertyOf(argument), propertySchema(argument, form, forms)] as const,
  );
  const inBlocks = forms.flatMap((form) =>
    form.block ? Object.entries(placeProperties(form.block.place, definitions)) : [],
  );
  const all = Object.fromEntries([...properties, ...inBlocks]);
  const devices = [...new Set(forms.flatMap((form) => form.json?.property ?? []))];
  if (devices.length === 0) return { ...objectOf(all), ...required(spec, forms[0]) };
  const oneOf = devices.map((device) => {
    const taken = forms.filter((form) => form.json?.property === device);
    const known = new Set([device, ...taken.flatMap((form) => takenBy(spec, form))]);
    const others = Object.keys(all).filter((name) => !known.has(name) && !devices.includes(name));
    return { required: [device], properties: Object.fromEntries(others.map((name) => [name, false])) };
  });
  return { ...objectOf(all), oneOf };
}

function objectOf(properties: JsonSchema): JsonSchema {
  return { type: "object", additionalProperties: false, properties };
}

function takenBy(spec: StatementSpec, form: FormSpec): readonly string[] {
  const inBlock = form.block ? statementsIn(form.block.place).map((inner) => inner.json.property) : [];
  return [...propertyArguments(spec, form).map(propertyOf), ...inBlock];
}

function required(spec: StatementSpec, form: FormSpec | undefined): JsonSchema {
  const key = form && keyArgument(spec, form);
  const names = form
    ? requiredArguments(form)
        .filter((argument) => argument !== key)
        .map(propertyOf)
    : [];
  return names.length > 0 ? { required: names } : {};
}

/** An argument as a property; null means nothing if the language defines it so. */
function propertySchema(argument: ArgumentSpec, form: FormSpec, forms: readonly FormSpec[]): JsonSchema {
  const schema = argumentSchema(argument);
  const isNullForm = forms.some((other) => other.json?.isNull && other.json.property === propertyOf(argument));
  const mayBeNothing = argument.type.kind === "text" && form.options.includes(argument);
  return {
    ...description(argument.doc, undefined, argument.default),
    ...(isNullForm || mayBeNothing ? { ...schema, type: ["string", "null"] } : schema),
  };
}

/** `property: value`: a plain value, null, a list or an object, depending on the forms. */
function valueSchema(spec: StatementSpec, definitions: Definitions): JsonSchema {
  const plain = spec.forms.flatMap((form): JsonSchema[] => {
    if (form.json?.isNull) return [{ type: "null", description: form.doc }];
    const [argument] = requiredArguments(form);
    return argument ? [{ ...description(argument.doc, undefined, argument.default), ...argumentSchema(argument) }] : [];
  });
  const objects = spec.forms.some((form) => form.block) ? [contentOf(spec, definitions)] : [];
  const all = [...plain, ...objects];
  if (all.length > 1) return { anyOf: all };
  const [only] = plain;
  return only ? { ...only, ...description(spec.doc, spec.link, requiredArguments(spec.forms[0]!)[0]?.default) } : {};
}

function argumentSchema(argument: ArgumentSpec): JsonSchema {
  const schema = typeSchema(argument.type);
  if (!argument.list) return schema;
  return { type: "array", minItems: 1, ...(argument.isUnique ? { uniqueItems: true } : {}), items: schema };
}

function typeSchema(type: ValueType): JsonSchema {
  switch (type.kind) {
    case "name":
    case "path":
    case "text":
      return { type: "string", pattern: plainText };
    case "number":
      return { type: "integer", ...range(type) };
    case "size":
      return {
        anyOf: [
          { type: "string", pattern: "^[0-9]+(\\.[0-9]+)?[kKmMgGtT]?[bB]$" },
          { type: "integer", ...range(type), ...(type.step > 1 ? { multipleOf: type.step } : {}) },
        ],
      };
    case "percent":
      return { type: "string", pattern: "^0*(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%$" };
    case "duration":
      return { type: "string", pattern: `${type.mayBeZero ? "^" : notZero}[0-9]+(\\.[0-9]+)?([uUmM]?[sS])$` };
    case "link-rate":
      return { type: "string", pattern: `${notZero}[0-9]+(\\.[0-9]+)?[mMgG][bB][pP][sS]$` };
    case "address": {
      if (!type.orWords) return { type: "string", pattern: keyPattern(type) };
      const listed = choice(Object.keys(type.orWords), Object.values(type.orWords));
      const words = Object.keys(type.orWords).map(inAnyCase).join("|");
      return { anyOf: [listed, { type: "string", pattern: `^([0-9]+:[0-9]+|${words})$` }] };
    }
    case "flag":
    case "switch":
      return { type: "boolean" };
    case "choice":
      return choice(Object.keys(type.numbers).map(Number), Object.values(type.numbers));
    case "keyword": {
      const listed = choice(Object.keys(type.words), Object.values(type.words));
      const words = [...Object.keys(type.words), ...Object.keys(type.old ?? {})];
      const others = type.orString ? plainText : `^(${words.map(inAnyCase).join("|")})$`;
      return { anyOf: [listed, { type: "string", pattern: others }] };
    }
  }
}

/** The beginning of a pattern for digits that are not all 0. */
const notZero = "^(?=[0-9.]*[1-9])";

function range({ min, max }: { readonly min: number; readonly max: number }): JsonSchema {
  return { minimum: min, ...(Number.isFinite(max) ? { maximum: max } : {}) };
}

/** `enumSortTexts` keeps the order in editors that would otherwise sort alphabetically. */
function choice(values: readonly (string | number)[], docs: readonly string[]): JsonSchema {
  const enumSortTexts = values.map((_, index) => String(index).padStart(3, "0"));
  return { enum: values, enumDescriptions: docs, markdownEnumDescriptions: docs, enumSortTexts };
}

function inAnyCase(word: string): string {
  return word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`).replaceAll(".", "\\.");
}

function description(doc: string, link: string | undefined, byDefault?: string): JsonSchema {
  const description = byDefault === undefined ? doc : `${doc} Default: ${byDefault}.`;
  return {
    description,
    ...(link === undefined ? {} : { markdownDescription: `${description} [Documentation](${link})` }),
  };
}
