/** The files of the disk: the configuration of a document is the nearest upwards. For Node only. */
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { configurationFile } from "../core/rules/configuration.ts";
import { decode } from "../decode.ts";
import { readRegularFile } from "../disk/bounded-reader.ts";
import { layoutsBelow } from "../disk/layout-files.ts";
import type { ConfigurationText, MayRead } from "./configurations.ts";
import type { ServerFiles } from "./start-server.ts";

export const filesOnDisk: ServerFiles = {
  find: findConfiguration,
  read: readText,
  realUri,
  layoutsBelow: layoutUrisBelow,
};

const always: MayRead = () => true;

/** `undefined` for a document that is in no folder, and where no folder has a configuration. */
function findConfiguration(documentUri: string, mayRead = always): ConfigurationText | undefined {
  let folder = pathOf(documentUri);
  if (folder === undefined) return undefined;
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    const path = join(folder, configurationFile);
    const uri = pathToFileURL(path).href;
    try {
      const real = realpathSync(path);
      return mayRead(pathToFileURL(real).href) ? { uri, text: textOf(real) } : undefined;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") return { uri, text: undefined };
    }
  }
  return undefined;
}

function readText(uri: string, mayRead = always): string | undefined {
  const path = pathOf(uri);
  try {
    const real = path === undefined ? undefined : realpathSync(path);
    return real !== undefined && mayRead(pathToFileURL(real).href) ? textOf(real) : undefined;
  } catch {
    return undefined;
  }
}

function realUri(uri: string): string | undefined {
  const path = pathOf(uri);
  try {
    return path === undefined ? undefined : pathToFileURL(realpathSync(path)).href;
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
