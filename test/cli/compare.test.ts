/** `hvvm compare` as its users run it: two files, a revision of git, and what a pull request shows of hostile names. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, hvvm } from "../support/cli.ts";

const before = `platform windows-server-2019
host hv01 { volume "C:" ssd-sata 1TB; volume "D:" hdd-7200 4TB }
vm web01 {
  on hv01
  generation 2
  scsi 0:0 disk "C:\\VMs\\web01\\os.vhdx"   fixed 40GB boot
  scsi 0:1 disk "D:\\VMs\\web01\\data.vhdx" fixed 40GB { load oltp }
  scsi 0:2 disk "C:\\VMs\\web01\\old.vhdx"  fixed 40GB
}
`;
const after = before
  .replace("scsi 0:1 disk", "scsi 1:0 disk")
  .replace('  scsi 0:2 disk "C:\\VMs\\web01\\old.vhdx"  fixed 40GB\n', '  scsi 0:3 disk "C:\\VMs\\web01\\new.vhdx"\n');
const other = `host hv02 { volume "C:" ssd-sata 1TB }
vm web02 {
  on hv02
  generation 2
  scsi 0:0 disk "C:\\VMs\\web02\\os.vhdx" fixed 40GB boot { load { rate 2000 } }
}
`;
const faster = before.replace('"D:" hdd-7200', '"D:" ssd-nvme');
/** Without a disk to simulate, for tests that are not about figures. */
const idle = (text: string) =>
  text.replaceAll(/ load \w+/g, " load idle").replaceAll(/(vhdx" +fixed 40GB(?: boot)?)$/gm, "$1 { load idle }");
const oneLine = /^hvvm: [^\n]*\n$/;

const cwd = folderWith({
  "before.hvvm": before,
  "after.hvvm": after,
  "two.hvvm": before + other,
  "faster.hvvm": faster + other,
  "broken.hvvm": "vm web {\n  scsi 0:0 dsk\n",
  "idle.hvvm": "vm web { }\n",
});
const json = (...args: string[]) => {
  const { exitCode, out, err } = hvvm(["compare", ...args, "--format", "json"], { cwd });
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  return JSON.parse(out);
};

test("slots that were added, moved and removed", () => {
  const { slots, statements, disks } = json("before.hvvm", "after.hvvm");
  expect(
    slots.map((each: { change: string; after: { slot: string } | null }) => [each.change, each.after?.slot]),
  ).toEqual([
    ["moved", "scsi 1:0"],
    ["added", "scsi 0:3"],
    ["removed", undefined],
  ]);
  expect(statements).toEqual([]);
  expect(disks.find((disk: { after: { slot: string } }) => disk.after.slot === "scsi 1:0")).toMatchObject({
    before: { vm: "web01", slot: "scsi 0:1" },
    throughputIops: { change: "none" },
  });
});

test("a faster medium changes the disk on it, and not the one on another host", () => {
  const { disks, statements } = json("two.hvvm", "faster.hvvm");
  const [, data, onOtherHost] = disks;
  expect(onOtherHost).toMatchObject({
    throughputIops: { change: "none" },
    meanUs: { change: "none" },
    p99Us: { change: "none" },
  });
  for (const name of ["throughputIops", "meanUs", "p99Us"]) {
    const { before: then, after: now, change } = data[name];
    expect(change).toBe("changed");
    for (const { value, interval } of [then, now]) {
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
    }
    expect(name === "throughputIops" ? now.value > then.value : now.value < then.value).toBe(true);
  }
  expect(statements).toEqual([
    {
      change: "changed",
      statement: "host hv01",
      removed: ['volume "D:" hdd-7200 4TB'],
      added: ['volume "D:" ssd-nvme 4TB'],
    },
  ]);
});

test("a file compared with itself has no differences, whatever random numbers its runs draw", () => {
  const { exitCode, out } = hvvm(["compare", "-", "before.hvvm"], { cwd, input: before });
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^standard input → before\.hvvm: no difference\n/);
  expect(out).not.toContain("Start\n");
  const rows = out.split("\n").filter((line) => line.startsWith("  web01  "));
  expect(rows.length).toBe(6);
  expect(rows.filter((line) => !line.endsWith("  no change"))).toEqual([]);
});

test("a note about one of the two runs says which", () => {
  const slow = before
    .replace("platform", "load slow { rate 1 }\nplatform")
    .replace('old.vhdx"  fixed 40GB', 'old.vhdx"  fixed 40GB { load slow }');
  writeFileSync(join(cwd, "slow.hvvm"), slow);
  const { notes } = json("before.hvvm", "slow.hvvm");
  const ofSlow = notes.filter((note: string) => note.includes("scsi 0:2"));
  expect(ofSlow.length).toBeGreaterThan(0);
  for (const note of ofSlow) expect(note).toMatch(/^After: web01 scsi 0:2: /);
  expect(notes).toContainEqual(expect.stringMatching(/^Host "hv01" does not state its processors/));
});

test("a VM that starts on only one side is named with the reason, in each format", () => {
  const boot = (slot: string) =>
    `vm old01 {\n  generation 1\n  ${slot} disk "C:\\VMs\\os.vhdx" fixed 40GB boot { load idle }\n}\n`;
  const folder = folderWith({ "good.hvvm": boot("ide 0:0"), "bad.hvvm": boot("scsi 0:0") });
  const compared = (...parts: string[]) => hvvm(["compare", ...parts], { cwd: folder }).out;
  const reason = "generation 1, boot device on SCSI 0:0, and its BIOS sees IDE only";
  expect(compared("good.hvvm", "bad.hvvm")).toContain(`Start\n  ✗ old01 does not start: ${reason}\n`);
  expect(compared("bad.hvvm", "good.hvvm")).toContain("Start\n  ✓ old01 starts from IDE 0:0");
  expect(compared("good.hvvm", "bad.hvvm", "--format", "markdown")).toMatch(
    /^- ✗ <code>old01<\/code> <code>does not start/m,
  );
  expect(JSON.parse(compared("good.hvvm", "bad.hvvm", "--format", "json")).starts).toEqual([
    { vm: "old01", before: "starts", after: "fails", reason },
  ]);
});

test("layouts without a loaded disk are compared, too", () => {
  expect(hvvm(["compare", "idle.hvvm", "idle.hvvm"], { cwd })).toEqual({
    exitCode: 0,
    out: "idle.hvvm → idle.hvvm: no difference\n\nNo disk is simulated: none carries a load.\n",
    err: "",
  });
});

test("a layout with errors is refused with their places, on either side", () => {
  for (const files of [
    ["broken.hvvm", "before.hvvm"],
    ["before.hvvm", "broken.hvvm"],
  ]) {
    const { exitCode, out, err } = hvvm(["compare", ...files], { cwd });
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toContain("broken.hvvm:2:12");
  }
});

test("a file that cannot be read is reported as misuse, in one line", () => {
  for (const files of [
    ["none.hvvm", "before.hvvm"],
    ["before.hvvm", "-"],
    ["before.hvvm", "git:HEAD"],
  ]) {
    const { exitCode, out, err } = hvvm(["compare", ...files], { cwd, input: before });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(oneLine);
  }
});

const git = (folder: string, ...args: string[]) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=x", "-c", "user.email=x", "-c", "commit.gpgsign=false", ...args]);

/** A repository whose first commit has `before`, with a working tree of `after`, both without a load; its folder of layouts is `sub`. */
function repository(): string {
  const folder = folderWith({ "sub/a b.hvvm": idle(before), "sub/late.txt": "" });
  git(folder, "init", "-q");
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", "First");
  writeFileSync(join(folder, "sub/a b.hvvm"), idle(after));
  writeFileSync(join(folder, "sub/new.hvvm"), idle(after));
  return folder;
}

test("git:REV is the same file at that revision, wherever the command runs", () => {
  const folder = repository();
  const inFolder = hvvm(["compare", "git:HEAD", "a b.hvvm"], { cwd: join(folder, "sub") });
  expect(inFolder).toMatchObject({ exitCode: 0, err: "" });
  expect(inFolder.out).toMatch(/^a b\.hvvm at HEAD → a b\.hvvm: 1 slot added, 1 moved, 1 removed\n/);
  const { exitCode, out } = hvvm(["compare", "git:HEAD~0", join(folder, "sub/a b.hvvm")], { cwd });
  expect(exitCode).toBe(0);
  expect(out).toContain("1 slot added, 1 moved, 1 removed");
});

test.each([
  ["git:nope", "sub/a b.hvvm", /^hvvm: There is no revision "nope"\.\n$/],
  ["git:HEAD", "sub/new.hvvm", /^hvvm: "sub\/new\.hvvm" is not in revision "HEAD", or is not a file there\.\n$/],
  ["git:", "sub/a b.hvvm", /^hvvm: git: needs a revision, such as git:HEAD\.\n$/],
  ["git:--output=x", "sub/a b.hvvm", /^hvvm: "--output=x" is not a revision\.\n$/],
  ["git:HEAD; touch x", "sub/a b.hvvm", /^hvvm: There is no revision "HEAD; touch x"\.\n$/],
])("%s is refused in one line", (revision, file, message) => {
  const { exitCode, out, err } = hvvm(["compare", revision, file], { cwd: repository() });
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  expect(err).toMatch(message);
});

test("a folder without a repository is named", () => {
  const { exitCode, err } = hvvm(["compare", "git:HEAD", "before.hvvm"], { cwd });
  expect(exitCode).toBe(2);
  expect(err).toMatch(/^hvvm: "[^"]*" is not in a git repository\.\n$/);
});

test("a repository's own configuration runs no pager, filter or program", () => {
  const folder = repository();
  const trap = "touch trapped; cat";
  for (const key of [
    "core.pager",
    "pager.show",
    "diff.x.textconv",
    "filter.x.smudge",
    "core.fsmonitor",
    "diff.external",
  ])
    git(folder, "config", key, trap);
  writeFileSync(join(folder, ".git/info/attributes"), "* diff=x filter=x\n");
  expect(hvvm(["compare", "git:HEAD", "sub/a b.hvvm"], { cwd: folder }).exitCode).toBe(0);
  expect(execFileSync("find", [folder, "-name", "trapped"], { encoding: "utf8" })).toBe("");
});

test("a layout of more than 32 MB at a revision is refused", () => {
  const folder = folderWith({ "a.hvvm": `# ${" ".repeat(33 * 2 ** 20)}` });
  git(folder, "init", "-q");
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", "First");
  writeFileSync(join(folder, "a.hvvm"), before);
  const { exitCode, err } = hvvm(["compare", "git:HEAD", "a.hvvm"], { cwd: folder });
  expect({ exitCode, err }).toEqual({
    exitCode: 2,
    err: 'hvvm: "a.hvvm" at HEAD is larger than 32 MB, the limit for a layout.\n',
  });
});

test("what a run did not observe is described in words", () => {
  const folder = folderWith({
    "a.hvvm": `platform windows-server-2022
host h { volume "D:" ssd-nvme-datacenter 9TB }
vm a {
  on h
  generation 2
  scsi 0:0 disk "D:\\v\\a.vhdx" fixed 40GB boot { load { rate 1 } }
  scsi 0:1 disk "D:\\v\\b.vhdx" fixed 40GB { load { request-size 4KB; queue-depth 256 } }
}
`,
  });
  const { exitCode, out } = hvvm(["compare", "a.hvvm", "a.hvvm"], { cwd: folder });
  expect(exitCode).toBe(0);
  const rows = out.split("\n").filter((line) => /^ +a +scsi 0:0 {2}/.test(line));
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row).toMatch(/not observed +not observed +not observed$/);
}, 30_000);

