/** Writes the generated files: `npm run generate`, from the root of the project. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generatedFiles, generatedFolders } from "./generated.ts";

const files = generatedFiles();
for (const { path, text } of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
const known = new Set(files.map(({ path }) => path));
for (const folder of generatedFolders) {
  for (const name of readdirSync(folder)) if (!known.has(`${folder}/${name}`)) rmSync(join(folder, name));
}
