/** Writes a file whole or not at all: a new one, or in place of another in the encoding that it had. */
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "./exit-codes.ts";

/** Links are followed; the file keeps its permissions. */
export function replaceFile(path: string, text: string): void {
  guarded(path, () => {
    const target = realpathSync(path);
    replace(target, encode(text, readFileSync(target)), statSync(target).mode);
  });
}

/** In UTF-8. A file that is there is replaced and keeps its permissions; what is no file, such as a pipe, is written to. */
export function writeWhole(path: string, text: string): void {
  guarded(path, () => {
    const before = statSync(path, { throwIfNoEntry: false });
    if (!before) replace(path, Buffer.from(text, "utf8"), undefined);
    else if (before.isFile()) replace(realpathSync(path), Buffer.from(text, "utf8"), before.mode);
    else writeFileSync(path, text);
  });
}

/** What the file system refuses is misuse, in one line. */
function guarded(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UsageError(`"${path}" cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
}

function replace(target: string, content: Uint8Array, mode: number | undefined): void {
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, content, { flag: "wx" });
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** As `before` was encoded: UTF-16 of either order, or UTF-8, each with its byte order mark if there was one. */
function encode(text: string, before: Uint8Array): Uint8Array {
  const [first, second, third] = before;
  if (first === 0xff && second === 0xfe) return Buffer.from(`\ufeff${text}`, "utf16le");
  if (first === 0xfe && second === 0xff) return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  return Buffer.from(hasMark ? `\ufeff${text}` : text, "utf8");
}
