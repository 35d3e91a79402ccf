import { beforeEach, expect, test, vi } from "vitest";
import type { ExtensionContext, WebviewPanel } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import type { ToPage, ToPanel } from "../../client/src/preview/preview-messages.ts";
import type { ChangeEditResult, SimulateParams, SimulateResult } from "../../server/src/protocol.ts";
import { lines, result } from "../webview/fixtures.ts";
import type { FakeEditor } from "./fake-vscode.ts";

const { fake } = await vi.hoisted(async () => ({ fake: (await import("./fake-vscode.ts")).fakeVscode() }));
vi.mock("vscode", () => fake.api);
vi.mock("vscode-languageclient", () => ({
  State: { Stopped: 1, Running: 2, Starting: 3 },
  WorkDoneProgress: { type: "progress" },
}));

const { restorePreview, openPreview } = await import("../../client/src/preview/open-preview.ts");

type Run = {
  params: SimulateParams & { workDoneToken: string };
  token: { readonly isCancellationRequested: boolean };
  answer: (result: SimulateResult | null) => void;
  progress: (percentage: number) => void;
};
const memory = new Map<string, unknown>();
const context = {
  extensionUri: fake.uri("file:///ext"),
  workspaceState: {
    get: (key: string) => memory.get(key),
    update: (key: string, value: unknown) => Promise.resolve(memory.set(key, value)),
  },
} as unknown as ExtensionContext;

/** What VS Code does after a reload of the window; `state` is what the page saved. */
const restore = (state: unknown) =>
  restorePreview(
    context,
    client as unknown as BaseLanguageClient,
    fake.panelOfBefore() as unknown as WebviewPanel,
    state,
  );

let runs: Run[];
let client: ReturnType<typeof fakeClient>;
let changeAnswer: ChangeEditResult | null;
let editor: FakeEditor;

function fakeClient() {
  const stateListeners: (() => void)[] = [];
  return {
    state: State.Running as State,
    warnings: [] as string[],
    started: 0,
    refusal: undefined as Error | undefined,
    code2ProtocolConverter: { asUri: String },
    protocol2CodeConverter: {
      asTextEdits: (edits: readonly unknown[]) => Promise.resolve(edits),
      asRange: (range: unknown) => range,
    },
    outputChannel: { show: () => undefined },
    /** By method. */
    notificationHandlers: new Map<string, () => void>(),
    onNotification({ method }: { readonly method: string }, handler: () => void) {
      this.notificationHandlers.set(method, handler);
      return { dispose: () => this.notificationHandlers.delete(method) };
    },
    progress: new Map<string, (value: unknown) => void>(),
    onProgress(_type: unknown, token: string, handler: (value: unknown) => void) {
      this.progress.set(token, handler);
      return { dispose: () => this.progress.delete(token) };
    },
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
    error: () => undefined,
    warn(message: string) {
      this.warnings.push(message);
    },
    sendRequest({ method }: { readonly method: string }, params: Run["params"], token: Run["token"]) {
      if (method === "hvvm/changeEdit") return Promise.resolve(changeAnswer);
      if (this.refusal) return Promise.reject(this.refusal);
      const progress = (percentage: number) =>
        this.progress.get(params.workDoneToken)?.({ kind: "report", percentage });
      return new Promise((resolve) => runs.push({ params, token, answer: resolve, progress }));
    },
  };
}

const ready: ToPanel = { type: "ready", uri: "file:///a.hvvm", run: {}, isLocked: false };
const settle = () => new Promise((resolve) => setImmediate(resolve));
const panel = () => fake.panels.at(-1)!;
const posted = () => panel().posted as ToPage[];
const ofType = (type: ToPage["type"]) => posted().filter((message) => message.type === type);

async function say(message: ToPanel | { readonly type: string }): Promise<void> {
  panel().say(message);
  await settle();
}

async function open(): Promise<void> {
  openPreview(context, client as unknown as BaseLanguageClient, undefined);
  await say(ready);
}

/** Answers the newest run. */
async function answer(given: SimulateResult | null = result): Promise<void> {
  runs.at(-1)!.answer(given);
  await settle();
}

beforeEach(() => {
  for (const each of [...fake.panels]) each.close();
  fake.reset();
  memory.clear();
  runs = [];
  changeAnswer = null;
  client = fakeClient();
  editor = fake.show("file:///a.hvvm", "hvvm");
});

test("the full run, which takes all cores, begins when the page has the quick run", async () => {
  await open();
  let delivered = (): void => {};
  panel().webview.postMessage = () =>
    new Promise((done) => {
      delivered = () => done(1);
    });
  await answer();
  expect(runs.map(({ params }) => params.quickRun)).toEqual([true]);
  delivered();
  await settle();
  expect(runs.map(({ params }) => params.quickRun)).toEqual([true, undefined]);
});

