/** Replaces a file whole or not at all, in the encoding that it had. */
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { Misuse } from "./exit-codes.ts";

/** Links are followed; the file keeps its permissions. */
export function replaceFile(path: string, text: string): void {
  try {
    const target = realpathSync(path);
    const draft = `${target}.${process.pid}.tmp`;
    try {
      writeFileSync(draft, encode(text, readFileSync(target)), { flag: "wx" });
      chmodSync(draft, statSync(target).mode);
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  } catch (error) {
    throw new Misuse(`"${path}" cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
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
