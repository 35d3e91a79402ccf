/** Parses a Windows path without accessing a file system: its kind, what it names, and what Windows would refuse in it. */

import { exact } from "../syntax/incremental/retained-values.ts";

export interface WindowsPath {
  readonly text: string;
  readonly form: "drive" | "volume" | "share" | "relative";
  /** Drive, volume or share in lower case, such as `c:` or `\\server\share`. */
  readonly root: string;
  /** The parts below the root as written, with `.`, `..` and doubled separators resolved. */
  readonly segments: readonly string[];
  /** Two paths name the same file if their keys are equal. */
  readonly key: string;
  /** With its dot, in lower case; empty if there is none. */
  readonly extension: string;
}

export function parseWindowsPath(text: string): WindowsPath {
  const { form, root, rest } = splitRoot(text.replaceAll("/", "\\"));
  const segments = resolve(rest);
  const last = segments.at(-1) ?? "";
  const dot = last.lastIndexOf(".");
  return {
    text,
    form,
    root,
    segments,
    key: [root, ...segments].join("\\").toLowerCase(),
    extension: dot < 0 ? "" : last.slice(dot).toLowerCase(),
  };
}

export function isAbsolute(path: WindowsPath): boolean {
  return path.form !== "relative";
}

/** Whether it can name a file: a full path that continues after its drive, or with a name after its share. */
export function canBeFile(path: WindowsPath): boolean {
  if (path.segments.length > 0) return isAbsolute(path);
  return path.form === "volume" || (path.form === "drive" && !path.text.endsWith(":"));
}

/** Whether hosts see the same file there: on a share, or on a volume of their cluster. */
export function isSharedByHosts(path: WindowsPath): boolean {
  return path.form === "share" || isOnClusterVolume(path);
}

/** Whether it is below `\ClusterStorage\` at the root of a drive, or that folder itself: the cluster shared volumes. */
export function isOnClusterVolume(path: WindowsPath): boolean {
  return path.form === "drive" && path.segments[0]?.toLowerCase() === "clusterstorage";
}

/** Whether `path` is in the folder `prefix` or is that folder. */
export function isBelow(path: WindowsPath, prefix: WindowsPath): boolean {
  return path.key === prefix.key || path.key.startsWith(`${prefix.key}\\`);
}

/** The first character or name that Windows refuses; `undefined` if there is none. */
export function refusedPart(path: WindowsPath): string | undefined {
  if (path.form === "share") {
    const inName = refusedCharacter.exec(path.root);
    if (inName) return inName[0];
  }
  for (const segment of path.segments) {
    const character = refusedCharacter.exec(segment);
    if (character) return character[0];
    if (/^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\..*)?$/i.test(segment)) return segment;
  }
  return undefined;
}

const refusedCharacter = /[<>:"|?*\u0000-\u001f]/;

interface Split {
  readonly form: WindowsPath["form"];
  readonly root: string;
  readonly rest: string;
}

function splitRoot(path: string): Split {
  const device =
    path.startsWith("\\\\?\\") &&
    /^\\\\\?\\(?:([a-z]:)(?=\\|$)|(volume\{[^\\]*\})(?=\\|$)|unc\\+([^\\]+)\\+([^\\]+))/i.exec(path);
  if (device) {
    const [whole, drive, volume, server, share] = device;
    const rest = path.slice(whole.length);
    if (drive !== undefined) return { form: "drive", root: drive.toLowerCase(), rest };
    if (volume !== undefined) return { form: "volume", root: `\\\\?\\${volume.toLowerCase()}`, rest };
    return { form: "share", root: `\\\\${server}\\${share}`.toLowerCase(), rest };
  }
  const drive = /^([a-z]:)(?:\\|$)/i.exec(path);
  if (drive) return { form: "drive", root: drive[1]!.toLowerCase(), rest: path.slice(2) };
  const share = path.startsWith("\\\\") && /^\\\\([^\\?.][^\\]*)\\+([^\\]+)/.exec(path);
  if (share)
    return { form: "share", root: `\\\\${share[1]}\\${share[2]}`.toLowerCase(), rest: path.slice(share[0].length) };
  return { form: "relative", root: "", rest: path };
}

function resolve(rest: string): readonly string[] {
  const segments: string[] = [];
  for (const segment of rest.split("\\")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") segments.pop();
    else segments.push(segment);
  }
  return exact(segments);
}
