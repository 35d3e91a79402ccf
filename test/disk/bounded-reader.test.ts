/** Files that never end, and files that are not regular files. */
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, openSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
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

  test("a link to a kernel file that claims 0 bytes and never ends is refused", () => {
    expect(readRegularFile(at("endless.hvvm"))).toBeUndefined();
    const { exitCode, err } = hvvm(["check", "endless.hvvm"], { cwd: folder });
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: 'hvvm: "endless.hvvm" is larger than 32 MB, the limit for a layout.\n',
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
        stderr: `hvvm: "${name}" is larger than 32 MB, the limit for a layout.\n`,
      });
    }
  });

  test("a non-blocking pipe is waited for", async () => {
    const reader = openSync(at("pipe.hvvm"), constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(at("pipe.hvvm"), constants.O_WRONLY);
    // Another thread writes, some time after this one has begun to read.
    const isReading = new Int32Array(new SharedArrayBuffer(4));
    const script = `const { closeSync, writeSync } = require("node:fs");
      const { isReading, writer } = require("node:worker_threads").workerData;
      Atomics.wait(isReading, 0, 0);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      writeSync(writer, "vm a { }");
      closeSync(writer);`;
    const thread = new Worker(script, { eval: true, workerData: { isReading, writer } });
    await once(thread, "online");
    Atomics.store(isReading, 0, 1);
    Atomics.notify(isReading, 0);
    expect(readDescriptor(reader)?.toString()).toBe("vm a { }");
    await once(thread, "exit");
    closeSync(reader);
  });
});
