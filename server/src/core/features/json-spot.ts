/** What the schema expects at a place in a JSON layout, determined from the keys around it. */
import { group } from "d3-array";
import { statementsIn } from "../schema/language.ts";
import {
  keyArgument,
  propertyArguments,
  propertyOf,
  requiredArguments,
  statementOfProperty,
} from "../schema/properties.ts";
import type { ArgumentSpec, FormSpec, Place, StatementSpec } from "../schema/spec.ts";

export type JsonSpot =
  | PropertiesSpot
  /** The inside of an object whose keys are first arguments. */
  | { readonly kind: "entries"; readonly spec: StatementSpec; readonly key: ArgumentSpec }
  /** The inside of a list of objects. */
  | { readonly kind: "elements"; readonly spec: StatementSpec }
  /** A value: of an argument, or of a statement that may be an object instead. */
  | { readonly kind: "value"; readonly argument: ArgumentSpec | undefined; readonly spec?: StatementSpec };

/** The inside of an object: arguments of its statement, and statements of its block. */
export interface PropertiesSpot {
  readonly kind: "properties";
  readonly arguments: readonly ArgumentSpec[];
  readonly place: Place | undefined;
  readonly statements: readonly StatementSpec[];
  /** The same for each property that chooses a form of the statement. */
  readonly chosenBy?: ReadonlyMap<string, PropertiesSpot>;
}

/**
 * `path`: keys from the root on, `undefined` for an element of a list. `undefined` if the schema expects nothing there.
 */
export function jsonSpot(path: readonly (string | undefined)[]): JsonSpot | undefined {
  let spot: JsonSpot | undefined = properties([], "file");
  for (const key of path) spot = spot && below(spot, key);
  return spot;
}

/** The path from its last section on: if a brace is missing, a section seems to be inside the previous one. */
export function pathInSection(path: readonly (string | undefined)[]): readonly (string | undefined)[] {
  const isSection = (key: string | undefined) =>
    key !== undefined && statementOfProperty(key, "file")?.json.shape === "map";
  return path.slice(Math.max(0, path.map(isSection).lastIndexOf(true)));
}

/** The spot of an object with these properties: if one of them chooses a form of the statement, that of this form. */
export function withProperties(spot: PropertiesSpot, present: ReadonlySet<string>): PropertiesSpot {
  for (const [property, chosen] of spot.chosenBy ?? []) if (present.has(property)) return chosen;
  return spot;
}

/** What follows the key in a spot. */
function below(outer: JsonSpot, key: string | undefined): JsonSpot | undefined {
  const spot = outer.kind === "value" && key !== undefined ? insideOf(outer) : outer;
  switch (spot?.kind) {
    case "properties":
      return key === undefined ? undefined : afterProperty(spot, key);
    case "entries":
      return key === undefined ? undefined : objectOf(spot.spec, spot.spec.forms);
    case "elements":
      return key === undefined ? objectOf(spot.spec, spot.spec.forms) : undefined;
    case "value":
      return spot.argument?.list ? { kind: "value", argument: spot.argument } : undefined;
    default:
      return undefined;
  }
}

/** The properties of a value that can be written as an object. */
export function insideOf(spot: JsonSpot): JsonSpot | undefined {
  if (spot.kind !== "value") return spot;
  const forms = spot.spec?.forms.filter((form) => form.block) ?? [];
  return spot.spec && forms.length > 0 ? objectOf(spot.spec, forms) : undefined;
}

function afterProperty({ arguments: own, place }: PropertiesSpot, key: string): JsonSpot | undefined {
  const argument = own.find((candidate) => propertyOf(candidate) === key);
  if (argument) return { kind: "value", argument };
  const spec = place === undefined ? undefined : statementOfProperty(key, place);
  if (!spec) return undefined;
  if (spec.json.shape === "list") return { kind: "elements", spec };
  if (spec.json.shape === "values") return properties(spec.forms.map(wordArgument), undefined);
  if (spec.json.shape === "map") {
    const first = keyArgument(spec, spec.forms[0]!);
    return first && { kind: "entries", spec, key: first };
  }
  return { kind: "value", argument: requiredArguments(spec.forms[0]!)[0], spec };
}

/** The argument of a form that is chosen by its word, as the property with that word. */
function wordArgument(form: FormSpec): ArgumentSpec {
  return {
    ...requiredArguments(form)[0]!,
    name: String(form.sequence[0]),
    json: String(form.sequence[0]),
    doc: form.doc,
  };
}

function objectOf(spec: StatementSpec, forms: readonly FormSpec[]): PropertiesSpot {
  const choosing = group(
    forms.filter(({ json }) => json),
    ({ json }) => json!.property,
  );
  const chosenBy = new Map([...choosing].map(([property, chosen]) => [property, propertiesOf(spec, chosen)]));
  return { ...propertiesOf(spec, forms), chosenBy };
}

function propertiesOf(spec: StatementSpec, forms: readonly FormSpec[]): PropertiesSpot {
  const own = forms.filter((form) => !form.isAlone).flatMap((form) => propertyArguments(spec, form));
  const unique = new Map(own.map((argument) => [propertyOf(argument), argument]));
  return properties([...unique.values()], forms.find((form) => form.block)?.block?.place);
}

function properties(own: readonly ArgumentSpec[], place: Place | undefined): PropertiesSpot {
  return { kind: "properties", arguments: own, place, statements: place === undefined ? [] : statementsIn(place) };
}
