/**
 * The JSON Schema as an editor uses it beside the language server: it completes and explains as the strict one does,
 * and refuses nothing, for the server reports what is wrong, with its codes and fixes.
 */
type Json = { readonly [key: string]: unknown };

/** Constraints on values; each node that has one is offered, not demanded. */
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
