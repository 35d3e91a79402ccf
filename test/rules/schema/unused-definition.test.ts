/** Unused definitions are reported, unless a fault that is already reported may be the cause. */
import { expect, test } from "vitest";
import { HvvmDocument } from "../../../server/src/core/document.ts";
import { RuleRunner } from "../../../server/src/core/rules/rule-runner.ts";
import { checkFindings, checkInBoth, describeFindings, findingsOf } from "../../support/check.ts";

const os = String.raw`scsi 0:0 disk "C:\V\os.vhdx" boot`;

test("a statement that lacks its name may name any of its kind", () => {
  checkFindings(`host h { processors 8 }\nvm a { on; generation 2; ${os} }`, "missing-argument on");
  checkFindings(`load l { read 5% }\nvm a { generation 2; ${os} { load } }`, "missing-argument load");
  checkFindings("cluster c { platform windows-11 }\nhost h { cluster }", "missing-argument cluster");
  checkFindings(
    `media m { of ssd-sata }\nhost h { volume "C:" }\nvm a { on h; generation 2; ${os} }`,
    "missing-argument volume",
  );
});

test("a statement that lacks its name does not use another kind", () =>
  checkFindings(
    `host h { processors 8 }\nload l { read 5% }\nvm a { on; generation 2; ${os} }`,
    "hint unused-definition l",
    "missing-argument on",
  ));

test("a part of a cluster that cannot be read may be its hosts", () =>
  checkFindings(
    `cluster c { host h { processors 8 } }\nvm a { on h; generation 2; ${os} }`,
    "misplaced-statement host",
  ));

test("in JSON a value of the wrong type may have been any name", () => {
  const text = String.raw`{ "hosts": { "h": { "processors": 8 } },
  "vms": { "a": { "on": null, "generation": 2, "scsi": { "0:0": { "disk": "C:\\V\\os.vhdx", "boot": true } } } } }`;
  expect(describeFindings(text, findingsOf(text, "json"))).toEqual(["invalid-value null"]);
});

test("a misspelt name uses what it is probably meant to be, and nothing else", () => {
  checkInBoth(`host hv01 { processors 8 }\nvm a { on hv02; generation 2; ${os} }`, "unknown-reference hv02");
  checkInBoth(`load orders { read 5% }\nvm a { generation 2; ${os} { load order } }`, "unknown-reference order");
  checkInBoth(
    `host berlin { processors 8 }\nvm a { on hv02; generation 2; ${os} }`,
    "hint unused-definition berlin",
    "unknown-reference hv02",
  );
});

test("the used definitions are updated as the text changes", () => {
  const runner = new RuleRunner();
  const codes = (document: HvvmDocument) => runner.run(document).map(({ code }) => code);
  const first = HvvmDocument.read(`host h { processors 8 }\nvm a { generation 2; ${os} }`, "hvvm");
  expect(codes(first)).toEqual(["unused-definition"]);
  const at = { line: 1, character: 7 };
  const broken = first.changed({ range: { start: at, end: at }, text: "on; " });
  expect(codes(broken)).toEqual(["missing-argument"]);
  const mended = broken.changed({ range: { start: at, end: { line: 1, character: 11 } }, text: "" });
  expect(codes(mended)).toEqual(["unused-definition"]);
});
