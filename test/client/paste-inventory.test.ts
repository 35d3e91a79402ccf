/** The command that pastes an inventory: what it reads, what it changes, and its message when it changes nothing. */
import { beforeEach, expect, test, vi } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";

const fake = vi.hoisted(() => ({
  clipboard: "",
  errors: [] as string[],
  applied: [] as unknown[],
  editor: undefined as unknown,
}));
vi.mock("vscode", () => ({
  env: { clipboard: { readText: async () => fake.clipboard } },
  l10n: { t: (text: string) => text },
  Range: class {},
  WorkspaceEdit: class {
    set(uri: string, edits: unknown) {
      Object.assign(this, { uri, edits });
    }
  },
  window: {
    get activeTextEditor() {
      return fake.editor;
    },
    showErrorMessage: (message: string) => fake.errors.push(message),
  },
  workspace: { applyEdit: async (edit: unknown) => fake.applied.push(edit) > 0 },
}));
const { pasteInventory } = await import("../../client/src/inventory/paste-inventory.ts");

const editor = { document: { languageId: "hvvm", uri: "file:///a.hvvm", version: 3 }, selection: { active: "cursor" } };
const edits = [{ newText: "vm a { }\n" }];

/** The requests to the server, which returns `answer`. */
async function paste(answer: unknown): Promise<unknown[]> {
  const asked: unknown[] = [];
  await pasteInventory({
    code2ProtocolConverter: { asUri: (uri: unknown) => uri, asPosition: (position: unknown) => position },
    protocol2CodeConverter: { asTextEdits: async (list: unknown) => list },
    sendRequest: async (_type: unknown, params: unknown) => {
      asked.push(params);
      return answer;
    },
  } as unknown as BaseLanguageClient);
  return asked;
}

beforeEach(() =>
  Object.assign(fake, { clipboard: "[]", errors: [], applied: [], editor: { ...editor, revealRange: () => {} } }),
);

test("the contents of the clipboard are added at the cursor, as one edit", async () => {
  expect(await paste({ version: 3, edits })).toEqual([
    {
      textDocument: { uri: "file:///a.hvvm" },
      position: "cursor",
      inventory: { name: "clipboard", text: "[]" },
    },
  ]);
  expect(fake.applied).toEqual([{ uri: "file:///a.hvvm", edits }]);
  expect(fake.errors).toEqual([]);
});

test.each([
  ["a refusal", { refusal: '"clipboard" is empty.' }, '"clipboard" is empty.'],
  [
    "an answer for an older version",
    { version: 2, edits },
    "The inventory was not pasted, because the layout has changed in the meantime.",
  ],
])("%s is shown, and nothing is changed", async (_what, answer, message) => {
  await paste(answer);
  expect([fake.errors, fake.applied]).toEqual([[message], []]);
});

test("text longer than what the command line reads is refused", async () => {
  fake.clipboard = " ".repeat(128 * 2 ** 20 + 1);
  expect(await paste({ version: 3, edits })).toEqual([]);
  expect(fake.errors).toEqual(["{0} cannot be read as text in UTF-8 or UTF-16 of at most 128 MB."]);
});

test.each([undefined, { ...editor, document: { ...editor.document, languageId: "jsonc" } }])(
  "without a native layout in the editor the clipboard is not read",
  async (other) => {
    fake.editor = other;
    expect(await paste({ version: 3, edits })).toEqual([]);
    expect([fake.errors, fake.applied]).toEqual([["Open the .hvvm layout to paste into first."], []]);
  },
);
