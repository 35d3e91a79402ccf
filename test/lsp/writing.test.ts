/**
 * Features for writing, as they are sent over the wire: settings, lazy answers, differences. Their contents are tested
 * with the features.
 */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CodeLens, InitializeParams, InlayHint, MessageConnection } from "vscode-languageserver/node";
import { startServer } from "../../server/src/lsp/start-server.ts";
import { pipedConnections } from "../support/piped.ts";
import { range, Server } from "../support/server.ts";
import { describeTokens } from "../support/tokens.ts";

const uri = "file:///a.hvvm";
const text = 'vm a {\n  scsi 0:0 disk "C:\\VMs\\a.vhdx" fixed 1GB { load oltp }\n  ide \n}\n';
const whole = range(0, 0, 4, 0);

describe("a client with default capabilities", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.initialized();
    await server.open(uri, text);
  });

  test("is offered plain text, without commands that it may not support", async () => {
    const items = await server.ask("completion", uri, { position: { line: 2, character: 4 } });
    const ide = items.find(({ label }: { label: string }) => label === "ide");
    expect(ide.insertTextFormat).toBeUndefined();
    expect(ide.command).toBeUndefined();
    expect(ide.textEdit).toEqual({ range: range(2, 2, 2, 5), newText: "ide " });
  });

  test("has signature help with the active argument", async () => {
    const help = await server.ask("signatureHelp", uri, { position: { line: 2, character: 6 } });
    expect(help.signatures[help.activeSignature].parameters[help.activeParameter].label).toBe("SLOT");
  });

  test("has inlay hints whose tooltip is resolved later", async () => {
    const hints: InlayHint[] = await server.ask("inlayHint", uri, { range: whole });
    expect(hints.map(({ label }) => label)).toEqual(["synthetic", expect.stringContaining("IOPS")]);
    expect(hints[0]!.tooltip).toBeUndefined();
    const resolved = await server.request("inlayHint/resolve", hints[0]);
    expect(resolved.tooltip.value).toContain("uses the fast VMBus driver");
  });

  test("has code lenses whose title is resolved later, and no preview", async () => {
    const lenses: CodeLens[] = await server.ask("codeLens", uri);
    expect(lenses.map(({ command }) => command)).toEqual([undefined, undefined]);
    const titles = [];
    for (const lens of lenses) titles.push((await server.request("codeLens/resolve", lens)).command.title);
    expect(titles).toEqual(["IDE 0 of 4, SCSI 1 of 256", expect.stringMatching(/^SCSI 0:0: .* IOPS, limited by /)]);
  });

  test("has no title for the lens of a VM that was removed", async () => {
    const [lens]: CodeLens[] = await server.ask("codeLens", uri);
    const resolved = await server.request("codeLens/resolve", { ...lens, data: { ...lens!.data, vm: "gone" } });
    expect(resolved.command.title).toBe("");
  });

  test("has semantic tokens: of the whole document, of a range, and as a difference", async () => {
    const own = "file:///tokens.hvvm";
    await server.open(own, "vm a {\n}\nvm b {\n}\n");
    const first = await server.ask("semanticTokens/full", own);
    expect(describeTokens("vm a {\n}\nvm b {\n}\n", first.data)).toHaveLength(4);
    expect((await server.ask("semanticTokens/range", own, { range: range(2, 0, 3, 0) })).data).toHaveLength(10);
    await server.change(own, 2, { range: range(1, 0, 1, 0), text: "  on h\n" });
    const { edits, resultId } = await server.ask("semanticTokens/full/delta", own, {
      previousResultId: first.resultId,
    });
    const data = [...first.data];
    for (const edit of edits) data.splice(edit.start, edit.deleteCount, ...edit.data);
    expect(data).toEqual((await server.ask("semanticTokens/full", own)).data);
    const unknown = await server.ask("semanticTokens/full/delta", own, { previousResultId: resultId });
    expect(unknown.data).toEqual(data);
  });

  test("gets empty answers for a document that is not open", async () => {
    const other = "file:///other.hvvm";
    expect(await server.ask("inlayHint", other, { range: whole })).toEqual([]);
    expect(await server.ask("codeLens", other)).toEqual([]);
    expect(await server.ask("semanticTokens/full", other)).toEqual({ data: [] });
    expect(await server.ask("signatureHelp", other, { position: { line: 0, character: 0 } })).toBeNull();
  });
});

