/** Which form of a statement a JSON object uses, and which properties its forms have. */
import { statementsIn } from "../schema/language.ts";
import { propertyArguments, propertyOf, statementOfProperty } from "../schema/properties.ts";
import type { FormSpec, Place, StatementSpec } from "../schema/spec.ts";
import type { JsonObject, JsonProperty } from "../syntax/json/tree.ts";

export interface ChosenForm {
  readonly form: FormSpec;
  readonly property: JsonProperty;
}

/** The form that the first device property chooses. */
export function chooseByProperty(forms: readonly FormSpec[], object: JsonObject): ChosenForm | undefined {
  if (!forms.some((form) => form.json)) return undefined;
  for (const property of object.properties) {
    if (!isDeviceProperty(forms, property.key.value)) continue;
    const named = forms.filter((form) => form.json?.property === property.key.value);
    const isNull = property.value?.kind === "null";
    const form = named.find((candidate) => (candidate.json?.isNull ?? false) === isNull) ?? named[0]!;
    return { form, property };
  }
  return undefined;
}

export function isDeviceProperty(forms: readonly FormSpec[], name: string): boolean {
  return forms.some((form) => form.json?.property === name);
}

export function deviceProperties(forms: readonly FormSpec[]): readonly string[] {
  return [...new Set(forms.flatMap((form) => form.json?.property ?? []))];
}

/** Whether another form of the statement takes the property, as an argument or in its block. */
export function isOfAnotherForm(spec: StatementSpec, name: string): boolean {
  const isArgument = (form: FormSpec) => propertyArguments(spec, form).some((other) => propertyOf(other) === name);
  return spec.forms.some(isArgument) || statementNamed(spec, name);
}

export function statementNamed(spec: StatementSpec, name: string): boolean {
  return spec.forms.some((form) => form.block && statementOfProperty(name, form.block.place));
}

/** The properties of the statements that a block of this kind takes. */
export function propertiesOf(place: Place): readonly string[] {
  return statementsIn(place).map((spec) => spec.json.property);
}
