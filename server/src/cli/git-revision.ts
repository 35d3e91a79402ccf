/** Reads a layout as it was at a git revision. Git runs without a shell, and runs no program that the repository names. */
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { maxBytes } from "../disk/bounded-reader.ts";
import { UsageError } from "./exit-codes.ts";

/**
 * The bytes of `file` at `revision`. Throws a UsageError if there is no such file, if it has more than 32 MB, or if git
 * is missing.
 */
export function readAtRevision(file: string, revision: string): Buffer {
  if (revision === "") throw new UsageError("git: needs a revision, such as git:HEAD.");
  if (revision.startsWith("-")) throw new UsageError(`"${revision}" is not a revision.`);
  const folder = dirname(resolve(file));
  try {
    return git(folder, ["cat-file", "blob", `${revision}:./${basename(file)}`]);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(reasonOf(error, file, folder, revision));
  }
}

function reasonOf(error: unknown, file: string, folder: string, revision: string): string {
  const { code, stderr } = error as { readonly code?: string; readonly stderr?: Buffer };
  const errorText = stderr?.toString() ?? "";
  if (code === "ENOBUFS") return `"${file}" at ${revision} is larger than 32 MB, the limit for a layout.`;
  if (errorText.includes("not a git repository")) return `"${folder}" is not in a git repository.`;
  if (errorText.includes("dubious ownership"))
    return `Git does not trust the repository of "${folder}", which belongs to another user; git status says how to change that.`;
  if (!isRevision(folder, revision)) return `There is no revision "${revision}".`;
  return `"${file}" is not in revision "${revision}", or is not a file there.`;
}

function isRevision(folder: string, revision: string): boolean {
  try {
    git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{tree}`]);
    return true;
  } catch {
    return false;
  }
}

/** `cat-file` uses no pager, filter or hook. Missing objects of a partial clone are not fetched, because that could run a program. */
function git(folder: string, args: readonly string[]): Buffer {
  return execFileSync(gitProgram(), ["--no-pager", "-C", folder, ...args], {
    maxBuffer: maxBytes,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    env: { ...process.env, LC_ALL: "C", GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none", GIT_TERMINAL_PROMPT: "0" },
  });
}

/** Looked up in the PATH here, because Windows would look in the current folder first. */
function gitProgram(): string {
  const name = process.platform === "win32" ? "git.exe" : "git";
  const program = (process.env.PATH ?? "")
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  if (program === undefined) throw new UsageError("git was not found in the PATH.");
  return program;
}
