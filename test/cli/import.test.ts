/** `hvvm import` as its users run it: standard output, one line on standard error, exit codes. */
import { expect, test } from "vitest";
import { collectorScript } from "../../server/src/core/exchange/inventory/collector-script.ts";
import { estateLayout } from "../../server/src/core/exchange/inventory/estate-layout.ts";
import { readInventories } from "../../server/src/core/exchange/inventory/read-inventories.ts";
import { folderWith, hvvm } from "../support/cli.ts";

const drive = (VMName: string, Path: string) =>
  JSON.stringify({ ControllerType: 1, ControllerNumber: 0, ControllerLocation: 0, Path, DiskNumber: null, VMName });
const a = drive("a", "D:\\é\\a.vhdx");
const cwd = folderWith({
  "a.json": a,
  "b.json": drive("b", "D:\\b.vhdx"),
  "utf16.json": Buffer.from(`\ufeff${a}`, "utf16le"),
  "table.txt": "Name State\n---- -----\na    Off\n",
  "binary.json": Buffer.from([0x7b, 0xff, 0xfe, 0x00]),
});

test("several inventories become one layout, which hvvm check accepts", () => {
  const { exitCode, out, err } = hvvm(["import", "a.json", "b.json"], { cwd });
  expect([exitCode, err]).toEqual([0, ""]);
  expect(out.match(/^vm /gm)).toHaveLength(2);
  expect(out).toContain("# Imported from a.json, b.json: 0 hosts, 2 VMs.");
  expect(hvvm(["format", "--check", "-"], { cwd, input: out })).toEqual({ exitCode: 0, out: "", err: "" });
});

test("the JSON notation begins with its object, so that it is recognized as JSON in a pipe", () => {
  const { out } = hvvm(["import", "a.json", "--to", "json"], { cwd });
  expect(hvvm(["convert", "-", "--to", "hvvm"], { cwd, input: out })).toMatchObject({ exitCode: 0, err: "" });
});

test("UTF-16, as Windows PowerShell redirects it, and standard input are read", () => {
  const { out } = hvvm(["import", "utf16.json"], { cwd });
  expect(out).toContain('"D:\\é\\a.vhdx"');
  expect(hvvm(["import", "-"], { cwd, input: a }).out).toContain("# Imported from standard input: ");
});

test("standard input is read once: a second - is refused, because it would be empty", () => {
  for (const args of [
    ["import", "-", "-"],
    ["drift", "-", "-"],
    ["check", "-", "a.json", "-"],
    ["format", "-", "-"],
  ])
    expect(hvvm(args, { cwd, input: a })).toEqual({
      exitCode: 2,
      out: "",
      err: 'hvvm: Standard input can be read only once. Give "-" once.\n',
    });
});

test.each([
  ["a file that is not there", ["none.json"], /^hvvm: "none.json" does not exist\.\n$/],
  [
    "one of several that is a table",
    ["a.json", "table.txt"],
    /^hvvm: "table.txt" is a formatted table, .* Get-VM \| ConvertTo-Json -Depth 4 on the host\.\n$/,
  ],
  ["bytes that are no text", ["binary.json"], /^hvvm: "binary.json" is not text in UTF-8 or UTF-16\.\n$/],
  ["no file", [], /^hvvm: No inventory is given\. .*\n$/],
  ["the script and a file", ["--collector", "a.json"], /^hvvm: --collector prints a script and reads no file\.\n$/],
])("%s is misuse, with nothing printed", (_name, args, line) => {
  const { exitCode, out, err } = hvvm(["import", ...args], { cwd });
  expect([exitCode, out]).toEqual([2, ""]);
  expect(err).toMatch(line);
});

test("the collector script is printed unchanged", () => {
  expect(hvvm(["import", "--collector"], { cwd })).toEqual({ exitCode: 0, out: collectorScript, err: "" });
});

test("a file of 200 MB is refused by its size, without being read", () => {
  const folder = folderWith({ "large.json": Buffer.alloc(200 * 2 ** 20, " ") });
  const { exitCode, out, err } = hvvm(["import", "large.json"], { cwd: folder });
  expect([exitCode, out]).toEqual([2, ""]);
  expect(err).toMatch(/^hvvm: "large\.json" is larger than 128 MB; .*--collector.*\n$/);
});

test("an inventory becomes the same layout here and in the core", () => {
  const estate = readInventories([{ name: "a.json", text: a }]);
  if ("refusal" in estate) throw new Error(estate.refusal);
  expect(hvvm(["import", "a.json"], { cwd }).out).toBe(estateLayout(estate, ["a.json"], "hvvm"));
});
