/** The page docs/from-your-host-and-back.md: each command in it prints what the page shows. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hvvm } from "./support/cli.ts";

const page = readFileSync("docs/from-your-host-and-back.md", "utf8");
const runs = Array.from(
  page.matchAll(/```console\n\$ hvvm ([^\n]+)\n([^`]*)```/g),
  ([, command, shown]) => [command!, shown!] as const,
);

test("the page shows import, its refusal, and drift", () => {
  expect(runs.map(([command]) => command.split(" ")[0])).toEqual(expect.arrayContaining(["import", "import", "drift"]));
});

test.each(runs)("hvvm %s prints what the page shows", (command, shown) => {
  const { out, err } = hvvm(command.split(" "), { cwd: "docs/from-your-host-and-back" });
  expect(out + err).toBe(shown);
});
