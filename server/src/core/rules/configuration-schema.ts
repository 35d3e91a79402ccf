/** The JSON Schema of `hvvm.config.json`, made from the rules. Written to `schemas/hvvm.config.schema.json`. */
import { configuredSeverities } from "./configuration.ts";
import { isSyntaxCode, rules } from "./registry.ts";

export function configurationSchema(): string {
  const configurable = rules.filter(({ code }) => !isSyntaxCode(code));
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of hvvm",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      rules: {
        description: "Severity of each rule, by its code.",
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(
          configurable.map(({ code, why, severity }) => [
            code,
            { enum: configuredSeverities, description: `${why} By default: ${severity}.` },
          ]),
        ),
      },
      costs: { description: "Path of a costs file, relative to this file.", type: "string" },
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
