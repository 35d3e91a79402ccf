import { expect, test } from "vitest";
import { guarded } from "../../server/src/lsp/guarded.ts";

function logOf() {
  const lines: string[] = [];
  return { lines, error: (message: string) => void lines.push(message) };
}

test("an answer passes unchanged and nothing is logged", async () => {
  const log = logOf();
  expect(await guarded(log, "hover", undefined, () => "text")).toBe("text");
  expect(log.lines).toEqual([]);
});

test.each([
  [
    "thrown",
    () => {
      throw new Error("boom");
    },
  ],
  ["rejected", () => Promise.reject(new Error("boom"))],
])("an error that is %s becomes the empty answer and one log line with the request's name", async (_how, answer) => {
  const log = logOf();
  expect(await guarded<string[]>(log, "completion", [], answer)).toEqual([]);
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]).toMatch(/^completion failed: .*boom/);
});
