/** Refuses files that a command cannot work with: those whose text cannot be read as a layout, or that have errors. */
import { isSyntaxCode } from "../core/rules/registry.ts";
import type { PlacedFinding } from "../core/rules/rule.ts";
import { type CheckedFile, checkFile } from "./checked-file.ts";
import { writeText } from "./formats/text.ts";
import type { Input } from "./inputs.ts";
import { hasColours } from "./streams.ts";

/** The file if it has no error of the syntax group; otherwise all its errors are shown on standard error. */
export function readableFile(input: Input): CheckedFile | undefined {
  return fileWithout(input, ({ code }, file) => isSyntaxCode(code) || (supersedingCodes.has(code) && isBroken(file)));
}

/** The file if it has no error; otherwise its errors are shown on standard error. A configuration cannot lower the severity of an error. */
export function cleanFile(input: Input): CheckedFile | undefined {
  return fileWithout(input, ({ severity }) => severity === "error");
}

function fileWithout(
  input: Input,
  isRefused: (finding: PlacedFinding, file: CheckedFile) => boolean,
): CheckedFile | undefined {
  const file = checkFile(input, {});
  const isRefusedHere = (finding: PlacedFinding) => isRefused(finding, file);
  if (!file.findings.some(isRefusedHere)) return file;
  const findings = file.findings.filter((finding) => finding.severity === "error" || isRefusedHere(finding));
  process.stderr.write(writeText([{ ...file, findings }], hasColours(process.stderr)));
  return undefined;
}

/** They are reported in place of what is wrong with the writing of their lines. */
const supersedingCodes: ReadonlySet<string> = new Set(["startup-on-generation-2", "boot-order-on-generation-1"]);

function isBroken({ document }: CheckedFile): boolean {
  return document.items.some(({ item }) => item.problems.some(({ code }) => isSyntaxCode(code)));
}
