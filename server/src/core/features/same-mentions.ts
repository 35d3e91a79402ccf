/** The places that name the same thing: of two definitions with the same name, the first has the uses; a volume has the paths on it. */
import type { HvvmDocument } from "../document.ts";
import { volumeOf } from "../model/volumes.ts";
import { allMentions, type Mention, mentionsOf, type PlacedMention, volumeKey } from "./mentions.ts";

/** In the order of the text. Only the given one if it is a path that may be any file. */
export function sameMentions(document: HvvmDocument, found: PlacedMention): readonly PlacedMention[] {
  const { key, kind } = found.mention;
  if (key === undefined) return [found];
  const named = mentionsOf(document, key);
  if (kind === "file") return named; // A disk may be attached in several VMs.
  if (kind !== "volume") return withoutDoubles(named, found);
  const hosts = hostsOf(document);
  const paths = allMentions(document).filter(({ mention }) => keyOfVolume(mention, hosts) === key);
  return [...named, ...paths].sort((a, b) => a.start + a.mention.range.start - (b.start + b.mention.range.start));
}

/** For a later definition only itself, otherwise all except the later definitions. */
function withoutDoubles(named: readonly PlacedMention[], found: PlacedMention): readonly PlacedMention[] {
  const [, ...later] = named.filter(({ mention }) => mention.isDefinition).map(({ mention }) => mention);
  return later.includes(found.mention) ? [found] : named.filter(({ mention }) => !later.includes(mention));
}

/** Where the VM's host describes the volume that a path is on. */
export function volumeDefinitions(document: HvvmDocument, { mention }: PlacedMention): readonly PlacedMention[] {
  const key = keyOfVolume(mention, hostsOf(document));
  return key === undefined ? [] : mentionsOf(document, key);
}

type Hosts = ReturnType<typeof hostsOf>;

function hostsOf(document: HvvmDocument) {
  return document.definitions.hosts;
}

function keyOfVolume({ path, host }: Mention, hosts: Hosts): string | undefined {
  const described = host === undefined ? undefined : hosts.get(host);
  const volume = path && described && volumeOf(path, described);
  return volume && volumeKey(volume.listedIn, volume.prefix.value);
}
