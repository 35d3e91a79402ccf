/** The state that a layout is compared with: where its text comes from, and when it is simulated. */
import { beforeEach, expect, test, vi } from "vitest";
import type { Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ComparedLayout, RunChoice, ToPage } from "../../client/src/preview/preview-messages.ts";
import type { SimulateParams } from "../../server/src/protocol.ts";
import { result } from "../webview/fixtures.ts";

const { fake } = await vi.hoisted(async () => ({ fake: (await import("./fake-vscode.ts")).fakeVscode() }));
vi.mock("vscode", () => fake.api);
vi.mock("vscode-languageclient", () => ({ State: {}, WorkDoneProgress: {} }));

const { ComparedRuns, chooseCompared } = await import("../../client/src/preview/compared-layout.ts");

const layout = fake.uri("file:///a.hvvm") as unknown as Uri;
let asked: SimulateParams[];
let sent: Extract<ToPage, { type: "compared" }>[];
let runs: InstanceType<typeof ComparedRuns>;

const update = (comparedWith: ComparedLayout | undefined, run: RunChoice = {}) =>
  runs.update({ uri: layout, run: { ...run, comparedWith } });

beforeEach(() => {
  fake.reset();
  asked = [];
  sent = [];
  const client = {
    code2ProtocolConverter: { asUri: String },
    sendRequest: (_: unknown, params: SimulateParams) => Promise.resolve(asked.push(params) && result),
  };
  runs = new ComparedRuns(client as unknown as BaseLanguageClient, (message) => sent.push(message as (typeof sent)[0]));
});

test("the saved file is simulated once, and again when its text or the run is another", async () => {
  fake.files.set("file:///a.hvvm", "vm a { }");
  await update({ kind: "saved" });
  await update({ kind: "saved" });
  expect(asked.map(({ other }) => other)).toEqual([{ text: "vm a { }", notation: "hvvm" }]);
  expect(sent).toEqual([{ type: "compared", uri: "file:///a.hvvm", name: "the saved file", result }]);
  fake.files.set("file:///a.hvvm", "vm b { }");
  await update({ kind: "saved" });
  await update({ kind: "saved" }, { load: "oltp" });
  expect(asked.map(({ other, load }) => [other?.text, load])).toEqual([
    ["vm a { }", undefined],
    ["vm b { }", undefined],
    ["vm b { }", "oltp"],
  ]);
  runs.forget();
  await update({ kind: "saved" }, { load: "oltp" });
  expect(asked).toHaveLength(4);
});

test("another layout is read in its own notation, and one that no longer exists is reported", async () => {
  fake.answers.file = fake.uri("file:///b.hvvm.json");
  fake.files.set("file:///b.hvvm.json", "{}");
  const chosen = await chooseCompared("layout", layout);
  expect(chosen).toEqual({ kind: "layout", uri: "file:///b.hvvm.json" });
  await update(chosen);
  expect(asked[0]?.other).toEqual({ text: "{}", notation: "json" });
  expect(sent[0]?.name).toBe("b.hvvm.json");
  fake.files.clear();
  await update(chosen);
  expect(sent[1]?.reason).toBe("file:///b.hvvm.json is not there.");
});

test("a revision is read through the git extension", async () => {
  const shown: string[] = [];
  fake.answers.repository = {
    log: () => Promise.resolve([{ hash: "0123456789abcdef", message: "Move it\n\nwhy" }]),
    show: (revision: string, path: string) => Promise.resolve(`# ${shown.push(`${revision} ${path}`)}`),
  };
  fake.answers.pick = "01234567";
  const chosen = await chooseCompared("revision", layout);
  expect(chosen).toEqual({ kind: "revision", revision: "01234567" });
  await update(chosen);
  expect(shown).toEqual(["01234567 /a.hvvm"]);
  expect(asked[0]?.other?.text).toBe("# 1");
  await update({ kind: "revision", revision: "--output=x" });
  expect(sent[1]?.reason).toBe('"--output=x" is not a revision.');
  expect(shown).toHaveLength(1);
});

test("a window that has just opened waits for the git extension to find its repositories", async () => {
  fake.answers.repository = { show: () => Promise.resolve("vm a { }") };
  fake.answers.isGitStarting = true;
  const updated = update({ kind: "revision", revision: "v1" });
  await new Promise(setImmediate);
  expect(sent).toEqual([]);
  fake.gitStarts();
  await updated;
  expect(sent).toEqual([{ type: "compared", uri: "file:///a.hvvm", name: "v1", result }]);
});

test("without git, or for a file that a revision lacks, a sentence says so", async () => {
  expect(await chooseCompared("revision", layout)).toBeUndefined();
  expect(fake.told).toEqual(["VS Code's git extension is not available, or the folder is not trusted."]);
  fake.answers.repository = { log: () => Promise.resolve([]), show: () => Promise.reject(new Error("fatal")) };
  await update({ kind: "revision", revision: "v1" });
  expect(sent[0]?.reason).toBe("a.hvvm does not exist at v1.");
  fake.answers.isGitOff = true;
  await update({ kind: "revision", revision: "v2" });
  expect(sent[1]?.reason).toBe("The layout is not in a git repository that VS Code has open.");
});
