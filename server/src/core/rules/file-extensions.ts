/** Which files a device accepts, by their extensions. */
import { listOr } from "../model/expectation.ts";
import { generationOf, type VirtualMachine } from "../model/layout.ts";
import { hasExtension } from "../schema/hyper-v-limits.ts";
import type { Release } from "../schema/releases.ts";
import type { NamedFile } from "./files-of.ts";

/** Why the file cannot be used in this way; `undefined` if it can. */
export function extensionRefusal(named: NamedFile, vm: VirtualMachine, release: Release): string | undefined {
  const { file, use } = named;
  const { extension, text } = file.value;
  if (use === "dvd") return extension === ".iso" ? undefined : wrongKind(text, "A DVD drive takes .iso files");
  if (use === "floppy") return extension === ".vfd" ? undefined : wrongKind(text, "A floppy drive takes .vfd files");
  if (extension === ".avhd" || extension === ".avhdx") {
    return `"${text}" belongs to a checkpoint, and Hyper-V may rename it at any time. Name the .${extension.slice(2)} file that the checkpoint was taken from.`;
  }
  const formats = formatsOf[use];
  const isFormat = formats.includes(extension);
  if (isFormat && isUsable(extension, named, vm, release)) return undefined;
  const usable = formats.filter((format) => isUsable(format, named, vm, release));
  if (!isFormat) {
    return wrongKind(text, `A ${use} is a ${listOr(usable.length > 0 ? usable : formats)} file`);
  }
  if (use === "parent" && extension !== named.child?.extension) return undefined; // Another rule reports that the formats differ.
  if (extension === ".vhd") {
    return `Generation 2 does not support .vhd files such as "${text}". Convert it with Convert-VHD, and name the .vhdx file.`;
  }
  if (hasExtension(extension, release)) {
    return `A VHD Set such as "${text}" is attached to SCSI only. Move it to a SCSI slot, or name a .vhdx file.`;
  }
  const instead = usable.length > 0 ? `Name a ${usable.at(-1)} file, or use` : "Use";
  return `${release} does not support ${extension} files such as "${text}". ${instead} a later release.`;
}

const formatsOf: Readonly<Record<"disk" | "parent", readonly string[]>> = {
  disk: [".vhd", ".vhdx", ".vhds"],
  parent: [".vhd", ".vhdx"],
};

function isUsable(format: string, { device }: NamedFile, vm: VirtualMachine, release: Release): boolean {
  if (format === ".vhd") return generationOf(vm) !== 2;
  return hasExtension(format, release) && !(format === ".vhds" && device?.controllerType !== "SCSI");
}

function wrongKind(text: string, what: string): string {
  return `${what}; "${text}" is not one. Name such a file.`;
}
