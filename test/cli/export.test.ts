import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { powershellTree } from "../exchange/powershell-tree.ts";
import { folderWith, hvvm } from "../support/cli.ts";

const web = readFileSync("examples/web-server-2008.hvvm", "utf8");
const cwd = folderWith({
  "web.hvvm": web,
  "wrong.hvvm": 'vm a { scsi 0:99 disk "relative.vhdx" }',
  "none.hvvm": "platform windows-server-2019",
  "names.hvvm": 'vm "Ñandú" { ide 0:0 disk "C:\\V\\a.vhdx" }\nvm "a*" { ide 0:0 disk "C:\\V\\b.vhdx" }',
  "star.hvvm": 'vm "a*" { ide 0:0 disk "C:\\V\\b.vhdx" }',
  "taken.ps1": "# kept",
});
const run = (...args: readonly string[]) => hvvm(["export", ...args], { cwd });

test.each(readdirSync("examples"))(
  "each target exported from %s is valid in its format",
  async (name) => {
    const example = readFileSync(join("examples", name), "utf8");
    const to = (...target: readonly string[]) => {
      const outcome = hvvm(["export", "-", "--to", ...target], { cwd, input: example });
      expect(outcome.exitCode).toBe(0);
      return outcome.out;
    };
    const script = to("powershell");
    expect(script).toMatch(/^[\n -~]*$/);
    expect(powershellTree(script).hasError).toBe(false);
    expect(parseYaml(to("ansible"))).toHaveLength(1);
    expect(Object.keys((await parse("a.tf", to("terraform"))).resource)).toContain("hyperv_vm");
    const other = await parse("a.tf", to("terraform", "--provider", "taliesins"));
    expect(Object.keys(other.resource)).toContain("hyperv_machine_instance");
  },
  60_000,
);

test("what the target does not support is one line on standard error for each kind and VM", () => {
  const { exitCode, err } = run("web.hvvm", "--to", "ansible");
  expect(exitCode).toBe(0);
  expect(err.split("\n")).toEqual([
    'hvvm: VM "web01": Ansible microsoft.hyperv does not support the release of the host: the collection is for Windows Server 2016 and later.',
    'hvvm: VM "web01": Ansible microsoft.hyperv does not support a pass-through disk (SCSI 0:1): a disk needs the path of a file.',
    "",
  ]);
});

test("a file with an error is refused, and nothing is written", () => {
  const { exitCode, out, err } = run("wrong.hvvm", "--to", "powershell", "--out", "new.ps1");
  expect([exitCode, out]).toEqual([1, ""]);
  expect(err).toContain("scsi-location-out-of-range");
  expect(existsSync(join(cwd, "new.ps1"))).toBe(false);
});

test.each(["none.hvvm", "star.hvvm"])("nothing to export in %s: exit code 1, nothing written", (name) => {
  const { exitCode, out, err } = run(name, "--to", "ansible");
  expect([exitCode, out]).toEqual([1, ""]);
  expect(err).toContain(`"${name}" has no virtual machine that can be exported to Ansible microsoft.hyperv.`);
});

test("misuse is exit code 2 and one line", () => {
  for (const args of [
    ["web.hvvm"],
    ["web.hvvm", "--to", "docker"],
    ["gone.hvvm", "--to", "ansible"],
    ["web.hvvm", "--to", "ansible", "--provider", "taliesins"],
    ["web.hvvm", "--to", "powershell", "--vm", "web02"],
    ["web.hvvm", "--to", "powershell", "--out", "web.hvvm"],
  ]) {
    const { exitCode, out, err } = run(...args);
    expect([exitCode, out, err.trimEnd().split("\n").length], args.join(" ")).toEqual([2, "", 1]);
  }
  expect(readFileSync(join(cwd, "web.hvvm"), "utf8")).toBe(web);
});

test("a folder that does not exist is given as the reason why a file cannot be written", () => {
  expect(run("web.hvvm", "--to", "powershell", "--out", "gone/web.ps1")).toEqual({
    exitCode: 2,
    out: "",
    err: 'hvvm: "gone/web.ps1" cannot be written, because its folder does not exist.\n',
  });
});

test("one of several VMs is exported", () => {
  const input = readFileSync("examples/branch-office.hvvm", "utf8");
  const { out } = hvvm(["export", "-", "--to", "powershell", "--vm", "DC01"], { cwd, input });
  expect(out.match(/^ {8}Name = .*$/gm)).toEqual(["        Name = 'dc01'"]);
});

test("an existing file is replaced completely; one with non-ASCII characters has a byte order mark", () => {
  expect(run("names.hvvm", "--to", "powershell", "--out", "taken.ps1").exitCode).toBe(0);
  const bytes = readFileSync(join(cwd, "taken.ps1"));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString("utf8")).toContain("Name = 'Ñandú'");
  expect(run("web.hvvm", "--to", "powershell", "--out", "taken.ps1").exitCode).toBe(0);
  expect(readFileSync(join(cwd, "taken.ps1"), "utf8")).toMatch(/^#Requires/);
  expect(run("names.hvvm", "--to", "powershell").out).toContain("Name = ('' + [char]0x00D1 + 'and' + [char]0x00FA)");
});
