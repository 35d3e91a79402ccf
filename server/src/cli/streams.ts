/** What the commands share for writing to the terminal. */
import { visible } from "./formats/text.ts";

/** Writes one line to standard error. */
export function say(line: string): void {
  process.stderr.write(`hvvm: ${visible(line)}\n`);
}

/** NO_COLOR: see https://no-color.org. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR;
}

/**
 * Shows the progress of long work on a terminal; `undefined` clears the line. Silent if standard error is not a
 * terminal.
 */
export function showProgress(text: string | undefined): void {
  if (process.stderr.isTTY) process.stderr.write(text === undefined ? "\r\u001b[K" : `\r\u001b[K${visible(text)}`);
}
