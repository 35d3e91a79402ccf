/** The files of the disk: the configuration of a document is the nearest upwards. For Node only. */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { configurationFile } from "../core/rules/configuration.ts";
import { readRegularFile } from "../disk/bounded-reader.ts";
import { decode, layoutsBelow } from "../disk/layout-files.ts";
import type { ConfigurationText } from "./configurations.ts";
import type { ServerFiles } from "./start-server.ts";

export const filesOnDisk: ServerFiles = { find: findConfiguration, read: readText, layoutsBelow: layoutUrisBelow };

/** `undefined` for a document that lies in no folder, and where no folder has a configuration. */
function findConfiguration(documentUri: string): ConfigurationText | undefined {
  let folder = pathOf(documentUri);
  if (folder === undefined) return undefined;
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    const path = join(folder, configurationFile);
    const uri = pathToFileURL(path).href;
    try {
      return { uri, text: textOf(path) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") return { uri, text: undefined };
    }
  }
  return undefined;
}

function readText(uri: string): string | undefined {
  const path = pathOf(uri);
  try {
    return path === undefined ? undefined : textOf(path);
  } catch {
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  const bytes = readRegularFile(path);
  return bytes && decode(bytes);
}

/** A folder that cannot be read holds no layouts. */
function layoutUrisBelow(folderUri: string): readonly string[] {
  const folder = pathOf(folderUri);
  if (folder === undefined) return [];
  return layoutsBelow(folder).flatMap((path) => (typeof path === "string" ? [pathToFileURL(path).href] : []));
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // An unsaved document, or a path of another system.
  }
}
