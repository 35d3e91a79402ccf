import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindJson } from "../../server/src/core/model/bind-json.ts";
import type { BoundItem } from "../../server/src/core/model/bound.ts";
import { readLayoutItems } from "../../server/src/core/model/read-layout.ts";
import { readJsonItems } from "../../server/src/core/syntax/json/reader.ts";
import { type Found, problemsOfJson, problemsOfNative } from "../support/notations.ts";

/** The one VM of a JSON text, bound. */
function boundVm(vm: string): BoundItem {
  const item = readJsonItems(`{"vms": {"a": ${vm}}}`).items.at(0)!.item;
  return bindJson(item);
}

function inVm(body: string): string {
  return `{"vms": {"a": {${body}}}}`;
}

function inSlot(body: string): string {
  return inVm(`"scsi": {"0:0": {${body}}}`);
}

const disk = '"disk": "C:\\\\a.vhdx"';

describe("an error is reported at the text that one would edit", () => {
  const cases: readonly [title: string, text: string, code: string, marked: string][] = [
    ["an unknown metric", inSlot(`${disk}, "expect": {"p98": "1ms"}`), "invalid-value", '"p98"'],
    ["a metric in capitals", inSlot(`${disk}, "expect": {"P99": "1ms"}`), "invalid-value", '"P99"'],
    ["a metric of the wrong type", inSlot(`${disk}, "expect": {"p99": 5}`), "invalid-value", "5"],
    ["expectations that are no object", inSlot(`${disk}, "expect": ["p99"]`), "invalid-value", '["p99"]'],
    ["a micro sign", inSlot(`${disk}, "expect": {"p99": "90µs"}`), "invalid-value", '"90µs"'],
    ["a slot twice in the order", inVm('"bootOrder": ["0:1", "network", "00:1"]'), "unexpected-argument", '"00:1"'],
    ["an empty boot order", inVm('"bootOrder": []'), "missing-argument", '"bootOrder"'],
    ["a class in a boot order", inVm('"bootOrder": ["0:1", "cd"]'), "invalid-value", '"cd"'],
    [
      "a link of nothing",
      '{"hosts": {"h": {"volumes": {"x": {"media": "optane", "link": "0Mbps"}}}}}',
      "invalid-value",
      '"0Mbps"',
    ],
    [
      "a latency as a number",
      '{"hosts": {"h": {"volumes": {"x": {"media": "optane", "latency": 5}}}}}',
      "invalid-value",
      "5",
    ],
    ["no disks", '{"media": {"m": {"disks": 0}}}', "invalid-value", "0"],
    ["a cluster that is no object", '{"clusters": {"c": 5}}', "invalid-value", "5"],
    ["a cluster of a host that is no name", '{"hosts": {"h": {"cluster": {}}}}', "invalid-value", "{}"],
    ["a root that is no object", "[1]", "invalid-value", "[1]"],
    ["an unknown property of the root", '{"vmz": {}}', "unknown-statement", '"vmz"'],
    ["property names are exact", inVm('"Generation": 1'), "unknown-statement", '"Generation"'],
    ["an unknown property of a VM", inVm('"generaton": 1'), "unknown-statement", '"generaton"'],
    ["an unknown property of a device", inSlot(`${disk}, "colour": 1`), "unknown-statement", '"colour"'],
    ["a statement of another block", inVm('"queueDepth": 4'), "misplaced-statement", '"queueDepth"'],
    ["a device property outside of a slot", inVm('"boot": true'), "misplaced-statement", '"boot"'],
    ["a VM that is no object", '{"vms": {"a": 5}}', "invalid-value", "5"],
    ["a section that is no object", '{"vms": [1]}', "invalid-value", "[1]"],
    ["slots that are no object", inVm('"ide": true'), "invalid-value", "true"],
    ["networks that are no list", inVm('"networks": {}'), "invalid-value", "{}"],
    ["an adapter that is no object", inVm('"networks": ["External"]'), "invalid-value", '"External"'],
    ["a number as text", inVm('"generation": "1"'), "invalid-value", '"1"'],
    ["a number that is not whole", inVm('"processors": 1.5'), "invalid-value", "1.5"],
    ["a number out of its range", inVm('"processors": 2049'), "invalid-value", "2049"],
    ["a switch as text", inVm('"integrationServices": "on"'), "invalid-value", '"on"'],
    ["an unknown word", inVm('"guest": 8'), "invalid-value", "8"],
    ["an unknown word in a list", inVm('"startup": ["cd", "ied"]'), "invalid-value", '"ied"'],
    ["an empty list", inVm('"startup": []'), "missing-argument", '"startup"'],
    ["a word where a list is wanted", inVm('"startup": "cd"'), "invalid-value", '"cd"'],
    ["an empty name", '{"vms": {"": {}}}', "invalid-value", '""'],
    ["a control character in a path", inSlot('"disk": "C:\\temp\\b.vhdx"'), "invalid-value", '"C:\\temp\\b.vhdx"'],
    ["a control character in a name", '{"vms": {"a\\u0001": {}}}', "invalid-value", '"a\\u0001"'],
    ["a key that is no slot", inVm(`"ide": {"0": {${disk}}}`), "invalid-value", '"0"'],
    ["an IDE controller alone", inVm('"ide": {"0": {}}'), "invalid-value", '"0"'],
    ["a controller alone that holds something", inVm('"scsi": {"1": {"boot": true}}'), "invalid-value", '"1"'],
    [
      "a physical disk whose key is no number",
      '{"hosts": {"h": {"physicalDisks": {"x": {"media": "optane"}}}}}',
      "invalid-value",
      '"x"',
    ],
    ["a slot without a device", inSlot(""), "missing-argument", '"0:0"'],
    ["a slot with options alone", inSlot('"boot": true'), "missing-argument", '"0:0"'],
    ["a slot with two devices", inSlot(`${disk}, "dvd": null`), "unexpected-argument", '"dvd"'],
    ["a device twice", inSlot(`${disk}, ${disk}`), "unexpected-argument", '"disk"'],
    ["an argument twice", inSlot(`${disk}, "size": "1GB", "size": "2GB"`), "unexpected-argument", '"2GB"'],
    ["a volume without media", '{"hosts": {"h": {"volumes": {"C:": {}}}}}', "missing-argument", '"C:"'],
    ["a parent without file", inSlot(`${disk}, "parent": {}`), "missing-argument", '"parent"'],
    ["a size on a DVD drive", inSlot('"dvd": null, "size": "1GB"'), "unexpected-argument", '"1GB"'],
    ["an empty DVD drive to boot from", inSlot('"dvd": null, "boot": true'), "unexpected-argument", '"boot"'],
    ["a load on a DVD drive", inSlot('"dvd": "C:\\\\a.iso", "load": "web"'), "unexpected-argument", '"load"'],
    ["a size without its unit", inSlot(`${disk}, "size": "40"`), "invalid-value", '"40"'],
    ["a negative size", inSlot(`${disk}, "size": -1`), "invalid-value", "-1"],
    ["a percentage as a number", '{"loads": {"l": {"read": 67}}}', "invalid-value", "67"],
    ["a flag as text", inSlot(`${disk}, "boot": "yes"`), "invalid-value", '"yes"'],
    ["a file as null", inSlot('"disk": null'), "invalid-value", "null"],
    ["a physical drive as null", inSlot('"physicalDvd": null'), "invalid-value", "null"],
    ["a missing value", inVm('"on":'), "json-syntax", '"on"'],
    ["a missing comma", inVm('"on": "h" "generation": 1'), "json-syntax", '"generation"'],
    ["a backslash that is not doubled", inSlot('"disk": "C:\\VMs\\a.vhdx"'), "json-syntax", '"C:\\VMs\\a.vhdx"'],
    ["a bracket that closes nothing", `${inVm("")} }`, "json-syntax", "}"],
  ];
  test.each(cases)("%s", (_title, text, code, marked) => {
    expect(problemsOfJson(text)).toEqual([{ code, marked }]);
  });
});

