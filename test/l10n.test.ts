/** Every text that the client shows can be translated, and German is complete. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

type Texts = Readonly<Record<string, string>>;
const texts = (path: string): Texts => JSON.parse(readFileSync(path, "utf8"));
const manifest = readFileSync("package.json", "utf8");
const english = texts("package.nls.json");
const german = texts("package.nls.de.json");

describe("the manifest", () => {
  const used = Array.from(manifest.matchAll(/"%([\w.]+)%"/g), ([, key]) => key!);

  test("refers only to existing texts", () => {
    expect(used.filter((key) => english[key] === undefined)).toEqual([]);
    expect(used.length).toBeGreaterThan(20);
  });

  test("has no unused text", () => {
    expect(Object.keys(english).filter((key) => !used.includes(key))).toEqual([]);
  });

  test("is complete in German", () => expect(Object.keys(german)).toEqual(Object.keys(english)));

  test("keeps the links of a text in German", () => {
    const links = (text: string) => Array.from(text.matchAll(/\]\((command:[^)]+)\)/g), ([, link]) => link);
    for (const [key, text] of Object.entries(english)) expect(links(german[key]!), key).toEqual(links(text));
  });

  test("runs the contributed task by its type: a list that is filtered by a text would run nothing", () => {
    const [, query] = /tasks\.runTask\?([^)]+)\)/.exec(english["walkthrough.check.description"]!)!;
    const { taskDefinitions } = JSON.parse(manifest).contributes;
    expect(JSON.parse(decodeURIComponent(query!))).toEqual({ type: taskDefinitions[0].type });
  });
});

describe("the client", () => {
  const sources = filesBelow("client/src").map((path) => readFileSync(path, "utf8"));
  const called = sources.flatMap((source) =>
    Array.from(source.matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g), ([, text]) => JSON.parse(`"${text}"`) as string),
  );
  const bundle = texts("l10n/bundle.l10n.de.json");

  test("has a German text for each text that it shows", () => {
    expect([...new Set(called)].filter((text) => bundle[text] === undefined)).toEqual([]);
    expect(called.length).toBeGreaterThan(5);
  });

  test("has no unused German text", () => {
    expect(Object.keys(bundle).filter((text) => !called.includes(text))).toEqual([]);
  });

  test("keeps the placeholders for figures in German", () => {
    const places = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();
    for (const [text, translated] of Object.entries(bundle)) expect(places(translated), text).toEqual(places(text));
  });

  test("shows no text that cannot be translated", () => {
    const bare = sources.flatMap((source) => source.match(/show(?:Error|Warning|Information)Message\(\s*["`]/g) ?? []);
    expect(bare).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
