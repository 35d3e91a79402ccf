/**
 * A host combined with its cluster: the release and the volumes of both, each volume with its medium. A share is one
 * volume for all hosts, a cluster volume one for all hosts of its cluster.
 */

import { group } from "d3-array";
import { isSameList } from "../syntax/incremental/retained-values.ts";
import type { Cluster, Host, PhysicalDisk, Volume } from "./layout.ts";
import { type MediaDefinitions, type Medium, mediumNamed } from "./media.ts";
import { isOnClusterVolume, isSharedByHosts } from "./windows-path.ts";

/** A host with what its cluster defines. `statement` and `name` are those of the host itself. */
export interface EffectiveHost extends Host {
  readonly volumes: readonly HostVolume[];
  readonly physicalDisks: readonly HostDisk[];
  /** The cluster in lower case; empty without one. Hosts of one scope share the volumes under `\ClusterStorage\`. */
  readonly clusterScope: string;
}

/** `"unknown"` if no figure can be based on it. */
type UsableMedium = Medium | "unknown";

export interface HostVolume extends Volume {
  /** Volumes of one key are one volume. */
  readonly key: string;
  readonly medium: UsableMedium;
  /** The host or cluster whose statement lists it first: its ranges are relative to that. */
  readonly listedIn: Host | Cluster;
  /** Whether this host states another link or latency to a share than the line that counts. */
  readonly hasOtherNetwork: boolean;
}

export interface HostDisk extends PhysicalDisk {
  readonly medium: UsableMedium;
}

/** What the file defines, by names in lower case; of two with the same name, the first. */
export interface HostSources {
  readonly hosts: ReadonlyMap<string, Host>;
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly media: MediaDefinitions;
  /** The hosts and clusters in the order of the file. */
  readonly owners: readonly (Host | Cluster)[];
}

/** Hosts that have not changed since `before` stay the same objects. */
export function effectiveHosts(
  sources: HostSources,
  before: ReadonlyMap<string, EffectiveHost>,
): ReadonlyMap<string, EffectiveHost> {
  const media = new Map<string, UsableMedium | undefined>();
  const mediumOf: MediumOf = ({ media: { value } }) => {
    if (!media.has(value)) media.set(value, mediumNamed(value, sources.media));
    return media.get(value);
  };
  const shared = sharedVolumes(sources, mediumOf);
  const effective = new Map<string, EffectiveHost>();
  for (const [key, host] of sources.hosts) {
    const now = effectiveHost(host, sources, shared, mediumOf);
    const old = before.get(key);
    effective.set(key, old && isSame(old, now) ? old : now);
  }
  return effective;
}

/** `undefined` for a name that is not defined: the statement is wrong, so the volumes of its host are incomplete. */
type MediumOf = (volume: Volume | PhysicalDisk) => UsableMedium | undefined;

function effectiveHost(
  host: Host,
  { clusters }: HostSources,
  shared: ReadonlyMap<string, ListedVolume>,
  mediumOf: MediumOf,
): EffectiveHost {
  const cluster = clusterOf(host, clusters);
  const isClusterUnknown = cluster === "unknown";
  const ofCluster = cluster && !isClusterUnknown ? cluster : undefined;
  const clusterScope = scopeOf(host, clusters);
  const volumes: HostVolume[] = [];
  const keys = new Set<string>();
  let hasBrokenVolumes = isClusterUnknown;
  for (const listedIn of [host, ofCluster]) {
    hasBrokenVolumes ||= listedIn?.hasUncertainVolumes ?? false;
    for (const volume of listedIn?.volumes ?? []) {
      const ownMedium = mediumOf(volume);
      if (ownMedium === undefined) {
        hasBrokenVolumes = true;
        continue;
      }
      const key = volumeKey(volume, host.name?.value ?? "", clusterScope);
      if (keys.has(key)) continue;
      keys.add(key);
      const listed = shared.get(key) ?? { volume, listedIn: listedIn! };
      volumes.push({
        ...listed.volume,
        key,
        medium: mediumOf(listed.volume) ?? ownMedium,
        listedIn: listed.listedIn,
        hasOtherNetwork: hasOtherNetwork(volume, listed.volume),
      });
    }
  }
  const physicalDisks = host.physicalDisks.map((disk) => ({ disk, medium: mediumOf(disk) }));
  return {
    ...host,
    platform: host.platform ?? (isClusterUnknown ? "unknown" : ofCluster?.platform),
    volumes,
    physicalDisks: physicalDisks.flatMap(({ disk, medium }) => (medium === undefined ? [] : [{ ...disk, medium }])),
    hasUncertainVolumes: hasBrokenVolumes,
    hasUncertainPhysicalDisks:
      host.hasUncertainPhysicalDisks || physicalDisks.some(({ medium }) => medium === undefined),
    clusterScope,
  };
}

/** `"unknown"` if the name is broken or not defined. */
function clusterOf(
  { cluster }: Pick<Host, "cluster">,
  clusters: ReadonlyMap<string, Cluster>,
): Cluster | "unknown" | undefined {
  if (cluster === undefined || cluster === "unknown") return cluster;
  return clusters.get(cluster.value.toLowerCase()) ?? "unknown";
}

/** A host whose cluster is unknown shares its cluster volumes with nobody: its scope is a name that no cluster has. */
function scopeOf(host: Host, clusters: ReadonlyMap<string, Cluster>): string {
  const cluster = clusterOf(host, clusters);
  if (cluster === undefined) return "";
  return cluster === "unknown" ? `\n${host.name?.value.toLowerCase()}` : (cluster.name?.value.toLowerCase() ?? "");
}

