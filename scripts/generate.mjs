/** Writes what is made from the schema of the language: `node scripts/generate.mjs`. */
import { mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: ["server/src/core/schema/json-schema.ts"],
  bundle: true,
  write: false,
  format: "esm",
  target: "node20",
});
const { jsonSchema } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);
await mkdir("schemas", { recursive: true });
await writeFile("schemas/hvvm.schema.json", `${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
