/** Files that a command cannot work on, because their text cannot be read as a layout. */
import { isSyntaxCode } from "../core/rules/registry.ts";
import { type CheckedFile, checkFile } from "./checked-file.ts";
import { writeText } from "./formats/text.ts";
import type { Input } from "./inputs.ts";
import { hasColours } from "./streams.ts";

/** The file, if it has no error of the syntax group; else its diagnostics are shown on standard error. */
export function readableFile(input: Input): CheckedFile | undefined {
  const file = checkFile(input, {});
  const findings = file.findings.filter(({ code }) => isSyntaxCode(code));
  if (findings.length === 0) return file;
  process.stderr.write(writeText([{ ...file, findings }], hasColours(process.stderr)));
  return undefined;
}
