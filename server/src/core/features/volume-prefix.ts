/** The beginning of a path that names the volume it lies on: `D:` of `D:\VMs\data.vhdx`. */
import type { HvvmDocument } from "../document.ts";
import { volumeOf } from "../model/volumes.ts";
import { parseWindowsPath, type WindowsPath } from "../model/windows-path.ts";
import { readDefinitions } from "../surroundings.ts";
import { contains, type Range } from "../syntax/tree.ts";
import { allMentions, type Mention, mentionAt, mentionsOf, type PlacedMention, volumeKey } from "./names.ts";

/** What the offset touches: of a path, the volume where its prefix stands, else the file. */
export function innermostMentionAt(document: HvvmDocument, offset: number): PlacedMention | undefined {
  const found = mentionAt(document, offset);
  const prefix = found && volumeMention(document, found, hostsOf(document));
  return prefix && contains(prefix.mention.range, offset - prefix.start) ? prefix : found;
}

/** The mentions of the same thing; for a volume those in paths as well. The one given alone if it has no key. */
export function sameMentions(document: HvvmDocument, found: PlacedMention): readonly PlacedMention[] {
  const { key, kind } = found.mention;
  if (key === undefined) return [found];
  const named = mentionsOf(document, key);
  if (kind !== "volume") return named;
  const hosts = hostsOf(document);
  const inPaths = allMentions(document).flatMap((placed) => {
    const prefix = volumeMention(document, placed, hosts);
    return prefix?.mention.key === key ? [prefix] : [];
  });
  return [...named, ...inPaths].sort((a, b) => a.start + a.mention.range.start - (b.start + b.mention.range.start));
}

/** Where the host describes the volume that a path lies on. */
export function volumeDefinitions(document: HvvmDocument, { mention }: PlacedMention): readonly PlacedMention[] {
  const key = keyOfVolume(mention, hostsOf(document))?.key;
  return key === undefined ? [] : mentionsOf(document, key);
}

type Hosts = ReturnType<typeof hostsOf>;

function hostsOf(document: HvvmDocument) {
  return readDefinitions(document.items).hosts;
}

function volumeMention(document: HvvmDocument, placed: PlacedMention, hosts: Hosts): PlacedMention | undefined {
  const { mention, start } = placed;
  const volume = keyOfVolume(mention, hosts);
  const length = volume && prefixLength(mention.value, volume.prefix);
  if (!volume || length === undefined) return undefined;
  const range = rawRange(document, start, mention.range, length);
  const { statement } = mention;
  const value = mention.value.slice(0, length);
  return { ...placed, mention: { kind: "volume", key: volume.key, value, range, isDefinition: false, statement } };
}

function keyOfVolume({ path, host }: Mention, hosts: Hosts): { key: string; prefix: WindowsPath } | undefined {
  const described = host === undefined || !path ? undefined : hosts.get(host);
  const volume = described && volumeOf(path!, described);
  return volume && { key: volumeKey(host!, volume.prefix.value), prefix: volume.prefix.value };
}

/** How many characters of the path are the prefix, as far as it is written in one piece. */
function prefixLength(path: string, prefix: WindowsPath): number | undefined {
  for (let end = 1; end <= path.length; end++) {
    const isFolderEnd = end === path.length || path[end] === "\\" || path[end] === "/";
    if (isFolderEnd && parseWindowsPath(path.slice(0, end)).key === prefix.key) return end;
  }
  return undefined;
}

/** The place of the first `length` characters of a text in quotes, escapes counted. */
function rawRange({ text, notation }: HvvmDocument, start: number, { start: from }: Range, length: number): Range {
  const first = start + from + 1;
  let end = first;
  for (let left = length; left > 0; left--) {
    const isEscape = notation === "json" && text[end] === "\\";
    end += isEscape ? (text[end + 1] === "u" ? 6 : 2) : 1;
  }
  return { start: first - start, end: end - start };
}