test("the page receives the followed layout, then the quick run, and then the full run", async () => {
  await open();
  await answer();
  await answer();
  expect(posted().map(({ type }) => type)).toEqual(["following", "cursor", "running", "simulated", "simulated"]);
  expect(posted()[0]).toEqual({ type: "following", uri: "file:///a.hvvm", name: "a.hvvm", isLocked: false });
  expect(ofType("simulated").map((message) => "isQuickRun" in message && message.isQuickRun)).toEqual([true, false]);
  expect(runs[0]!.params.requests).toBeLessThan(10_000);
  expect(runs[0]!.params.quickRun).toBe(true);
  expect(runs[1]!.params).not.toHaveProperty("requests");
  expect(runs[1]!.params).not.toHaveProperty("quickRun");
  expect(panel().title).toBe("I/O path: a.hvvm");
});

test("a layout without disks needs no second run", async () => {
  await open();
  await answer({ version: 1, outline: result.outline });
  expect(runs).toHaveLength(1);
  expect(ofType("simulated")).toMatchObject([{ isQuickRun: false }]);
});

test("its text can be searched with Ctrl+F, as in any editor", async () => {
  await open();
  expect(panel().options).toMatchObject({ enableFindWidget: true });
});

test("opening it twice shows one panel", async () => {
  await open();
  openPreview(context, client as unknown as BaseLanguageClient, undefined);
  expect(fake.panels).toHaveLength(1);
});

test("typing during a quick run leads to one more, and to no full run of the old text", async () => {
  await open();
  for (let key = 0; key < 5; key++) fake.type(editor);
  expect(runs).toHaveLength(1);
  await answer();
  expect(runs.map(({ params }) => params.requests === undefined)).toEqual([false, false]);
  expect(ofType("simulated")).toHaveLength(1);
  await answer();
  await answer();
  expect(runs).toHaveLength(3);
});

test("typing ends a full run, and its answer is dropped", async () => {
  await open();
  await answer();
  fake.type(editor);
  expect(runs[1]!.token.isCancellationRequested).toBe(true);
  await answer();
  expect(ofType("simulated")).toHaveLength(1);
  expect(runs).toHaveLength(3);
});

test("the progress of a full run is sent to the page", async () => {
  await open();
  runs[0]!.progress(50);
  await answer();
  runs[1]!.progress(40);
  expect(ofType("progress")).toEqual([{ type: "progress", uri: "file:///a.hvvm", share: 0.4 }]);
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
  await answer();
  await answer();
  fake.show("file:///b.hvvm", "hvvm");
  await settle();
  expect(posted().filter((message) => "uri" in message && message.uri === "file:///b.hvvm")).toEqual([
    { type: "following", uri: "file:///b.hvvm", name: "b.hvvm", isLocked: false },
    { type: "cursor", uri: "file:///b.hvvm", position: { line: 0, character: 0 } },
    { type: "running", uri: "file:///b.hvvm" },
  ]);
});

test("a locked panel stays with its layout, says so in its title, and follows again when unlocked", async () => {
  await open();
  await say({ type: "lock", isLocked: true });
  fake.show("file:///b.hvvm", "hvvm");
  await settle();
  expect(panel().title).toBe("I/O path: a.hvvm (locked)");
  expect(ofType("following")).toHaveLength(1);
  await say({ type: "lock", isLocked: false });
  expect(panel().title).toBe("I/O path: b.hvvm");
});

test("an editor without a layout is not followed", async () => {
  await open();
  fake.show("file:///notes.md", "markdown");
  await settle();
  expect(ofType("following")).toHaveLength(1);
});

test("choices are sent to the server", async () => {
  await open();
  await answer();
  await answer();
  const run = { phase: "firmware", load: "oltp", costs: { "ide.access": 9 } } as const;
  await say({ type: "choose-run", uri: "file:///a.hvvm", run });
  expect(runs.at(-1)!.params).toMatchObject(run);
});

test("another disk leads to a run only where its details are missing", async () => {
  await open();
  const detail = { vm: "web01", slot: "ide 0:0" };
  const detailed = { ...result, details: [detail] } as unknown as SimulateResult;
  await answer(detailed);
  await answer(detailed);
  await say({ type: "choose-run", uri: "file:///a.hvvm", run: { chosen: detail } });
  expect(runs).toHaveLength(2);
  await say({ type: "choose-run", uri: "file:///a.hvvm", run: { chosen: { ...detail, slot: "scsi 0:0" } } });
  expect(runs.at(-1)!.params.chosen).toEqual({ vm: "web01", slot: "scsi 0:0" });
});

