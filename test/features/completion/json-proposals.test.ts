/**
 * Completion in the JSON notation: what a schema cannot express always, and the rest for editors that do not read it.
 */
import { describe, expect, test } from "vitest";
import { builtInLoads } from "../../../server/src/core/schema/loads.ts";
import { completed, completionLabels } from "../../support/cursor.ts";

const withSchema = { knowsSchema: true };
const labels = (source: string) => completionLabels(source, "json");
const beyondSchema = (source: string) => completionLabels(source, "json", withSchema);

describe("with an editor that completes from the schema", () => {
  test("free slots are keys, taken ones come last", () => {
    const source = '{ "vms": { "a": { "ide": { "0:0": { "dvd": null }, $0 } } } }';
    expect(beyondSchema(source)).toEqual(["0:1", "1:0", "1:1", "0:0 (taken)"]);
  });

  test("names, files and physical disks of the layout are values", () => {
    const layout = (vm: string) =>
      `{ "hosts": { "h": { "volumes": { "D:": { "media": "optane" } }, "physicalDisks": { "3": { "media": "optane" } } } },
         "loads": { "mine": { } },
         "vms": { "o": { "on": "h", "networks": [ { "switch": "LAN" } ], "ide": { "0:0": { "dvd": "D:\\\\I\\\\a.iso" } },
                         "scsi": { "0:0": { "disk": "D:\\\\V\\\\c.vhdx", "parent": "D:\\\\B\\\\p.vhdx" } } },
                  "a": { "on": "h", ${vm} } } }`;
    expect(beyondSchema(layout('"on": $0'))).toEqual(["h"]);
    expect(beyondSchema(layout('"scsi": { "0:0": { "physicalDisk": $0 } }'))).toEqual(["3"]);
    expect(beyondSchema(layout('"scsi": { "0:0": { "disk": "$0" } }'))).toEqual(["D:\\", "D:\\V\\", "D:\\B\\"]);
    expect(beyondSchema(layout('"scsi": { "0:0": { "disk": "D:\\\\x.vhdx", "load": "$0" } }'))).toEqual([
      "mine",
      ...Object.keys(builtInLoads),
    ]);
    expect(beyondSchema(layout('"scsi": { "0:0": { "disk": "D:\\\\x.vhdx", "parent": "$0" } }'))[0]).toBe(
      "D:\\B\\p.vhdx",
    );
    expect(beyondSchema(layout('"scsi": { "0:0": { "disk": "x", "parent": { "file": "$0" } } }'))[0]).toBe(
      "D:\\B\\p.vhdx",
    );
    expect(beyondSchema(layout('"ide": { "0:0": { "dvd": $0 } }'))).toEqual(["D:\\I\\a.iso", "D:\\", "D:\\I\\"]);
    expect(beyondSchema(layout('"networks": [ { "switch": "$0" } ]'))).toEqual(["LAN"]);
  });

  test.each([
    ["properties", '{ "vms": { "a": { $0 } } }'],
    ["words out of a list", '{ "platform": "$0" }'],
    ["words in a list", '{ "vms": { "a": { "startup": [ "$0" ] } } }'],
    ["switches", '{ "vms": { "a": { "integrationServices": $0 } } }'],
  ])("%s are left to it", (_what, source) => expect(beyondSchema(source)).toEqual([]));
});

describe("for any other editor", () => {
  test.each([
    ["of the file", "{ $0 }", ["platform", "clusters", "hosts", "media", "loads", "vms"]],
    ["that are left", '{ "vms": { }, $0 "platform": "windows-10" }', ["clusters", "hosts", "media", "loads"]],
    ["of a host", '{ "hosts": { "h": { $0 } } }', ["platform", "cluster", "processors", "volumes", "physicalDisks"]],
    [
      "of a volume",
      '{ "clusters": { "c": { "volumes": { "D:": { $0 } } } } }',
      ["media", "capacity", "link", "latency"],
    ],
    [
      "of expectations",
      '{ "vms": { "a": { "scsi": { "0:0": { "expect": { "iops": 5, $0 } } } } } }',
      ["bandwidth", "mean", "p50", "p90", "p95", "p99", "p99.9"],
    ],
    ["of an own load", '{ "loads": { "l": { "rate": 5, $0 } } }', ["requestSize", "read", "random", "durable"]],
    ["of an adapter", '{ "vms": { "a": { "networks": [ { $0 } ] } } }', ["legacy", "switch"]],
    ["of a disc's slot", '{ "vms": { "a": { "ide": { "0:0": { "dvd": null, $0 } } } } }', ["boot"]],
    [
      "of generation 2",
      '{ "vms": { "a": { "generation": 2, "on": "h", "processors": 2, $0 } } }',
      ["guest", "integrationServices", "bootOrder", "scsi", "networks"],
    ],
    [
      "of a disk's own load",
      '{ "vms": { "a": { "scsi": { "0:0": { "load": { "r$0" } } } } } }',
      ["requestSize", "read", "random", "durable", "queueDepth", "rate"],
    ],
  ])("properties %s are offered", (_which, source, expected) => expect(labels(source)).toEqual(expected));

  test.each([
    [
      "a word",
      '{ "vms": { "a": { "ide": { "0:0": { "disk": "x", "type": "$0" } } } } }',
      ["fixed", "dynamic", "differencing"],
    ],
    ["an element", '{ "vms": { "a": { "startup": [ $0 ] } } }', ["cd", "ide", "legacy-network", "floppy"]],
    ["another element", '{ "vms": { "a": { "startup": [ "cd", $0 ] } } }', ["ide", "legacy-network", "floppy"]],
    ["a switch", '{ "vms": { "a": { "integrationServices": $0 } } }', ["true", "false"]],
    ["a flag", '{ "vms": { "a": { "ide": { "0:0": { "disk": "x", "boot": $0 } } } } }', ["true", "false"]],
    ["a number out of a few", '{ "vms": { "a": { "generation": $0 } } }', ["1", "2"]],
    ["a switch in quotes, which it has not", '{ "vms": { "a": { "integrationServices": "$0" } } }', []],
    ["a free number", '{ "vms": { "a": { "processors": $0 } } }', []],
  ])("%s is offered as a value", (_what, source, expected) => expect(labels(source)).toEqual(expected));
});