describe("a well-formed text has no problem", () => {
  test.each([
    ["comments and trailing commas", '// a\n{"vms": {"a": {"on": "h", /* b */},},}'],
    ["$schema", '{"$schema": "./schemas/hvvm.schema.json"}'],
    ["values ignore case", '{"platform": "Windows-Server-2008", "vms": {"a": {"startup": ["CD"]}}}'],
    ["a size in bytes", inSlot(`${disk}, "size": 42949672960`)],
    ["a size in any case", inSlot(`${disk}, "size": "40gb"`)],
    ["an old word", inSlot(`${disk}, "type": "sparse"`)],
    ["flags that are off", inSlot('"dvd": null, "boot": false')],
    ["an adapter that is not connected", inVm('"networks": [{"switch": null}, {}]')],
    ["an empty floppy drive", inVm('"floppy": null')],
    ["a SCSI controller alone", inVm('"scsi": {"0": {}}')],
    ["a guest that is not listed", inVm('"guest": "BeOS"')],
    [
      "a parent as a path, and as an object",
      inSlot(`${disk}, "parent": {"file": "C:\\\\b.vhdx", "parent": "C:\\\\c.vhdx"}`),
    ],
    [
      "a load by its name, and as an object",
      inVm(`"scsi": {"0:0": {${disk}, "load": "web"}, "0:1": {${disk}, "load": {"rate": 5}}}`),
    ],
  ])("%s", (_title, text) => expect(problemsOfJson(text)).toEqual([]));
});

