/**
 * Text of a layout for a comment in an exported file: on one line, without invisible characters. Control and direction
 * characters, and with `isAscii` all characters that are not ASCII, are written as codes.
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
