import { beforeEach, expect, test, vi } from "vitest";
import type { ExtensionContext } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import type { ToPage, ToPanel } from "../../client/src/preview/preview-messages.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import type { FakeEditor } from "./fake-vscode.ts";
import { lines, result } from "./fixtures.ts";

const { fake } = await vi.hoisted(async () => ({ fake: (await import("./fake-vscode.ts")).fakeVscode() }));
vi.mock("vscode", () => fake.api);
vi.mock("vscode-languageclient", () => ({ State: { Stopped: 1, Running: 2, Starting: 3 } }));

const { openPreview, registerPreviewSerializer } = await import("../../client/src/preview/preview-panel.ts");

type Run = {
  params: { textDocument: { uri: string }; phase?: string };
  answer: (result: SimulateResult | null) => void;
};
const context = { extensionUri: fake.uri("file:///ext") } as unknown as ExtensionContext;

let runs: Run[];
let client: ReturnType<typeof fakeClient>;
let editor: FakeEditor;

function fakeClient() {
  const stateListeners: (() => void)[] = [];
  return {
    state: State.Running as State,
    warnings: [] as string[],
    started: 0,
    code2ProtocolConverter: { asUri: String },
    onDidChangeState(listener: () => void) {
      stateListeners.push(listener);
      return { dispose: () => undefined };
    },
    become(state: State) {
      this.state = state;
      for (const listener of stateListeners) listener();
    },
    needsStart() {
      return this.state === State.Stopped;
    },
    start() {
      this.started++;
      this.become(State.Running);
      return Promise.resolve();
    },
    warn(message: string) {
      this.warnings.push(message);
    },
    sendRequest: (_method: string, params: Run["params"]) =>
      new Promise((resolve) => runs.push({ params, answer: resolve })),
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const panel = () => fake.panels.at(-1)!;
const posted = () => panel().posted as ToPage[];
const ofType = (type: ToPage["type"]) => posted().filter((message) => message.type === type);

async function say(message: ToPanel | { readonly type: string }): Promise<void> {
  panel().say(message);
  await settle();
}

async function open(): Promise<void> {
  openPreview(context, client as unknown as BaseLanguageClient);
  await say({ type: "ready" });
}

beforeEach(() => {
  for (const each of [...fake.panels]) each.close();
  fake.reset();
  runs = [];
  client = fakeClient();
  editor = fake.show("file:///a.hvvm", "hvvm");
});

test("the page hears what is followed, and the answer of the run", async () => {
  await open();
  runs[0]!.answer(result);
  await settle();
  expect(posted().map(({ type }) => type)).toEqual(["following", "cursor", "running", "simulated"]);
  expect(posted()[0]).toEqual({ type: "following", uri: "file:///a.hvvm", name: "a.hvvm" });
  expect(panel().title).toBe("I/O path: a.hvvm");
});

test("opened twice, it is one panel", async () => {
  await open();
  openPreview(context, client as unknown as BaseLanguageClient);
  expect(fake.panels).toHaveLength(1);
});

test("typing runs one simulation at a time and one more afterwards", async () => {
  await open();
  for (let key = 0; key < 5; key++) fake.type(editor);
  expect(runs).toHaveLength(1);
  runs[0]!.answer(result);
  await settle();
  expect(runs).toHaveLength(2);
  runs[1]!.answer(result);
  await settle();
  expect(runs).toHaveLength(2);
});

test("an answer for a layout that is no longer followed is dropped", async () => {
  await open();
  fake.show("file:///b.hvvm.json", "jsonc");
  runs[0]!.answer(result);
  await settle();
  expect(ofType("simulated")).toHaveLength(0);
  expect(runs.map(({ params }) => params.textDocument.uri)).toEqual(["file:///a.hvvm", "file:///b.hvvm.json"]);
});

test("the answer for one layout is never shown as that of another", async () => {
  await open();
  runs[0]!.answer(result);
  await settle();
  fake.show("file:///b.hvvm", "hvvm");
  await settle();
  expect(posted().filter((message) => "uri" in message && message.uri === "file:///b.hvvm")).toEqual([
    { type: "following", uri: "file:///b.hvvm", name: "b.hvvm" },
    { type: "cursor", uri: "file:///b.hvvm", position: { line: 0, character: 0 } },
    { type: "running", uri: "file:///b.hvvm" },
  ]);
});

test("an editor that holds no layout is not followed", async () => {
  await open();
  fake.show("file:///notes.md", "markdown");
  await settle();
  expect(ofType("following")).toHaveLength(1);
});

test("a chosen phase goes to the server", async () => {
  await open();
  runs[0]!.answer(result);
  await settle();
  await say({ type: "choose-phase", phase: "firmware" });
  expect(runs.map(({ params }) => params.phase)).toEqual([undefined, "firmware"]);
});

test("a stopped server is reported, and another try starts it", async () => {
  client.state = State.Stopped;
  await open();
  expect(ofType("failed")).toEqual([
    { type: "failed", uri: "file:///a.hvvm", message: "The language server is not running." },
  ]);
  await say({ type: "retry" });
  expect(client.started).toBe(1);
  expect(runs).toHaveLength(1);
});

test("a server that starts later is asked as soon as it runs", async () => {
  client.state = State.Starting;
  await open();
  expect(runs).toHaveLength(0);
  expect(ofType("failed")).toHaveLength(0);
  client.become(State.Running);
  await settle();
  expect(runs).toHaveLength(1);
});

test("an empty answer is a failure with words", async () => {
  await open();
  runs[0]!.answer(null);
  await settle();
  expect(ofType("failed")).toHaveLength(1);
});

test("a click selects the line in the editor and leaves the focus on the page", async () => {
  await open();
  await say({ type: "reveal", uri: "file:///a.hvvm", range: lines(3, 9) });
  expect(fake.shown).toEqual([{ uri: "file:///a.hvvm", preserveFocus: true, line: 3, endLine: 3 }]);
});

test("a click on a picture of another layout reveals nothing", async () => {
  await open();
  await say({ type: "reveal", uri: "file:///old.hvvm", range: lines(3) });
  expect(fake.shown).toEqual([]);
});

test("an unknown message is dropped and logged", async () => {
  await open();
  await say({ type: "format-disk" });
  expect(client.warnings).toHaveLength(1);
});

test("a hidden page is asked for nothing, and begins with the newest answer when it is back", async () => {
  await open();
  runs[0]!.answer(result);
  await settle();
  panel().hide();
  fake.type(editor);
  await settle();
  expect(runs).toHaveLength(1);
  panel().posted.length = 0;
  await say({ type: "ready" });
  expect(posted().map(({ type }) => type)).toEqual(["following", "simulated", "cursor", "running"]);
  expect(runs).toHaveLength(2);
});

test("after a reload of the window the layout of before is followed", async () => {
  registerPreviewSerializer(context, client as unknown as BaseLanguageClient);
  await fake.restore({ uri: "file:///kept.hvvm" });
  await say({ type: "ready", phase: "firmware" });
  expect(posted()[0]).toMatchObject({ type: "following", uri: "file:///kept.hvvm" });
  expect(runs[0]!.params.phase).toBe("firmware");
});

test("without a layout on screen the page hears that none is open", async () => {
  fake.reset();
  await open();
  expect(posted()).toEqual([{ type: "nothing-open" }]);
  expect(runs).toHaveLength(0);
});
