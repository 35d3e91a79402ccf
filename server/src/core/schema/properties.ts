/** The words of the JSON notation: which statement or argument a property stands for. */
import { placeNames, statements, statementsIn } from "./language.ts";
import { type ArgumentSpec, argumentsOf, type FormSpec, isWord, type Place, type StatementSpec } from "./spec.ts";

/** The statement for `property` in a block of kind `place`. */
export function statementOfProperty(property: string, place: Place): StatementSpec | undefined {
  return byProperty.get(place)?.get(property);
}

/** Of two with the same property, the first. */
const byProperty = new Map(
  (Object.keys(placeNames) as Place[]).map((place) => {
    const specs = [...statementsIn(place)].reverse().map((spec) => [spec.json.property, spec] as const);
    return [place, new Map(specs)];
  }),
);

/** Every statement for `property`, in any place. */
export function statementsOfProperty(property: string): readonly StatementSpec[] {
  return statements.filter((spec) => spec.json.property === property);
}

export function propertyOf(argument: ArgumentSpec): string {
  return argument.json ?? argument.name;
}

/** Whether some statement of the language has an argument with the property `property`. */
export function isArgumentProperty(property: string): boolean {
  return argumentProperties.has(property);
}

/** The argument that is the key of a `map` statement in this form. */
export function keyArgument(spec: StatementSpec, form: FormSpec): ArgumentSpec | undefined {
  if (spec.json.shape !== "map") return undefined;
  return requiredArguments(form)[0];
}

/** The arguments that are properties of the statement's object in this form, required ones first. */
export function propertyArguments(spec: StatementSpec, form: FormSpec): readonly ArgumentSpec[] {
  const known = argumentsByForm.get(form);
  if (known) return known;
  const key = keyArgument(spec, form);
  const found = [...requiredArguments(form).filter((argument) => argument !== key), ...form.options];
  argumentsByForm.set(form, found);
  return found;
}

/** Called for each object of a file. */
const argumentsByForm = new WeakMap<FormSpec, readonly ArgumentSpec[]>();

export function requiredArguments(form: FormSpec): readonly ArgumentSpec[] {
  return form.sequence.filter((element): element is ArgumentSpec => !isWord(element));
}

/** Arguments that are not properties of an object: those in keys, and those that are the whole value of the statement. */
function standsInObject(spec: StatementSpec, argument: ArgumentSpec): boolean {
  return spec.forms.some((form) => {
    if (!propertyArguments(spec, form).includes(argument)) return false;
    return spec.json.shape !== "value" || form.block !== undefined;
  });
}

const argumentProperties: ReadonlySet<string> = new Set(
  statements.flatMap((spec) =>
    argumentsOf(spec)
      .filter((argument) => standsInObject(spec, argument))
      .map(propertyOf),
  ),
);
