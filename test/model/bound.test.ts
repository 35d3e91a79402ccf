import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";

test("statements without words, uncertain keywords or children share the empty lists", () => {
  const { items } = HvvmDocument.read("vm a {\n  generation 2\n}\nvm b {\n  generation 2\n}\n", "hvvm");
  const [a, b] = items.map(({ item }) => item.bound.statements[0]!.children[0]!);
  for (const part of ["words", "uncertainKeywords", "children"] as const) expect(b![part]).toBe(a![part]);
  expect(b!.fields).not.toBe(a!.fields);
});