describe("both notations have the same diagnostics for the same mistake", () => {
  test.each([
    ["a slot without a device", "scsi 0:0", '"scsi": {"0:0": {}}'],
    ["an IDE controller alone", "ide 0", '"ide": {"0": {}}'],
    ["a number where an address is wanted", 'scsi 0 disk "C:\\a.vhdx"', `"scsi": {"0": {${disk}}}`],
    ["an empty start-up order", "startup", '"startup": []'],
    ["an unknown start-up class", "startup cd tape", '"startup": ["cd", "tape"]'],
    ["a generation that there is not", "generation 3", '"generation": 3'],
    ["no processors", "processors 0", '"processors": 0'],
    ["an unknown disk type", 'scsi 0:0 disk "C:\\a.vhdx" fixd', `"scsi": {"0:0": {${disk}, "type": "fixd"}}`],
    ["an option that a DVD drive lacks", "scsi 0:0 dvd empty boot", '"scsi": {"0:0": {"dvd": null, "boot": true}}'],
    ["a second size", 'scsi 0:0 disk "C:\\a.vhdx" 1GB 2GB', `"scsi": {"0:0": {${disk}, "size": "1GB", "size": "2GB"}}`],
    ["a misspelt statement", "guset linux", '"guset": "linux"'],
    ["a statement of another block", 'volume "C:" optane', '"volumes": {"C:": {"media": "optane"}}'],
    ["an unknown host name", 'on ""', '"on": ""'],
    [
      "a size that is not a whole number of bytes",
      'scsi 0:0 disk "C:\\a.vhdx" 1.1KB',
      `"scsi": {"0:0": {${disk}, "size": "1.1KB"}}`,
    ],
    [
      "a request size between steps",
      'scsi 0:0 disk "C:\\a.vhdx" { load { request-size 700B } }',
      `"scsi": {"0:0": {${disk}, "load": {"requestSize": "700B"}}}`,
    ],
    [
      "more than all",
      'scsi 0:0 disk "C:\\a.vhdx" { load { read 101% } }',
      `"scsi": {"0:0": {${disk}, "load": {"read": "101%"}}}`,
    ],
    [
      "a sector size that there is not",
      'scsi 0:0 disk "C:\\a.vhdx" { sector-size 1024 }',
      `"scsi": {"0:0": {${disk}, "sectorSize": 1024}}`,
    ],
  ])("%s", (_title, native, json) => {
    const codes = (found: readonly Found[]) => found.map(({ code }) => code);
    const ofNative = codes(problemsOfNative(`vm a {\n  ${native}\n}`));
    expect(ofNative).toHaveLength(1);
    expect(codes(problemsOfJson(inVm(json)))).toEqual(ofNative);
  });
});

