/** Decodes the bytes of a file as text, for server, command line and client alike. */

/** Text in UTF-8 or UTF-16 without its byte order mark; `undefined` if the bytes are not text. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** By the byte order mark. Without one, by the zero byte that a first character in ASCII has in UTF-16, as VS Code guesses. */
export function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return "utf-16be";
  return "utf-8";
}
