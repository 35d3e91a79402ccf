/** Asks the client for its settings below `hvvm`, and for news of them, of configuration files, of layouts and of folders. */
import type { ClientCapabilities } from "vscode-languageserver-protocol";
import { configurationFile } from "../core/rules/configuration.ts";
import type { Configurations } from "./configurations.ts";
import type { Connection } from "./connection.ts";
import { MessageType } from "./protocol-numbers.ts";
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
      connection.sendNotification("window/showMessage", { type: MessageType.Warning, message });
    }
    changed("configuration");
  };
  /** `pushed` is what a client sends that cannot be asked. */
  const ask = async (pushed?: { readonly hvvm?: { readonly rules?: unknown } | null } | null): Promise<void> => {
    try {
      const canAsk = clientOf().workspace?.configuration === true;
      const items = [{ section: "hvvm" }];
      const section = canAsk ? (await connection.sendRequest("workspace/configuration", { items }))?.[0] : pushed?.hvvm;
      useSection(section);
      use(section?.rules);
    } catch (error) {
      connection.log.error(`The settings could not be read: ${String(error)}`);
    }
  };
  const refused = (error: unknown) => connection.log.warn(`The client refused a registration: ${String(error)}`);
  const start = () => {
    const { workspace } = clientOf();
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      connection.register({ "workspace/didChangeConfiguration": { section: "hvvm" } }).catch(refused);
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const patterns = [`**/${configurationFile}`, "**/*.hvvm-costs.json", "**/*.hvvm", "**/*.hvvm.json"];
      const watchers = patterns.map((globPattern) => ({ globPattern }));
      connection.register({ "workspace/didChangeWatchedFiles": { watchers } }).catch(refused);
    }
    if (workspace?.configuration) void ask();
  };
  connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event: { added, removed } }) => {
    layouts.changeFolders(
      added.map(({ uri }) => uri),
      removed.map(({ uri }) => uri),
    );
    changed("layouts");
  });
  connection.onNotification("workspace/didChangeConfiguration", ({ settings }) => ask(settings));
  connection.onNotification("workspace/didChangeWatchedFiles", ({ changes }) => {
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
