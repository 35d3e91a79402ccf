/** Finds the layouts in a folder, for the server and the command line on Node. */
import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

/** A folder that could not be read. */
export interface UnreadableFolder {
  readonly folder: string;
  readonly error: unknown;
}

/**
 * Layouts below a folder, sorted by path; without `node_modules` and names that begin with a dot. Links to folders are not
 * followed; pipes and devices are not layouts. Folders may be nested to any depth.
 */
export function layoutsBelow(folder: string): readonly (string | UnreadableFolder)[] {
  const found: (string | UnreadableFolder)[] = [];
  /** What is still to be visited, the next one last. */
  const pending: { readonly path: string; readonly isFolder: boolean }[] = [{ path: folder, isFolder: true }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { path, isFolder } = next;
    if (!isFolder) {
      found.push(path);
      continue;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      found.push({ folder: path, error });
      continue;
    }
    const wanted = entries.filter(isWanted).sort((a, b) => (sortedAs(a) < sortedAs(b) ? 1 : -1));
    for (const entry of wanted) pending.push({ path: join(path, entry.name), isFolder: entry.isDirectory() });
  }
  return found;
}

/** A folder with the separator that follows its name: then all paths are in the order of a complete sort. */
function sortedAs(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}

function isWanted(entry: Dirent): boolean {
  if (entry.name.startsWith(".") || entry.name === "node_modules") return false;
  if (entry.isDirectory()) return true;
  return (entry.isFile() || entry.isSymbolicLink()) && /\.hvvm(?:\.json)?$/i.test(entry.name);
}