describe("a client with capabilities and settings", () => {
  const open: MessageConnection[] = [];
  afterEach(() => {
    for (const client of open.splice(0)) client.dispose();
  });

  const capabilities: InitializeParams["capabilities"] = {
    textDocument: {
      completion: {
        completionItem: { snippetSupport: true, insertReplaceSupport: true, tagSupport: { valueSet: [1] } },
      },
    },
    workspace: {
      configuration: true,
      inlayHint: { refreshSupport: true },
      codeLens: { refreshSupport: true },
    },
  };

  /** A server in this process, whose client answers with these settings and receives refreshes. */
  async function connected(settings: { value: unknown }, initializationOptions: unknown = {}) {
    const { server, client } = pipedConnections();
    startServer(server, {
      rulePages: undefined,
      startThread: () => ({ post() {}, listen() {}, stop: () => true, end() {} }),
      maxThreads: 1,
      files: { find: () => undefined, read: () => undefined, layoutsBelow: () => [] },
      findFile: async () => undefined,
      loadExchange: () => import("../../server/src/lsp/exchange.ts"),
    });
    open.push(client);
    const refreshed: string[] = [];
    let tell = () => {};
    const both = () => new Promise<void>((resolve) => (tell = resolve));
    client.onRequest("workspace/configuration", () => [settings.value]);
    for (const kind of ["inlayHint", "codeLens"]) {
      client.onRequest(`workspace/${kind}/refresh`, () => {
        refreshed.push(kind);
        if (refreshed.length === 2) tell();
        return null;
      });
    }
    client.listen();
    await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities, initializationOptions });
    const started = both();
    await client.sendNotification("initialized", {});
    await started;
    await client.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "hvvm", version: 1, text },
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are compared as data, whatever their type.
    const ask = (feature: string, params: object = {}): Promise<any> =>
      client.sendRequest(`textDocument/${feature}`, { textDocument: { uri }, ...params });
    const changed = async () => {
      refreshed.length = 0;
      const again = both();
      await client.sendNotification("workspace/didChangeConfiguration", { settings: null });
      await again;
    };
    return { ask, changed };
  }

  test("settings turn hints and lenses off, and a change takes effect at once", async () => {
    const settings = { value: { inlayHints: { enabled: false }, codeLens: { enabled: false } } as unknown };
    const { ask, changed } = await connected(settings);
    expect(await ask("inlayHint", { range: whole })).toEqual([]);
    expect(await ask("codeLens")).toEqual([]);
    settings.value = { inlayHints: { throughput: false } };
    await changed();
    expect(await ask("inlayHint", { range: whole })).toHaveLength(1);
    expect(await ask("codeLens")).toHaveLength(2);
  });

  test("the client's capabilities are used: snippets, both ranges, its commands", async () => {
    const options = { previewCommand: "open.preview", suggestCommand: "suggest", knowsJsonSchema: true };
    const { ask } = await connected({ value: null }, options);
    const statements = await ask("completion", { position: { line: 2, character: 4 } });
    const ofLabel = (label: string) => statements.find((item: { label: string }) => item.label === label);
    expect(ofLabel("ide").command.command).toBe("suggest");
    expect(ofLabel("ide").textEdit).toMatchObject({ insert: range(2, 2, 2, 4), replace: range(2, 2, 2, 5) });
    expect(ofLabel("scsi 0:1 disk").insertTextFormat).toBe(2);
    const lenses: CodeLens[] = await ask("codeLens");
    expect(lenses.at(-1)!.command).toEqual({ title: "Preview", command: "open.preview", arguments: [uri, "a"] });
  });
});
