import { describe, expect, test } from "vitest";
import { builtInLoads } from "../../server/src/core/schema/loads.ts";
import { checkCompletion, completed, completionLabels } from "../support/cursor.ts";

const inVm = [
  "on",
  "generation",
  "guest",
  "integration-services",
  "processors",
  "startup",
  "ide",
  "scsi",
  "floppy",
  "network",
];
const qualities = ["block-size", "sector-size", "minimum-iops", "maximum-iops"];
const without = (...words: readonly string[]) => inVm.filter((word) => !words.includes(word));

describe("statements", () => {
  test.each([
    ["an empty file", "$0", ["platform", "host", "load", "vm"]],
    ["a VM", "vm a {\n  $0\n}", inVm],
    ["a host", "host h {\n  $0\n}", ["platform", "volume", "physical"]],
    ["a load", "load l {\n  $0\n}", ["request-size", "read", "random", "queue-depth", "rate"]],
    [
      "a disk",
      'vm a { scsi 0:0 disk "x" {\n  $0\n} }',
      ["parent", "block-size", "sector-size", "minimum-iops", "maximum-iops", "load"],
    ],
    ["a parent", 'vm a { scsi 0:0 disk "x" { parent "y" { $0 } } }', ["parent"]],
    [
      "the load of a disk",
      'vm a { scsi 0:0 disk "x" { load { $0 } } }',
      ["request-size", "read", "random", "queue-depth", "rate"],
    ],
  ])("of %s", (_place, source, labels) => checkCompletion(source, ...labels));

  test("that may stand once are not offered again, wherever in the block they stand", () => {
    checkCompletion("vm a {\n  generation 1\n  $0\n}", ...without("generation"));
    checkCompletion("vm a {\n  $0\n  generation 1\n}", ...without("generation"));
    checkCompletion("platform windows-server-2019\n$0", "host", "load", "vm");
    checkCompletion("$0\nplatform windows-server-2019", "host", "load", "vm");
    checkCompletion("platform windows-server-2019\nhost h {\n}\nvm a {\n}\n$0", "host", "load", "vm");
    checkCompletion('vm a {\n  scsi 0:0 disk "x" {\n  $0 # b\n  parent "y" { }\n load oltp } }', ...qualities);
  });

  test("that exclude each other are not offered beside each other", () =>
    checkCompletion("load l {\n  rate 5\n  $0\n}", "request-size", "read", "random"));

  test("in one block do not count in another", () => {
    checkCompletion("vm b { $0 }\nvm a { generation 1 }", ...inVm);
    checkCompletion("vm b {\n  $0\nvm a {\n  generation 1\n}", ...inVm);
    checkCompletion("vm a { generation 1 }\nvm b { $0 }", ...inVm);
    checkCompletion('vm a { scsi 0:0 disk "x" { load oltp }\n  $0 }', ...inVm);
  });

  test("are offered for the word at the cursor, which they replace", () => {
    checkCompletion("vm a {\n  gen$0\n}", ...inVm);
    expect(completed("vm a {\n  sc$0x\n}", "ide")).toBe("vm a {\n  ide $0\n}");
  });

  test("bring the block that they need", () =>
    expect(completed("v$0", "vm")).toMatch(/^vm \$\{1:name\} \{\n\t\$0\n\}$/));

  test("are offered after a semicolon", () => checkCompletion("vm a { on h; $0 }", ...without("on")));

  test("of an unknown block are none", () => checkCompletion("wm a {\n  $0\n}"));
});

