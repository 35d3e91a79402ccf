/** SARIF and GitHub commands, for layouts whose names and paths try to be more than data. */
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { type CheckedFile, checkFile } from "../../server/src/cli/checked-file.ts";
import { escapeData, escapeProperty, writeGitHub } from "../../server/src/cli/formats/github.ts";
import { uriOf, writeSarif } from "../../server/src/cli/formats/sarif.ts";
import { visible, writeText } from "../../server/src/cli/formats/text.ts";

/** As the standard publishes it, with its first errata; its `id` is the address. */
const sarifSchema = JSON.parse(readFileSync("test/contract/sarif-schema-2.1.0.json", "utf8"));

const twice = `vm "50%: a, b" {
  ide 0:0 disk "C:\\VMs\\a\\os.vhdx" boot
  ide 0:0 dvd empty
}
vm "50%: A, B" {
  ide 0:0 disk "C:\\VMs\\b\\os.vhdx" boot
}
`;
const file = (path: string, text = twice): CheckedFile => checkFile({ path, text, notation: "hvvm" }, {});
const logOf = (...files: CheckedFile[]): Log => JSON.parse(writeSarif(files, "/project"));

describe("SARIF", () => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(sarifSchema);

  test.each([
    ["with findings", [file("a b/ü#%.hvvm"), file("-"), file("/elsewhere/x.hvvm")]],
    ["without findings", [file("empty.hvvm", "")]],
    ["without files", []],
  ])("a log %s is valid against the schema of SARIF 2.1.0", (_name, files) => {
    const valid = validate(logOf(...files));
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test("a log names the schema that it is valid against, which rejects anything that is not a log", () => {
    expect(JSON.parse(writeSarif([], "/project")).$schema).toBe(sarifSchema.id);
    expect(validate({ version: "2.1.0", runs: [{}] })).toBe(false);
  });

  test("regions are counted from 1, and the end column is the one after the last character", () => {
    const found = logOf(file("a.hvvm")).runs[0]!.results!.find(({ ruleId }) => ruleId === "slot-taken")!;
    expect(found.level).toBe("error");
    expect(found.locations![0]!.physicalLocation).toEqual({
      artifactLocation: { uri: "a.hvvm", index: 0 },
      region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 10 },
    });
    expect(found.relatedLocations![0]!.physicalLocation!.region).toEqual({
      startLine: 2,
      startColumn: 7,
      endLine: 2,
      endColumn: 10,
    });
  });

  test("each result's index leads to its rule, with a text that explains it", () => {
    const [run] = logOf(file("a.hvvm")).runs;
    for (const { ruleId, ruleIndex } of run!.results!) {
      const rule = run!.tool.driver.rules![ruleIndex!]!;
      expect(rule.id).toBe(ruleId);
      expect(rule.help!.text).toContain("Good:");
    }
  });

  test("every checked file is an artifact, even without findings", () => {
    const [run] = logOf(file("a.hvvm"), file("empty.hvvm", "")).runs;
    expect(run!.artifacts!.map(({ location }) => location!.uri)).toEqual(["a.hvvm", "empty.hvvm"]);
  });

  test.each([
    ["a b/ü#%.hvvm", "a%20b/%C3%BC%23%25.hvvm"],
    ["C:a.hvvm", "C%3Aa.hvvm"],
    ["../x.hvvm", "../x.hvvm"],
    ["/project/a/x.hvvm", "a/x.hvvm"],
    ["/elsewhere/x y.hvvm", "file:///elsewhere/x%20y.hvvm"],
    ["\ud800.hvvm", "%EF%BF%BD.hvvm"],
  ])("path %s is the URI %s", (path, uri) => expect(uriOf(path, "/project")).toBe(uri));
});

describe("GitHub commands", () => {
  test("one line for each finding, with data and properties escaped", () => {
    const lines = writeGitHub([file("a,b:c%.hvvm")])
      .trimEnd()
      .split("\n");
    const taken = lines.find((line) => line.includes("title=slot-taken"))!;
    expect(taken).toMatch(/^::error file=a%2Cb%3Ac%25\.hvvm,line=3,col=7,endLine=3,endColumn=10,title=slot-taken::/);
    const duplicate = lines.find((line) => line.includes("title=duplicate-name"))!;
    expect(duplicate.split("::")[2]).toContain('"50%25: A, B"');
  });

  test.each([
    ["50%", "50%25"],
    ["a\r\nb", "a%0D%0Ab"],
    ["%0A", "%250A"],
    ["a: b, c", "a: b, c"],
    ["\u001b[1m", "\\u{1b}[1m"],
  ])("data %j is %j", (text, escaped) => expect(escapeData(text)).toBe(escaped));

  test("in properties, colons and commas are escaped as well", () => {
    expect(escapeProperty("a: b, c%\n")).toBe("a%3A b%2C c%25%0A");
  });

  test.each([
    ["sparse", "notice"],
    ["fixed # hvvm-ignore", "warning"],
  ])("%s is a %s", (type, command) => {
    const text = `vm a {\n  ide 0:0 disk "C:\\VMs\\a\\os.vhdx" boot ${type}\n}\n`;
    expect(writeGitHub([file("a.hvvm", text)])).toMatch(new RegExp(`^::${command} `));
  });
});

describe("text", () => {
  test.each([
    ["\u001b[2J", "\\u{1b}[2J"],
    ["a\u202eb", "a\\u{202e}b"],
    ["\u2066x\u2069", "\\u{2066}x\\u{2069}"],
    ["a\nb", "a\\u{a}b"],
    ["\ud800", "\\u{d800}"],
    ["\t", " "],
    ["é 😀", "é 😀"],
  ])("%j is shown as %j", (text, shown) => expect(visible(text)).toBe(shown));

  test("no control or direction character of path, name or line reaches the terminal", () => {
    const text = 'vm "a\u001b\u202e" { on "b\u001b\u202e" ; speed }\n';
    expect(writeText([file("c\u001b\u202e.hvvm", text)], false)).not.toMatch(/[\u001b\u202e]/);
  });

  test("the line and related places are shown, and files without findings are listed", () => {
    const text = writeText([file("a.hvvm"), file("empty.hvvm", "")], false);
    expect(text).toContain("a.hvvm:3:7: error slot-taken: ");
    expect(text).toContain("3 |   ide 0:0 dvd empty\n  |       ^^^\n  = a.hvvm:2:7: ");
    expect(text).toContain("empty.hvvm: nothing found\n");
  });
});
