/** Which texts are full paths. */
import { test } from "vitest";
import { checkFindings } from "../support/check.ts";

test("a file on a share has a name below the share, or is reported as path-not-absolute and nothing else", () => {
  checkFindings(
    String.raw`platform windows-server-2019
vm a { ide 0:0 disk "\\server\os.vhdx" boot }`,
    String.raw`path-not-absolute "\\server\os.vhdx"`,
  );
});

test("a volume may be the share itself", () => {
  checkFindings(String.raw`platform windows-server-2019
host h { volume "\\server\share" hdd-7200 }
vm a {
  on h
  ide 0:0 disk "\\server\share\a\os.vhdx" boot
}`);
});