test("comparing two paths of another disk leads to a run although its details are there", async () => {
  await open();
  const [one, other] = ["ide 0:0", "scsi 0:0"].map((slot) => ({ vm: "web01", slot }));
  const detailed = { ...result, details: [one, other], twoWays: one } as unknown as SimulateResult;
  await answer(detailed);
  await answer(detailed);
  await say({ type: "choose-run", uri: "file:///a.hvvm", run: { chosen: one, otherWay: "any" } });
  await answer(detailed);
  await answer(detailed);
  const before = runs.length;
  await say({ type: "choose-run", uri: "file:///a.hvvm", run: { chosen: other, otherWay: "any" } });
  expect(runs.length).toBeGreaterThan(before);
  expect(runs.at(-1)!.params).toMatchObject({ chosen: other, otherWay: "any" });
});

test("another layout keeps phase and costs, and drops load and disk", async () => {
  await open();
  const costs = { "ide.access": 9 };
  const run = { phase: "firmware", load: "shares", costs, chosen: { vm: "v", slot: "s" } } as const;
  await say({ type: "choose-run", uri: "file:///a.hvvm", run });
  runs = [];
  fake.show("file:///b.hvvm", "hvvm");
  await settle();
  await say({ type: "ready", uri: "file:///a.hvvm", run, isLocked: false });
  const { phase, load, chosen } = runs.at(-1)?.params ?? {};
  expect([phase, load, chosen]).toEqual([undefined, undefined, undefined]);
});

test("a stopped server is reported, and a retry starts it", async () => {
  client.state = State.Stopped;
  await open();
  expect(ofType("failed")).toEqual([
    { type: "failed", uri: "file:///a.hvvm", message: "The language server is not running." },
  ]);
  await say({ type: "retry" });
  expect(client.started).toBe(1);
  expect(runs).toHaveLength(1);
});

test("a server that starts later gets the request as soon as it runs", async () => {
  client.state = State.Starting;
  await open();
  expect(runs).toHaveLength(0);
  expect(ofType("failed")).toHaveLength(0);
  client.become(State.Running);
  await settle();
  expect(runs).toHaveLength(1);
});

test("changed costs lead to another run, and end a full run with the old ones", async () => {
  await open();
  await answer();
  client.notificationHandlers.get("hvvm/refreshSimulation")!();
  expect(runs[1]!.token.isCancellationRequested).toBe(true);
  await answer();
  expect(ofType("simulated")).toHaveLength(1);
  await answer();
  await answer();
  expect(ofType("simulated").map((message) => "isQuickRun" in message && message.isQuickRun)).toEqual([
    true,
    true,
    false,
  ]);
});

test("changes of the costs during a quick run lead to one more run, however many there are", async () => {
  await open();
  for (let times = 0; times < 3; times++) client.notificationHandlers.get("hvvm/refreshSimulation")!();
  await answer();
  expect(runs.map(({ params }) => params.quickRun)).toEqual([true, true]);
});

test("a hidden page requests nothing when costs change, and a closed preview is no longer notified", async () => {
  await open();
  await answer();
  await answer();
  panel().hide();
  client.notificationHandlers.get("hvvm/refreshSimulation")!();
  await settle();
  expect(runs).toHaveLength(2);
  panel().close();
  expect(client.notificationHandlers.size).toBe(0);
});

test("a run that the server refuses is reported with its reason", async () => {
  await open();
  client.refusal = new Error('"own.hvvm-costs.json" cannot be read.');
  await answer();
  expect(ofType("failed")).toEqual([
    { type: "failed", uri: "file:///a.hvvm", message: '"own.hvvm-costs.json" cannot be read.' },
  ]);
});

test("an empty answer is reported as a failure", async () => {
  await open();
  await answer(null);
  expect(ofType("failed")).toHaveLength(1);
});

const change = { vm: "web01", slot: "ide 0:0", change: "move to SCSI" };
const edits = [{ range: lines(3), newText: "scsi 0:0" }];

test("a change is one edit of the layout", async () => {
  await open();
  changeAnswer = { version: 1, edits };
  await say({ type: "make-change", uri: "file:///a.hvvm", change });
  expect(fake.edits).toEqual([{ uri: "file:///a.hvvm", edits }]);
  expect(ofType("change-made")).toEqual([{ type: "change-made", uri: "file:///a.hvvm", change }]);
});

test("after a change the editor has the focus, so that one undo takes it back", async () => {
  await open();
  changeAnswer = { version: 1, edits };
  await say({ type: "make-change", uri: "file:///a.hvvm", change });
  expect(fake.shown.at(-1)).toMatchObject({ uri: "file:///a.hvvm", preserveFocus: false });
});

