/** What identifies a disk: its file, whatever the case and the separators of its path, or its number on the host. */
import type { Device } from "../../model/layout.ts";
import { isSharedByHosts, parseWindowsPath } from "../../model/windows-path.ts";
import type { EstateDevice } from "../inventory/estate.ts";

/**
 * `undefined` for a DVD drive, which is identified by its slot only. The same drive path on another `host` is another
 * file.
 */
export function identityOf(content: Device["content"] | EstateDevice["content"], host?: string): string | undefined {
  const onHost = `|${host?.toLowerCase() ?? ""}`;
  if (content.kind === "dvd") return undefined;
  if (content.kind === "physical-disk") return `disk ${numberOf(content.number)}${onHost}`;
  const path = typeof content.file === "string" ? parseWindowsPath(content.file) : content.file.value;
  return isSharedByHosts(path) ? path.key : path.key + onHost;
}

function numberOf(number: number | { readonly value: number }): number {
  return typeof number === "number" ? number : number.value;
}
