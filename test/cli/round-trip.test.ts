/** The whole way round on the command line: each example is exported, built on mock hosts, imported, and does not drift. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { apply, hostFor, hostNames } from "../exchange/exports.ts";
import { collect } from "../exchange/mock-host/inventory.ts";
import { folderWith, hvvm } from "../support/cli.ts";

const cwd = folderWith({});

test.each(readdirSync("examples").filter((name) => name.endsWith(".hvvm")))(
  "%s",
  (name) => {
    const layout = readFileSync(join("examples", name), "utf8");
    writeFileSync(join(cwd, name), layout);
    expect(hvvm(["export", name, "--to", "powershell", "--out", `${name}.ps1`], { cwd }).exitCode).toBe(0);
    const script = readFileSync(join(cwd, `${name}.ps1`), "utf8");
    const inventories = hostNames(layout).map((hostName, index) => {
      const host = hostFor(layout, hostName);
      apply(script, host);
      writeFileSync(join(cwd, `${name}.${index}.json`), collect(host));
      return `${name}.${index}.json`;
    });
    expect(hvvm(["drift", name, ...inventories], { cwd })).toMatchObject({ exitCode: 0, err: "" });
    const imported = hvvm(["import", ...inventories], { cwd });
    expect(imported).toMatchObject({ exitCode: 0, err: "" });
    expect(hvvm(["check", "-"], { cwd, input: imported.out }).exitCode).toBe(0);
  },
  60_000,
);
