/** Asks the client for its settings below `hvvm` and for news of them and of configuration files. */
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
 * To be called while the connection is set up. `useSection` is given everything below `hvvm`, before `changed`, which is
 * called when findings may have other severities, and figures other costs.
 */
export function watchConfiguration(
  connection: Connection,
  clientOf: () => ClientCapabilities,
  configurations: Configurations,
  useSection: (section: unknown) => void,
  changed: () => void,
): void {
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
      const section = canAsk ? await connection.workspace.getConfiguration("hvvm") : pushed?.hvvm;
      useSection(section);
      use(section?.rules);
    } catch (error) {
      connection.console.error(`The settings could not be read: ${String(error)}`);
    }
  };
  connection.onInitialized(() => {
    const { workspace } = clientOf();
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "hvvm" });
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = [`**/${configurationFile}`, "**/*.hvvm-costs.json"].map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (workspace?.configuration) void ask();
  });
  connection.onDidChangeConfiguration(({ settings }) => ask(settings));
  connection.onDidChangeWatchedFiles(() => {
    configurations.filesChanged();
    changed();
  });
}
