/**
 * Names of inherited object properties have no special meaning in the output of the commands: it equals that for an
 * ordinary name.
 */
import { expect, test } from "vitest";
import { folderWith, hvvm } from "../support/cli.ts";

const part = (name: string) => `host "${name}" { volume "C:\\${name}" hdd-7200 }
load "${name}" { read 50% }
vm "${name}" {
  on "${name}"
  ide 0:0 disk "C:\\${name}\\os.vhdx" boot
  ide 0:0 dvd empty
}
vm "${name}2" { on "${name}"; ide 0:0 disk "C:\\${name}\\b.vhdx" { load "${name}" } }
`;
const layout = (names: readonly string[]) => `platform windows-server-2019\n${names.map(part).join("")}`;
const sound = (names: readonly string[]) => layout(names).replaceAll("  ide 0:0 dvd empty\n", "");

/** Random numbers depend on names, and figures and their notes depend on random numbers. */
function withoutFigures(report: string): string {
  const { disks } = JSON.parse(report) as { disks: Record<string, unknown>[] };
  return JSON.stringify(disks.map(({ vm, slot, volume, type, load }) => [vm, slot, volume, type, load]));
}

test("they are written like other names, by every command", () => {
  const inherited = ["__proto__", "constructor"];
  const [given, expected] = [inherited, ["__proton_", "constructoq"]].map((names) => {
    const cwd = folderWith({ "a.hvvm": layout(names), "sound.hvvm": sound(names) });
    const runs = [
      ...["json", "sarif", "github", "text"].map((format) => ["check", "a.hvvm", "--format", format]),
      ["simulate", "sound.hvvm", "--requests", "2000", "--format", "json"],
      ["convert", "sound.hvvm", "--to", "json"],
      ["export", "sound.hvvm", "--to", "powershell"],
    ];
    return runs.map((args) => {
      const { exitCode, out, err } = hvvm(args, { cwd });
      if (args.includes("json")) JSON.parse(out);
      const text = (args[0] === "simulate" ? withoutFigures(out) : out) + err;
      const written = names.reduce((so, name, at) => so.replaceAll(name, `NAME ${at}`), text);
      return { exitCode, out: written.replaceAll(cwd, "") };
    });
  });
  expect(given).toEqual(expected);
  for (const name of ["NAME 0", "NAME 1"])
    expect(given!.filter(({ out }) => out.includes(name)).length).toBeGreaterThanOrEqual(given!.length - 1);
});
