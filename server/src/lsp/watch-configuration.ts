/** Asks the client for the setting `hvvm.rules` and for news of it and of configuration files. */
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

/**
 * To be called while the connection is set up. `changed` is called when findings may have other severities. What it
 * returns is to be called once the client is ready.
 */
export function watchConfiguration(
  connection: Connection,
  clientOf: () => ClientCapabilities,
  configurations: Configurations,
  changed: () => void,
): () => void {
  const use = (rules: unknown) => {
    const problems = configurations.useSettings(rules);
    if (problems.length > 0) {
      const message = `Setting hvvm.rules: ${problems.join(" ")}`;
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    changed();
  };
  /** `pushed` is what a client sends that cannot be asked. */
  const ask = async (pushed?: { readonly hvvm?: { readonly rules?: unknown } | null } | null): Promise<void> => {
    try {
      const canAsk = clientOf().workspace?.configuration === true;
      use((canAsk ? await connection.workspace.getConfiguration("hvvm") : pushed?.hvvm)?.rules);
    } catch (error) {
      connection.console.error(`The setting hvvm.rules could not be read: ${String(error)}`);
    }
  };
  const start = () => {
    const { workspace } = clientOf();
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "hvvm" });
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = [`**/${configurationFile}`, "**/*.hvvm-costs.json"].map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (workspace?.configuration) void ask();
  };
  connection.onDidChangeConfiguration(({ settings }) => ask(settings));
  connection.onDidChangeWatchedFiles(() => {
    configurations.filesChanged();
    changed();
  });
  return start;
}
