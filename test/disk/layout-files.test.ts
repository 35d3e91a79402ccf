/** Folders and files that nobody creates by accident. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { readInputs } from "../../server/src/cli/inputs.ts";
import { readRegularFile } from "../../server/src/disk/bounded-reader.ts";
import { layoutsBelow } from "../../server/src/disk/layout-files.ts";
import { filesOnDisk } from "../../server/src/lsp/files-on-disk.ts";
import { folderWith, hvvm } from "../support/cli.ts";

const folder = folderWith({ "a.hvvm": "vm a { }\n", "configured/a.hvvm": "vm a { }\n" });
const layouts = ["a.hvvm", "configured/a.hvvm"].map((name) => join(folder, name));
const pipe = join(folder, "pipe.hvvm");
const uri = (path: string) => pathToFileURL(path).href;
const isPosix = process.platform !== "win32";

if (isPosix) {
  execFileSync("mkfifo", [pipe, join(folder, "configured/hvvm.config.json")]);
  symlinkSync(folder, join(folder, "loop"));
  symlinkSync("/dev/zero", join(folder, "zero.txt"));
  mkdirSync(join(folder, "folder.hvvm"));
}

test.runIf(isPosix)("pipes are not layouts, and links to folders are not followed", () => {
  expect(layoutsBelow(folder)).toEqual(layouts);
});

test("layouts are sorted by their full paths, even if the names of a folder and a file begin alike", () => {
  const names = ["a-b.hvvm", "a.hvvm", "a.hvvm.json", "a/b.hvvm", "a/c/d.hvvm", "a0.hvvm", "b.hvvm"];
  const beside = folderWith(Object.fromEntries([...names].reverse().map((name) => [name, ""])));
  expect(layoutsBelow(beside)).toEqual(names.map((name) => join(beside, name)));
});

test.runIf(isPosix)("nothing is read from a pipe or a device", () => {
  expect(() => readRegularFile(pipe)).toThrow();
  expect(() => readRegularFile(join(folder, "zero.txt"))).toThrow();
  expect(filesOnDisk.read(uri(pipe))).toBeUndefined();
});

test.runIf(isPosix)("a configuration that is a pipe cannot be read", () => {
  expect(filesOnDisk.find(uri(layouts[1]!))?.text).toBeUndefined();
});

test.runIf(isPosix)(
  "a link that leads to itself or to nothing is reported, and everything next to it is checked",
  () => {
    const linked = folderWith({ "a.hvvm": "vm a { }\n", "z.hvvm": "vm z { }\n" });
    symlinkSync("circle.hvvm", join(linked, "circle.hvvm"));
    symlinkSync("/nowhere.hvvm", join(linked, "nothing.hvvm"));
    symlinkSync("/dev/zero", join(linked, "zero.hvvm"));
    const { exitCode, err, out } = hvvm(["check", ".", "--format", "json"], { cwd: linked });
    expect(exitCode).toBe(2);
    expect(
      err
        .trimEnd()
        .split("\n")
        .map((line) => /"(.*)"/.exec(line)?.[1]),
    ).toEqual(["circle.hvvm", "nothing.hvvm", "zero.hvvm"]);
    expect(JSON.parse(out).files.map(({ path }: { path: string }) => path)).toEqual(["a.hvvm", "z.hvvm"]);
    expect(filesOnDisk.layoutsBelow(uri(linked))).toHaveLength(5);
    expect(filesOnDisk.read(uri(join(linked, "circle.hvvm")))).toBeUndefined();
    expect(filesOnDisk.read(uri(join(linked, "zero.hvvm")))).toBeUndefined();
  },
);

/** Root may read everything: the process becomes the user nobody during the call. */
function asNobody<T>(call: () => T): T {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return call();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test.runIf(isPosix)("what cannot be read is reported, and everything next to it is found", () => {
  const mixed = folderWith({ "a.hvvm": "vm a { }\n", "secret/b.hvvm": "vm b { }\n", "secret.hvvm": "vm c { }\n" });
  chmodSync(mixed, 0o755);
  chmodSync(join(mixed, "secret"), 0o000);
  chmodSync(join(mixed, "secret.hvvm"), 0o000);
  const [first, file, folderAsked] = asNobody(() => layoutsBelow(mixed));
  expect([first, file]).toEqual([join(mixed, "a.hvvm"), join(mixed, "secret.hvvm")]);
  expect(folderAsked).toMatchObject({ folder: join(mixed, "secret"), error: { code: "EACCES" } });
  expect(asNobody(() => filesOnDisk.layoutsBelow(uri(mixed)))).toEqual(
    [first, file].map((path) => uri(path as string)),
  );
  expect(asNobody(() => filesOnDisk.read(uri(join(mixed, "secret.hvvm"))))).toBeUndefined();
  expect(asNobody(() => filesOnDisk.read(uri(join(mixed, "secret/b.hvvm"))))).toBeUndefined();
  const inputs = asNobody(() => readInputs([mixed]));
  expect(inputs.unreadable.map(({ path, problem }) => [path, problem])).toEqual([
    [join(mixed, "secret.hvvm"), "cannot be read: permission denied"],
    [join(mixed, "secret"), "cannot be read: permission denied"],
  ]);
  chmodSync(join(mixed, "secret"), 0o755);
});

test.runIf(isPosix)("the command line refuses a pipe in one line", () => {
  const { exitCode, err } = hvvm(["check", "pipe.hvvm"], { cwd: folder });
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: 'hvvm: "pipe.hvvm" is not a file.\n' });
});

test.runIf(isPosix)(
  "folders nested deeper than the longest path are reported, and everything next to them is found",
  () => {
    const deep = folderWith({ "z.hvvm": "vm z { }\n" });
    // One folder at a time: the path of the innermost is longer than the system accepts.
    execFileSync(process.execPath, [
      "-e",
      'process.chdir(process.argv[1]); for (let n = 0; n < 2100; n++) { require("node:fs").mkdirSync("d"); process.chdir("d"); }',
      deep,
    ]);
    const found = layoutsBelow(deep);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ error: { code: "ENAMETOOLONG" } });
    expect(found[1]).toBe(join(deep, "z.hvvm"));
    execFileSync("rm", ["-rf", join(deep, "d")]);
  },
);
