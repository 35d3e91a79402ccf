import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { findFileBeside } from "../../server/src/lsp/file-beside.ts";

const outer = mkdtempSync(join(tmpdir(), "hvvm-beside-"));
const folder = join(outer, "layouts");
mkdirSync(join(folder, "base"), { recursive: true });
for (const name of ["outside.vhdx", "layouts/near.vhdx", "layouts/base/ws 2019.vhdx"]) {
  writeFileSync(join(outer, name), "");
}
const layout = pathToFileURL(join(folder, "a.hvvm")).href;
const hrefOf = (name: string) => pathToFileURL(join(folder, name)).href;

afterAll(() => rmSync(outer, { recursive: true, force: true }));

test.each([
  ["near.vhdx", "near.vhdx"],
  [".\\near.vhdx", "near.vhdx"],
  ["base\\ws 2019.vhdx", "base/ws 2019.vhdx"],
  ["base/../near.vhdx", "near.vhdx"],
])("%s in the folder of the layout is found", async (path, name) => {
  expect(await findFileBeside(layout, path)).toBe(hrefOf(name));
});

test.each([
  "missing.vhdx",
  "base",
  "..\\outside.vhdx",
  join(outer, "outside.vhdx"),
  "\\\\server\\share\\a.vhdx",
  "",
  "a\0b",
])("%j is not a file there", async (path) => expect(await findFileBeside(layout, path)).toBeUndefined());

test("nothing is found next to an unsaved layout", async () => {
  expect(await findFileBeside("untitled:Untitled-1", "near.vhdx")).toBeUndefined();
});
