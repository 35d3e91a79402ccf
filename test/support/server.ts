/** Starts the built language server as a process and communicates with it like an editor. */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll } from "vitest";
import type { ClientCapabilities, Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver/node";
import {
  createMessageConnection,
  type Message,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const program = resolve(import.meta.dirname, "../../dist/server.js");
const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) child.kill();
});

export const pullCapabilities: ClientCapabilities = { textDocument: { diagnostic: {} } };

export class Server {
  /** Everything that the server has sent. */
  readonly received: Message[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  readonly log: string[] = [];
  readonly exitCode: Promise<number | null>;
  readonly connection: MessageConnection;
  private readonly writer: StreamMessageWriter;

  /** A process that has not been initialized. */
  constructor() {
    const child = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    running.add(child);
    this.exitCode = new Promise((end) => {
      child.on("close", (code) => {
        running.delete(child);
        end(code);
      });
    });
    const spoken = child.stdout.pipe(new PassThrough());
    new StreamMessageReader(child.stdout.pipe(new PassThrough())).listen((message) => this.received.push(message));
    this.writer = new StreamMessageWriter(child.stdin);
    this.connection = createMessageConnection(new StreamMessageReader(spoken), this.writer);
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
    });
    this.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.log.push(message);
    });
    this.connection.listen();
  }

  static async initialized(capabilities: ClientCapabilities = pullCapabilities): Promise<Server> {
    const server = new Server();
    await server.request("initialize", { processId: process.pid, rootUri: null, capabilities });
    await server.notify("initialized", {});
    return server;
  }

  // biome-ignore lint/suspicious/noExplicitAny: answers are compared as data, whatever their type.
  request(method: string, params: unknown): Promise<any> {
    return this.connection.sendRequest(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Sends a message unchanged, bypassing the client's bookkeeping. */
  write(message: object): Promise<void> {
    return this.writer.write({ jsonrpc: "2.0", ...message } as Message);
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    return this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "hvvm", version, text } });
  }

  change(uri: string, version: number, ...contentChanges: readonly unknown[]): Promise<void> {
    return this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  /** Sends a request with `uri` as the document. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  ask(feature: string, uri: string, params: object = {}): Promise<any> {
    return this.request(`textDocument/${feature}`, { textDocument: { uri }, ...params });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    return (await this.ask("diagnostic", uri)).items;
  }

  async stop(): Promise<number | null> {
    await this.request("shutdown", undefined);
    await this.notify("exit", undefined);
    return this.exitCode;
  }
}

export function range(fromLine: number, fromCharacter: number, toLine: number, toCharacter: number) {
  return { start: { line: fromLine, character: fromCharacter }, end: { line: toLine, character: toCharacter } };
}
