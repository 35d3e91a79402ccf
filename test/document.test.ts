import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { HvvmDocument, type Notation } from "../server/src/core/document.ts";
import { RuleRunner } from "../server/src/core/rules/rule-runner.ts";
import { describeFindings } from "./support/check.ts";
import { samples } from "./support/samples.ts";

const pieces = [
  "{",
  "}",
  '"',
  "\n",
  "\r\n",
  ";",
  "vm b {\n}",
  "platform windows-server-2008\n",
  "scsi 1:0 ",
  "# c",
  "0:1",
  ",",
  '"x": 1',
  "é",
  "😀",
  "'",
  "//",
  "/*",
  "on h",
];

/** Edits at any place, with pieces of text that are significant to the parser. */
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(12),
    text: fc.constantFrom("", ...pieces),
  }),
  { minLength: 1, maxLength: 6 },
);

const textsIn = (notation: Notation) => samples.map((sample) => (notation === "hvvm" ? sample.native : sample.json));

describe.each<Notation>(["hvvm", "json"])("a version made from the one before it (%s)", (notation) => {
  test("equals a document that is parsed from the same text", () => {
    const texts = textsIn(notation);
    fc.assert(
      fc.property(fc.constantFrom(...texts), edits, (start, changes) => {
        let document = HvvmDocument.read(start, notation);
        const runner = new RuleRunner();
        runner.run(document);
        for (const { at, remove, text } of changes) {
          const from = Math.floor(at * document.text.length);
          const range = { start: document.positionAt(from), end: document.positionAt(from + remove) };
          document = document.changed({ range, text });
          const anew = HvvmDocument.read(document.text, notation);
          expect(document.items.map(({ start, item }) => [start, item.bound])).toEqual(
            anew.items.map(({ start, item }) => [start, item.bound]),
          );
          expect(describeFindings(document.text, runner.run(document))).toEqual(
            describeFindings(document.text, new RuleRunner().run(anew)),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test("of any text is a document", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, "vm a", "ide 0:0 disk", " ")), (parts) => {
        new RuleRunner().run(HvvmDocument.read(parts.join(""), notation));
      }),
      { numRuns: 200 },
    );
  });
});

test("an edit within a VM parses only that VM", () => {
  const vm = (name: string) => `vm ${name} {\n  ide 0:0 disk "C:\\VMs\\${name}.vhd" boot\n}\n`;
  const document = HvvmDocument.read(["a", "b", "c", "d", "e"].map(vm).join(""), "hvvm");
  const at = document.positionAt(document.text.indexOf("C:\\VMs\\d") + 3);
  const next = document.changed({ range: { start: at, end: at }, text: "x" });
  expect(next.readCount).toBe(1);
  expect(next.items[0]!.item).toBe(document.items[0]!.item);
  expect(next.items[4]!.item).toBe(document.items[4]!.item);
});

test("an edit within a VM in JSON parses only that VM, if both texts are valid", () => {
  const vm = (name: string) => `"${name}": { "generation": 2, "network": "office" }`;
  const document = HvvmDocument.read(`{ "vms": { ${["a", "b", "c", "d"].map(vm).join(", ")} } }`, "json");
  const at = document.positionAt(document.text.indexOf("office", document.text.indexOf('"c"')));
  const next = document.changed({ range: { start: at, end: at }, text: "x" });
  expect(next.readCount).toBe(1);
  expect([0, 1, 3].every((index) => next.items[index]!.item === document.items[index]!.item)).toBe(true);
});

test("a missing brace affects only the VM that lost it, not the rest of the file", () => {
  const vm = (name: string) => `vm ${name} {\n  ide 0:0 disk "C:\\VMs\\${name}.vhd" boot\n}\n`;
  const document = HvvmDocument.read(["a", "b", "c", "d", "e"].map(vm).join(""), "hvvm");
  const close = document.text.indexOf("}", document.text.indexOf("vm c"));
  const range = { start: document.positionAt(close), end: document.positionAt(close + 1) };
  const open = document.changed({ range, text: "" });
  expect(open.readCount).toBe(1);
  expect(open.items).toHaveLength(5);
  const closed = open.changed({ range: { start: range.start, end: range.start }, text: "}" });
  expect(closed.readCount).toBe(1);
  expect([0, 1, 3, 4].every((index) => closed.items[index]!.item === document.items[index]!.item)).toBe(true);
});

test("nesting does not use the stack", () => {
  for (const text of [
    "{".repeat(12_000),
    "vm a { ".repeat(12_000),
    `ide 0:0 disk "x" ${'{ parent "y" '.repeat(12_000)}`,
  ]) {
    new RuleRunner().run(HvvmDocument.read(text, "hvvm"));
  }
  for (const text of ["[".repeat(12_000), '{"vms":'.repeat(12_000), `{"vms":{"a":${'{"ide":'.repeat(12_000)}`]) {
    new RuleRunner().run(HvvmDocument.read(text, "json"));
  }
});

describe("what a statement means", () => {
  const vm = (name: string) => `vm ${name} {\n  ide 0:0 disk "C:\\VMs\\${name}.vhd" boot { load oltp }\n}\n`;
  const text = ["a", "b", "c"].map(vm).join("");

  test("is the same object while something refers to it", () => {
    const { item } = HvvmDocument.read(text, "hvvm").items[0]!;
    const { layout, bound } = item;
    expect(item.layout).toBe(layout);
    expect(item.bound).toBe(bound);
    expect(layout[0]!.statement).toBe(bound.statements[0]);
  });

  test("is not cached for a VM that was checked and is not edited: a large layout would not fit in memory", async () => {
    const document = HvvmDocument.read(text, "hvvm");
    const reading = new WeakRef(document.items[0]!.item.layout[0]!);
    const runner = new RuleRunner();
    expect(runner.run(document).length).toBeGreaterThan(0);
    await nextTurn(); // Values that were requested stay cached until then.
    collectGarbage();
    expect(reading.deref()).toBeUndefined();
    expect(runner.run(document).length).toBeGreaterThan(0);
  });

  test("is cached for statements that others depend on", async () => {
    const document = HvvmDocument.read(`host h { volume "C:" ssd-sata }\n${text}`, "hvvm");
    const reading = new WeakRef(document.items[0]!.item.layout[0]!);
    await nextTurn();
    collectGarbage();
    expect(document.items[0]!.item.layout[0]).toBe(reading.deref());
  });
});

const nextTurn = () => new Promise((end) => setImmediate(end));

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

test("the meaning of an item is one set of objects for all consecutive callers, even after it was evicted", () => {
  const made: { target: object | undefined }[] = [];
  class Collectable {
    target: object | undefined;
    constructor(target: object) {
      this.target = target;
      made.push(this);
    }
    deref() {
      return this.target;
    }
  }
  vi.stubGlobal("WeakRef", Collectable);
  try {
    const { item } = HvvmDocument.read('vm a { scsi 0:0 disk "C:\\VMs\\a.vhdx" }', "hvvm").items[0]!;
    expect(item.bound).toBe(item.bound);
    for (const each of made) each.target = undefined;
    expect(item.bound).toBe(item.bound);
  } finally {
    vi.unstubAllGlobals();
  }
});
