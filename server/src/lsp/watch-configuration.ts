/** Requests the client's settings below `hvvm`, and notifications about changes of them, of configuration files, of layouts and of folders. */
import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver";
import { configurationFile } from "../core/rules/configuration.ts";
import type { Configurations } from "./configurations.ts";
import type { WorkspaceLayouts } from "./workspace-layouts.ts";

/**
 * To be called while the connection is set up. `useSection` is given everything below `hvvm`, before `changed`, which is
 * called with `configuration` when findings may have other severities, and figures other costs, and with `layouts` when
 * there may be others. What it returns is to be called once the client is ready.
 */
export function watchConfiguration(
  connection: Connection,
  clientOf: () => ClientCapabilities,
  configurations: Configurations,
  useSection: (section: unknown) => void,
  layouts: WorkspaceLayouts,
  changed: (what: "configuration" | "layouts") => void,
): () => void {
  const use = (rules: unknown) => {
    const problems = configurations.useSettings(rules);
    layouts.configurationChanged();
    if (problems.length > 0) {
      const message = `Setting hvvm.rules: ${problems.join(" ")}`;
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    changed("configuration");
  };
  /** `pushed` is sent by clients from which settings cannot be requested. */
  const ask = async (pushed?: { readonly hvvm?: { readonly rules?: unknown } | null } | null): Promise<void> => {
    try {
      const canAsk = clientOf().workspace?.configuration === true;
      const section = canAsk ? await connection.workspace.getConfiguration("hvvm") : pushed?.hvvm;
      useSection(section);
      use(section?.rules);
    } catch (error) {
      connection.console.error(`The settings could not be read: ${String(error)}`);
    }
  };
  const refused = (error: unknown) => connection.console.warn(`The client refused a registration: ${String(error)}`);
  const start = () => {
    const { workspace } = clientOf();
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: "hvvm" }).catch(refused);
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const patterns = [`**/${configurationFile}`, "**/*.hvvm-costs.json", "**/*.hvvm", "**/*.hvvm.json"];
      const watchers = patterns.map((globPattern) => ({ globPattern }));
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(refused);
    }
    if (workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        layouts.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        );
        configurations.useFolders(layouts.folders);
        changed("layouts");
      });
    }
    if (workspace?.configuration) void ask();
  };
  connection.onDidChangeConfiguration(({ settings }) => ask(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    layouts.filesChanged(changes);
    if (changes.every(({ uri }) => isLayout(uri))) {
      changed("layouts");
      return;
    }
    configurations.filesChanged();
    layouts.configurationChanged();
    changed("configuration");
  });
  return start;
}

const isLayout = (uri: string): boolean => /\.hvvm(?:\.json)?$/i.test(uri);

/**
 * Watches single files that figures depend on: a costs file may have any name, and be outside the workspace's folders.
 * Call the returned function with the URI of each file that is read, or not found.
 */
export function fileWatch(connection: Connection, clientOf: () => ClientCapabilities): (uri: string) => void {
  const watched = new Set<string>();
  return (uri) => {
    const { dynamicRegistration, relativePatternSupport } = clientOf().workspace?.didChangeWatchedFiles ?? {};
    if (!dynamicRegistration || !relativePatternSupport || watched.has(uri)) return;
    watched.add(uri);
    const folderEnd = uri.lastIndexOf("/");
    // There is no escape in patterns that every client supports, so special characters are replaced by "any character".
    const pattern = decodeURIComponent(uri.slice(folderEnd + 1)).replaceAll(/[*?[\]{}\\]/g, "?");
    const watchers = [{ globPattern: { baseUri: uri.slice(0, folderEnd), pattern } }];
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => connection.console.warn(`The client refused to watch ${uri}: ${String(error)}`));
  };
}