function volumeKey({ prefix }: Volume, host: string, clusterScope: string): string {
  const { value } = prefix;
  if (isOnClusterVolume(value)) return `cluster ${clusterScope} ${value.key}`;
  return isSharedByHosts(value) ? value.key : `host ${host.toLowerCase()} ${value.key}`;
}

interface ListedVolume {
  readonly volume: Volume;
  readonly listedIn: Host | Cluster;
}

/** For each volume that several may list: the first medium, and the first stated value of each figure. */
function sharedVolumes({ owners, clusters }: HostSources, mediumOf: MediumOf): ReadonlyMap<string, ListedVolume> {
  const shared = new Map<string, ListedVolume>();
  for (const owner of owners) {
    const scope = owner.kind === "cluster" ? owner.name!.value.toLowerCase() : scopeOf(owner, clusters);
    for (const volume of firstOfPrefix(owner.volumes)) {
      if (!isSharedByHosts(volume.prefix.value) || mediumOf(volume) === undefined) continue;
      const key = volumeKey(volume, "", scope);
      const first = shared.get(key);
      shared.set(key, first ? { ...first, volume: completed(first.volume, volume) } : { volume, listedIn: owner });
    }
  }
  return shared;
}

/** Each prefix once, in its first spelling. */
function firstOfPrefix(volumes: readonly Volume[]): readonly Volume[] {
  const seen = new Set<string>();
  return volumes.filter(({ prefix }) => !seen.has(prefix.value.key) && seen.add(prefix.value.key));
}

/** A volume as a host or cluster lists it. */
export interface VolumeListing {
  readonly key: string;
  readonly volume: Volume;
  /** The host whose drive it is, if a cluster lists a drive for all its hosts. */
  readonly host: string | undefined;
}

/** What a host or cluster of the file lists, by the keys of the effective hosts. */
export function volumeListings(
  owner: Host | Cluster,
  hosts: ReadonlyMap<string, EffectiveHost>,
): readonly VolumeListing[] {
  const name = owner.name?.value ?? "";
  if (owner.kind === "host") {
    const scope = hosts.get(name.toLowerCase())?.clusterScope ?? "";
    return firstOfPrefix(owner.volumes).map((volume) => ({
      key: volumeKey(volume, name, scope),
      volume,
      host: undefined,
    }));
  }
  const scope = name.toLowerCase();
  return firstOfPrefix(owner.volumes).flatMap((volume): VolumeListing[] => {
    if (isSharedByHosts(volume.prefix.value)) return [{ key: volumeKey(volume, "", scope), volume, host: undefined }];
    const members = hostsByScope(hosts).get(scope) ?? [];
    return members.flatMap((host) => {
      const hostName = host.name?.value ?? "";
      const key = volumeKey(volume, hostName, scope);
      // A host that lists the drive itself has its own.
      const isTaken = host.volumes.find((other) => other.key === key)?.listedIn.kind === "host";
      return isTaken ? [] : [{ key, volume, host: hostName }];
    });
  });
}

/** The hosts of each cluster; hosts without a cluster under the empty name. */
function hostsByScope(hosts: ReadonlyMap<string, EffectiveHost>): ReadonlyMap<string, readonly EffectiveHost[]> {
  let found = byScope.get(hosts);
  if (!found) {
    found = group(hosts.values(), (host) => host.clusterScope);
    byScope.set(hosts, found);
  }
  return found;
}

const byScope = new WeakMap<ReadonlyMap<string, EffectiveHost>, Map<string, EffectiveHost[]>>();

function completed(first: Volume, other: Volume): Volume {
  return {
    ...first,
    capacityBytes: first.capacityBytes ?? other.capacityBytes,
    linkBitsPerSecond: first.linkBitsPerSecond ?? other.linkBitsPerSecond,
    latencyUs: first.latencyUs ?? other.latencyUs,
  };
}

function hasOtherNetwork({ linkBitsPerSecond: link, latencyUs: latency }: Volume, counting: Volume): boolean {
  return (
    (link !== undefined && link.value !== counting.linkBitsPerSecond?.value) ||
    (latency !== undefined && latency.value !== counting.latencyUs?.value)
  );
}

function isSame(a: EffectiveHost, b: EffectiveHost): boolean {
  return (
    a.statement === b.statement &&
    a.platform === b.platform &&
    a.clusterScope === b.clusterScope &&
    a.hasUncertainVolumes === b.hasUncertainVolumes &&
    a.hasUncertainPhysicalDisks === b.hasUncertainPhysicalDisks &&
    isSameList(a.volumes, b.volumes, isSameVolume) &&
    isSameList(a.physicalDisks, b.physicalDisks, isSameDisk)
  );
}

function isSameVolume(a: HostVolume, b: HostVolume): boolean {
  return haveSameValues(a, b, "medium") && isSameMedium(a.medium, b.medium);
}

function isSameDisk(a: HostDisk, b: HostDisk): boolean {
  return a.number === b.number && isSameMedium(a.medium, b.medium);
}

function isSameMedium(a: UsableMedium, b: UsableMedium): boolean {
  if (a === "unknown" || b === "unknown") return a === b;
  return haveSameValues(a, b, "sheet") && haveSameValues(a.sheet, b.sheet);
}

/** Whether all properties but `except` have the same values. */
function haveSameValues<T extends object>(a: T, b: T, except?: keyof T): boolean {
  const names = Object.keys(a) as (keyof T)[];
  return names.length === Object.keys(b).length && names.every((name) => name === except || a[name] === b[name]);
}
