/** The configuration files of the disk: the one of a document is the nearest upwards. For Node only. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { configurationFile } from "../core/rules/configuration.ts";
import type { ConfigurationFiles, ConfigurationText } from "./configurations.ts";

export const filesOnDisk: ConfigurationFiles = { find: findConfiguration, read: readText };

/** `undefined` for a document that lies in no folder, and where no folder has a configuration. */
function findConfiguration(documentUri: string): ConfigurationText | undefined {
  let folder = pathOf(documentUri);
  if (folder === undefined) return undefined;
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    const path = join(folder, configurationFile);
    const uri = pathToFileURL(path).href;
    try {
      return { uri, text: decode(readFileSync(path)) };
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
    return path === undefined ? undefined : decode(readFileSync(path));
  } catch {
    return undefined;
  }
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // An unsaved document, or a path of another system.
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
}
