/**
 * The JSON Schema for editors that run the language server: it provides the same completion and hovers as the strict
 * one but refuses nothing, because the server reports problems with its own codes and fixes.
 */
type Json = { readonly [key: string]: unknown };

/** Keywords that constrain values; the lenient schema suggests what they allow, but requires nothing. */
const constraints = ["type", "enum", "const", "pattern", "minimum", "maximum", "multipleOf", "minLength"];

export function editorSchema(strict: Json): Json {
  const { $schema, title, definitions, ...root } = strict;
  return {
    $schema,
    title,
    ...(lenient(root) as Json),
    ...(definitions ? { definitions: mapValues(definitions as Json, lenient) } : {}),
  };
}

function lenient(node: unknown): unknown {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return {};
  const { properties, patternProperties, additionalProperties, items, anyOf, oneOf, required, ...rest } = node as Json;
  const isObject = properties !== undefined || patternProperties !== undefined;
  const own = Object.fromEntries(Object.entries(rest).filter(([key]) => !(isObject && constraints.includes(key))));
  const children = {
    ...(properties ? { properties: mapValues(properties as Json, lenient) } : {}),
    ...(patternProperties ? { patternProperties: mapValues(patternProperties as Json, lenient) } : {}),
    ...(typeof additionalProperties === "object" ? { additionalProperties: lenient(additionalProperties) } : {}),
    ...(items ? { items: lenient(items) } : {}),
  };
  const alternatives = Array.isArray(anyOf) ? [...anyOf.map(lenient), {}] : undefined;
  const isConstrained = !isObject && constraints.some((key) => key in own);
  if (!isConstrained) return { ...own, ...children, ...(alternatives ? { anyOf: alternatives } : {}) };
  const { description, markdownDescription, default: standard, ...constrained } = own;
  const described = Object.fromEntries(
    Object.entries({ description, markdownDescription, default: standard }).filter(([, value]) => value !== undefined),
  );
  return { ...described, anyOf: [{ ...constrained, ...children }, ...(alternatives ?? []), {}] };
}

function mapValues(object: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
