/** What the commands share in writing to the terminal. */
import { visible } from "./formats/text.ts";

/** One line on standard error. */
export function say(line: string): void {
  process.stderr.write(`hvvm: ${visible(line)}\n`);
}

/** NO_COLOR: see https://no-color.org. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR;
}

/** Shows on a terminal how far long work is; `undefined` clears the line. Elsewhere it is silent. */
export function showProgress(text: string | undefined): void {
  if (process.stderr.isTTY) process.stderr.write(text === undefined ? "\r\u001b[K" : `\r\u001b[K${visible(text)}`);
}
