/** Reads what a command's arguments name: files, folders, and standard input. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Notation } from "../core/document.ts";
import { decode } from "../decode.ts";
import { maxBytes, NotAFile, readDescriptor, readRegularFile } from "../disk/bounded-reader.ts";
import { layoutsBelow } from "../disk/layout-files.ts";
import { UsageError } from "./exit-codes.ts";

export interface Input {
  /** For display: as it was given, with `/`. Never used to access the disk. */
  readonly path: string;
  /** As it was given; on Linux a backslash is part of a name. `-` is standard input. */
  readonly file: string;
  readonly text: string;
  /** The bytes that `text` was read from. */
  readonly bytes: Uint8Array;
  readonly notation: Notation;
}

/** A path that could not be read, with the reason in one line. */
export interface Unreadable {
  readonly path: string;
  readonly problem: string;
}

/** The layouts that `paths` name, in their order, with folders sorted. What cannot be read is reported, and the rest is still read. */
export function readInputs(paths: readonly string[]): { inputs: Input[]; unreadable: Unreadable[] } {
  const inputs: Input[] = [];
  const unreadable: Unreadable[] = [];
  for (const each of namedFiles(paths)) {
    const read = typeof each === "string" ? readInput(each) : each;
    if ("problem" in read) unreadable.push(read);
    else inputs.push(read);
  }
  return { inputs, unreadable };
}

/**
 * The files that `paths` name, in their order and each once, each folder as the layouts in it. Throws a UsageError if there
 * are no paths.
 */
export function namedFiles(paths: readonly string[]): readonly (string | Unreadable)[] {
  if (paths.length === 0) throw new UsageError("No path is given.");
  refuseRepeatedStandardInput(paths);
  const files = new Map<string, string | Unreadable>();
  for (const each of paths.flatMap((given) => (given === "-" ? [given] : expand(given)))) {
    const key = each === "-" ? each : resolve(typeof each === "string" ? each : each.path);
    if (!files.has(key)) files.set(key, each);
  }
  return [...files.values()];
}

/** Throws a UsageError if `-` occurs twice: standard input can be read only once. */
export function refuseRepeatedStandardInput(files: readonly string[]): void {
  if (files.filter((file) => file === "-").length > 1)
    throw new UsageError('Standard input can be read only once. Give "-" once.');
}

export function readInput(file: string): Input | Unreadable {
  const read = readText(file, maxBytes, "is larger than 32 MB, the limit for a layout");
  return "problem" in read ? read : { ...read, notation: notationOf(file, read.text) };
}

/** An inventory of hosts, of at most 128 MB: that is about ten thousand VMs, and it is held in memory several times. */
export function readInventoryInput(file: string): Omit<Input, "notation"> | Unreadable {
  const advice =
    "export each host into a file of its own, or use hvvm import --collector, which leaves out what a layout does not have";
  return readText(file, 128 * 2 ** 20, `is larger than 128 MB; ${advice}`);
}

function readText(file: string, limit: number, tooLarge: string): Omit<Input, "notation"> | Unreadable {
  const path = shownPath(file);
  try {
    const bytes = file === "-" ? readDescriptor(0, limit) : readGiven(file, limit);
    if (!bytes) return { path, problem: tooLarge };
    const text = decode(bytes);
    if (text === undefined) return { path, problem: "is not text in UTF-8 or UTF-16" };
    return { path, file, text, bytes };
  } catch (error) {
    return { path, problem: describeError(error) };
  }
}

/** The input; throws a UsageError with the reason if it cannot be read. */
export function requireInput(file: string): Input {
  const read = readInput(file);
  if ("problem" in read) throw new UsageError(`"${read.path}" ${read.problem}.`);
  return read;
}

/** The name of a file without its folder, from a path as it is shown. */
export function fileNameOf(path: string): string {
  return path === "-" ? "standard input" : path.slice(path.lastIndexOf("/") + 1);
}

function shownPath(file: string): string {
  return file.replaceAll("\\", "/");
}

/**
 * A pipe that the shell passes to the command, such as `<(…)`, is read to its end; any other pipe or device is refused.
 */
function readGiven(file: string, limit: number): Buffer | undefined {
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d{1,9})$/.exec(file) ?? [];
  if (number !== undefined) return readDescriptor(Number(number), limit);
  return file === "/dev/stdin" ? readDescriptor(0, limit) : readRegularFile(file, limit);
}

/** `.json` is the JSON notation, everything else native; standard input is JSON if its first character is `{`. */
function notationOf(file: string, text: string): Notation {
  const isJson = file === "-" ? text.trimStart().startsWith("{") : file.toLowerCase().endsWith(".json");
  return isJson ? "json" : "hvvm";
}

/** A file stands for itself, a folder for the layouts below it. */
function expand(given: string): readonly (string | Unreadable)[] {
  try {
    if (!statSync(given).isDirectory()) return [given];
    const found = layoutsBelow(given).map((each) =>
      typeof each === "string" ? each : { path: shownPath(each.folder), problem: describeError(each.error) },
    );
    return found.length > 0
      ? found
      : [{ path: shownPath(given), problem: "does not contain a layout (.hvvm, .hvvm.json)" }];
  } catch (error) {
    return [{ path: shownPath(given), problem: describeError(error) }];
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "cannot be read: permission denied",
  EPERM: "cannot be read: permission denied",
  EISDIR: "is a folder",
  ELOOP: "is a link that leads back to itself",
  ENAMETOOLONG: "has a path that is too long for this system",
  // The error of openSync for a socket.
  ENXIO: "is not a file",
};

/** The end of a sentence that begins with the path. */
export function describeError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (error instanceof NotAFile && code === "") return "is not a file";
  return reasons[code] ?? `cannot be read (${code || String(error)})`;
}
