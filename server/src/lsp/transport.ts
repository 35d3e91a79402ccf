/** What the server speaks over, as the command line says. For Node only. */
import { parseArgs } from "node:util";
import {
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

export interface CommandLine {
  /** `undefined` if no transport is named. */
  readonly transport: readonly [MessageReader, MessageWriter] | undefined;
  readonly clientProcessId: number | undefined;
}

/** Words that mean nothing here are passed over: editors add their own. */
export function readCommandLine(words: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...words],
    strict: false,
    options: {
      stdio: { type: "boolean" },
      "node-ipc": { type: "boolean" },
      socket: { type: "string" },
      pipe: { type: "string" },
      clientProcessId: { type: "string" },
    },
  });
  const { clientProcessId } = values;
  return {
    transport: transportOf(values),
    clientProcessId: typeof clientProcessId === "string" ? Number(clientProcessId) : undefined,
  };
}

function transportOf(values: Readonly<Record<string, unknown>>): CommandLine["transport"] {
  if (values["node-ipc"]) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  if (values.stdio) {
    // Anything but a message on standard output would end the session.
    console.log = console.info = console.debug = console.error;
    return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
  }
  if (typeof values.socket === "string") return createServerSocketTransport(Number(values.socket));
  if (typeof values.pipe === "string") return createServerPipeTransport(values.pipe);
  return undefined;
}
