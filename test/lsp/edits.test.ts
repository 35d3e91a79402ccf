/** Edits as they are sent over the wire. Their effect on a layout is tested with the features. */
import { beforeAll, describe, expect, test } from "vitest";
import { changeEditRequest } from "../../server/src/protocol.ts";
import { pullCapabilities, range, Server } from "../support/server.ts";

const uri = "file:///a.hvvm";
const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhdx" boot\n  ide 0:1 disk "D:\\VMs\\b.vhdx"\n}\n';

let server: Server;
beforeAll(async () => {
  server = await Server.initialized();
  await server.open(uri, text, 3);
});

describe("a change of a report", () => {
  const ask = (slot: string, change: string, of = uri) =>
    server.request(changeEditRequest.method, { textDocument: { uri: of }, vm: "a", slot, change });

  test("is sent as edits of the version that was read", async () =>
    expect(await ask("ide 0:1", "move to SCSI")).toEqual({
      version: 3,
      edits: [{ range: range(2, 2, 2, 9), newText: "scsi 0:0" }],
    }));

  test("is refused with a sentence", async () =>
    expect(await ask("ide 0:0", "move to SCSI")).toEqual({
      version: 3,
      refusal:
        '"a" starts from "C:\\VMs\\os.vhdx". Generation 1 starts from IDE only: convert the VM to generation 2 to start from SCSI.',
    }));

  test("has no answer for a layout that is not open", async () =>
    expect(await ask("ide 0:1", "move to SCSI", "file:///b.hvvm")).toBeNull());
});

describe("a refactoring", () => {
  const actions = async (of: string, context: object) =>
    (await server.ask("codeAction", of, { range: range(2, 3, 2, 3), context: { diagnostics: [], ...context } })).map(
      ({ title, kind }: { title: string; kind: string }) => `${kind} ${title.split(":")[0]}`,
    );
  const moves = ["refactor.move Move to IDE 1", "refactor.move Move to SCSI 0"];

  test("is sent when its kind is requested, and among all actions", async () => {
    expect(await actions(uri, { only: ["refactor.move"] })).toEqual(moves);
    expect(await actions(uri, { only: ["refactor"] })).toEqual(moves);
    expect(await actions(uri, {})).toEqual(expect.arrayContaining(moves));
    expect(await actions(uri, { only: ["quickfix"] })).not.toEqual(expect.arrayContaining(moves));
    expect(await actions(uri, { only: ["refactor.extract"] })).toEqual([]);
  });

  test("is not offered for a layout that is not open", async () =>
    expect(await actions("file:///b.hvvm", { only: ["refactor"] })).toEqual([]));
});

describe("formatting", () => {
  const messy = "vm  a  {\nprocessors   2\n}\n";
  const options = { tabSize: 4, insertSpaces: false };
  const formatting = { formatting: {}, rangeFormatting: {}, onTypeFormatting: {} };

  test("works for the file, for a range and while typing", async () => {
    const of = "file:///messy.hvvm";
    await server.open(of, messy);
    const indent = { range: range(1, 0, 1, 0), newText: "  " };
    const gap = { range: range(1, 10, 1, 13), newText: " " };
    const head = [range(0, 2, 0, 4), range(0, 5, 0, 7)].map((gaps) => ({ range: gaps, newText: " " }));
    expect(await server.ask("formatting", of, { options })).toEqual([...head, indent, gap]);
    expect(await server.ask("rangeFormatting", of, { options, range: range(1, 0, 1, 4) })).toEqual([indent, gap]);
    expect(await server.ask("onTypeFormatting", of, { options, position: { line: 2, character: 1 }, ch: "}" })).toEqual(
      [...head, indent, gap],
    );
    await server.change(of, 2, { text: "vm a { " });
    expect(await server.ask("formatting", of, { options })).toEqual([]);
    await server.close(of);
    expect(await server.ask("formatting", of, { options })).toEqual([]);
  });

  async function announced(initializationOptions: object, dynamicRegistration: boolean) {
    const other = new Server();
    const registered: string[] = [];
    other.connection.onRequest("client/registerCapability", ({ registrations }) => {
      for (const { method, registerOptions } of registrations) {
        registered.push(`${method} ${JSON.stringify(registerOptions.documentSelector)}`);
      }
    });
    const textDocument = Object.fromEntries(Object.keys(formatting).map((key) => [key, { dynamicRegistration }]));
    const { capabilities } = await other.request("initialize", {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { ...pullCapabilities.textDocument, ...textDocument } },
      initializationOptions,
    });
    await other.notify("initialized", {});
    await other.ask("documentSymbol", uri);
    await other.stop();
    return { isStatic: capabilities.documentFormattingProvider === true, registered };
  }

  test("is announced for both notations", async () =>
    expect(await announced({}, true)).toEqual({ isStatic: true, registered: [] }));

  test("is registered only for native layouts where the editor formats JSON itself", async () =>
    expect(await announced({ isJsonSyntaxReported: true }, true)).toEqual({
      isStatic: false,
      registered: ["formatting", "rangeFormatting", "onTypeFormatting"].map(
        (feature) => `textDocument/${feature} [{"language":"hvvm"}]`,
      ),
    }));
});