test("a refused change comes back with its reason, and nothing is edited", async () => {
  await open();
  changeAnswer = { version: 1, refusal: "SCSI is full." };
  await say({ type: "make-change", uri: "file:///a.hvvm", change });
  expect(fake.edits).toEqual([]);
  expect(ofType("change-refused")).toEqual([
    { type: "change-refused", uri: "file:///a.hvvm", change, reason: "SCSI is full." },
  ]);
});

test("edits for another version of the layout are not made", async () => {
  await open();
  changeAnswer = { version: 2, edits };
  await say({ type: "make-change", uri: "file:///a.hvvm", change });
  expect(fake.edits).toEqual([]);
  expect(ofType("change-refused")).toMatchObject([{ reason: "The layout has changed in the meantime. Try again." }]);
});

test("the changed costs open as the text of a costs file", async () => {
  await open();
  await say({ type: "choose-run", uri: "file:///a.hvvm", run: { costs: { "ide.access": 9 } } });
  await say({ type: "open-costs-file" });
  expect(fake.opened).toEqual([{ language: "jsonc", content: '{\n  "ide.access": 9\n}\n' }]);
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

test("nothing is simulated for a hidden page, and it gets the newest answer when it is shown again", async () => {
  await open();
  await answer();
  await answer();
  panel().hide();
  fake.type(editor);
  await settle();
  expect(runs).toHaveLength(2);
  panel().posted.length = 0;
  await say(ready);
  expect(posted().map(({ type }) => type)).toEqual(["following", "simulated", "cursor", "running"]);
  expect(runs).toHaveLength(3);
});

test("another state is simulated after the full run, and choosing one does not start a run", async () => {
  fake.files.set("file:///a.hvvm", "# saved");
  await open();
  await answer();
  await answer();
  const [before] = [runs.length];
  await say({ type: "choose-run", uri: "file:///a.hvvm", run: { comparedWith: { kind: "saved" } } });
  expect(runs).toHaveLength(before + 1);
  expect(runs.at(-1)!.params.other).toEqual({ text: "# saved", notation: "hvvm" });
  await answer();
  expect(ofType("compared")).toMatchObject([{ name: "the saved file" }]);
  fake.files.set("file:///a.hvvm", "# saved again");
  fake.save();
  await settle();
  expect(runs.at(-1)!.params.other?.text).toBe("# saved again");
});

test("after a reload of the window the same layout is followed", async () => {
  restore({ uri: "file:///kept.hvvm", isLocked: true });
  expect(panel().title).toBe("I/O path: kept.hvvm (locked)");
  await say({ type: "ready", uri: "file:///kept.hvvm", run: { load: "shares" }, isLocked: true });
  expect(posted()[0]).toMatchObject({ type: "following", uri: "file:///kept.hvvm", isLocked: true });
  expect(runs[0]!.params.load).toBe("shares");
});

test("what the page saved is there after a reload of the window, newer than the state that VS Code has", async () => {
  await open();
  const choice = JSON.stringify({ uri: "file:///newer.hvvm", isLocked: true, load: "shares" });
  await say({ type: "keep", choice });
  panel().close();
  restore({ uri: "file:///older.hvvm", isLocked: false });
  expect(panel().title).toBe("I/O path: newer.hvvm (locked)");
  expect(panel().webview.html).toContain(choice.replaceAll('"', "&#34;"));
});

test("a new preview begins without the saved state of an earlier one", async () => {
  memory.set("hvvm.preview", JSON.stringify({ uri: "file:///kept.hvvm", isLocked: true }));
  await open();
  expect(panel().title).toBe("I/O path: a.hvvm");
  expect(panel().webview.html).not.toContain("kept.hvvm");
});

test("without a visible layout the page is notified that none is open", async () => {
  fake.reset();
  await open();
  expect(posted()).toEqual([{ type: "nothing-open" }]);
  expect(runs).toHaveLength(0);
});

test.each([
  { type: "reveal", uri: "file:///a.hvvm", range: lines(1) },
  { type: "apply-fix", uri: "file:///a.hvvm", range: lines(1), title: "Move the boot disk to IDE 0:0" },
] as const)("$type of a layout that was deleted is reported", async (message) => {
  await open();
  fake.answers.isLayoutDeleted = true;
  await say(message);
  expect(fake.told).toEqual(["The preview could not do this: cannot open /a.hvvm"]);
});

test.each([
  ["stays visible", true, "I/O path: b.hvvm"],
  ["is covered", false, "I/O path: a.hvvm"],
])(
  "a click that unlocks the page takes the focus from the layout that it then follows, if that %s",
  async (_, isVisible, title) => {
    await open();
    await say({ type: "lock", isLocked: true });
    fake.show("file:///b.hvvm", "hvvm");
    expect(panel().title).toBe("I/O path: a.hvvm (locked)");
    fake.leaveEditor(isVisible);
    await say({ type: "lock", isLocked: false });
    expect(panel().title).toBe(title);
  },
);
