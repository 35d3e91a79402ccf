/** Entry of the server as a Node process: speaks over `--stdio` or `--node-ipc`, as the command line says. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "./start-server.ts";

startServer(createConnection(ProposedFeatures.all));
