/** Semantic tokens in readable form, assembled as clients do. */
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { semanticTokensLegend } from "../../server/src/core/features/semantic-tokens.ts";

export interface ReadToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  /** The type, and the modifiers after dots. */
  readonly type: string;
}

/** Decodes the numbers of the protocol. */
export function readTokens(data: ArrayLike<number>): readonly ReadToken[] {
  const tokens: ReadToken[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [deltaLine, delta, length, type, modifiers] = Array.from({ length: 5 }, (_, n) => data[at + n]!);
    line += deltaLine!;
    character = deltaLine === 0 ? character + delta! : delta!;
    const names = semanticTokensLegend.tokenModifiers.filter((_, bit) => ((modifiers! >> bit) & 1) === 1);
    tokens.push({
      line,
      character,
      length: length!,
      type: [semanticTokensLegend.tokenTypes[type!], ...names].join("."),
    });
  }
  return tokens;
}

/** `text type` of each token. */
export function describeTokens(text: string, data: ArrayLike<number>, notation: Notation = "hvvm"): readonly string[] {
  const document = HvvmDocument.read(text, notation);
  return readTokens(data).map(({ line, character, length, type }) => {
    const start = document.offsetAt({ line, character });
    return `${text.slice(start, start + length)} ${type}`;
  });
}
