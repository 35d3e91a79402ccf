/** Asks the client for news of single files that figures rest on: a costs file may have any name, and lie in no folder of the workspace. */
import { type ClientCapabilities, type Connection, DidChangeWatchedFilesNotification } from "vscode-languageserver";

/** Returns the function that is to be called with the URI of each file that is read, or looked for in vain. */
export function fileWatch(connection: Connection, clientOf: () => ClientCapabilities): (uri: string) => void {
  const watched = new Set<string>();
  return (uri) => {
    const { dynamicRegistration, relativePatternSupport } = clientOf().workspace?.didChangeWatchedFiles ?? {};
    if (!dynamicRegistration || !relativePatternSupport || watched.has(uri)) return;
    watched.add(uri);
    const folderEnd = uri.lastIndexOf("/");
    // A pattern has no escape that every client knows: what means something in it becomes any character.
    const pattern = decodeURIComponent(uri.slice(folderEnd + 1)).replaceAll(/[*?[\]{}\\]/g, "?");
    const watchers = [{ globPattern: { baseUri: uri.slice(0, folderEnd), pattern } }];
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => connection.console.warn(`The client refused to watch ${uri}: ${String(error)}`));
  };
}
