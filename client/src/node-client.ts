/** The client where the server is a process: a bundle of its own, which is loaded when there is a layout. */
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type * as vscode from "vscode";
import { IPCMessageReader, IPCMessageWriter, LanguageClient, type MessageTransports } from "vscode-languageclient/node";
import { clientOptions } from "./language-client.ts";
import { start } from "./start.ts";
import type { Layouts } from "./wake.ts";

/** `nextProcess` answers with the server's process, and with another one after each time that the server stopped. */
export function startClient(context: vscode.ExtensionContext, nextProcess: () => ChildProcess): Layouts {
  return start(
    context,
    (channel) =>
      new LanguageClient("hvvm", "HVVM", async () => connect(nextProcess(), channel), clientOptions(channel)),
  );
}

/** What the process prints and how it ends stands in the channel. */
function connect(server: ChildProcess, channel: vscode.LogOutputChannel): MessageTransports {
  const { pid, stdout, stderr } = server;
  if (pid === undefined || !stdout || !stderr)
    throw new Error("The process of the language server could not be started.");
  createInterface({ input: stdout }).on("line", (line) => channel.info(line));
  createInterface({ input: stderr }).on("line", (line) => channel.error(line));
  server.on("exit", (code, signal) => {
    if (code !== 0) channel.error(`The language server ended with ${signal ?? `exit code ${code}`}.`);
  });
  return { reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) };
}
