/** Generated files are fresh: `npm run generate` writes them. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles, generatedFolders } from "./support/generated.ts";

const root = resolve(import.meta.dirname, "..");
const files = generatedFiles();

test.each(files.map(({ path, text }) => [path, text]))("%s is as the code says", (path, text) => {
  expect(readFileSync(join(root, path), "utf8")).toBe(text);
});

test.each(generatedFolders.map((folder) => [folder]))("%s holds nothing else", (folder) => {
  const known = files.map(({ path }) => path);
  expect(readdirSync(join(root, folder)).filter((name) => !known.includes(`${folder}/${name}`))).toEqual([]);
});
