import Ajv from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { editorSchema } from "../../server/src/core/schema/editor-schema.ts";
import { jsonSchema } from "../../server/src/core/schema/json-schema.ts";

const schema = editorSchema(jsonSchema());

test("rejects nothing, because the server reports what is wrong", () => {
  const accepts = new Ajv({ strict: false }).compile(schema);
  const layout = fc.record({ vms: fc.dictionary(fc.string(), fc.jsonValue()), platform: fc.jsonValue() });
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), layout), (value) => accepts(value)));
});

test("still has the properties, values and their descriptions", () => {
  const text = JSON.stringify(schema);
  for (const word of [
    "integrationServices",
    "differencing",
    "windows-server-2025",
    "All space is allocated at creation",
  ]) {
    expect(text).toContain(word);
  }
});
