/** What the bundles contain and how large they are: only the simulation's thread has the engine. */
import { readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { expect, test } from "vitest";

const path = (name: string) => new URL(`../dist/${name}`, import.meta.url);
const bundle = (name: string) => readFileSync(path(name), "utf8");

test("the engine is in the simulation's bundle, and not in the server's and the command line's", () => {
  const ofEngine = "Service times of software stages are drawn";
  expect(bundle("simulation.js")).toContain(ofEngine);
  for (const name of ["server.js", "cli.js"]) expect(bundle(name)).not.toContain(ofEngine);
});

test.each([
  ["server.js", 700],
  ["exchange.js", 370],
  ["simulation.js", 110],
  ["web/server.js", 880],
  ["extension.js", 10],
  ["client.js", 540],
])("%s has at most %i KB", (name, most) => {
  expect(statSync(path(name)).size).toBeLessThanOrEqual(most * 1024);
});

/** What a bundle requires besides Node's own modules and vscode. */
const requiredBy = (name: string) =>
  [...bundle(name).matchAll(/\b(?:require|import)\("([^"]+)"\)/g)]
    .map(([, module]) => module!)
    .filter((module) => module !== "vscode" && !isBuiltin(module));

test.each(["client.js", "exchange.js", "simulation.js", "cli.js", "web/extension.js", "web/server.js"])(
  "%s requires nothing but Node's own modules and vscode",
  (name) => {
    expect(requiredBy(name)).toEqual([]);
  },
);

test("the extension's entry requires the client next to it and nothing else, so that VS Code activates it at little cost", () => {
  expect(requiredBy("extension.js")).toEqual(["./client.js"]);
});

test("the server requires the exchange with other tools when it is requested, and nothing else", () => {
  expect(requiredBy("server.js")).toEqual(["./exchange.js"]);
});
