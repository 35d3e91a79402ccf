/** Generated files are up to date: `npm run generate` writes them. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles, generatedFolders } from "./support/generated.ts";

const root = resolve(import.meta.dirname, "..");
const files = generatedFiles();

test.each(files.map(({ path, text }) => [path, text]))("%s is up to date", (path, text) => {
  expect(readFileSync(join(root, path), "utf8")).toBe(text);
});

test.each(generatedFolders.map((folder) => [folder]))("%s contains only generated files", (folder) => {
  const known = files.map(({ path }) => path);
  expect(readdirSync(join(root, folder)).filter((name) => !known.includes(`${folder}/${name}`))).toEqual([]);
});
