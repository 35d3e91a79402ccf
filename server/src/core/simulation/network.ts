/**
 * The network of stations that both engines read: which stations a layout has, and for each disk the programs of its
 * kinds of request. Built once from the neutral description; costs have become microseconds here.
 */

import type { ChainStage, Operation } from "./operations.ts";
import { PathCompiler } from "./path-compiler.ts";
import type { RequestShape } from "./paths/path.ts";
import type { Phase } from "./report.ts";
import { type Station, StationRegistry } from "./stations.ts";
import { checkSpec, type DiskSpec, type SystemSpec, type VmSpec } from "./system-spec.ts";

export interface Network {
  readonly phase: Phase;
  readonly stations: readonly Station[];
  /** One per disk, in the order of the spec. */
  readonly chains: readonly Chain[];
  /** Ids of the costs that the network was built from. */
  readonly costIds: readonly string[];
  readonly notes: readonly string[];
}

export interface Kind {
  readonly probability: number;
  readonly bytes: number;
  readonly isRead: boolean;
  readonly isRandom: boolean;
  readonly operations: readonly Operation[];
}

export interface Chain {
  readonly vm: string;
  /** Name of the host, if one is known. */
  readonly host?: string | undefined;
  readonly disk: DiskSpec;
  readonly stages: readonly ChainStage[];
  readonly kinds: readonly Kind[];
  /** Closed: the number of circulating requests. */
  readonly population?: number | undefined;
  /** Open: arrivals per second, in bursts. */
  readonly rate?: number | undefined;
  readonly burst: number;
  /** Open: the largest number of requests inside; further arrivals are lost. */
  readonly capacity: number;
  readonly blockSizeBytes: number;
  /** The stream of random numbers that its requests draw from, 0 to 2^31 - 1. */
  readonly stream: number;
}

/** Most requests of an open load that are kept inside; a stable path stays far below. */
const openCapacity = 4096;

/** Builds the network. Passing a spec that `checkSpec` refuses is a bug of the caller. */
export function buildNetwork(spec: SystemSpec): Network {
  const problem = checkSpec(spec);
  if (problem) throw new RangeError(problem);
  const registry = new StationRegistry(spec.costs);
  const namesakes = new Map<string, number>();
  const chains = spec.vms.flatMap((vm, index) => {
    const before = namesakes.get(vm.name) ?? 0;
    namesakes.set(vm.name, before + 1);
    return vm.disks.map((disk, at) => {
      const compiler = new PathCompiler(registry, spec, vm, `${index}`, disk);
      return chainOf(compiler, vm, disk, spec.phase, streamOf(`${at} ${before} ${vm.name}`));
    });
  });
  return { phase: spec.phase, stations: registry.stations, chains, costIds: [...registry.used], notes: notesOn(spec) };
}

/**
 * The random numbers of a disk depend on its VM's name and its position there, so that they stay the same when other
 * VMs are added or removed, and when the disk moves to another slot (FNV-1a).
 */
function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & 0x7fffffff;
}

function chainOf(compiler: PathCompiler, vm: VmSpec, disk: DiskSpec, phase: Phase, stream: number): Chain {
  const kinds = requestKinds(disk).flatMap(({ probability, ...request }) =>
    compiler.variants(request).map(({ share, path }) => ({
      ...request,
      probability: probability * share,
      operations: compiler.operations(path),
    })),
  );
  const { load } = disk;
  const isFirmware = phase === "firmware";
  return {
    vm: vm.name,
    host: vm.host?.name || undefined,
    disk,
    stages: compiler.stages,
    kinds: kinds.filter((kind) => kind.probability > 0),
    population: load.queueDepth === undefined ? undefined : isFirmware ? 1 : load.queueDepth,
    rate: load.rate,
    burst: load.burst ?? 1,
    capacity: Math.max(openCapacity, load.burst ?? 1),
    blockSizeBytes: disk.blockSizeBytes,
    stream,
  };
}

/** Notes about the model of this layout. */
function notesOn(spec: SystemSpec): readonly string[] {
  const disks = spec.vms.flatMap((vm) => vm.disks);
  const isFirmware = spec.phase === "firmware";
  const notes: string[] = [];
  if (isFirmware && disks.some(({ load }) => (load.queueDepth ?? 1) > 1))
    notes.push("The firmware makes one request at a time, whatever the load's queue depth.");
  const isTrapped = (vm: VmSpec): boolean =>
    vm.guest === "other" && vm.disks.some(({ transport }) => transport === "ide-emulated");
  if (!isFirmware && spec.vms.some(isTrapped))
    notes.push(
      "The number of register accesses per IDE command was counted under Linux and is assumed for other guests.",
    );
  if (disks.some(({ transport }) => transport !== "ide-emulated"))
    notes.push(
      "A signal is sent only when a ring was empty; how Windows polls a busy VMBus channel is not public and is not modelled.",
    );
  if (disks.some(({ blocks, type }) => blocks === "empty" && (type === "dynamic" || type === "differencing")))
    notes.push(
      "Disks that grow are shown in their allocation phase; a disk that is written full behaves like its steady state.",
    );
  return notes;
}

/** Sizes, directions and locality of a load's requests, with their probabilities. */
function requestKinds({ load }: DiskSpec): readonly (RequestShape & { readonly probability: number })[] {
  const total = load.sizes.reduce((sum, { share }) => sum + share, 0);
  const durable = load.durable ?? 0;
  const directions = [
    { isRead: true, isDurable: false, part: load.read },
    { isRead: false, isDurable: false, part: (1 - load.read) * (1 - durable) },
    { isRead: false, isDurable: true, part: (1 - load.read) * durable },
  ];
  return load.sizes.flatMap(({ bytes, share }) =>
    directions
      .flatMap(({ part, ...direction }) =>
        [true, false].map((isRandom) => ({
          ...direction,
          bytes,
          isRandom,
          probability: (share / total) * part * (isRandom ? load.random : 1 - load.random),
        })),
      )
      .filter(({ probability }) => probability > 0),
  );
}
