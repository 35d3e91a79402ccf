/** A language server as a process that communicates over stdio, with the figures that the benchmarks need. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { ClientCapabilities, PublishDiagnosticsParams, ServerCapabilities } from "vscode-languageserver/node";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

export interface Program {
  readonly name: string;
  readonly words: readonly string[];
  readonly initializationOptions?: unknown;
  /** Configures the server once it is initialized. */
  readonly prepare?: (server: LspProcess) => void;
}

export class LspProcess {
  private readonly child: ChildProcess;
  readonly connection: MessageConnection;
  capabilities: ServerCapabilities = {};
  /** From the start of the process to the answer of `initialize`. */
  startMs = 0;
  private onPublished: (params: PublishDiagnosticsParams) => void = () => {};

  private constructor({ words }: Program) {
    this.child = spawn(process.execPath, [...words, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout!),
      new StreamMessageWriter(this.child.stdin!),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params) => this.onPublished(params));
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
    this.connection.listen();
  }

  static async started(program: Program, capabilities: ClientCapabilities): Promise<LspProcess> {
    const before = performance.now();
    const server = new LspProcess(program);
    const { initializationOptions } = program;
    const answer = await server.ask("initialize", {
      processId: null,
      rootUri: null,
      capabilities,
      initializationOptions,
    });
    server.startMs = performance.now() - before;
    server.capabilities = (answer as { capabilities: ServerCapabilities }).capabilities;
    server.tell("initialized", {});
    program.prepare?.(server);
    return server;
  }

  ask(method: string, params: unknown): Promise<unknown> {
    return this.connection.sendRequest(method, params);
  }

  tell(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  /**
   * The diagnostics that are pushed for `version` of `uri`, or the next ones from a server that does not send versions.
   */
  published(uri: string, version: number): Promise<PublishDiagnosticsParams> {
    return new Promise((end) => {
      this.onPublished = (params) => {
        if (params.uri === uri && (params.version ?? version) === version) end(params);
      };
    });
  }

  /** Resident memory in MB (2^20 bytes); `undefined` where the system has no /proc. */
  residentMb(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    await this.ask("shutdown", undefined);
    const closed = new Promise((end) => this.child.once("close", end));
    this.tell("exit", undefined);
    await closed;
    this.connection.dispose();
  }
}
