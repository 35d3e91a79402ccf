/** Every snippet, as it stands when it is accepted, is right where it belongs. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findingsOf } from "./support/check.ts";

interface Snippet {
  readonly prefix: string;
  readonly body: string | readonly string[];
}

const snippets: Readonly<Record<string, Snippet>> = JSON.parse(readFileSync("snippets/hvvm.json", "utf8"));

describe.each(Object.entries(snippets))("%s", (_, { prefix, body }) => {
  test("has no error or warning", () => {
    const text = inPlace(prefix, expand(typeof body === "string" ? body : body.join("\n")));
    const found = findingsOf(text).filter(({ severity }) => severity === "error" || severity === "warning");
    expect(found.map(({ code, finding }) => `${code}: ${finding.message}`)).toEqual([]);
  });
});

test("no two snippets have one prefix", () => {
  const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

/** The text with the default of every placeholder, and the first of every choice. */
function expand(body: string): string {
  const defaults = new Map<string, string>();
  let text = body.replace(/\$\{(\d+)\|([^,|]*)[^}]*\}/g, "$2");
  for (const [, number, value] of text.matchAll(/\$\{(\d+):([^{}]*)\}/g)) defaults.set(number!, value!);
  text = text.replace(/\$\{\d+:([^{}]*)\}/g, "$1");
  return text.replace(/\$(\d+)/g, (_, number: string) => defaults.get(number) ?? "");
}

/** By its first word: a file's own statement, one of a host, or one of a VM that starts from IDE 0:0. */
function inPlace(prefix: string, text: string): string {
  const [word] = prefix.split(" ");
  if (word === "vm" || word === "host" || word === "load") return text;
  if (word === "volume" || word === "physical") return `host h {\n${text}\n}`;
  const boot = text.startsWith("ide 0:0") ? "" : 'ide 0:0 disk "C:\\VMs\\a\\os.vhdx" boot';
  const legacy = word === "startup" ? "network legacy" : "";
  const lower = text.startsWith("scsi 1") ? "scsi 0" : "";
  return `platform windows-server-2012-r2\nvm a {\n${[boot, legacy, lower, text].join("\n")}\n}`;
}
