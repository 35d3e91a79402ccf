/** What an item's result depends on besides its own text: the release, the host, the loads that the file defines. */
import type { DocumentItem } from "./document-item.ts";
import { type EffectiveHost, effectiveHosts, type HostSources } from "./model/effective-hosts.ts";
import {
  type Cluster,
  generationOf,
  type Host,
  type LayoutItem,
  type LoadDefinition,
  type Maybe,
  type MediaDefinition,
  type VirtualMachine,
} from "./model/layout.ts";
import type { DefinedKind, UnreadName } from "./model/unread-names.ts";
import { hasExtension, hasGeneration2 } from "./schema/hyper-v-limits.ts";
import { builtInLoad, type LoadFigures } from "./schema/loads.ts";
import { isBuiltInMedia } from "./schema/media.ts";
import { allReleases, type Release } from "./schema/releases.ts";
import { isSameList } from "./syntax/incremental/retained-values.ts";

/** What the file as a whole defines. The object stays the same as long as the definitions do. */
export interface Definitions {
  readonly platform: Maybe<Release>;
  /** By name in lower case, with what their clusters define; of two with the same name, the first. */
  readonly hosts: ReadonlyMap<string, EffectiveHost>;
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly media: ReadonlyMap<string, MediaDefinition>;
  readonly loads: ReadonlyMap<string, LoadDefinition>;
  /** Names in broken statements, which count as defined. */
  readonly possibleNames: ReadonlySet<string>;
  /** Names of broken statements that may be any of their kind. */
  readonly unreadNames: ReadonlySet<UnreadName>;
}

export interface RuleContext {
  readonly definitions: Definitions;
  /** The host that the VM runs on; `"unknown"` if `on` is broken or its name is not defined. */
  readonly host: EffectiveHost | "unknown" | undefined;
  /** The releases that the VM is checked against: one if a platform is stated; `undefined` if that is unknown. */
  readonly releases: readonly Release[] | undefined;
  readonly isReleaseStated: boolean;
  /** The loads that the VM's disks name, in their order; `undefined` for a name that is not defined. */
  readonly loads: readonly (LoadFigures | "unknown" | undefined)[];
}

/** The releases that the VM is checked against; all of them where that is unknown. */
export function releasesOf(vm: VirtualMachine, definitions: Definitions): readonly Release[] {
  return ruleContextOf(vm, definitions).releases ?? allReleases;
}

export function readDefinitions(items: readonly DocumentItem[], before?: Definitions): Definitions {
  let platform: Maybe<Release>;
  const ownHosts = new Map<string, Host>();
  const clusters = new Map<string, Cluster>();
  const media = new Map<string, MediaDefinition>();
  const owners: (Host | Cluster)[] = [];
  const loads = new Map<string, LoadDefinition>();
  const possibleNames = new Set<string>();
  const unreadNames = new Set<UnreadName>();
  for (const item of items) {
    if (!item.isDefining) continue;
    for (const name of item.bound.possibleNames) possibleNames.add(name);
    for (const name of item.unreadNames) unreadNames.add(name);
    if (item.bound.uncertainKeywords.has("platform")) platform ??= "unknown";
    for (const part of item.layout) {
      if (part.kind === "platform") platform ??= part.release;
      else if (part.kind === "host") define(ownHosts, part, owners);
      else if (part.kind === "cluster") define(clusters, part, owners);
      else if (part.kind === "media") define(media, part);
      else if (part.kind === "load") define(loads, part);
    }
  }
  const sources: HostSources = { hosts: ownHosts, clusters, media, owners };
  const old = before && sourcesOf.get(before);
  const hosts =
    old && isSameSources(old, sources) ? before!.hosts : effectiveHosts(sources, before?.hosts ?? new Map());
  const now = { platform, hosts, clusters, media, loads, possibleNames, unreadNames };
  if (before && isSame(before, now)) return before;
  sourcesOf.set(now, sources);
  return now;
}

/** The sources that the hosts of definitions were made from. */
const sourcesOf = new WeakMap<Definitions, HostSources>();

