/** Finds and reads files of the disk as both faces on Node do: which ones are layouts, and how bytes become text. */
import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";

/** Some 400,000 devices; what is larger is no layout, and would take minutes and gigabytes. */
export const maxBytes = 32 * 2 ** 20;

/** A folder that could not be read. */
export interface UnreadableFolder {
  readonly folder: string;
  readonly error: unknown;
}

/** What is no file: a pipe or a device, which may never end, or a folder. */
export class NoFile extends Error {}

/**
 * The bytes of a file, links followed; `undefined` if it is larger than `mostBytes`. Of a pipe or a device nothing is
 * read, because that may wait for ever.
 */
export function readRegularFile(path: string): Buffer | undefined {
  const stats: Stats = statSync(path);
  if (stats.isDirectory()) throw Object.assign(new NoFile(path), { code: "EISDIR" });
  if (!stats.isFile()) throw new NoFile(path);
  return stats.size > maxBytes ? undefined : readFileSync(path);
}

/**
 * Layouts below a folder, sorted; without `node_modules` and names that begin with a dot. Links to folders are not
 * followed; pipes and devices are no layouts.
 */
export function layoutsBelow(folder: string): readonly (string | UnreadableFolder)[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return [{ folder, error }];
  }
  return entries
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return layoutsBelow(path);
      const isFile = entry.isFile() || entry.isSymbolicLink();
      return isFile && /\.hvvm(?:\.json)?$/i.test(entry.name) ? [path] : [];
    });
}

/** Text in UTF-8 or UTF-16 without its byte order mark; `undefined` if the bytes are no text. */
export function decode(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
