/** What the README names exists. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatNative } from "../server/src/core/model/format-native.ts";
import { findingsOf } from "./support/check.ts";

const readme = readFileSync("README.md", "utf8");

test("every test that the README names exists", () => {
  const named = Array.from(
    readme.matchAll(/`((?:features|lsp|rules|neovim|vscode)(?:\/[\w./-]+)?)`/g),
    ([, path]) => path!,
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(`test/${path}`))).toEqual([]);
});

test("every command of the command line is in the README", () => {
  const commands = readdirSync("server/src/cli/commands").map((file) => file.replace(".ts", ""));
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((name) => !readme.includes(`\`hvvm ${name} `))).toEqual([]);
});

test("every picture and page that the README links to exists", () => {
  const linked = Array.from(readme.matchAll(/\]\(([\w./-]+)\)/g), ([, path]) => path!);
  expect(linked.filter((path) => !existsSync(path))).toEqual([]);
});

test.each([
  ["README.md", 2],
  ["docs/walkthrough/write.md", 1],
])("every layout in %s is in canonical form, without an error", (path, number) => {
  const layouts = Array.from(readFileSync(path, "utf8").matchAll(/```hvvm\n([^`]+)```/g), ([, text]) => text!);
  expect(layouts.length).toBe(number);
  for (const text of layouts) {
    expect(formatNative(text)).toBe(text);
    expect(findingsOf(text).filter(({ severity }) => severity === "error")).toEqual([]);
  }
});
