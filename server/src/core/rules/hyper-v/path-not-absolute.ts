import type { Ranged } from "../../model/layout.ts";
import { canBeFile, isAbsolute, type WindowsPath } from "../../model/windows-path.ts";
import { namedFiles } from "../files-of.ts";
import { defineRule, isOfVm, type Report } from "../rule.ts";

/** A path begins at a drive, a volume or a share. */
export const pathNotAbsolute = defineRule({
  code: "path-not-absolute",
  severity: "error",
  why: "Hyper-V's service opens the files, and it has no current folder that a path could begin at. Only a path from a drive, a volume or a share on means the same file for everyone.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "VMs\web01\os.vhdx" boot
               ^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "item",
  check(context, report) {
    const { item } = context;
    if (item.kind === "host") for (const { prefix } of item.volumes) checkPath(prefix, report);
    if (isOfVm(context)) for (const { file } of namedFiles(context)) checkFile(file, report);
  },
});

/** A file needs a name below its drive or share; a volume may be the drive or share itself. */
function checkFile(file: Ranged<WindowsPath>, report: Report): void {
  const { value, range } = file;
  checkPath(file, report);
  if (canBeFile(value) || !isAbsolute(value)) return;
  const message =
    value.form === "drive"
      ? String.raw`"${value.text}" names a drive but not a file on it. Write the full path, such as ${value.text}\VMs\os.vhdx.`
      : String.raw`"${value.text}" names a share but not a file on it. Write the share before the file, such as \\server\share\VMs\os.vhdx.`;
  report({ at: range, message });
}

function checkPath({ value, range }: Ranged<WindowsPath>, report: Report): void {
  if (isAbsolute(value)) return;
  const message = String.raw`"${value.text}" is not an absolute path. Begin with a drive or a share, such as C:\VMs or \\server\share.`;
  report({ at: range, message });
}
