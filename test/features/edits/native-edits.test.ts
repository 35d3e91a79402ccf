import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../../server/src/core/document.ts";
import { type ItemText, itemText, withText } from "../../../server/src/core/features/edits/item-text.ts";
import { addNative, removeNative } from "../../../server/src/core/features/edits/native-edits.ts";
import { applyReplacements, type Replacement } from "../../../server/src/core/features/edits/replacement.ts";
import type { BoundStatement } from "../../../server/src/core/model/bound.ts";

const disk = (slot: number, behind = "") => `scsi 0:${slot} disk "D:\\VMs\\${slot}.vhdx"${behind}`;
const statements = [
  disk(0),
  disk(1, ' { parent "D:\\Base\\p.vhdx" }'),
  disk(2, " { load oltp }"),
  'network "LAN"',
  "# a comment of its own",
];
const breaks = fc.constantFrom("\n", "\r\n", "\n  ", "\n\n    ", "  # note\n", " ;\n");
const anyBreak = fc.oneof(breaks, fc.constantFrom(";", " ; ", "; ; "));
/** A statement may end with its block; a comment ends only with its line. */
const separator = (before: string, next: string | undefined) =>
  before.startsWith("#")
    ? fc.constant("\n")
    : before.endsWith("}") || !next
      ? fc.oneof(anyBreak, fc.constantFrom("", " "))
      : anyBreak;

const bodies = fc
  .shuffledSubarray(statements, { minLength: 1 })
  .chain((chosen) =>
    fc
      .tuple(fc.constantFrom("", " ", "\n", "\n  "), ...chosen.map((each, at) => separator(each, chosen[at + 1])))
      .map(([start, ...behind]) => `${start}${chosen.map((each, at) => each + behind[at]).join("")}`),
  );

function itemOf(text: string): ItemText {
  const document = HvvmDocument.read(text, "hvvm");
  return itemText(document, document.items[0]!);
}

function revised(source: ItemText, replacements: readonly Replacement[]): readonly string[] {
  return written(withText(source, applyReplacements(source.text, replacements)));
}

/** The text of each statement of the block. */
function written({ text, statements: [vm] }: ItemText): readonly string[] {
  return vm!.children.map(({ range }) => text.slice(range.start, range.end));
}

/** Holds for each statement of each body. */
function checkLaw(law: (source: ItemText, vm: BoundStatement, child: BoundStatement, at: number) => void): void {
  const each = (body: string) => {
    const source = itemOf(`vm a {${body}}`);
    const [vm] = source.statements;
    for (const [at, child] of vm!.children.entries()) law(source, vm!, child, at);
  };
  fc.assert(fc.property(bodies, each), { numRuns: 1000 });
}

describe("with any spacing", () => {
  test("removing a statement removes no other", () =>
    checkLaw((source, vm, child, at) => {
      const now = revised(source, removeNative(source.text, child, vm));
      expect(now).toEqual(written(source).filter((_, index) => index !== at));
    }));

  test("a block that loses its only statement is removed, and its neighbours stay unchanged", () =>
    checkLaw((source, _, child, at) => {
      const [only] = child.children;
      if (!only) return;
      const now = revised(source, removeNative(source.text, only, child));
      const expected = written(source).map((each, index) => (index === at ? each.replace(/ \{.*/, "") : each));
      expect(now).toEqual(expected);
    }));

  test("a statement is added at the requested place, and stays separate", () =>
    checkLaw((source, vm, child, at) => {
      const first = revised(source, addNative(source.text, vm, undefined, "scsi 3"));
      expect(first).toEqual(["scsi 3", ...written(source)]);
      const behind = revised(source, addNative(source.text, vm, child, "scsi 3"));
      expect(behind).toEqual(written(source).flatMap((each, index) => (index === at ? [each, "scsi 3"] : [each])));
    }));
});
