import type { Ranged } from "../../model/layout.ts";
import { replaceName } from "../../model/problem.ts";
import { codePointName } from "../../model/unexpected-character.ts";
import { canBeFile, isAbsolute, parseWindowsPath, type WindowsPath } from "../../model/windows-path.ts";
import { isWellFormed, type NamedFile, namedFiles } from "../files-of.ts";
import { defineRule, isOfVm, type Report, type VmContext } from "../rule.ts";
import { hasClearVolumes } from "../volume-use.ts";

/** A path begins at a drive, a volume or a share. */
export const pathNotAbsolute = defineRule({
  code: "path-not-absolute",
  severity: "error",
  why: "The Hyper-V service opens the files, and it has no current folder to resolve a relative path. Only a path that begins with a drive, a volume or a share means the same file for everyone.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "VMs\web01\os.vhdx" boot
               ^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "item",
  check(context, report) {
    const { item } = context;
    if (item.kind === "host" || item.kind === "cluster")
      for (const { prefix } of item.volumes) checkPath(prefix, report);
    if (isOfVm(context)) for (const named of namedFiles(context)) checkFile(named, context, report);
  },
});

/** A file needs a name after its drive or share; a volume may be the drive or share itself. */
function checkFile({ file, use }: NamedFile, context: VmContext, report: Report): void {
  const { value, range } = file;
  checkPath(file, report, use === "disk" || use === "parent" ? besideOthers(file, context) : undefined);
  if (canBeFile(value) || !isAbsolute(value)) return;
  const message =
    value.form === "drive"
      ? String.raw`"${value.text}" names a drive but not a file on it. Write the full path, such as ${value.text}\VMs\os.vhdx.`
      : String.raw`"${value.text}" names a share but not a file on it. Write the share before the file, such as \\server\share\VMs\os.vhdx.`;
  report({ at: range, message });
}

/**
 * The full path that a relative one certainly means: in the folder of the VM's other disks, starting where its first
 * folder occurs there, or else on the only volume of the host. Disks do not belong in a root, and a file is attached
 * once.
 */
function besideOthers({ value }: Ranged<WindowsPath>, context: VmContext): string | undefined {
  const { segments, text } = value;
  if (segments.length === 0 || /[:]|^[\\/]|\.\./.test(text)) return undefined;
  const disks = namedFiles(context).flatMap(({ file, use }) =>
    use === "disk" && isWellFormed(file.value) ? [file.value] : [],
  );
  const folders = new Map(disks.map((path) => [folderOf(path).toLowerCase(), folderOf(path)]));
  const [folder] = folders.size === 1 ? folders.values() : [];
  const { host } = context;
  const volumes = host && host !== "unknown" && hasClearVolumes(host) ? host.volumes : [];
  const only = volumes.length === 1 ? volumes[0]!.prefix.value.text.replace(/[\\/]$/, "") : undefined;
  const base = (folder === undefined ? undefined : upTo(folder, segments)) ?? only;
  if (base === undefined) return undefined;
  const full = parseWindowsPath([base, ...segments].join("\\"));
  const isTaken = namedFiles(context).some(({ file }) => file.value.key === full.key);
  return isWellFormed(full) && full.segments.length > 1 && !isTaken ? full.text : undefined;
}

function folderOf({ text }: WindowsPath): string {
  return text.slice(0, Math.max(text.lastIndexOf("\\"), text.lastIndexOf("/")));
}

/** The folder itself for a bare file name, otherwise the part of it before the first of the `segments`. */
function upTo(folder: string, [first = "", ...more]: readonly string[]): string | undefined {
  if (more.length === 0) return folder;
  const parts = folder.split(/[\\/]/);
  const at = parts.findIndex((part) => part.toLowerCase() === first.toLowerCase());
  return at > 0 ? parts.slice(0, at).join("\\") : undefined;
}

function checkPath({ value, range }: Ranged<WindowsPath>, report: Report, full?: string): void {
  if (isAbsolute(value)) return;
  const { text } = value;
  const looksRight = lookAlike(text);
  if (looksRight) {
    const { character, plain, like } = looksRight;
    const message = `"${text}" is not an absolute path: its "${character}" is ${codePointName(character)}, which only looks like "${like}". Type "${like}".`;
    report({ at: range, message, fixes: [replaceName(`Write ${plain}`, range, plain)] });
    return;
  }
  const halved = text.replaceAll("\\\\", "\\");
  if (halved !== text && isAbsolute(parseWindowsPath(halved))) {
    const message = `"${text}" is not an absolute path: its backslashes are doubled, as JSON and Terraform write them. Write ${halved}.`;
    report({ at: range, message, fixes: [replaceName(`Write ${halved}`, range, halved)] });
    return;
  }
  report({
    at: range,
    message: `"${text}" is not an absolute path${whatItIs(text)}`,
    fixes: full === undefined ? [] : [replaceName(`Write ${full}`, range, full)],
  });
}

/** The rest of the sentence, depending on how the path begins. */
function whatItIs(text: string): string {
  const [variable] = /^%[^%\\/]+%/.exec(text) ?? [];
  if (variable) return `: Hyper-V does not expand ${variable}. Write the folder that it stands for.`;
  if (/^[a-z]:[^\\/]/i.test(text))
    return `: without a backslash after the drive, it begins at the current folder there. Write ${text.slice(0, 2)}\\${text.slice(2)}.`;
  if (/^\\(?!\\)/.test(text))
    return ": it begins with one backslash. A share begins with two, and a path on a drive with its letter and a colon.";
  return String.raw`. Begin with a drive or a share, such as C:\VMs or \\server\share.`;
}

/** The first character at the beginning of the path that only looks like one that would make it a full path. */
function lookAlike(
  text: string,
): { readonly character: string; readonly like: string; readonly plain: string } | undefined {
  const start = [...text].slice(0, rootLength);
  const plainStart = start.map((character) => looksLike.get(character) ?? character.normalize("NFKC"));
  const at = start.findIndex((character, index) => plainStart[index] !== character);
  const plain = [...plainStart, ...[...text].slice(rootLength)].join("");
  if (at < 0 || !isAbsolute(parseWindowsPath(plain))) return undefined;
  return { character: start[at]!, like: plainStart[at]!, plain };
}

/** Drive letter, colon and backslash. */
const rootLength = 3;

/** Cyrillic and Greek letters, colons and backslashes, each with the character that it resembles; full-width forms are normalized. */
const looksLike: ReadonlyMap<string, string> = new Map(
  (
    [
      ["АВСЕНІЈКМОРЅТУХԀԌԚԜ", "ABCEHIJKMOPSTYXDGQW"],
      ["асеіјорѕухһԁԛԝ", "aceijopsyxhdqw"],
      ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
      ["οϲ", "oc"],
      ["∶꞉ː", ":::"],
      ["∖⧵⧹", "\\\\\\"],
    ] as const
  ).flatMap(([foreign, latin]) => [...foreign].map((character, at) => [character, latin[at]!] as const)),
);
