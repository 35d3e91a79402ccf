import { expect, test } from "vitest";
import { Dependents } from "../../server/src/core/rules/dependents.ts";

const on = (...names: readonly string[]) => ({ names });

test("a changed name concerns those that use it, each once, and those that depend on all names", () => {
  const [both, web, all] = [on("hv01", "web"), on("web"), { names: undefined }];
  const dependents = new Dependents();
  for (const one of [both, web, all]) dependents.add(one);
  expect(dependents.on(new Set(["hv01", "web"]))).toHaveLength(3);
  expect(new Set(dependents.on(new Set(["web"])))).toEqual(new Set([both, web, all]));
  expect(new Set(dependents.on(new Set(["hv01"])))).toEqual(new Set([both, all]));
  expect(dependents.on(new Set(["logs"]))).toEqual([all]);
});

test("a removed statement depends on nothing", () => {
  const [both, web, all] = [on("hv01", "web"), on("web"), { names: undefined }];
  const dependents = new Dependents();
  for (const one of [both, web, all]) dependents.add(one);
  for (const one of [both, all]) dependents.remove(one);
  expect(dependents.on(new Set(["hv01", "web"]))).toEqual([web]);
});
