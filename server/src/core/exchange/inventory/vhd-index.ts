/** Facts about virtual disk files by host and path, and the file behind a drive that has a checkpoint. */
import { isSharedByHosts, parseWindowsPath } from "../../model/windows-path.ts";
import type { DiskFacts } from "./estate.ts";

export interface VhdFacts extends Omit<DiskFacts, "parents"> {
  /** `null` for a file that is known to have no parent. */
  readonly parentPath?: string | null | undefined;
}

export class VhdIndex {
  private readonly byHost = new Map<string, VhdFacts>();
  private readonly anywhere = new Map<string, VhdFacts>();

  /** Facts that were added earlier take precedence. `host` is in lower case. */
  add(host: string | undefined, path: string, facts: VhdFacts): void {
    const { key } = parseWindowsPath(path);
    const place = `${host ?? ""}|${key}`;
    this.byHost.set(place, merged(this.byHost.get(place), facts));
    this.anywhere.set(key, merged(this.anywhere.get(key), facts));
  }

  /** What is known about the file, as seen by a VM on `host`: a drive path is a different file on each host. */
  get(host: string | undefined, path: string): VhdFacts | undefined {
    const parsed = parseWindowsPath(path);
    if (host === undefined || isSharedByHosts(parsed)) return this.anywhere.get(parsed.key);
    return this.byHost.get(`${host}|${parsed.key}`) ?? this.byHost.get(`|${parsed.key}`);
  }

  /** The first file below `path` in the chain that is not of a checkpoint, with its facts and parents. */
  resolve(host: string | undefined, path: string): ResolvedDisk {
    const below = this.belowCheckpoints(host, path);
    const facts = this.get(host, below.file);
    const remarks = checkpointRemarks(path, below);
    if (!facts) return { file: below.file, facts: {}, remarks };
    const { parentPath, ...own } = facts;
    if (parentPath === undefined) return { file: below.file, facts: own, remarks };
    const parents: string[] = [];
    const seen = new Set([parseWindowsPath(below.file).key]);
    let next: string | null | undefined = parentPath;
    while (next) {
      const parent = this.belowCheckpoints(host, next);
      remarks.push(...checkpointRemarks(next, parent));
      const { key } = parseWindowsPath(parent.file);
      if (seen.has(key)) break;
      seen.add(key);
      parents.push(parent.file);
      next = this.get(host, parent.file)?.parentPath;
    }
    const parentSize = parents[0] === undefined ? undefined : this.get(host, parents[0])?.sizeBytes;
    const hasOwnSize = parentSize !== undefined && own.sizeBytes !== parentSize;
    return { file: below.file, facts: { ...own, parents, hasAllParents: next === null, hasOwnSize }, remarks };
  }

  private belowCheckpoints(host: string | undefined, path: string): BelowCheckpoints {
    const seen = new Set<string>();
    let file = path;
    while (isCheckpoint(file) && !seen.has(file)) {
      seen.add(file);
      const parent = this.get(host, file)?.parentPath;
      if (!parent) return { file: withoutGuid(file), isFromParentPath: false };
      file = parent;
    }
    return { file, isFromParentPath: true };
  }
}

interface BelowCheckpoints {
  readonly file: string;
  /** The parent path names the file; without one, the name of the checkpoint's file does. */
  readonly isFromParentPath: boolean;
}

export interface ResolvedDisk {
  readonly file: string;
  readonly facts: DiskFacts;
  readonly remarks: readonly string[];
}

function isCheckpoint(path: string): boolean {
  return /\.avhdx?$/i.test(path);
}

/** Turns `NAME_GUID.avhdx` into `NAME.vhdx`; a name of another form stays unchanged. */
function withoutGuid(path: string): string {
  return path.replace(/_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.a(vhdx?)$/i, ".$1");
}

function checkpointRemarks(path: string, { file, isFromParentPath }: BelowCheckpoints): string[] {
  const name = path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1);
  if (file !== path) {
    const source = isFromParentPath ? "as its parent path says" : "as its own name says";
    return [`"${name}" belongs to a checkpoint; this is the file below it, ${source}.`];
  }
  return isCheckpoint(path) ? [`"${name}" belongs to a checkpoint; the file below it is not known.`] : [];
}

function merged(before: VhdFacts | undefined, facts: VhdFacts): VhdFacts {
  if (!before) return facts;
  const known = Object.entries(before).filter(([, value]) => value !== undefined);
  return { ...facts, ...Object.fromEntries(known) };
}
