/** The JSON Schema of a costs file, made from the cost table. Written to `schemas/hvvm-costs.schema.json`. */
import { costTable } from "../simulation/paths/costs.ts";

export function costsSchema(): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Costs of the I/O path",
    description: "What is not given keeps its default.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      ...Object.fromEntries(
        costTable.map(({ id, unit, default: value, range: [low, high], confidence, source, meaning }) => [
          id,
          {
            type: "number",
            minimum: 0,
            default: value,
            description: `${meaning} In ${unit}, published range ${low} to ${high}, confidence ${confidence}: ${source}.`,
          },
        ]),
      ),
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
