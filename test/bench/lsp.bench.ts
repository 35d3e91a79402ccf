/**
 * Speed and memory of the server as an editor sees them, over stdio: next to an empty server on the same connection,
 * which is the baseline of the transport, and next to the JSON language server with the project's schema on the same
 * layouts.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { build } from "esbuild";
import type { ClientCapabilities, ServerCapabilities } from "vscode-languageserver/node";
import { inJson, largeLayout, vmName } from "./large-layouts.ts";
import { LspProcess, type Program } from "./lsp-process.ts";
import { milliseconds, type Percentiles, percentiles, record } from "./results.ts";
import { Typist } from "./typing.ts";

const strokes = 200;
const warmUp = 60;
const newLine = '\n  scsi 0:4 disk "D:\\VMs\\more.vhdx" fixed 40GB { load web } # more';

const pushing: ClientCapabilities = {};
const pullCapabilities: ClientCapabilities = {
  textDocument: { diagnostic: {}, semanticTokens: { requests: { full: { delta: true } } } as never },
};

const ours: Program = { name: "hvvm", words: ["dist/server.js"] };
const floor: Program = { name: "empty server", words: [".cache/empty-server.cjs"] };

export async function benchLsp(): Promise<void> {
  await bundleFloor();
  await starts();
  for (const vms of [50, 500]) await oneSize(vms);
}

export async function benchLargeLsp(): Promise<void> {
  await bundleFloor();
  await oneSize(5000);
}

async function bundleFloor(): Promise<void> {
  await build({
    entryPoints: ["test/bench/empty-server.ts"],
    outfile: floor.words[0]!,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    target: "node20",
  });
}

/** The two alternate, so that a busy machine slows both down. */
async function starts(): Promise<void> {
  const times: Record<string, number[]> = { [ours.name]: [], [floor.name]: [] };
  for (let n = 0; n < 9; n++) {
    for (const program of [floor, ours]) {
      const server = await LspProcess.started(program, pullCapabilities);
      times[program.name]!.push(server.startMs);
      await server.stop();
    }
  }
  const least = percentiles(times[floor.name]!);
  const own = percentiles(times[ours.name]!);
  report("start to initialize, empty server", least);
  report("start to initialize", own, {
    text: `1.3 × the floor (is ${ratio(own.p50, least.p50)})`,
    isMet: own.p50 <= 1.3 * least.p50,
  });
}

async function oneSize(vms: number): Promise<void> {
  console.log(`\n${vms} VMs`);
  const native = largeLayout(vms);
  const json = inJson(native);
  const minPush = await pushed(`${vms} VMs, empty server`, floor, "file:///a.hvvm", native, newLine, vms);
  await pushed(`${vms} VMs`, ours, "file:///a.hvvm", native, newLine, vms, minPush);
  await pushed(`${vms} VMs in JSON`, ours, "file:///a.hvvm.json", json, "more", vms);
  const least = await pulled(`${vms} VMs, empty server`, floor, native, vms);
  await pulled(`${vms} VMs`, ours, native, vms, least);
  await jsonServer(vms, json);
}

/** From opening to the first diagnostics. */
const openTimes = new Map<string, number>();

/** A client that waits for diagnostics: from the keystroke until they are published for its version. */
async function pushed(
  what: string,
  program: Program,
  uri: string,
  text: string,
  written: string,
  vms: number,
  least?: Percentiles,
): Promise<Percentiles> {
  const server = await LspProcess.started(program, pushing);
  const before = performance.now();
  const first = server.published(uri, 1);
  const typist = new Typist(server, uri, text, anchor(vms, uri.endsWith("json")), written);
  await first;
  const openMs = performance.now() - before;
  openTimes.set(what, openMs);
  if (program !== floor) report(`${what}: open to first diagnostics`, percentiles([openMs]));
  const samples: number[] = [];
  for (let n = 0; n < warmUp + strokes; n++) {
    const found = server.published(uri, typist.version + 1);
    const start = performance.now();
    typist.stroke();
    await found;
    if (n >= warmUp) samples.push(performance.now() - start);
  }
  await server.stop();
  const times = percentiles(samples);
  report(`${what}: key stroke to diagnostics, pushed`, times, least && strokeGoal(vms, times, least));
  return times;
}

