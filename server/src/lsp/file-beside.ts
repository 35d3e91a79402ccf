/** Finds files in the folder of a layout or below it. Nothing else on the disk is accessed, and no network path. For Node only. */
import { stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FindFile } from "./navigation-features.ts";

/** `path` is a Windows path, relative to the document's folder or not. */
export const findFileBeside: FindFile = async (documentUri, path) => {
  const folder = folderOf(documentUri);
  if (folder === undefined || path.includes("\0")) return undefined;
  const isWindows = process.platform === "win32";
  if (!isWindows && /^[a-z]:/i.test(path)) return undefined;
  const file = resolve(folder, isWindows ? path : path.replaceAll("\\", "/"));
  const below = relative(folder, file);
  if (below === "" || below.startsWith("..") || isAbsolute(below)) return undefined;
  try {
    return (await stat(file)).isFile() ? pathToFileURL(file).href : undefined;
  } catch {
    return undefined; // It does not exist, or is not accessible.
  }
};

function folderOf(documentUri: string): string | undefined {
  try {
    return dirname(fileURLToPath(documentUri));
  } catch {
    return undefined; // An unsaved document, or a path of another system.
  }
}
