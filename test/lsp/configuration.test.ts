/** Severities by configuration, in the server: settings, files, and changes of them. */
import { symlinkSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type {
  Diagnostic,
  InitializeParams,
  MessageConnection,
  PublishDiagnosticsParams,
} from "vscode-languageserver/node";
import { Configurations, type ConfigurationText } from "../../server/src/lsp/configurations.ts";
import { filesOnDisk } from "../../server/src/lsp/files-on-disk.ts";
import { startServer } from "../../server/src/lsp/start-server.ts";
import { folderWith } from "../support/cli.ts";
import { pipedConnections } from "../support/piped.ts";

const layout = 'vm a {\n  ide 0:0 disk "C:\\VMs\\a\\os.vhdx" sparse boot\n}\n';
const documentUri = "file:///layouts/a.hvvm";
const configurationUri = "file:///layouts/hvvm.config.json";

describe("which configuration applies", () => {
  const found = (text: string | undefined, costs: Readonly<Record<string, string>> = {}) => {
    const published: [string, Diagnostic[]][] = [];
    const configurations = new Configurations(
      { find: () => ({ uri: configurationUri, text }), read: (uri) => costs[uri] },
      (uri, diagnostics) => published.push([uri, diagnostics]),
    );
    return { configurations, published };
  };

  test("the file overrides the setting, code by code", () => {
    const { configurations } = found('{ "rules": { "old-word": "error" } }');
    expect(configurations.useSettings({ "old-word": "off", "slot-taken": "hint" })).toEqual([]);
    expect(configurations.severitiesOf(documentUri)).toEqual({ "old-word": "error", "slot-taken": "hint" });
  });

  test("a setting that names no rule is reported, and the others apply", () => {
    const { configurations } = found("{}");
    const problems = configurations.useSettings({ "old-wrod": "off", "old-word": "off" });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('"old-word"');
    expect(configurations.severitiesOf(documentUri)).toEqual({ "old-word": "off" });
  });

  test("an unknown code is a diagnostic of the configuration file, at the code", () => {
    const { configurations, published } = found('{\n  "rules": { "old-wrod": "off" }\n}');
    configurations.severitiesOf(documentUri);
    expect(published).toHaveLength(1);
    const [uri, diagnostics] = published[0]!;
    expect(uri).toBe(configurationUri);
    expect(diagnostics).toMatchObject([
      { range: { start: { line: 1, character: 13 }, end: { line: 1, character: 23 } }, severity: 1, source: "hvvm" },
    ]);
  });

  test("a file that cannot be read is reported at its beginning", () => {
    const { configurations, published } = found(undefined);
    expect(configurations.severitiesOf(documentUri)).toEqual({});
    expect(published[0]![1]).toMatchObject([{ range: { start: { line: 0, character: 0 } } }]);
  });
});

describe("which costs apply", () => {
  const configuration = '{ "costs": "own/100%.json" }';
  const costsUri = "file:///layouts/own/100%25.json";
  const serve = (costs: Readonly<Record<string, string>>) => {
    const published = new Map<string, Diagnostic[]>();
    const find = () => ({ uri: configurationUri, text: configuration });
    const configurations = new Configurations({ find, read: (uri) => costs[uri] }, (uri, diagnostics) =>
      published.set(uri, diagnostics),
    );
    return {
      costs: configurations.costsOf(documentUri),
      costsFile: configurations.costsFileOf(documentUri),
      published,
    };
  };

  test("those of the file that the configuration names, relative to it", () => {
    const { costs, costsFile, published } = serve({ [costsUri]: '{ "g.issue": 8 } // measured' });
    expect(costs["g.issue"]).toBe(8);
    expect(costsFile).toBe("own/100%.json");
    expect(published.get(costsUri)).toEqual([]);
  });

  test("a wrong cost is a diagnostic of that file, and its default applies", () => {
    const { costs, published } = serve({ [costsUri]: '{\n  "g.isue": 8\n}' });
    expect(costs["g.issue"]).not.toBe(8);
    expect(published.get(costsUri)).toMatchObject([{ range: { start: { line: 1, character: 2 } } }]);
  });

  test("a costs file that cannot be read is not named as the one that applies", () => {
    expect(serve({}).costsFile).toBeUndefined();
  });

  test.each([["//["], ["http://["], [""], ["C:\\x.json"]])("a path like %s is reported, not a failure", (path) => {
    const find = () => ({ uri: configurationUri, text: JSON.stringify({ costs: path }) });
    const published: Diagnostic[] = [];
    const configurations = new Configurations({ find, read: () => undefined }, (_uri, found) =>
      published.push(...found),
    );
    expect(configurations.severitiesOf(documentUri)).toEqual({});
    expect(published).toHaveLength(1);
  });

  describe("in a folder that is not trusted", () => {
    const inUntrusted = (path: string, isTrusted = false) => {
      const asked: string[] = [];
      const published = new Map<string, Diagnostic[]>();
      const find = () => ({ uri: configurationUri, text: JSON.stringify({ costs: path }) });
      const read = (uri: string) => {
        asked.push(uri);
        return '{ "g.issue": 8 }';
      };
      const configurations = new Configurations({ find, read }, (uri, found) => published.set(uri, found));
      configurations.useTrust(isTrusted);
      return { asked, issue: configurations.costsOf(documentUri)["g.issue"], told: published.get(configurationUri)! };
    };

    test.each([["../other/costs.json"], ["/etc/costs.json"], ["own/../../costs.json"], ["..\\costs.json"]])(
      "%s is not read, and the configuration says so at the path",
      (path) => {
        const { asked, issue, told } = inUntrusted(path);
        expect(asked).toEqual([]);
        expect(issue).not.toBe(8);
        expect(told).toMatchObject([{ range: { start: { line: 0, character: 9 } } }]);
        expect(told[0]!.message).toContain("not trusted");
      },
    );

    test.each([
      ["\\\\server\\share\\costs.json"],
      ["//server/share/costs.json"],
      ["\\\\.\\PhysicalDrive0"],
      ["//?/C:/costs.json"],
    ])("%s, a network share or a device, is not read on any system", (path) => {
      const { asked, told } = inUntrusted(path);
      expect(asked).toEqual([]);
      expect(told[0]!.message).toContain("not trusted");
    });

    test("a file in its own folder is read", () => expect(inUntrusted("own/costs.json").issue).toBe(8));

    test("and once it is trusted, any file is", () => expect(inUntrusted("../other/costs.json", true).issue).toBe(8));
  });

  test.each([
    ["at the beginning", "\ud800.json"],
    ["at the end", "a\udfff"],
  ])("half a character %s in a path is reported, and the layout is checked", (_where, path) => {
    const find = () => ({
      uri: configurationUri,
      text: JSON.stringify({ costs: path, rules: { "old-word": "off" } }),
    });
    const published: Diagnostic[] = [];
    const configurations = new Configurations({ find, read: () => "{}" }, (_uri, found) => published.push(...found));
    expect(configurations.severitiesOf(documentUri)).toEqual({ "old-word": "off" });
    expect(published).toMatchObject([{ message: expect.stringContaining("not the path of a file") }]);
    expect(configurations.costsFaultOf(documentUri)).toContain("cannot be read");
  });

  test("a missing file is reported", () => {
    expect(serve({}).published.get(costsUri)).toHaveLength(1);
  });
});

describe.runIf(process.platform !== "win32")("on a disk whose folders are not trusted", () => {
  const secret = "hvvm-secret";
  const base = folderWith({
    "secret.json": `${secret} { "g.issue": 8 }`,
    "hvvm.config.json": '{ "rules": { "old-word": "off" } }',
    "workspace/a.hvvm": layout,
    "workspace/costs/hvvm.config.json": '{ "costs": "link.json" }',
    "workspace/own/hvvm.config.json": '{ "rules": { "old-word": "error" } }',
    "workspace/linked/x": "",
  });
  symlinkSync(`${base}/secret.json`, `${base}/workspace/costs/link.json`);
  symlinkSync(`${base}/secret.json`, `${base}/workspace/linked/hvvm.config.json`);
  const uri = (path: string) => pathToFileURL(`${base}/${path}`).href;

  /** What applies to a layout in `folder`, and what is published for which file. */
  function open(folder: string, isTrusted: boolean, folders = ["workspace"]) {
    const published: [string, readonly Diagnostic["message"][]][] = [];
    const configurations = new Configurations(filesOnDisk, (file, found) =>
      published.push([file.slice(uri("").length), found.map(({ message }) => message)]),
    );
    configurations.useFolders(folders.map(uri));
    configurations.useTrust(isTrusted);
    const { "old-word": severity } = configurations.severitiesOf(uri(`${folder}/a.hvvm`));
    return { severity, published };
  }

  test("a configuration above them is not read, and once they are trusted it is", () => {
    expect(open("workspace", false)).toEqual({ severity: undefined, published: [] });
    expect(open("workspace", true).severity).toBe("off");
    expect(open("workspace", false, []).severity).toBeUndefined();
  });

  test("one inside them is read", () => {
    expect(open("workspace/own", false).severity).toBe("error");
    expect(open("workspace/own", false, []).severity).toBe("error");
  });

  test("a configuration that is a link to the outside is not read", () => {
    expect(open("workspace/linked", false).published).toEqual([]);
    expect(open("workspace/linked", true).published).toHaveLength(1);
  });

  test("a costs file that is a link to the outside is not read, and the configuration says so", () => {
    const { published } = open("workspace/costs", false);
    expect(published).toEqual([["workspace/costs/hvvm.config.json", [expect.stringContaining("not trusted")]]]);
  });

  test("nothing is quoted from a file that is something else", () => {
    const all = JSON.stringify(["workspace/costs", "workspace/linked"].map((folder) => open(folder, true)));
    expect(all).toContain("A costs file is an object");
    expect(all).not.toContain(secret);
  });
});

describe("where the file is found", () => {
  const folder = folderWith({
    "hvvm.config.json": "{}",
    "own/hvvm.config.json": Buffer.from('\ufeff{ "rules": {} }', "utf16le"),
    "torn/hvvm.config.json/x": "",
  });
  const uri = (path: string) => pathToFileURL(`${folder}/${path}`).href;

  test.each([
    ["a.hvvm", { uri: uri("hvvm.config.json"), text: "{}" }],
    ["deep/er/a.hvvm", { uri: uri("hvvm.config.json"), text: "{}" }],
    ["own/a.hvvm", { uri: uri("own/hvvm.config.json"), text: '{ "rules": {} }' }],
    ["torn/a.hvvm", { uri: uri("torn/hvvm.config.json"), text: undefined }],
  ])("for %s", (path, expected) => expect(filesOnDisk.find(uri(path))).toEqual(expected));

  test.each([["untitled:Untitled-1"], ["vscode-vfs://github/a/b.hvvm"], ["nonsense"]])("none for %s", (other) =>
    expect(filesOnDisk.find(other)).toBeUndefined(),
  );
});

describe("a connection", () => {
  let ending: (() => void)[] = [];
  afterEach(() => {
    for (const end of ending) end();
    ending = [];
  });

  /** A server whose configuration file is `file`, and a client that shows what is published for each document. */
  async function serve(
    file: { text: string | undefined; costs?: string },
    capabilities: InitializeParams["capabilities"],
  ) {
    const { server, client } = pipedConnections();
    const find = (): ConfigurationText | undefined =>
      file.text === undefined ? undefined : { uri: configurationUri, text: file.text };
    const startThread = () => {
      throw new Error("Nothing is simulated here.");
    };
    startServer(server, {
      rulePages: undefined,
      startThread,
      maxThreads: 1,
      files: { find, read: () => file.costs, layoutsBelow: () => [] },
      findFile: async () => undefined,
      loadExchange: () => import("../../server/src/lsp/exchange.ts"),
    });
    const published: PublishDiagnosticsParams[] = [];
    client.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      published.push(params);
    });
    client.listen();
    ending.push(() => client.dispose());
    await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities });
    return { client, published };
  }

  async function open(client: MessageConnection, text = layout) {
    await client.sendNotification("textDocument/didOpen", {
      textDocument: { uri: documentUri, languageId: "hvvm", version: 1, text },
    });
  }

  /** The codes that were last published for the layout, once all messages so far are answered. */
  async function codes(client: MessageConnection, published: readonly PublishDiagnosticsParams[]) {
    await client.sendRequest("textDocument/documentSymbol", { textDocument: { uri: documentUri } });
    return published
      .filter(({ uri }) => uri === documentUri)
      .at(-1)
      ?.diagnostics.map(({ code }) => code);
  }

  test("a changed file is noticed", async () => {
    const file: { text: string | undefined } = { text: '{ "rules": { "old-word": "off" } }' };
    const { client, published } = await serve(file, {});
    await open(client);
    expect(await codes(client, published)).toEqual([]);
    file.text = '{ "rules": { "old-wrod": "off" } }';
    await client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: configurationUri, type: 2 }] });
    expect(await codes(client, published)).toEqual(["old-word"]);
    const ofFile = () => published.filter(({ uri }) => uri === configurationUri).at(-1)?.diagnostics;
    expect(ofFile()).toHaveLength(1);
    file.text = undefined;
    await client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: configurationUri, type: 3 }] });
    expect(await codes(client, published)).toEqual(["old-word"]);
    expect(ofFile()).toEqual([]);
  });

  test("after a change of the costs file the layout is checked again, and hover and hint tooltip have new figures", async () => {
    const file = { text: '{ "costs": "own.hvvm-costs.json" }', costs: '{ "ide.access": 8 }' };
    const { client, published } = await serve(file, {});
    const command = "integration-services off; ide 0:0 disk";
    await open(
      client,
      `platform windows-server-2022\nhost h { volume "C:" optane }\nvm a { on h; ${command} "C:\\a.vhdx" boot { load { rate 2500 } } }`,
    );
    const position = { line: 2, character: "vm a { on h; integration-services off; i".length };
    const told = async (method: string, asked: object) => JSON.stringify(await client.sendRequest(method, asked));
    const hovered = () => told("textDocument/hover", { textDocument: { uri: documentUri }, position });
    const hint = { position, label: "", data: { uri: documentUri, position } };
    expect(await codes(client, published)).not.toContain("overloaded");
    expect(await hovered()).toContain("(208 µs)");
    expect(await told("inlayHint/resolve", hint)).toContain("(208 µs)");
    file.costs = '{ "ide.access": 20 }';
    await client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: configurationUri, type: 2 }] });
    expect(await codes(client, published)).toContain("overloaded");
    expect(await hovered()).toContain("(520 µs)");
    expect(await told("inlayHint/resolve", hint)).toContain("(520 µs)");
  });

  test("the setting is requested, and again when it changes", async () => {
    const { client, published } = await serve({ text: undefined }, { workspace: { configuration: true } });
    let rules: unknown = { "old-word": "off" };
    client.onRequest("workspace/configuration", () => [{ rules }]);
    await open(client);
    await client.sendNotification("initialized", {});
    await expect.poll(() => codes(client, published)).toEqual([]);
    rules = { "old-word": "warning" };
    await client.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await expect.poll(() => codes(client, published)).toEqual(["old-word"]);
    expect(published.at(-1)!.diagnostics[0]!.severity).toBe(2);
  });

  test("a client without configuration requests sends the setting", async () => {
    const { client, published } = await serve({ text: undefined }, {});
    await open(client);
    await client.sendNotification("workspace/didChangeConfiguration", {
      settings: { hvvm: { rules: { "old-word": "off" } } },
    });
    await expect.poll(() => codes(client, published)).toEqual([]);
  });

  test("a wrong setting is shown as a message", async () => {
    const { client } = await serve({ text: undefined }, {});
    const shown = new Promise<{ message: string }>((resolve) => {
      client.onNotification("window/showMessage", resolve);
    });
    await client.sendNotification("workspace/didChangeConfiguration", {
      settings: { hvvm: { rules: { "old-wrod": "off" } } },
    });
    expect((await shown).message).toContain('"old-word"');
  });
});
