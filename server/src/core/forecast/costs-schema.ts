/** The JSON Schema of a costs file, made from the cost table. Written to `schemas/hvvm-costs.schema.json`. */
import { type CostDefinition, costTable } from "../simulation/paths/cost-table.ts";
import { costBounds } from "../simulation/paths/costs.ts";

export function costsSchema(): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Costs of the simulated I/O path",
    description: "Each value replaces a default of the cost table.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      ...Object.fromEntries(costTable.map((definition) => [definition.id, propertyOf(definition)])),
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function propertyOf(definition: CostDefinition): object {
  const { unit, meaning, range, confidence, source } = definition;
  const { min, max, isMinExcluded } = costBounds(definition);
  return {
    description: `${meaning} Unit: ${unit}. Range: ${range[0]} to ${range[1]}. Confidence: ${confidence}. Source: ${source}.`,
    type: "number",
    default: definition.default,
    [isMinExcluded ? "exclusiveMinimum" : "minimum"]: min,
    maximum: max,
  };
}
