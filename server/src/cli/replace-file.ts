/**
 * Writes a file completely or not at all: a new one, or a replacement for another one that keeps its encoding, owner
 * and permissions.
 */
import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { encodingOf } from "../decode.ts";
import { readRegularFile } from "../disk/bounded-reader.ts";
import { UsageError } from "./exit-codes.ts";

/**
 * Writes `text` in place of the file that `expected` was read from, in its encoding; links are followed. Throws a
 * UsageError if the file holds something else by now, may not be written, or would lose its owner or other names.
 */
export function replaceFile(path: string, text: string, expected: Uint8Array): void {
  guarded(path, () => {
    const target = realpathSync(path);
    replace(target, encode(text, expected), mayReplace(target), () => {
      if (!readRegularFile(target)?.equals(expected))
        throw new Refusal("was changed in the meantime, and is left as it is");
    });
  });
}

/**
 * Writes `text` in UTF-8 to `path`: a new file, or in place of one that keeps its owner and permissions. A pipe or a
 * device is written to. Throws a UsageError if `path` may not be written.
 */
export function writeOutput(path: string, text: string): void {
  guarded(path, () => {
    const before = nodeAt(path);
    if (before && !before.isFile()) writeFileSync(path, text);
    else if (before) replace(realpathSync(path), Buffer.from(text, "utf8"), mayReplace(path));
    else replace(newFile(path), Buffer.from(text, "utf8"), undefined);
  });
}

/** Throws the UsageError of `writeOutput` before there is anything to write, as far as the file system shows. */
export function refuseUnwritable(path: string): void {
  guarded(path, () => {
    const before = nodeAt(path);
    if (before?.isFile()) mayReplace(path);
    else if (!before) accessSync(dirname(newFile(path)), constants.W_OK);
  });
}

/** What an output would replace; `undefined` if there is nothing yet. Throws a Refusal for a folder. */
function nodeAt(path: string): Stats | undefined {
  const before = statSync(path, { throwIfNoEntry: false });
  if (before?.isDirectory()) throw new Refusal("is a folder");
  return before;
}

/** The file that is created: `path`, or the missing target that it links to. A link that leads back to itself has failed before. */
function newFile(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  return newFile(resolve(realpathSync(dirname(path)), readlinkSync(path)));
}

/** Throws a UsageError if `output` is a file that the command reads, even through links or under other names of the same file. */
export function refuseInput(output: string, inputs: readonly string[]): void {
  const target = statSync(output, { throwIfNoEntry: false });
  if (!target?.isFile()) return;
  for (const input of inputs) {
    const stats = input === "-" ? undefined : statSync(input, { throwIfNoEntry: false });
    if (stats?.dev === target.dev && stats.ino === target.ino)
      throw new UsageError(`"${output}" is read by this command; name another file to write to.`);
  }
}

/** The end of a sentence that begins with the path. */
class Refusal extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "cannot be written, because its folder does not exist",
  EACCES: "cannot be written: permission denied",
  EPERM: "cannot be written: permission denied",
};

/** What the file system refuses is reported as misuse, in one line. */
function guarded(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      error instanceof Refusal
        ? error.message
        : (reasons[code ?? ""] ?? `cannot be written (${code ?? String(error)})`);
    throw new UsageError(`"${path}" ${reason}.`);
  }
}

/** The file that is replaced; throws a Refusal if writing to it is not allowed, or if replacing it would lose more than its content. */
function mayReplace(target: string): Stats {
  const stats = statSync(target);
  try {
    closeSync(openSync(target, constants.O_WRONLY));
  } catch {
    throw new Refusal("is read-only, and is left as it is");
  }
  if (stats.nlink > 1)
    throw new Refusal("has other names (hard links) that would keep the old content, and is left as it is");
  return stats;
}

/** `check` runs when the new content is safely on disk, just before it replaces the old. */
function replace(target: string, content: Uint8Array, before: Stats | undefined, check?: () => void): void {
  const draft = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString("hex")}.tmp`);
  // Exclusive: a draft that already exists belongs to somebody else.
  const descriptor = openSync(draft, "wx", 0o666);
  try {
    try {
      writeFileSync(descriptor, content);
      if (before) keepOwner(descriptor, before);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    check?.();
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Owner and permissions; set-user-ID and similar bits are not carried over to content that the owner has not seen. */
function keepOwner(descriptor: number, { uid, gid, mode }: Stats): void {
  if (process.getuid) {
    try {
      fchownSync(descriptor, uid, gid);
    } catch {
      throw new Refusal("belongs to another user, and is left as it is");
    }
  }
  fchmodSync(descriptor, mode & 0o777);
}

/**
 * In the encoding of `before`: UTF-16 of either byte order, or UTF-8, each with its byte order mark if there was one.
 */
function encode(text: string, before: Uint8Array): Uint8Array {
  const encoding = encodingOf(before);
  const hasMark = new TextDecoder(encoding, { ignoreBOM: true }).decode(before.subarray(0, 4)).startsWith("\ufeff");
  const content = hasMark ? `\ufeff${text}` : text;
  if (encoding === "utf-8") return Buffer.from(content, "utf8");
  const bytes = Buffer.from(content, "utf16le");
  return encoding === "utf-16le" ? bytes : bytes.swap16();
}
