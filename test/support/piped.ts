/** Two ends of one line in this process: the server's connection, and a client that speaks to it. */
import { PassThrough } from "node:stream";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { connect, type Host } from "../../server/src/lsp/connection.ts";

export function pipedConnections(host: Host = { exit() {}, followClient() {} }) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = connect(new StreamMessageReader(up), new StreamMessageWriter(down), host);
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  return { server, client };
}
