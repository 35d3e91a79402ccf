/** `hvvm drift` as its users run it. */
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { layoutOf } from "../exchange/essence.ts";
import { collectorInventories } from "../exchange/inventory-writer.ts";
import { folderWith, hvvm } from "../support/cli.ts";

const sarifSchema = JSON.parse(readFileSync("test/contract/sarif-schema-2.1.0.json", "utf8"));

const layout = `vm web {
  generation 2
  scsi 0:0 disk "D:\\VMs\\web\\os.vhdx" fixed 40GB boot
  scsi 0:1 disk "D:\\VMs\\web\\data.vhdx" fixed 100GB
}
`;
const inventory = (host: string) => JSON.stringify(collectorInventories(layoutOf(host))[0]);
const cwd = folderWith({
  "web.hvvm": layout,
  "broken.hvvm": "vm web {\n  scsi 0:0 dsk\n",
  "same.json": inventory(layout),
  "moved.json": inventory(layout.replace("0:1 disk", "0:2 disk").replace("40GB", "60GB")),
  "extra.json": inventory(`${layout}vm other { }\n`).replace('"other"', '"other\\u001b"'),
  "table.txt": "Name State\n---- -----\nweb  Off\n",
});

test("no difference is exit code 0, and one line", () => {
  expect(hvvm(["drift", "web.hvvm", "same.json"], { cwd })).toEqual({
    exitCode: 0,
    out: "1 VM compared: no difference.\n",
    err: "",
  });
});

test("differences are exit code 1, each on a line with its place", () => {
  expect(hvvm(["drift", "web.hvvm", "moved.json"], { cwd })).toEqual({
    exitCode: 1,
    out: `web.hvvm:3:44: size-differs: The disk at SCSI 0:0 has 60GB on the host, not 40GB.
web.hvvm:4:8: device-moved: "D:\\VMs\\web\\data.vhdx" is at SCSI 0:2 on the host, not at SCSI 0:1.
1 VM compared: 2 differences.
`,
    err: "",
  });
});

test("JSON counts lines and characters from 0, and gives no range for what only the hosts have", () => {
  const { exitCode, out } = hvvm(["drift", "web.hvvm", "extra.json", "--format", "json"], { cwd });
  expect(exitCode).toBe(1);
  expect(JSON.parse(out)).toEqual({
    layout: "web.hvvm",
    inventories: ["extra.json"],
    differences: [
      {
        kind: "vm-extra",
        vm: "other\ufffd",
        slot: null,
        message: '"other\ufffd" is on "HV" and not in the layout.',
        range: null,
      },
    ],
    compared: 1,
    notCompared: [],
  });
});

test.each(["same.json", "moved.json", "extra.json"])(
  "the SARIF log of %s is valid against the schema of SARIF 2.1.0",
  (file) => {
    const ajv = new Ajv({ strict: false, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(sarifSchema);
    const log = JSON.parse(hvvm(["drift", "web.hvvm", file, "--format", "sarif"], { cwd }).out);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    for (const { ruleId, ruleIndex } of log.runs[0].results)
      expect(log.runs[0].tool.driver.rules[ruleIndex].id).toBe(ruleId);
  },
);

test("the layout may come from standard input", () => {
  expect(hvvm(["drift", "-", "same.json"], { cwd, input: layout }).exitCode).toBe(0);
});

test.each([
  ["an inventory that cannot be used", ["web.hvvm", "table.txt"], /"table.txt" is a formatted table/],
  ["no inventory", ["web.hvvm"], /missing required argument/],
  ["a layout that does not exist", ["none.hvvm", "same.json"], /"none.hvvm" does not exist/],
  [
    "a layout that cannot be read",
    ["broken.hvvm", "same.json"],
    /"broken.hvvm" cannot be compared before these errors are fixed/,
  ],
])("%s is misuse, not a difference", (_name, args, reason) => {
  const { exitCode, out, err } = hvvm(["drift", ...args], { cwd });
  expect([exitCode, out]).toEqual([2, ""]);
  expect(err).toMatch(reason);
});
