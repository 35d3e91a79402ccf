/** Finds a known word with hyphens that is written as several words, such as `Windows Server 2019` or `boot order`. */
import type { Argument } from "../syntax/tree.ts";
import { type Problem, replaceText } from "./problem.ts";

export interface WordApart extends Required<Omit<Problem, "code">> {
  /** The word as it should be written. */
  readonly text: string;
}

/** The longest known word that the tokens begin with; `parts` is how many of them it joins. */
export function wordApart(
  tokens: readonly Argument[],
  isKnown: (text: string, parts: number) => boolean,
): WordApart | undefined {
  for (let parts = Math.min(tokens.length, maxParts); parts > 1; parts--) {
    const words = tokens.slice(0, parts);
    const text = words.map((token) => token.text.toLowerCase()).join("-");
    if (!isKnown(text, parts)) continue;
    const range = { start: words[0]!.range.start, end: words.at(-1)!.range.end };
    const fixes = [replaceText(`Change to "${text}"`, range, text)];
    return { text, range, message: `Write this as one word: ${text}.`, fixes };
  }
  return undefined;
}

/** No known word has more parts than `windows-server-2012-r2`, however many of them are joined already. */
const maxParts = 4;
