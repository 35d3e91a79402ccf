/** Two ends of a pipe in this process: the server's connection, and a client that communicates with it. */
import { PassThrough } from "node:stream";
import {
  createConnection,
  createMessageConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { sessionOrder } from "../../server/src/lsp/session-order.ts";

export function pipedConnections() {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const [reader, writer] = [new StreamMessageReader(up), new StreamMessageWriter(down)];
  const server = createConnection(ProposedFeatures.all, reader, writer, sessionOrder());
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  return { server, client };
}
