import { expect, test } from "vitest";
import { checkFindings, findingsOf } from "../../support/check.ts";

const boot = String.raw`generation 2; scsi 0:0 disk "C:\VMs\os.vhdx" boot`;

/** A VM of generation 2 with data disks; `a.vhdx` is short for a file in a fixed folder. */
function vm(name: string, ...disks: readonly string[]): string {
  const lines = disks.map((disk, index) => `  scsi 0:${index + 1} disk ${disk}`);
  const start = boot.replace("os.vhdx", `${name}-os.vhdx`);
  return `vm ${name} {\n  ${start}\n${lines.join("\n")}\n}\n`.replaceAll(/"(\w+\.\w+)"/g, `"C:\\VMs\\$1"`);
}

const inFolder = (file: string) => `"C:\\VMs\\${file}"`;

test("a differencing disk names its parent", () => {
  checkFindings(vm("x", `"a.vhdx" differencing`), "parent-missing differencing");
  checkFindings(vm("x", `"a.vhdx" delta`), "hint old-word delta", "parent-missing delta");
  checkFindings(vm("x", `"a.vhdx" differencing { parent "b.vhdx" }`));
  checkFindings(vm("x", `"a.vhdx" { parent "b.vhdx" }`));
});

test("nothing is missing where something is broken", () => {
  checkFindings(vm("x", `"a.vhdx" differencing { parent }`), "missing-argument parent");
  checkFindings(vm("x", `"a.vhdx" differencing { parnt "b.vhdx" }`), "unknown-statement parnt");
  checkFindings(vm("x", `"a.vhdx" differencing`).replace("{\n", "{\n  processors\n"), "missing-argument processors");
});

test("a fixed or dynamic disk has no parent", () => {
  for (const type of ["fixed", "dynamic"]) {
    checkFindings(vm("x", `"a.vhdx" ${type} { parent "b.vhdx" }`), "parent-not-expected parent");
  }
  checkFindings(vm("x", `"a.vhdx" sparse { parent "b.vhdx" }`), "hint old-word sparse", "parent-not-expected parent");
});

test("removing the parent of a fixed disk leaves no problem", () => {
  const text = vm("x", `"a.vhdx" fixed { parent "b.vhdx" { parent "c.vhdx" } }`);
  const [found] = findingsOf(text);
  const edit = found!.finding.fixes![0]!.edits[0]!;
  const { start, end } = edit.range;
  checkFindings(text.slice(0, found!.start + start) + text.slice(found!.start + end));
});

test("a file is not its own parent, however it is written", () => {
  checkFindings(vm("x", `"a.vhdx" { parent "c:/vms/x/../A.vhdx" }`), `parent-disk-cycle "c:/vms/x/../A.vhdx"`);
});

test("a cycle in one chain is reported at the parent that closes it", () =>
  checkFindings(
    vm("x", `"a.vhdx" { parent "b.vhdx" { parent "c.vhdx" { parent "b.vhdx" } } }`),
    `parent-disk-cycle ${inFolder("b.vhdx")}`,
  ));

test("a cycle over several disks is reported once, at its last parent, and not as attached parents", () => {
  const disks = [`"a.vhdx" { parent "b.vhdx" }`, `"b.vhdx" { parent "c.vhdx" }`, `"c.vhdx" { parent "a.vhdx" }`];
  checkFindings(vm("x", ...disks), `parent-disk-cycle ${inFolder("a.vhdx")}`);
  checkFindings(vm("x", disks[0]!, disks[2]!, disks[1]!), `parent-disk-cycle ${inFolder("c.vhdx")}`);
});

test("a cycle across two VMs is a cycle only if they run on one host", () => {
  const a = `"a.vhdx" { parent "b.vhdx" }`;
  const b = `"b.vhdx" { parent "a.vhdx" }`;
  checkFindings(vm("x", a) + vm("y", b), `parent-disk-cycle ${inFolder("a.vhdx")}`);
  const on = (name: string, host: string, disk: string) => vm(name, disk).replace("{\n", `{\n  on ${host}\n`);
  checkFindings(`host h1 { }\nhost h2 { }\n${on("x", "h1", a)}${on("y", "h2", b)}`);
});

test("two children may have one parent, which may have its own", () =>
  checkFindings(
    vm("x", `"a.vhdx" { parent "base.vhdx" { parent "old.vhdx" } }`, `"b.vhdx" { parent "base.vhdx" }`) +
      vm("y", `"c.vhdx" { parent "base.vhdx" }`),
  ));

test("a child and its parent have the same format", () => {
  const text = String.raw`vm x { ide 0:0 disk "C:\V\a.vhd" boot { parent "C:\V\b.vhd" { parent "C:\V\c.vhdx" { parent "C:\V\d.vhd" } } } }`;
  checkFindings(text, String.raw`parent-format-differs "C:\V\c.vhdx"`, String.raw`parent-format-differs "C:\V\d.vhd"`);
  checkFindings(String.raw`vm x { ide 0:0 disk "C:\V\a.vhd" boot { parent "C:\V\B.VHD" } }`);
});

test("a parent must not be attached, in this VM or another", () => {
  const child = `"a.vhdx" { parent "base.vhdx" }`;
  const found = `parent-attached ${inFolder("base.vhdx")}`;
  checkFindings(vm("x", `"base.vhdx"`, child), found);
  checkFindings(vm("x", child, `"base.vhdx"`), found);
  checkFindings(
    vm("x", `"base.vhdx"`) + vm("y", child, `"b.vhdx" { parent "BASE.vhdx" }`),
    found,
    `parent-attached ${inFolder("BASE.vhdx")}`,
  );
});

test("of a parent and its attachment the later line has the diagnostic, the earlier is related", () => {
  const text = vm("x", `"a.vhdx" { parent "base.vhdx" }`) + vm("y", `"base.vhdx"`);
  const [found] = findingsOf(text);
  expect(found!.start + found!.finding.at.start).toBe(text.lastIndexOf(inFolder("base.vhdx")));
  const related = found!.finding.related![0]!;
  expect(found!.relatedStarts[0]! + related.at.start).toBe(text.indexOf(inFolder("base.vhdx")));
});

test("a parent's parent may not be attached either", () =>
  checkFindings(
    vm("x", `"old.vhdx"`, `"a.vhdx" { parent "b.vhdx" { parent "old.vhdx" } }`),
    `parent-attached ${inFolder("old.vhdx")}`,
  ));

test("an attached file on another host is another file; on a share it is the same", () => {
  const on = (name: string, host: string, disk: string) => vm(name, disk).replace("{\n", `{\n  on ${host}\n`);
  const hosts = "host h1 { }\nhost h2 { }\n";
  checkFindings(hosts + on("x", "h1", `"base.vhdx"`) + on("y", "h2", `"a.vhdx" { parent "base.vhdx" }`));
  const share = String.raw`"\\nas\vms\base\b.vhdx"`;
  checkFindings(
    hosts + on("x", "h1", share) + on("y", "h2", `"a.vhdx" { parent ${share} }`),
    `parent-attached ${share}`,
  );
});

test("three parents are not a long chain; four are", () => {
  const chain = (count: number): string => (count === 0 ? "" : `{ parent "p${count}.vhdx" ${chain(count - 1)} }`);
  checkFindings(vm("x", `"a.vhdx" ${chain(3)}`));
  checkFindings(vm("x", `"a.vhdx" ${chain(4)}`), `warning long-parent-chain ${inFolder("a.vhdx")}`);
});
