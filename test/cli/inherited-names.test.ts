/** Names that every object inherits mean no more than others in what the commands write: all of it is that of a like name. */
import { expect, test } from "vitest";
import { folderWith, hvvm } from "../support/cli.ts";

const layout = (name: string) => `platform windows-server-2019
host "${name}" { volume "C:\\${name}" hdd-7200 }
load "${name}" { read 50% }
vm "${name}" {
  on "${name}"
  ide 0:0 disk "C:\\${name}\\os.vhdx" boot
  ide 0:0 dvd empty
}
vm "${name}2" { on "${name}"; ide 0:0 disk "C:\\${name}\\b.vhdx" { load "${name}" } }
`;
const sound = (name: string) => layout(name).replace("  ide 0:0 dvd empty\n", "");

/** Random numbers go by names, and figures and their notes by random numbers. */
function withoutFigures(report: string): string {
  const { disks } = JSON.parse(report) as { disks: Record<string, unknown>[] };
  return JSON.stringify(disks.map(({ vm, slot, volume, type, load }) => [vm, slot, volume, type, load]));
}

test.each([
  ["__proto__", "__proton_"],
  ["constructor", "constructoq"],
])("%s is written like %s, by every command", (name, like) => {
  const [given, expected] = [name, like].map((own) => {
    const file = `${own}.hvvm`;
    const cwd = folderWith({ [file]: layout(own), [`sound-${file}`]: sound(own) });
    const runs = [
      ...["json", "sarif", "github", "text"].map((format) => ["check", file, "--format", format]),
      ["simulate", `sound-${file}`, "--requests", "2000", "--format", "json"],
      ["convert", `sound-${file}`, "--to", "json"],
      ["export", `sound-${file}`, "--to", "powershell"],
    ];
    return runs.map((args) => {
      const { exitCode, out, err } = hvvm(args, { cwd });
      if (args.includes("json")) JSON.parse(out);
      const written = args[0] === "simulate" ? withoutFigures(out) : out;
      return { exitCode, out: (written + err).replaceAll(own, "NAME").replaceAll(cwd, "") };
    });
  });
  expect(given).toEqual(expected);
  expect(given!.filter(({ out }) => out.includes("NAME")).length).toBeGreaterThanOrEqual(given!.length - 1);
});