function isSameSources(a: HostSources, b: HostSources): boolean {
  return isSameList(a.owners, b.owners) && isSameMap(a.media, b.media);
}

function define<T extends { readonly name: { readonly value: string } | undefined }>(
  map: Map<string, T>,
  part: T,
  owners?: unknown[],
): void {
  const key = part.name?.value.toLowerCase();
  if (key === undefined || map.has(key)) return;
  map.set(key, part);
  owners?.push(part);
}

function isSame(a: Definitions, b: Definitions): boolean {
  return (
    a.platform === b.platform &&
    isSameMap(a.hosts, b.hosts) &&
    isSameMap(a.clusters, b.clusters) &&
    isSameMap(a.media, b.media) &&
    isSameMap(a.loads, b.loads) &&
    isSameSet(a.possibleNames, b.possibleNames) &&
    isSameSet(a.unreadNames, b.unreadNames)
  );
}

function isSameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

function isSameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

/** Names in lower case that have a different meaning in two versions. */
export interface ChangedNames {
  /** The name is defined differently. */
  readonly defined: ReadonlySet<string>;
  /** Only one version has the name in a broken statement. That does not affect a user of a name that is defined. */
  readonly possible: ReadonlySet<string>;
  /** Broken statements have other unread names, which affects whatever defines names. */
  readonly areUnreadChanged: boolean;
}

/** `undefined` if the meaning of every VM may have changed. */
export function changedNames(before: Definitions, now: Definitions): ChangedNames | undefined {
  if (before.platform !== now.platform) return undefined;
  const changed = new Set<string>();
  const possible = new Set<string>();
  for (const [a, b] of [
    [before, now],
    [now, before],
  ] as const) {
    for (const [name, host] of a.hosts) if (b.hosts.get(name) !== host) changed.add(name);
    for (const [name, cluster] of a.clusters) if (b.clusters.get(name) !== cluster) changed.add(name);
    for (const [name, medium] of a.media) if (b.media.get(name) !== medium) changed.add(name);
    for (const [name, load] of a.loads) if (b.loads.get(name) !== load) changed.add(name);
    for (const name of a.possibleNames) if (!b.possibleNames.has(name)) possible.add(name);
  }
  const areUnreadChanged = !isSameSet(before.unreadNames, now.unreadNames);
  return { defined: changed, possible, areUnreadChanged };
}

/**
 * The names in lower case that the item's result depends on: those that a VM uses, the own name of a load, and for a
 * host also its cluster and media. Findings on a cluster or media depend on everything that the file defines.
 */
export function namesOf(item: LayoutItem): readonly string[] | undefined {
  if (item.kind === "platform") return [];
  if (item.kind === "cluster" || item.kind === "media") return undefined;
  const own = item.kind !== "vm" && item.name ? [item.name.value.toLowerCase()] : [];
  if (item.kind === "load") return own;
  if (item.kind === "host") return [...own, ...namesInHost(item)];
  const host = item.on && item.on !== "unknown" ? [item.on.value] : [];
  return [...host, ...namedLoads(item)].map((name) => name.toLowerCase());
}