describe("an accepted proposal is valid JSON", () => {
  const ide = (inner: string) => `{ "vms": { "a": { "ide": { ${inner} } } } }`;

  test.each([
    ["a new key gets its object", "$0", '"0:1": {}'],
    ["a key that is being typed is replaced", '"0:$0"', '"0:1": {}'],
    ["a key before its colon stays a key", '"0$0": { "dvd": null }', '"0:1": { "dvd": null }'],
    ["a comma is added behind", '$0 "1:1": { "dvd": null }', '"0:1": {}, "1:1": { "dvd": null }'],
    ["and before", '"1:1": { "dvd": null } $0', '"1:1": { "dvd": null }, "0:1": {}'],
  ])("%s", (_what, before, after) => expect(completed(ide(before), "0:1", "json")).toBe(ide(after)));

  test("backslashes are doubled, and an unterminated string is closed", () => {
    const layout = (value: string) =>
      `{ "hosts": { "h": { "volumes": { "D:": { "media": "optane" } } } },\n"vms": { "a": { "ide": { "0:0": { "dvd": ${value}\n} } } } }`;
    expect(completed(layout('"D$0'), "D:\\", "json")).toBe(layout('"D:\\\\"'));
    expect(completed(layout("$0"), "D:\\", "json", { hasSnippets: true })).toBe(layout('"D:\\\\\\\\$0"'));
  });

  test("an unterminated string is replaced within its own line, even if a backslash comes last", () => {
    const layout = (value: string) => `{ "hosts": { "h": {} }, "vms": { "a": { "on": ${value}\n"processors": 1 } } }`;
    expect(completed(layout('"\\$0'), "h", "json", withSchema)).toBe(layout('"h",'));
    expect(completionLabels(layout('"\\').replace("\n", "\n$0"), "json", withSchema)).toEqual([]);
  });

  test("text after the cursor on the line of an unterminated string is left unchanged", () => {
    const text = (value: string) => `{ "platform": ${value},\n  "hosts": {} }`;
    expect(completed(text('"windows-10$0'), "windows-10", "json")).toBe(text('"windows-10"'));
    const key = (name: string) => `{ "vms": { "a": { ${name}: 2,\n  "on": "h" } } }`;
    expect(completed(key('"gener$0'), "generation", "json")).toBe(key('"generation"'));
  });

  test("a slot has its device to fill in, where the client knows snippets", () =>
    expect(completed(ide("$0"), "0:1", "json", { hasSnippets: true })).toBe(ide('"0:1": { "disk": $1 \\}')));
});

test.each([
  ["a missing brace above", '{ "hosts": { "h": { "volumes": { } }, "vms": { "b": { "ide": { $0 } } } }', "0:0"],
  ["a key without value above", '{ "vms": { "a": { "generation" \n "ide": { $0 } } } }', "0:0"],
  ["a missing comma", '{ "platform": "windows-10" "vms": { "a": { "ide": { $0 } } } }', "0:0"],
])("after %s slots are offered", (_what, source, first) => expect(labels(source)[0]).toBe(first));

test("a new name is one that the layout uses and does not define", () => {
  const vms = '"vms": { "a": { "on": "h1" }, "b": { "on": "H2" }, "c": { "on": "h2" } }';
  expect(labels(`{ "hosts": { "h1": {}, "$0": {} }, ${vms} }`)).toEqual(["H2"]);
});

test.each([
  ["a comment", '{ "vms": { "a": { "ide": { /* $0 */ } } } }'],
  ["a comment to the end of the line", '{ "vms": { "a": { "ide": { // $0\n } } } }'],
  ["a name of its own", '{ "vms": { "$0" } }'],
  ["before a colon", '{ "vms" $0 }'],
  ["an unknown property", '{ "wms": { "a": { $0 } } }'],
  ["outside the layout", "{ } $0"],
])("nothing is offered in %s", (_where, source) => expect(labels(source)).toEqual([]));
