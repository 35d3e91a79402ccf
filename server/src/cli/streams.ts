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