function namesInHost({ cluster, volumes, physicalDisks }: Host): readonly string[] {
  const media = [...volumes, ...physicalDisks].map((one) => one.media.value);
  const names = cluster && cluster !== "unknown" ? [cluster.value, ...media] : media;
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

/** Whether each name that a host uses is defined. Findings on an undefined name depend on all names of the file. */
export function isHostResolved({ cluster, volumes, physicalDisks }: Host, { clusters, media }: Definitions): boolean {
  const isMedium = (name: string) => isBuiltInMedia(name.toLowerCase()) || media.has(name.toLowerCase());
  const isCluster = !cluster || cluster === "unknown" || clusters.has(cluster.value.toLowerCase());
  return isCluster && [...volumes, ...physicalDisks].every((one) => isMedium(one.media.value));
}

export function ruleContextOf(item: LayoutItem, definitions: Definitions): RuleContext {
  if (item.kind !== "vm") {
    return { definitions, host: undefined, releases: undefined, isReleaseStated: false, loads: [] };
  }
  const host = hostOf(item, definitions);
  const stated = statedRelease({ on: item.on, isPlatformUncertain: isPlatformUncertain(item) }, definitions);
  const loads = namedLoads(item).map((name) => loadNamed(name, definitions));
  if (stated === "unknown") return { definitions, host, releases: undefined, isReleaseStated: false, loads };
  const releases = stated ? [stated.value] : releasesInQuestion(item);
  return { definitions, host, releases, isReleaseStated: stated !== undefined, loads };
}

/** Whether an item that was checked in `before` would have the same findings in `now`. */
export function isSameFor(item: LayoutItem, before: RuleContext, now: RuleContext): boolean {
  if (before.definitions === now.definitions) return true;
  if (item.kind !== "vm") return item.kind === "platform";
  return isResolved(now) && isSameAround(before, now);
}

/** Whether both have the same definitions, host, loads and releases. */
export function areSame(a: RuleContext, b: RuleContext): boolean {
  return a.definitions === b.definitions && isSameAround(a, b);
}

function isSameAround(a: RuleContext, b: RuleContext): boolean {
  return a.host === b.host && isSameList(a.loads, b.loads) && isSameRelease(a, b);
}

/** Whether every name that the item uses is defined. Findings on an undefined name depend on all names of the file. */
export function isResolved({ host, loads }: RuleContext): boolean {
  return host !== "unknown" && loads.every((load) => load !== undefined && load !== "unknown");
}

function isSameRelease(a: RuleContext, b: RuleContext): boolean {
  if (!a.releases || !b.releases) return a.releases === b.releases;
  return a.isReleaseStated === b.isReleaseStated && isSameList(a.releases, b.releases);
}

function namedLoads(vm: VirtualMachine): readonly string[] {
  return vm.devices.flatMap(({ content }) => {
    const load = content.kind === "dvd" ? undefined : content.load;
    return load && load !== "unknown" && "name" in load ? [load.name.value] : [];
  });
}

/** The load that `name` refers to: the file's own before a built-in one; `"unknown"` if a broken statement may define it. */
export function loadNamed(name: string, definitions: Definitions): LoadFigures | "unknown" | undefined {
  const key = name.toLowerCase();
  const own = definitions.loads.get(key)?.figures ?? builtInLoad(key);
  return own ?? (isPossibleName("load", name, definitions) ? "unknown" : undefined);
}

/** Whether a broken statement may define the name. */
export function isPossibleName(kind: DefinedKind, name: string, { possibleNames, unreadNames }: Definitions): boolean {
  return possibleNames.has(name.toLowerCase()) || unreadNames.has(`defined ${kind}`);
}

function hostOf({ on }: Pick<VirtualMachine, "on">, definitions: Definitions): EffectiveHost | "unknown" | undefined {
  if (on === "unknown" || on === undefined) return on;
  return definitions.hosts.get(on.value.toLowerCase()) ?? "unknown";
}

/** A VM has its host's platform, or else the file's. */
export function statedRelease(
  vm: Pick<VirtualMachine, "on"> & { readonly isPlatformUncertain: boolean },
  definitions: Definitions,
): Maybe<Release> {
  const host = hostOf(vm, definitions);
  if (host === "unknown" || vm.isPlatformUncertain) return "unknown";
  return host?.platform ?? definitions.platform;
}

/** A misspelt or misplaced word in the VM may have been meant as its platform. */
export function isPlatformUncertain({ statement }: VirtualMachine): boolean {
  return statement.uncertainKeywords.has("platform");
}

/** Every release that supports the VM's generation and the extensions of its disks. */
function releasesInQuestion(vm: VirtualMachine): readonly Release[] | undefined {
  const generation = generationOf(vm);
  if (generation === undefined) return undefined;
  const extensions = vm.devices.flatMap(({ content }) =>
    content.kind === "disk" ? [content.file.value.extension] : [],
  );
  return allReleases.filter(
    (release) =>
      (generation === 1 || hasGeneration2(release)) &&
      extensions.every((extension) => hasExtension(extension, release)),
  );
}