const hostile = [
  "a|b",
  "\\|x",
  "@octocat #1 GH-1",
  "`code` **b** <img src=x>",
  "https://x.example www.x.example",
  "</code>&amp;",
  ":smile: \u202e",
];

test("names stay text in GitHub's Markdown: in code, without characters that it interprets", () => {
  const vms = (disk: string) =>
    hostile
      .map((name) => `vm "${name}" { generation 2; scsi 0:0 disk "C:\\VMs\\${disk}.vhdx" { load oltp } }\n`)
      .join("");
  const folder = folderWith({ "a.hvvm": vms("a"), "b.hvvm": vms("b|@b`") });
  const { exitCode, out } = hvvm(["compare", "a.hvvm", "b.hvvm", "--format", "markdown"], { cwd: folder });
  expect(exitCode).toBe(0);
  const rows = out.split("\n").filter((line) => line.startsWith("| <code>"));
  expect(rows.length).toBeGreaterThanOrEqual(hostile.length);
  for (const row of rows) expect(row.match(/\|/g)!.length).toBe(6);
  const named = rows.flatMap((row) => row.slice(2).split(" | ")[0]!);
  for (const cell of named) expect(cell).toMatch(/^<code>(?:[\p{L}\p{N} ]|&#\d+;)+<\/code>$/u);
  const read = named.map((cell) =>
    cell.replace(/<\/?code>/g, "").replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
  );
  expect(new Set(read)).toEqual(new Set(hostile.map((name) => name.replace("\u202e", "\\u{202e}"))));
  expect(out.replace(/<code>.*?<\/code>/g, "")).not.toMatch(/octocat|smile|example|img|b\.vhdx/);
});
