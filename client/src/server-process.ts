/** The language server as a process. Whoever talks with it says what becomes of its messages and its output. */
import { type ChildProcess, fork } from "node:child_process";

/**
 * Starts a server at once. The returned function hands out that process the first time, as long as it runs, and then a
 * new one each time.
 */
export function startProcess(module: string): () => ChildProcess {
  let early: ChildProcess | undefined = serverProcess(module);
  return () => {
    const process = early?.connected ? early : serverProcess(module);
    early = undefined;
    return process;
  };
}

function serverProcess(module: string): ChildProcess {
  const child = fork(module, ["--node-ipc", `--clientProcessId=${process.pid}`], {
    execArgv: [],
    silent: true,
    // On the desktop the editor's program is Electron, which needs to be told.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
  });
  // One that could not be started has no number, by which the client knows it.
  return child.on("error", () => undefined);
}
