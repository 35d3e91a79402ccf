/**
 * Reads settings files, that is `hvvm.config.json` and costs files: JSON with comments that is a single object. The
 * path may lead to any file, so its size is limited, and nothing is quoted from a file that is something else.
 */
import type { Range } from "../tree.ts";
import { parseJson } from "./parser.ts";
import { JsonTokens, kinds } from "./tokens.ts";
import type { JsonObject } from "./tree.ts";

/** Characters. A file with every rule or every cost has some ten thousand. */
const maxLength = 256 * 1024;
const maxDepth = 100;
const maxListed = 100;

export interface SettingsProblem {
  /** Absolute, in the text of the file. */
  readonly range: Range;
  readonly message: string;
  /** The file is valid apart from this. */
  readonly isMinor: boolean;
}

/** The object in the text, or why there is none. `shape` is a sentence that says what the file should be. */
export function parseSettings(
  text: string,
  shape: string,
): { readonly object: JsonObject } | { readonly fault: SettingsProblem } {
  const fault = (range: Range, message: string) => ({ fault: { range, message, isMinor: false } });
  if (text.length > maxLength) return fault({ start: 0, end: 0 }, `${shape} It may have at most 256 KB.`);
  const tokens = new JsonTokens(text);
  tokens.next();
  if (tokens.kind !== kinds.openBrace) return fault(tokens.range, shape);
  const tooDeep = firstBelow(maxDepth, tokens);
  if (tooDeep) return fault(tooDeep, `${shape} It must not be nested this deeply.`);
  const { root, firstError } = parseJson(text);
  if (firstError) return fault(firstError.range, firstError.message);
  return root?.kind === "object" ? { object: root } : fault(tokens.range, shape);
}

/** The first bracket at that depth, from the current token on. */
function firstBelow(levels: number, tokens: JsonTokens): Range | undefined {
  for (let depth = 0; tokens.kind !== kinds.end; tokens.next()) {
    if (tokens.kind === kinds.openBrace || tokens.kind === kinds.openBracket) depth++;
    if (tokens.kind === kinds.closeBrace || tokens.kind === kinds.closeBracket) depth--;
    if (depth > levels) return tokens.range;
  }
  return undefined;
}

/** A problem whose message may be expensive, because it searches for the word that was meant. */
export interface FoundProblem extends Omit<SettingsProblem, "message"> {
  readonly message: () => string;
}

/** The first hundred problems, and one that counts the others. */
export function listedProblems(found: readonly FoundProblem[]): readonly SettingsProblem[] {
  const listed = found.slice(0, maxListed).map((problem) => ({ ...problem, message: problem.message() }));
  const others = found.slice(maxListed);
  const worst = others.find(({ isMinor }) => !isMinor) ?? others[0];
  if (worst) listed.push({ ...worst, message: `There are ${others.length} more problems in this file.` });
  return listed;
}

/** One line for a problem in the file that `path` names: `"hvvm.config.json", line 3: …`. */
export function problemLine(path: string, text: string, { range, message }: SettingsProblem): string {
  const line = text.slice(0, range.start).split(/\r\n|\r|\n/).length;
  return `"${path}", line ${line}: ${message}`;
}