describe("an error affects only its own statement", () => {
  test("a broken slot leaves its neighbours complete", () => {
    const [vm] = boundVm(`{"ide": {"0:0": {"disk": 5}, "0:1": {"dvd": null}}, "generation": 1}`).statements;
    expect(vm!.children.map((child) => child.isBroken)).toEqual([true, false, false]);
    expect(vm!.hasBrokenBlock).toBe(true);
    expect(vm!.isBroken).toBe(false);
  });

  test("a statement has at most one problem", () => {
    expect(problemsOfJson(inSlot('"disk": 5, "size": "x", "boot": 1'))).toEqual([
      { code: "invalid-value", marked: "5" },
    ]);
  });

  test("a broken parent leaves its disk complete", () => {
    const [vm] = boundVm(`{"ide": {"0:0": {${disk}, "parent": 5}}}`).statements;
    const [slot] = vm!.children;
    expect(slot!.isBroken).toBe(false);
    expect(slot!.hasBrokenBlock).toBe(true);
    expect(slot!.children[0]!.isBroken).toBe(true);
  });

  test("what a misspelt property may have meant is marked as possible", () => {
    expect(boundVm('{"generaton": 2}').statements[0]!.uncertainKeywords).toContain("generation");
  });

  test("names in a misspelt section count as defined", () => {
    const item = readJsonItems('{"vmz": {"Web01": {}}}').items.at(0)!.item;
    expect(bindJson(item).possibleNames).toContain("web01");
  });

  test("after a syntax error nothing is reported as missing", () => {
    expect(problemsOfJson('{"vms": {"a": {"on": foo, "scsi": {"0:0": {}}}}}').map(({ code }) => code)).toEqual([
      "json-syntax",
    ]);
  });

  test("one missing bracket is one problem, even if the next section then seems to be inside", () => {
    expect(problemsOfJson('{"hosts": {"h": {}, "vms": {"a": {"on": "h"}}}')).toEqual([
      { code: "json-syntax", marked: "{" },
    ]);
  });
});

test("children are in the order of the text", () => {
  const [vm] = boundVm(
    '{"generation": 1, "ide": {"0:1": {"dvd": null}, "0:0": {"dvd": null}}, "on": "h", "generation": 2}',
  ).statements;
  expect(vm!.children.map((child) => child.spec.keyword)).toEqual(["generation", "ide", "ide", "on", "generation"]);
});

test("the digits of an address have their own ranges", () => {
  const text = inVm('"scsi": {"10:63": {"dvd": null}}');
  const { start, item } = readJsonItems(text).items.at(0)!;
  const [vm] = bindJson(item).statements;
  const slot = vm!.children[0]!.fields.get("slot")!.value as {
    controllerRange: { start: number; end: number };
    locationRange: { start: number; end: number };
  };
  const marked = [slot.controllerRange, slot.locationRange].map((range) =>
    text.slice(start + range.start, start + range.end),
  );
  expect(marked).toEqual(["10", "63"]);
});

test("the range of a flag is its key", () => {
  const text = inSlot(`${disk}, "boot": true`);
  const { start, item } = readJsonItems(text).items.at(0)!;
  const { range } = bindJson(item).statements[0]!.children[0]!.fields.get("boot")!;
  expect(text.slice(start + range.start, start + range.end)).toBe('"boot"');
});

test("a chain of parents may be as deep as memory allows", () => {
  const depth = 20_000;
  const text = inSlot(
    `${disk}, "parent": ${'{"file": "C:\\\\p.vhdx", "parent": '.repeat(depth)}"C:\\\\q.vhdx"${"}".repeat(depth)}`,
  );
  expect(problemsOfJson(text)).toEqual([]);
});

describe("any text is read and bound", () => {
  const pieces = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    '"vms"',
    '"a"',
    '"scsi"',
    '"0:0"',
    '"disk"',
    '"parent"',
    '"networks"',
    "1",
    "null",
    "true",
    "/*",
    "//",
    "\n",
    "x",
    '"load"',
    '"startup"',
    "\\",
    " ",
  ];
  test("of arbitrary pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), fc.boolean(), (parts, isInVm) => {
        const text = isInVm ? `{"vms": {"a": {${parts.join("")}` : parts.join("");
        const { items, errors, mayBeIncomplete } = readJsonItems(text);
        for (const { start, item } of items) {
          const bound = bindJson(item);
          readLayoutItems(bound);
          for (const { range } of bound.problems) {
            expect(range.start).toBeGreaterThanOrEqual(0);
            expect(start + range.end).toBeLessThanOrEqual(text.length);
          }
          if (item.hasError) expect(bound.problems).not.toEqual([]);
        }
        if (!mayBeIncomplete) expect(errors).toEqual([]);
        if (!mayBeIncomplete) expect(() => JSON.parse(withoutComments(text))).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });
});

/** Comments and trailing commas removed, where the text has no strings that look like them. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, " ").replace(/,(\s*[}\]])/g, "$1");
}

test("a list or an object may be as long as memory allows", () => {
  const many = 50_000;
  expect(problemsOfJson(inVm(`"foo": [${"1,".repeat(many)}]`)).map(({ code }) => code)).toEqual(["unknown-statement"]);
  expect(problemsOfJson(inVm('"on": "h",'.repeat(many)))).toEqual([]);
});
