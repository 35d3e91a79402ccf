/** Which files a device accepts, by their extensions. */
import { generationOf, type VirtualMachine } from "../model/layout.ts";
import { hasExtension } from "../schema/hyper-v-limits.ts";
import type { Release } from "../schema/releases.ts";
import type { NamedFile } from "./files-of.ts";

/** Why the file cannot be used in this way; `undefined` if it can. */
export function extensionRefusal(named: NamedFile, vm: VirtualMachine, release: Release): string | undefined {
  const { file, use, device } = named;
  const { extension, text } = file.value;
  if (use === "dvd") return extension === ".iso" ? undefined : wrongKind(text, "A DVD drive takes .iso files");
  if (use === "floppy") return extension === ".vfd" ? undefined : wrongKind(text, "A floppy drive takes .vfd files");
  if (extension === ".avhd" || extension === ".avhdx") {
    return `"${text}" belongs to a checkpoint, and Hyper-V may rename it at any time. Name the .${extension.slice(2)} file that the checkpoint was taken from.`;
  }
  if (use === "parent") {
    if (extension !== ".vhd" && extension !== ".vhdx") return wrongKind(text, "A parent is a .vhd or .vhdx file");
    if (extension !== named.child?.extension) return undefined; // Another rule reports that the formats differ.
  } else if (extension === ".vhds" && device && device.controllerType !== "SCSI") {
    return `A VHD Set such as "${text}" is attached to SCSI only. Move it to a SCSI slot, or name a .vhdx file.`;
  } else if (extension !== ".vhd" && extension !== ".vhdx" && extension !== ".vhds") {
    return wrongKind(text, "A disk is a .vhd, .vhdx or .vhds file");
  }
  if (extension === ".vhd" && generationOf(vm) === 2) {
    return `Generation 2 does not support .vhd files such as "${text}". Convert it with Convert-VHD, and name the .vhdx file.`;
  }
  if (hasExtension(extension, release)) return undefined;
  const instead = extension === ".vhds" ? "a .vhdx file" : "a .vhd file";
  return `${release} does not support ${extension} files such as "${text}". Name ${instead}, or use a later release.`;
}

function wrongKind(text: string, what: string): string {
  return `${what}; "${text}" is not one. Name such a file.`;
}
