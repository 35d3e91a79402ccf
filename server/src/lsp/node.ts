/** Entry of the server as a Node process: communicates over its standard streams, or over the channel of the Node process that started it. The simulation thread is in another file. */
import { writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startNodeThread } from "../threads/node-thread.ts";
import { findFileBeside } from "./file-beside.ts";
import { filesOnDisk } from "./files-on-disk.ts";
import { frameCheck } from "./frame-check.ts";
import { sessionOrder } from "./session-order.ts";
import { startServer } from "./start-server.ts";

const words = process.argv.slice(2);
// The framework supports two further transports, whose messages would not be checked.
const isOther = words.some((word) => /^--(socket|pipe)(=|$)/.test(word));
if (isOther || !words.some((word) => word === "--stdio" || word === "--node-ipc"))
  end("Pass --stdio or --node-ipc; the server supports no other transport.");
process.once("disconnect", () => process.exit(1));
if (words.includes("--stdio")) {
  const check = frameCheck();
  process.stdin.on("data", (bytes: Buffer) => {
    const fault = check(bytes);
    if (fault !== undefined) end(`The client does not speak the protocol: ${fault}`);
  });
}
startServer(createConnection(ProposedFeatures.all, sessionOrder()), {
  rulePages: pathToFileURL(`${__dirname}/../docs/rules`).href,
  startThread: startNodeThread,
  maxThreads: availableParallelism(),
  files: filesOnDisk,
  findFile: findFileBeside,
  loadExchange: () => import("./exchange.js"),
});

/** Bypasses the console, which the framework redirects to the client. */
function end(message: string): never {
  writeSync(process.stderr.fd, `${message}\n`);
  process.exit(1);
}
