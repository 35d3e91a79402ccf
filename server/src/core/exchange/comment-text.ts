/**
 * Text of a layout for a comment of an exported file: on one line, and nothing in it that is not seen. Control and
 * direction characters, and with `isAscii` all that is not ASCII, are written by their code.
 */
export function commentText(text: string, isAscii = false): string {
  return text.replace(isAscii ? /[^ -~]/g : /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    codeUnits(character)
      .map((unit) => `\\u${unit}`)
      .join(""),
  );
}

/** In hexadecimal, of four digits each. */
export function codeUnits(text: string): readonly string[] {
  return Array.from({ length: text.length }, (_, at) =>
    text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0"),
  );
}
