/** Entry on the desktop and on a remote host: the language server is a Node process of its own. What follows is in `wake.ts`. */
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type * as vscode from "vscode";
import { registerCheckTask } from "./check-task.ts";
import { isLayoutOpen } from "./served-documents.ts";
import { startProcess } from "./server-process.ts";
import { type Layouts, wake } from "./wake.ts";

// VS Code runs this file, and then fetches what it kept for the extension before it calls `activate`: that takes as
// long as loading the client does.
let preparing = isLayoutOpen() ? prepare() : undefined;

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(registerCheckTask(context));
  wake(context, async () => {
    preparing ??= prepare();
    return (await preparing)(context);
  });
}

/** The server gets ready while the client is loaded, which waits for the extensions that wake together with this one. */
async function prepare(): Promise<(context: vscode.ExtensionContext) => Layouts> {
  const nextProcess = startProcess(join(__dirname, "server.js"));
  await setImmediate();
  const { startClient } = await import("./node-client.ts");
  return (context) => startClient(context, nextProcess);
}
