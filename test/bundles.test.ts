/** What the bundles hold: the proofs of the rules are for pages, tests and the command line, and stay out of the server. */
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { expect, test } from "vitest";
import { rules } from "../server/src/core/rules/registry.ts";

const bundle = (name: string) => readFileSync(new URL(`../dist/${name}`, import.meta.url), "utf8");

/** The beginning of each reason, as far as a bundle writes it without escapes. */
const reasons = rules.map(({ why }) => /^[\w ,.;-]*/.exec(why)![0]).filter((start) => start.length > 25);

test("most reasons can be found in a bundle that has them", () => {
  const cli = bundle("cli.js");
  expect(reasons.length).toBeGreaterThan(rules.length / 2);
  for (const reason of reasons) expect(cli).toContain(reason);
});

test.each(["server.js", "web/server.js"])("%s has neither the reasons nor the layouts of the rules", (name) => {
  const server = bundle(name);
  expect(reasons.filter((reason) => server.includes(reason))).toEqual([]);
  expect(server).not.toContain("\nvm ");
});

test.each(["extension.js", "server.js", "cli.js", "web/extension.js", "web/server.js"])(
  "%s requires nothing but Node's own modules and vscode",
  (name) => {
    const required = [...bundle(name).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module]) => module!);
    expect(required.filter((module) => module !== "vscode" && !isBuiltin(module))).toEqual([]);
  },
);
