/** The files of the project that are made from its code, with the text that they should have. */
import { limitsPage } from "../../server/src/core/exchange/limits-page.ts";
import { costsSchema } from "../../server/src/core/forecast/costs-schema.ts";
import { configurationSchema } from "../../server/src/core/rules/configuration-schema.ts";
import { rules } from "../../server/src/core/rules/registry.ts";
import { ruleIndex, rulePage } from "../../server/src/core/rules/rule-page.ts";
import { editorSchema } from "../../server/src/core/schema/editor-schema.ts";
import { jsonSchema } from "../../server/src/core/schema/json-schema.ts";

export interface GeneratedFile {
  /** Relative to the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** Folders that contain only generated files. */
export const generatedFolders: readonly string[] = ["docs/rules"];

export function generatedFiles(): readonly GeneratedFile[] {
  return [
    { path: "docs/rules/README.md", text: ruleIndex(rules) },
    ...rules.map((rule) => ({ path: `docs/rules/${rule.code}.md`, text: rulePage(rule) })),
    { path: "docs/export-targets.md", text: limitsPage() },
    { path: "schemas/hvvm.schema.json", text: `${JSON.stringify(editorSchema(jsonSchema()), undefined, 2)}\n` },
    { path: "schemas/hvvm.strict.schema.json", text: `${JSON.stringify(jsonSchema(), undefined, 2)}\n` },
    { path: "schemas/hvvm.config.schema.json", text: configurationSchema() },
    { path: "schemas/hvvm-costs.schema.json", text: costsSchema() },
  ];
}
