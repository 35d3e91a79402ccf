/** What writing a file leaves unchanged: other files, other people's files, and what somebody saved in the meantime. */
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { replaceFile } from "../../server/src/cli/replace-file.ts";
import { folderWith, hvvm } from "../support/cli.ts";

const untidy = "platform   windows-server-2022\n";
const tidy = "platform windows-server-2022\n";
const layout = 'vm web01 {\n  ide 0:0 disk "C:\\VMs\\web01\\os.vhdx" fixed boot { load oltp }\n}\n';
const isPosix = process.platform !== "win32";
const isRoot = process.getuid?.() === 0;

test("what was saved after the file was read is not overwritten", () => {
  const folder = folderWith({ "a.hvvm": "vm typed_meanwhile {\n}\n" });
  const path = join(folder, "a.hvvm");
  expect(() => replaceFile(path, tidy, Buffer.from(untidy))).toThrow(
    "was changed in the meantime, and is left as it is",
  );
  expect(readFileSync(path, "utf8")).toBe("vm typed_meanwhile {\n}\n");
  expect(readdirSync(folder)).toEqual(["a.hvvm"]);
});

test.each([
  ["UTF-8", Buffer.from],
  ["UTF-16, low byte first", (text: string) => Buffer.from(text, "utf16le")],
  ["UTF-16, high byte first", (text: string) => Buffer.from(text, "utf16le").swap16()],
])("%s stays, with its byte order mark and without", (_encoding, encode) => {
  const folder = folderWith({ "plain.hvvm": encode(untidy), "marked.hvvm": encode(`\ufeff${untidy}`) });
  expect(hvvm(["format", "."], { cwd: folder }).exitCode).toBe(0);
  expect(readFileSync(join(folder, "plain.hvvm"))).toEqual(encode(tidy));
  expect(readFileSync(join(folder, "marked.hvvm"))).toEqual(encode(`\ufeff${tidy}`));
});

describe.runIf(isPosix)("format", () => {
  test("a backslash in a Linux file name is part of the name, and does not lead out of the folder", () => {
    const folder = folderWith({
      "victim.hvvm": untidy,
      "ws/sub/x.hvvm": untidy,
      "ws/sub\\x.hvvm": untidy,
      "ws/sub\\..\\..\\victim.hvvm": untidy,
    });
    expect(hvvm(["format", "ws"], { cwd: folder }).exitCode).toBe(0);
    expect(readFileSync(join(folder, "victim.hvvm"), "utf8")).toBe(untidy);
    for (const name of ["sub/x.hvvm", "sub\\x.hvvm", "sub\\..\\..\\victim.hvvm"])
      expect(readFileSync(join(folder, "ws", name), "utf8")).toBe(tidy);
  });

  test("a file with several names is left unchanged, and the others are formatted", () => {
    const folder = folderWith({ "a.hvvm": untidy, "b.hvvm": untidy });
    linkSync(join(folder, "a.hvvm"), join(folder, "other-name"));
    const { exitCode, out, err } = hvvm(["format", "."], { cwd: folder });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "b.hvvm\n" });
    expect(err).toContain('"a.hvvm" has other names (hard links)');
    expect(readFileSync(join(folder, "other-name"), "utf8")).toBe(untidy);
  });

  test.runIf(isRoot)("owner and permissions stay, except set-user-ID", () => {
    const folder = folderWith({ "a.hvvm": untidy });
    const path = join(folder, "a.hvvm");
    chownSync(path, 1234, 1234);
    chmodSync(path, 0o4750);
    expect(hvvm(["format", "a.hvvm"], { cwd: folder }).exitCode).toBe(0);
    const { uid, gid, mode } = statSync(path);
    expect([uid, gid, (mode & 0o7777).toString(8)]).toEqual([1234, 1234, "750"]);
    expect(readFileSync(path, "utf8")).toBe(tidy);
  });

  test.each([
    ["read-only", 0o444, "is read-only, and is left as it is"],
    ["somebody else's, though writable", 0o666, "belongs to another user, and is left as it is"],
  ])("a file that is %s is left unchanged", (_, mode, reason) => {
    const folder = folderWith({ "a.hvvm": untidy });
    const path = join(folder, "a.hvvm");
    chmodSync(folder, 0o777);
    chmodSync(path, mode);
    const message = asNobody(() => {
      try {
        replaceFile(path, tidy, Buffer.from(untidy));
        return "replaced";
      } catch (error) {
        return (error as Error).message;
      }
    });
    // Only root can become a second user: without it the file belongs to this user, and is replaced if it is writable.
    expect(message).toContain(isRoot || mode === 0o444 ? reason : "replaced");
    if (message !== "replaced") expect(readFileSync(path, "utf8")).toBe(untidy);
    expect(readdirSync(folder)).toEqual(["a.hvvm"]);
  });
});

/** Root may do everything: the process becomes the user nobody during the call. */
function asNobody<T>(call: () => T): T {
  if (isRoot) process.seteuid?.(65_534);
  try {
    return call();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe.runIf(isPosix)("render --out refuses to overwrite the file that it reads", () => {
  const folder = folderWith({
    "a.hvvm": layout,
    "costs.json": "{}\n",
    "hvvm.config.json": '{ "costs": "costs.json" }\n',
  });
  symlinkSync("a.hvvm", join(folder, "link.svg"));
  linkSync(join(folder, "a.hvvm"), join(folder, "hard-link.svg"));

  test.each([["./a.hvvm"], ["link.svg"], ["hard-link.svg"], ["costs.json"], ["hvvm.config.json"]])("%s", (out) => {
    const before = readFileSync(join(folder, out), "utf8");
    const { exitCode, err } = hvvm(["render", "a.hvvm", "--svg", "--out", out], { cwd: folder });
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: `hvvm: "${out}" is read by this command; name another file to write to.\n`,
    });
    expect(readFileSync(join(folder, out), "utf8")).toBe(before);
  });

  test("a file that is not read is written, through a link too", () => {
    writeFileSync(join(folder, "picture.svg"), "old");
    symlinkSync("picture.svg", join(folder, "to-picture.svg"));
    expect(hvvm(["render", "a.hvvm", "--svg", "--out", "to-picture.svg"], { cwd: folder }).exitCode).toBe(0);
    expect(readFileSync(join(folder, "picture.svg"), "utf8")).toContain("<svg");
    symlinkSync("new.svg", join(folder, "to-new.svg"));
    symlinkSync(join(folder, "to-new.svg"), join(folder, "to-link.svg"));
    expect(hvvm(["render", "a.hvvm", "--svg", "--out", "to-link.svg"], { cwd: folder }).exitCode).toBe(0);
    expect(lstatSync(join(folder, "to-link.svg")).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(folder, "new.svg")).isFile()).toBe(true);
  });
});
