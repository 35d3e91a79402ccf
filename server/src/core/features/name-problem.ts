/** Whether something may have a name, and if not, the reason in a sentence. */
import type { HvvmDocument } from "../document.ts";
import { hasControlCharacter } from "../model/unexpected-character.ts";
import { canBeFile, parseWindowsPath, refusedPart } from "../model/windows-path.ts";
import { builtInLoad, restingLoads } from "../schema/loads.ts";
import { isBuiltInMedia } from "../schema/media.ts";
import { type Mention, mentionsOf, nameKey, type PlacedMention, pathKey, switchKey } from "./mentions.ts";

/**
 * What is wrong with `newName` for the thing that all `same` mentions name. Its present name, in any case, is never
 * wrong.
 */
export function nameProblem(
  document: HvvmDocument,
  same: readonly PlacedMention[],
  newName: string,
): string | undefined {
  const { mention } = same[0]!;
  if (newName.trim() === "") return `A ${titles[mention.kind]} needs a name. Type one.`;
  if (hasControlCharacter(newName))
    return "A name cannot contain line breaks, tabs or other control characters. Remove them.";
  switch (mention.kind) {
    case "host":
    case "cluster":
    case "media":
    case "vm":
    case "load":
      return takenProblem(document, mention, mention.kind, newName);
    case "switch":
      return switchProblem(document, mention, newName);
    case "file":
      return fileProblem(document, same, newName);
    default:
      return undefined;
  }
}

const titles: Readonly<Record<Mention["kind"], string>> = {
  host: "host",
  cluster: "cluster",
  media: "media",
  load: "load",
  vm: "VM",
  file: "file",
  volume: "volume",
  "physical-disk": "physical disk",
  switch: "switch",
};

function takenProblem(
  document: HvvmDocument,
  { key: oldKey }: Mention,
  kind: "host" | "cluster" | "media" | "load" | "vm",
  newName: string,
): string | undefined {
  const key = nameKey(kind, newName);
  if (key === oldKey) return undefined;
  const taken = mentionsOf(document, key);
  const holder = taken.find(({ mention }) => mention.isDefinition);
  if (holder) return `There is already a ${titles[kind]} named "${holder.mention.value}". Choose another name.`;
  if (kind === "media" && isBuiltInMedia(newName.toLowerCase()) && taken.length > 0) {
    return `Volumes or disks in this file use the built-in medium "${newName.toLowerCase()}" and would then use this one instead. Choose another name.`;
  }
  return kind === "load" ? builtInProblem(newName, taken.length) : undefined;
}

/** A built-in load's name may be taken only if nobody means the built-in one; disks without a load always do. */
function builtInProblem(newName: string, uses: number): string | undefined {
  const name = newName.toLowerCase();
  if (!builtInLoad(name)) return undefined;
  if (restingLoads.has(name)) {
    return `"${name}" is what a disk without a load carries. Choose another name.`;
  }
  if (uses === 0) return undefined;
  return `Disks in this file carry the built-in load "${name}" and would then carry this one instead. Choose another name.`;
}

function switchProblem(document: HvvmDocument, mention: Mention, newName: string): string | undefined {
  const key = switchKey(newName, mention);
  const taken = key === mention.key ? undefined : mentionsOf(document, key)[0];
  return taken && `"${taken.mention.value}" is another switch of this layout. Choose another name.`;
}

function fileProblem(document: HvvmDocument, same: readonly PlacedMention[], newName: string): string | undefined {
  if (newName.includes('"')) return "A path cannot contain quotes. Type it without them.";
  const path = parseWindowsPath(newName);
  if (!canBeFile(path)) {
    return `"${newName}" is not an absolute path. Begin with a drive or a share, such as C:\\VMs or \\\\server\\share.`;
  }
  const refused = refusedPart(path);
  if (refused !== undefined) return `Windows refuses "${refused}" in a path. Choose another one.`;
  const keys = new Set(same.map(({ mention }) => pathKey(path, mention)!));
  if (keys.size > 1) {
    return `VMs on several hosts name this file, but "${newName}" would be a different file on each of them. Name a share or a cluster volume.`;
  }
  const [key] = keys;
  const taken = key === same[0]!.mention.key ? undefined : mentionsOf(document, key!)[0];
  return taken && `"${taken.mention.value}" is another file of this layout. Choose another path.`;
}
