/**
 * What the bundles hold and what they weigh: the proofs of the rules are for pages, tests and the command line, and stay
 * out of the server; the engine and the words of its report are the simulation's thread alone.
 */
import { readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { expect, test } from "vitest";
import { rules } from "../server/src/core/rules/registry.ts";
import { costTable } from "../server/src/core/simulation/paths/cost-table.ts";

const path = (name: string) => new URL(`../dist/${name}`, import.meta.url);
const bundle = (name: string) => readFileSync(path(name), "utf8");

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

/** The beginnings of what each cost means and who says so. */
const said = costTable.flatMap(({ meaning, source }) => [meaning, source]).map((text) => text.slice(0, 25));

test("what costs mean and who says so is in the simulation's bundle and not in the server's", () => {
  const [server, simulation] = [bundle("server.js"), bundle("simulation.js")];
  expect(said.filter((text) => simulation.includes(text)).length).toBeGreaterThan(0.9 * said.length);
  expect(said.filter((text) => server.includes(text))).toEqual([]);
});

test("the engine is in the simulation's bundle and not in the server's", () => {
  const ofEngine = "Service times of software stages are drawn";
  expect(bundle("simulation.js")).toContain(ofEngine);
  expect(bundle("server.js")).not.toContain(ofEngine);
});

test.each([
  ["server.js", 700],
  ["simulation.js", 110],
  ["web/server.js", 800],
  ["extension.js", 10],
  ["client.js", 540],
])("%s has at most %i KB", (name, most) => {
  expect(statSync(path(name)).size).toBeLessThanOrEqual(most * 1024);
});

/** What a bundle requires beside Node's own modules and vscode. */
const requiredBy = (name: string) =>
  [...bundle(name).matchAll(/\b(?:require|import)\("([^"]+)"\)/g)]
    .map(([, module]) => module!)
    .filter((module) => module !== "vscode" && !isBuiltin(module));

test.each(["client.js", "server.js", "simulation.js", "cli.js", "web/extension.js", "web/server.js"])(
  "%s requires nothing but Node's own modules and vscode",
  (name) => {
    expect(requiredBy(name)).toEqual([]);
  },
);

test("the extension's entry requires the client beside it and nothing else, so VS Code wakes it at little cost", () => {
  expect(requiredBy("extension.js")).toEqual(["./client.js"]);
});
