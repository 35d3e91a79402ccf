/**
 * Values as PowerShell literals. Nothing is expanded in single quotes; U+2018 to U+201B end such a string as `'` does, and
 * each of them is written twice in it (CharTraits.cs and CodeGeneration.cs of PowerShell).
 */
import { codeUnits } from "../comment-text.ts";

/**
 * A PowerShell string. Control and direction characters, and with `isAscii` all characters that are not ASCII, are
 * written as codes: Windows PowerShell 5.1 reads a script without a byte order mark in the code page, where bytes of
 * UTF-8 may be quotes.
 */
export function powerShellString(text: string, isAscii: boolean): string {
  const written = isAscii ? asciiOnly : visibleOnly;
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: run } of text.matchAll(written)) {
    if (index > end) parts.push(quoted(text.slice(end, index)));
    parts.push(...codeUnits(run).map((unit) => `[char]0x${unit}`));
    end = index + run.length;
  }
  if (end < text.length || parts.length === 0) parts.push(quoted(text.slice(end)));
  // The expression begins with a string, because PowerShell would add two characters as numbers.
  if (parts.length === 1 && parts[0]!.startsWith("'")) return parts[0]!;
  return `(${(parts[0]!.startsWith("'") ? parts : ["''", ...parts]).join(" + ")})`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}

const asciiOnly = /[^ -~]+/g;
const visibleOnly = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
