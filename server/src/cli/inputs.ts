/** Reads the layouts that a command names: files, folders, and standard input. */
import { readFileSync, statSync } from "node:fs";
import type { Notation } from "../core/document.ts";
import { decode, layoutsBelow, maxBytes, NoFile, readRegularFile } from "../disk/layout-files.ts";
import { UsageError } from "./exit-codes.ts";

export interface Input {
  /** As it was given, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly notation: Notation;
}

/** A path that could not be read, with one line that says why. */
export interface Unreadable {
  readonly path: string;
  readonly problem: string;
}

/** The layouts behind `paths` in their order, folders sorted. What cannot be read is told, the rest is still read. */
export function readInputs(paths: readonly string[]): { inputs: Input[]; unreadable: Unreadable[] } {
  if (paths.length === 0) throw new UsageError("No path is given.");
  const inputs: Input[] = [];
  const unreadable: Unreadable[] = [];
  for (const path of paths.flatMap((given) => (given === "-" ? [given] : expand(given)))) {
    const read = typeof path === "string" ? readInput(path) : path;
    if ("problem" in read) unreadable.push(read);
    else inputs.push(read);
  }
  return { inputs, unreadable };
}

export function readInput(path: string): Input | Unreadable {
  const shown = path.replaceAll("\\", "/");
  try {
    const bytes = path === "-" ? readFileSync(0) : readGiven(path);
    if (!bytes || bytes.length > maxBytes) return { path: shown, problem: tooLarge };
    const text = decode(bytes);
    if (text === undefined) return { path: shown, problem: "is not text in UTF-8 or UTF-16" };
    return { path: shown, text, notation: notationOf(path, text) };
  } catch (error) {
    return unreadablePath(path, error);
  }
}

const tooLarge = "is larger than 32 MB, and no layout is";

/** A pipe that the shell gives the command, such as `<(…)`, is read to its end; any other pipe or device is refused. */
function readGiven(path: string): Buffer | undefined {
  return /^\/(?:dev|proc\/self)\/fd\/\d+$/.test(path) ? readFileSync(path) : readRegularFile(path);
}

/** `.json` is the JSON notation, all else native; standard input is JSON if its first character is `{`. */
function notationOf(path: string, text: string): Notation {
  const isJson = path === "-" ? text.trimStart().startsWith("{") : path.toLowerCase().endsWith(".json");
  return isJson ? "json" : "hvvm";
}

/** A file as itself, a folder as the layouts below it. */
function expand(path: string): readonly (string | Unreadable)[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const found = layoutsBelow(path).map((each) =>
      typeof each === "string" ? each : unreadablePath(each.folder, each.error),
    );
    return found.length > 0
      ? found
      : [{ path: path.replaceAll("\\", "/"), problem: "holds no layout (.hvvm, .hvvm.json)" }];
  } catch (error) {
    return [unreadablePath(path, error)];
  }
}

function unreadablePath(path: string, error: unknown): Unreadable {
  return { path: path.replaceAll("\\", "/"), problem: describeError(error) };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  EACCES: "may not be read",
  EPERM: "may not be read",
  EISDIR: "is a folder",
  ELOOP: "is a link that leads back to itself",
};

/** The end of a sentence that begins with the path. */
export function describeError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (error instanceof NoFile && code === "") return "is no file";
  return reasons[code] ?? `cannot be read (${code || String(error)})`;
}
