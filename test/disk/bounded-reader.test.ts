/** Files that never end, and files that are not files. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, constants, openSync, symlinkSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { maxBytes, NotAFile, readDescriptor, readRegularFile } from "../../server/src/disk/bounded-reader.ts";
import { folderWith, hvvm } from "../support/cli.ts";

const cli = resolve(import.meta.dirname, "../../dist/cli.js");
const folder = folderWith({
  "small.hvvm": "vm a { }\n",
  "largest.hvvm": Buffer.alloc(maxBytes, " "),
  "larger.hvvm": Buffer.alloc(maxBytes + 1, " "),
});
const at = (name: string) => join(folder, name);

test("a file is read to its last byte, up to 32 MB", () => {
  expect(readRegularFile(at("small.hvvm"))?.toString()).toBe("vm a { }\n");
  expect(readRegularFile(at("largest.hvvm"))?.length).toBe(maxBytes);
  expect(readRegularFile(at("larger.hvvm"))).toBeUndefined();
});

describe.runIf(process.platform === "linux")("on Linux", () => {
  execFileSync("mkfifo", [at("pipe.hvvm")]);
  symlinkSync("/proc/self/pagemap", at("endless.hvvm"));
  symlinkSync("/proc/self/status", at("kernel.hvvm"));

  test("a link to a file of the kernel that claims 0 bytes and never ends is refused", () => {
    expect(readRegularFile(at("endless.hvvm"))).toBeUndefined();
    const { exitCode, err } = hvvm(["check", "endless.hvvm"], { cwd: folder });
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: 'hvvm: "endless.hvvm" is larger than 32 MB; a layout is not.\n',
    });
  });

  test("a file of the kernel that claims 0 bytes and ends is read", () => {
    expect(readRegularFile(at("kernel.hvvm"))?.toString()).toContain("VmRSS");
  });

  test("a pipe without a writer is not waited for", () => {
    expect(() => readRegularFile(at("pipe.hvvm"))).toThrow(NotAFile);
  });

  test("a descriptor that never ends is refused", () => {
    const descriptor = openSync("/dev/zero", "r");
    expect(readDescriptor(descriptor)).toBeUndefined();
    closeSync(descriptor);
  });

  test("endless standard input is refused, by both its names", () => {
    for (const name of ["-", "/dev/fd/0"]) {
      const { status, stderr } = spawnSync("sh", ["-c", `node "${cli}" check ${name} < /dev/zero`], {
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: `hvvm: "${name}" is larger than 32 MB; a layout is not.\n`,
      });
    }
  });

  test("standard input that does not block is waited for", async () => {
    const reader = openSync(at("pipe.hvvm"), constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(at("pipe.hvvm"), constants.O_WRONLY);
    const child = spawn(process.execPath, [cli, "format", "-"], { stdio: [reader, "pipe", "inherit"] });
    let out = "";
    child.stdout?.on("data", (chunk) => {
      out += chunk;
    });
    setTimeout(() => {
      writeSync(writer, "platform   windows-server-2022\n");
      closeSync(writer);
    }, 500);
    const exitCode = await new Promise((done) => child.on("close", done));
    closeSync(reader);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: "platform windows-server-2022\n" });
  });
});