/** A client that requests diagnostics, and everything else, after a keystroke. */
async function pulled(
  what: string,
  program: Program,
  text: string,
  vms: number,
  least?: Percentiles,
): Promise<Percentiles> {
  const server = await LspProcess.started(program, pullCapabilities);
  const uri = "file:///a.hvvm";
  const typist = new Typist(server, uri, text, anchor(vms, false), newLine);
  const textDocument = { uri };
  await server.ask("textDocument/diagnostic", { textDocument });
  const resting = server.residentMb();
  const timed = async (count: number, ask: () => Promise<unknown>): Promise<Percentiles> => {
    const samples: number[] = [];
    for (let n = 0; n < count + 10; n++) {
      const start = performance.now();
      typist.stroke();
      await ask();
      if (n >= 10) samples.push(performance.now() - start);
    }
    return percentiles(samples);
  };
  for (let n = 0; n < warmUp; n++) await timed(1, () => server.ask("textDocument/diagnostic", { textDocument }));
  const times = await timed(strokes, () => server.ask("textDocument/diagnostic", { textDocument }));
  report(`${what}: key stroke to diagnostics, pulled`, times, least && strokeGoal(vms, times, least));
  const memory = [
    ["open", resting],
    ["after 200 edits", server.residentMb()],
  ] as [string, number | undefined][];
  if (least) {
    await questions(what, server, typist, timed, text, vms);
    await server.stop();
    if (vms === 5000) memory.splice(0, 2, ...(await memoryOver(text, vms)));
  } else await server.stop();
  const said = memory.flatMap(([when, mb]) => (mb === undefined ? [] : [[when, mb] as const]));
  record({
    section: "lsp",
    name: `${what}: resident memory`,
    figure: said.map(([when, mb]) => `${when} ${mb.toFixed(0)} MB`).join(", "),
    values: Object.fromEntries(said),
    ...(least && vms === 5000 && said.length > 0 ? { goal: memoryGoal(Object.fromEntries(said)) } : {}),
  });
  return times;
}

type Timed = (count: number, ask: () => Promise<unknown>) => Promise<Percentiles>;

async function questions(what: string, server: LspProcess, typist: Typist, timed: Timed, text: string, vms: number) {
  const textDocument = { uri: typist.uri };
  const firstOf = async (name: string, capability: unknown, method: string) => {
    if (!capability) return;
    const start = performance.now();
    await server.ask(`textDocument/${method}`, { textDocument });
    report(`${what}: first ${name}`, percentiles([performance.now() - start]));
  };
  await firstOf("semantic tokens, all", server.capabilities.semanticTokensProvider, "semanticTokens/full");
  await firstOf("code lenses, all", server.capabilities.codeLensProvider, "codeLens");
  const data = text.slice(0, text.indexOf(`\\${vmName(vms >> 1)}\\data.vhdx`)).split("\n").length - 1;
  let result: string | undefined;
  const rows: readonly [name: string, capability: unknown, ask: () => Promise<unknown>, goalMs?: number][] = [
    [
      "hover with figures",
      server.capabilities.hoverProvider,
      () => server.ask("textDocument/hover", { textDocument, position: { line: data, character: 3 } }),
      5,
    ],
    [
      "completion",
      server.capabilities.completionProvider,
      () => server.ask("textDocument/completion", { textDocument, position: typist.position }),
      8,
    ],
    [
      "symbols",
      server.capabilities.documentSymbolProvider,
      () => server.ask("textDocument/documentSymbol", { textDocument }),
      40,
    ],
    [
      "semantic tokens, changes alone",
      hasDelta(server.capabilities),
      async () => {
        const method = `textDocument/semanticTokens/full${result === undefined ? "" : "/delta"}`;
        result = ((await server.ask(method, { textDocument, previousResultId: result })) as { resultId: string })
          .resultId;
      },
      50,
    ],
    ["code lenses", server.capabilities.codeLensProvider, () => server.ask("textDocument/codeLens", { textDocument })],
    [
      "folding ranges",
      server.capabilities.foldingRangeProvider,
      () => server.ask("textDocument/foldingRange", { textDocument }),
    ],
    [
      "formatting",
      server.capabilities.documentFormattingProvider,
      () => server.ask("textDocument/formatting", { textDocument, options: { tabSize: 2, insertSpaces: true } }),
      150,
    ],
  ];
  for (const [name, capability, ask, goalMs] of rows) {
    if (!capability) {
      console.log(`${`${what}: ${name} after a key stroke`.padEnd(62)} left out: the server does not announce it`);
      continue;
    }
    const times = await timed(vms >= 5000 ? 40 : 100, ask);
    const isJudged = vms === 5000 && goalMs !== undefined;
    report(
      `${what}: ${name} after a key stroke`,
      times,
      isJudged ? { text: `p50 ${goalMs} ms`, isMet: times.p50 <= goalMs } : undefined,
    );
  }
}

