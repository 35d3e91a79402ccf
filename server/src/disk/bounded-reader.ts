/** The only reader of files and streams: it never waits for a file, and refuses whatever is larger than a limit, 32 MB for layouts. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

/** Some 400,000 devices. A larger file is not a layout, and would take minutes and gigabytes. */
export const maxBytes = 32 * 2 ** 20;

/** A pipe, a device or a folder where a file is wanted. */
export class NotAFile extends Error {}

/**
 * The bytes of a regular file, links followed; `undefined` if it has more than `limit`, whatever size it claims.
 * Throws `NotAFile` for a pipe or a device, and what the file system reports. It is the opened file that is checked, so a
 * pipe that takes its place in the meantime cannot make the reader wait.
 */
export function readRegularFile(path: string, limit = maxBytes): Buffer | undefined {
  // Opening a pipe without O_NONBLOCK would wait for its writer. Windows does not have the flag.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) throw Object.assign(new NotAFile(path), { code: "EISDIR" });
    if (!stats.isFile()) throw new NotAFile(path);
    return stats.size > limit ? undefined : readToEnd(descriptor, stats.size, limit);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The bytes of an open descriptor to its end: standard input, or a pipe that the shell passed; `undefined` if there are
 * more than `limit`. Throws `NotAFile` if the descriptor cannot be read to an end.
 */
export function readDescriptor(descriptor: number, limit = maxBytes): Buffer | undefined {
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) throw Object.assign(new NotAFile(), { code: "EISDIR" });
  if (!isStream(stats)) throw new NotAFile(`${descriptor}`);
  return readToEnd(descriptor, stats.isFile() ? stats.size : 0, limit);
}

function isStream(stats: Stats): boolean {
  return stats.isFile() || stats.isFIFO() || stats.isSocket() || stats.isCharacterDevice();
}

/** A kernel file claims 0 bytes and may never end, so only the bytes that were read count. */
function readToEnd(descriptor: number, expectedBytes: number, limit: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total <= limit) {
    // Whole chunks, because some kernel files refuse to be read byte by byte.
    const chunk = Buffer.allocUnsafe(Math.max(expectedBytes + 1 - total, chunkBytes));
    const count = readSome(descriptor, chunk);
    if (count === 0) return Buffer.concat(chunks, total);
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return undefined;
}

const chunkBytes = 64 * 2 ** 10;

/** A non-blocking pipe reports EAGAIN while there is no data, and on Windows EOF at its end. */
function readSome(descriptor: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, into);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, 20);
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));
