/** Navigation and renames as they are sent over the wire. Their contents are tested with the features. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Range } from "vscode-languageserver-types";
import { pullCapabilities, range, Server } from "../support/server.ts";

const folder = mkdtempSync(join(tmpdir(), "hvvm-navigation-"));
writeFileSync(join(folder, "base.vhdx"), "");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const uri = pathToFileURL(join(folder, "a.hvvm")).href;
const text = `# one
# two
host h {
  volume "C:" hdd-7200
  physical 3 ssd-sata
}
vm a {
  on H
  scsi 0:0 disk "C:\\v\\a.vhdx" { parent "C:\\v\\p.vhdx" }
  scsi 0:1 disk "base.vhdx" { parent "C:\\v\\p.vhdx" }
  scsi 0:2 disk physical 3
}
`;
const host = range(2, 5, 2, 6);
const use = range(7, 5, 7, 6);
const atUse = { position: use.start };
const rangesOf = (found: readonly { readonly range: Range }[]) => found.map((each) => each.range);

let server: Server;
beforeAll(async () => {
  server = await Server.initialized();
  await server.open(uri, text);
});

describe("an open layout has", () => {
  test("definitions, as locations for a client without link support", async () => {
    expect(await server.ask("definition", uri, atUse)).toEqual([{ uri, range: host }]);
  });

  test("definitions, as links for a client that does", async () => {
    const other = await Server.initialized({
      ...pullCapabilities,
      textDocument: { definition: { linkSupport: true } },
    });
    await other.open(uri, text);
    expect(await other.ask("definition", uri, atUse)).toEqual([
      { originSelectionRange: use, targetUri: uri, targetRange: range(2, 0, 5, 1), targetSelectionRange: host },
    ]);
  });

  test("references with and without the declaration", async () => {
    const ask = (includeDeclaration: boolean) =>
      server.ask("references", uri, { ...atUse, context: { includeDeclaration } });
    expect(rangesOf(await ask(true))).toEqual([host, use]);
    expect(rangesOf(await ask(false))).toEqual([use]);
  });

  test("highlights", async () => {
    expect(await server.ask("documentHighlight", uri, atUse)).toEqual([
      { range: host, kind: 3 },
      { range: use, kind: 2 },
    ]);
    expect(await server.ask("documentHighlight", uri, { position: { line: 0, character: 2 } })).toBeNull();
  });

  test("linked editing of a parent that is named twice", async () => {
    const { ranges } = await server.ask("linkedEditingRange", uri, { position: { line: 8, character: 44 } });
    expect(ranges).toEqual([range(8, 40, 8, 51), range(9, 38, 9, 49)]);
  });

  test("folds", async () => {
    const folds = await server.ask("foldingRange", uri);
    expect(folds).toEqual([
      { startLine: 0, endLine: 1, kind: "comment" },
      { startLine: 2, endLine: 4 },
      { startLine: 6, endLine: 10 },
    ]);
  });

  test("selections that grow", async () => {
    const [selection] = await server.ask("selectionRange", uri, { positions: [use.start] });
    expect([selection.range, selection.parent.range]).toEqual([use, range(7, 2, 7, 6)]);
  });

  test("links to files next to it, and to no others", async () => {
    const links = await server.ask("documentLink", uri);
    const target = pathToFileURL(join(folder, "base.vhdx")).href;
    expect(links).toEqual([{ range: range(9, 17, 9, 26), target, tooltip: "Open this file" }]);
  });

  test("symbols for the workspace, with those of other open layouts", async () => {
    const other = "file:///elsewhere/b.hvvm";
    await server.open(other, "host hh {\n}\n");
    const symbols = async () => {
      const found = await server.request("workspace/symbol", { query: "h" });
      return found.map((symbol: { name: string; location: { uri: string } }) => [symbol.name, symbol.location.uri]);
    };
    expect(await symbols()).toEqual(
      expect.arrayContaining([
        ["h", uri],
        ["hh", other],
      ]),
    );
    await server.close(other);
    expect(await symbols()).not.toContainEqual(["hh", other]);
  });
});

test("workspace symbols come from layouts that are not open, and once from one that is open", async () => {
  writeFileSync(join(folder, "closed one.hvvm"), "vm asleep {\n}\n");
  writeFileSync(join(folder, "a.hvvm"), "vm asleep {\n}\n");
  const other = new Server();
  const rootUri = pathToFileURL(folder).href;
  await other.request("initialize", { processId: null, rootUri, capabilities: pullCapabilities });
  await other.notify("initialized", {});
  await other.open(uri, "vm awake {\n}\n");
  const found = await other.request("workspace/symbol", { query: "a" });
  expect(found.map(({ name }: { name: string }) => name)).toEqual(["awake", "asleep"]);
  expect(found[1].location.uri).toMatch(/closed%20one\.hvvm$/);
});

describe("rename", () => {
  test("is prepared with only the name", async () => {
    expect(await server.ask("prepareRename", uri, atUse)).toEqual({ range: use, placeholder: "H" });
    expect(await server.ask("prepareRename", uri, { position: { line: 0, character: 3 } })).toBeNull();
  });

  test("changes every place", async () => {
    expect(await server.ask("rename", uri, { ...atUse, newName: "rack 1" })).toEqual({
      changes: {
        [uri]: [
          { range: host, newText: '"rack 1"' },
          { range: use, newText: '"rack 1"' },
        ],
      },
    });
  });

  test("is refused with the reason", async () => {
    await expect(server.ask("rename", uri, { ...atUse, newName: "" })).rejects.toMatchObject({
      code: -32803,
      message: "A host needs a name. Type one.",
    });
    const volume = { position: { line: 3, character: 11 } };
    await expect(server.ask("prepareRename", uri, volume)).rejects.toMatchObject({
      code: -32803,
      message: expect.stringMatching(/^Renaming the volume "C:" would move the files/),
    });
  });

  test("uses the text as it was last changed", async () => {
    const changing = "file:///changing.hvvm";
    await server.open(changing, "vm a {\n}\n");
    await server.change(changing, 2, { range: range(0, 0, 0, 0), text: "\n" });
    const { changes } = await server.ask("rename", changing, { position: { line: 1, character: 3 }, newName: "b" });
    expect(changes[changing]).toEqual([{ range: range(1, 3, 1, 4), newText: "b" }]);
  });
});

test("positions outside the text, and layouts that are not open, have empty answers", async () => {
  const outside = { position: { line: 900, character: 900 }, context: { includeDeclaration: true } };
  for (const asked of [uri, "file:///closed.hvvm"]) {
    expect(await server.ask("definition", asked, outside)).toEqual([]);
    expect(await server.ask("references", asked, outside)).toEqual([]);
    for (const feature of ["documentHighlight", "prepareRename", "linkedEditingRange"]) {
      expect(await server.ask(feature, asked, outside)).toBeNull();
    }
  }
  for (const feature of ["foldingRange", "documentLink"]) {
    expect(await server.ask(feature, "file:///closed.hvvm")).toEqual([]);
  }
});