describe("slots", () => {
  const taken = 'vm a {\n  ide 0:0 disk "x"\n  ide 1:0 dvd empty\n';

  test("of IDE are the four but for those that are taken", () => {
    checkCompletion("vm a {\n  ide $0\n}", "0:0", "0:1", "1:0", "1:1");
    checkCompletion(`${taken}  ide $0\n}`, "0:1", "1:1");
  });

  test("that follow on come first", () =>
    expect(completionLabels('vm a {\n  scsi 0:0 disk "x"\n  scsi $0\n}')[0]).toBe("0:1"));

  test("of a SCSI controller above a gap are not offered", () =>
    expect(completionLabels("vm a {\n  scsi $0\n}").some((label) => label.startsWith("1:"))).toBe(false));

  test("count the one at the cursor as free", () => {
    checkCompletion('vm a {\n  ide 0:0$0 disk "x"\n}', "0:0", "0:1", "1:0", "1:1");
  });

  test("of another VM do not count", () =>
    checkCompletion(`${taken}}\nvm b {\n  ide $0\n}`, "0:0", "0:1", "1:0", "1:1"));

  test("are free behind a broken line", () => checkCompletion(`${taken}  ied 3\n  ide $0\n}`, "0:1", "1:1"));
});

describe("values", () => {
  test.each([
    ["what a slot holds", "vm a { ide 0:0 $0 }", ["disk", "dvd"]],
    ["what a DVD drive holds", "vm a { ide 0:0 dvd $0 }", ["physical", "empty"]],
    ["a generation", "vm a { generation $0 }", ["1", "2"]],
    ["a switch", "vm a { integration-services $0 }", ["on", "off"]],
    ["a sector size", 'vm a { scsi 0:0 disk "x" { sector-size $0 } }', ["512", "4096"]],
    ["options of a disk", 'vm a { scsi 0:0 disk "x" $0 }', ["fixed", "dynamic", "differencing", "boot", "shared"]],
    ["options that are left", 'vm a { scsi 0:0 disk "x" fixed boot $0 }', ["shared"]],
    ["a start-up class", "vm a { startup $0 }", ["cd", "ide", "legacy-network", "floppy"]],
    ["an adapter's kind", "vm a { network $0 }", ["legacy"]],
    ["a path", 'vm a { scsi 0:0 disk "x" { parent $0 } }', []],
    ["a number", "vm a { processors $0 }", []],
    ["a new name", "vm $0", []],
    ["nothing more", "vm a { generation 1 $0 }", []],
    ["an unknown statement", "vm a { speed $0 }", []],
  ])("of %s", (_what, source, labels) => checkCompletion(source, ...labels));

  test("are hosts of the file, wherever they stand", () =>
    checkCompletion('host h1 { }\nvm a { on $0 }\nhost "h 2" { }', "h1", "h 2"));

  test("are loads of the file and the built-in ones", () =>
    checkCompletion('load mine { }\nvm a { scsi 0:0 disk "x" { load $0 } }', "mine", ...Object.keys(builtInLoads)));

  test("are written in quotes where they need them", () => {
    expect(completed('host "h 2" { }\nvm a { on $0 }', "h 2")).toBe('host "h 2" { }\nvm a { on "h 2" }');
  });

  test("replace the word at the cursor", () =>
    expect(completed('vm a { scsi 0:0 disk "x" fi$0 boot }', "fixed")).toBe('vm a { scsi 0:0 disk "x" fixed boot }'));
});

test.each([
  ["a comment", "# vm $0"],
  ["a comment behind a statement", "vm a { generation 1 # $0\n}"],
  ["a text", 'vm a { scsi 0:0 disk "C:\\$0" }'],
  ["a text without end", 'vm a {\n  scsi 0:0 disk "C:\\$0\n}'],
])("nothing is offered inside %s", (_where, source) => checkCompletion(source));

test("JSON is completed by its schema", () => expect(completionLabels('{ "vms": { $0 } }', "json")).toEqual([]));

test.each([
  ["a block that is never closed", "vm a {\n  $0", inVm],
  ["a brace too many", "}\nvm a {\n  $0\n}", inVm],
  ["a text without end above", 'vm a {\n  ide 0:0 disk "x\n  $0\n}', inVm],
  ["an unclosed VM above", "vm a {\n  generation 1\nvm b {\n  $0\n}", inVm],
  ["a statement without argument above", "vm a {\n  on\n  $0\n}", without("on")],
])("behind %s the block's statements are offered", (_what, source, labels) => checkCompletion(source, ...labels));
