/** Files of the client: which bytes are text, and the error for the rest. */
import { beforeEach, expect, test, vi } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";

const fake = vi.hoisted(() => ({ bytes: new Uint8Array(), type: 1, size: undefined as number | undefined }));
vi.mock("vscode", () => ({
  FileType: { File: 1 },
  Uri: { parse: (text: string) => ({ path: text, scheme: "file", toString: () => text }) },
  workspace: {
    fs: {
      stat: async () => ({ type: fake.type, size: fake.size ?? fake.bytes.length }),
      readFile: async () => fake.bytes,
    },
  },
}));
vi.mock("vscode-languageclient", () => ({ State: { Running: 2 }, WorkDoneProgress: {} }));
const { maxLayoutBytes, nameOf, readText } = await import("../../client/src/files.ts");
const { ComparedRuns } = await import("../../client/src/preview/compared-layout.ts");

const uri = (path: string) => ({ path, scheme: "file", toString: () => path }) as never;
const read = () => readText(uri("/a.hvvm"), maxLayoutBytes);

beforeEach(() => Object.assign(fake, { bytes: new Uint8Array(), type: 1, size: undefined }));

const layout = 'vm "Büro" { }';
const utf16 = Buffer.from(`\uFEFF${layout}`, "utf16le");
test.each([
  ["UTF-8", Buffer.from(layout)],
  ["UTF-8 with its mark", Buffer.from(`\uFEFF${layout}`)],
  ["UTF-16, low byte first", utf16],
  ["UTF-16, high byte first", Buffer.from(utf16).swap16()],
  ["UTF-16 without its mark, low byte first", utf16.subarray(2)],
  ["UTF-16 without its mark, high byte first", Buffer.from(utf16).swap16().subarray(2)],
])("%s is read", async (_encoding, bytes) => {
  fake.bytes = bytes;
  expect(await read()).toBe(layout);
});

test("other bytes are not read as text", async () => {
  fake.bytes = Buffer.from("vm B\xfcro { }", "latin1");
  await expect(read()).rejects.toThrow("It is not text in UTF-8 or UTF-16.");
});

test("a file is read up to the limit", async () => {
  fake.size = maxLayoutBytes;
  expect(await read()).toBe("");
  fake.size++;
  await expect(read()).rejects.toThrow("It is larger than 32 MB.");
});

test("a folder or a pipe is not read", async () => {
  fake.type = 2;
  await expect(read()).rejects.toThrow("It is not a file.");
});

test("a file's name is the last part of its path", () => expect(nameOf(uri("/layouts/a.hvvm"))).toBe("a.hvvm"));

test("a layout in UTF-16 is compared by its text", async () => {
  fake.bytes = utf16;
  const asked: unknown[] = [];
  const client = {
    code2ProtocolConverter: { asUri: String },
    sendRequest: async (_type: unknown, params: unknown) => void asked.push(params),
  } as unknown as BaseLanguageClient;
  await new ComparedRuns(client, () => {}).update({
    uri: uri("/a.hvvm"),
    run: { comparedWith: { kind: "layout", uri: "/other.hvvm" } },
  } as never);
  expect(asked).toEqual([{ textDocument: { uri: "/a.hvvm" }, other: { text: layout, notation: "hvvm" } }]);
});