/** A separate process that handles only typing, with an editor that requests diagnostics. */
async function memoryOver(text: string, vms: number): Promise<[string, number | undefined][]> {
  const server = await LspProcess.started(ours, pullCapabilities);
  const typist = new Typist(server, "file:///a.hvvm", text, anchor(vms, false), newLine);
  const textDocument = { uri: typist.uri };
  await server.ask("textDocument/diagnostic", { textDocument });
  const figures: [string, number | undefined][] = [["open", server.residentMb()]];
  for (let n = 1; n <= 5000; n++) {
    typist.stroke();
    await server.ask("textDocument/diagnostic", { textDocument });
    if (n === 200 || n === 500 || n === 5000) figures.push([`after ${n}`, server.residentMb()]);
  }
  await server.stop();
  return figures;
}

/** It does not support pull diagnostics, and waits half a second after the last keystroke before it validates. */
async function jsonServer(vms: number, json: string): Promise<void> {
  const words = [
    resolve(
      dirname(createRequire(import.meta.url).resolve("vscode-json-languageserver/package.json")),
      "bin/vscode-json-languageserver",
    ),
  ];
  const schema = JSON.parse(readFileSync("schemas/hvvm.schema.json", "utf8"));
  const prepare = (server: LspProcess) => {
    const settings = {
      json: {
        validate: { enable: true },
        format: { enable: true },
        schemas: [{ fileMatch: ["*.hvvm.json"], url: "hvvm:schema", schema }],
      },
    };
    server.tell("workspace/didChangeConfiguration", { settings });
  };
  const client: ClientCapabilities = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };
  const server = await LspProcess.started({ name: "JSON language server", words, prepare }, client);
  const uri = "file:///a.hvvm.json";
  const before = performance.now();
  const first = server.published(uri, 1);
  const typist = new Typist(server, uri, json, anchor(vms, true), "more");
  await first;
  const what = `${vms} VMs, JSON language server`;
  const openMs = performance.now() - before;
  const ownMs = openTimes.get(`${vms} VMs`)!;
  report(`${what}: open to first diagnostics`, percentiles([openMs]), {
    text: `hvvm takes no longer (is ${ratio(ownMs, openMs)})`,
    isMet: ownMs <= openMs,
  });
  const textDocument = { uri };
  for (const [name, ask] of [
    ["hover", () => server.ask("textDocument/hover", { textDocument, position: typist.position })],
    ["completion", () => server.ask("textDocument/completion", { textDocument, position: typist.position })],
    ["symbols", () => server.ask("textDocument/documentSymbol", { textDocument })],
  ] as const) {
    const samples: number[] = [];
    for (let n = 0; n < 20; n++) {
      const start = performance.now();
      typist.stroke();
      await ask();
      samples.push(performance.now() - start);
    }
    report(`${what}: ${name} after a key stroke`, percentiles(samples));
  }
  const memory = server.residentMb();
  if (memory !== undefined)
    record({ section: "lsp", name: `${what}: resident memory`, figure: `${memory.toFixed(0)} MB`, values: { memory } });
  await server.stop();
}

/** Where the typist writes: at the end of a line of the middle VM, or in JSON inside a path. */
function anchor(vms: number, isJson: boolean): string {
  const name = vmName(vms >> 1);
  return isJson ? `${name}\\\\data` : `${name}\\data.vhdx" dynamic 200GB { load web }`;
}

function hasDelta({ semanticTokensProvider }: ServerCapabilities): boolean {
  const full = semanticTokensProvider?.full;
  return typeof full === "object" && full.delta === true;
}

function strokeGoal(vms: number, times: Percentiles, least: Percentiles) {
  if (vms === 50) return { text: "p50 2 ms", isMet: times.p50 <= 2 };
  if (vms < 5000) return undefined;
  return { text: "p50 3 ms above the floor", isMet: times.p50 - least.p50 <= 3 };
}

function memoryGoal(said: Readonly<Record<string, number>>) {
  const [open = 0, early = 0, , late = 0] = Object.values(said);
  return {
    text: "180 MB open, 220 after 200 edits and after 5,000",
    isMet: open <= 180 && early <= 220 && late <= 220,
  };
}

function ratio(a: number, b: number): string {
  return (a / b).toFixed(2);
}

function report(name: string, times: Percentiles, goal?: { readonly text: string; readonly isMet: boolean }): void {
  record({ section: "lsp", name, figure: milliseconds(times), values: { ...times }, ...(goal ? { goal } : {}) });
}
