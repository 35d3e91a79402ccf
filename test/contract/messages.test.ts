/** The advice in the messages about misplaced and malformed arguments. */
import { expect, test } from "vitest";
import { findingsOf } from "../support/check.ts";

const messagesOf = (line: string) =>
  findingsOf(`platform windows-server-2019\nvm a {\n  ide 0:0 disk "C:\\a\\b.vhdx"\n  ${line}\n}\n`).map(
    ({ finding }) => finding.message,
  );

test("a known word in the wrong place is not proposed as its own correction", () => {
  const [message] = messagesOf('scsi 0:0 disk fixed "C:\\a\\c.vhdx"');
  expect(message).not.toContain("Did you mean");
  expect(message).toContain("path");
  expect(messagesOf("scsi 0:1 disk empty")[0]).not.toContain("Did you mean");
});

test("the advice for a malformed option names the flags by their keywords", () => {
  const [message] = messagesOf('scsi 0:0 disk "C:\\a\\c.vhdx" 40GiB');
  expect(message).toContain('"boot"');
  expect(message).toContain('"shared"');
  expect(message).not.toContain("the word");
});
