/** Folders and files that nobody would make by accident. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { layoutsBelow, readRegularFile } from "../../server/src/disk/layout-files.ts";
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

test.runIf(isPosix)("pipes are no layouts, and links to folders are not followed", () => {
  expect(layoutsBelow(folder)).toEqual(layouts);
});

test.runIf(isPosix)("nothing is read of a pipe or a device", () => {
  expect(() => readRegularFile(pipe)).toThrow();
  expect(() => readRegularFile(join(folder, "zero.txt"))).toThrow();
  expect(filesOnDisk.read(uri(pipe))).toBeUndefined();
});

test.runIf(isPosix)("a configuration that is a pipe is one that cannot be read", () => {
  expect(filesOnDisk.find(uri(layouts[1]!))?.text).toBeUndefined();
});

test.runIf(isPosix)("the command line refuses a pipe in one line", () => {
  const { exitCode, err } = hvvm(["check", "pipe.hvvm"], { cwd: folder });
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: 'hvvm: "pipe.hvvm" is no file.\n' });
});
