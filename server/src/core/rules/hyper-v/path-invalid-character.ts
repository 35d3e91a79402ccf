import type { Ranged } from "../../model/layout.ts";
import { canBeFile, isAbsolute, refusedPart, type WindowsPath } from "../../model/windows-path.ts";
import { namedFiles } from "../files-of.ts";
import { defineRule, isOfVm, type Report } from "../rule.ts";

/** A path contains nothing that Windows refuses. */
export const pathInvalidCharacter = defineRule({
  code: "path-invalid-character",
  severity: "error",
  why: 'Windows refuses the characters < > : " | ? * and control characters in names, and keeps the names of its devices, such as CON and NUL, for itself, also with an extension. A file with such a name cannot be created.',
  link: "https://learn.microsoft.com/windows/win32/fileio/naming-a-file",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os?.vhdx" boot
               ^^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "item",
  check(context, report) {
    const { item } = context;
    if (item.kind === "host" || item.kind === "cluster")
      for (const { prefix } of item.volumes) checkPath(prefix, report);
    if (isOfVm(context)) for (const { file } of namedFiles(context)) if (canBeFile(file.value)) checkPath(file, report);
  },
});

function checkPath({ value, range }: Ranged<WindowsPath>, report: Report): void {
  const refused = isAbsolute(value) ? refusedPart(value) : undefined;
  if (refused === undefined) return;
  const shown = refused < " " ? "a control character" : `"${refused}"`;
  const message = `Windows refuses ${shown} in a path such as "${value.text}". Choose another name.`;
  report({ at: range, message });
}
