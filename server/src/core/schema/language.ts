/** All statements of the language, and queries about them. */
import { optionWordsOf, type Place, type StatementSpec, wordsOf } from "./spec.ts";
import * as devices from "./statements/devices.ts";
import * as disks from "./statements/disk.ts";
import { cluster, host, hostCluster, hostProcessors, latency, link, physical, volume } from "./statements/host.ts";
import { diskLoad, durable, load, queueDepth, random, rate, read, requestSize } from "./statements/load.ts";
import * as media from "./statements/media.ts";
import { platform } from "./statements/platform.ts";
import * as vms from "./statements/vm.ts";

/** In the order in which completion and the JSON notation list them. */
export const statements: readonly StatementSpec[] = [
  platform,
  cluster,
  host,
  hostCluster,
  hostProcessors,
  volume,
  link,
  latency,
  physical,
  media.media,
  media.of,
  media.disks,
  media.resiliency,
  media.readLatency,
  media.writeLatency,
  media.readIops,
  media.writeIops,
  media.readBandwidth,
  media.writeBandwidth,
  media.powerLossProtection,
  load,
  vms.vm,
  vms.on,
  vms.generation,
  vms.guest,
  vms.integrationServices,
  vms.processors,
  vms.startup,
  vms.bootOrder,
  ...Object.values(devices.deviceStatements),
  devices.floppy,
  devices.network,
  disks.parent,
  disks.blockSize,
  disks.sectorSize,
  disks.physicalSectorSize,
  disks.partitionStyle,
  disks.minimumIops,
  disks.maximumIops,
  diskLoad,
  disks.expect,
  requestSize,
  read,
  random,
  durable,
  queueDepth,
  rate,
];

/** The statement with the keyword `keyword`, in lower case, in a block of kind `place`. */
export function statementIn(keyword: string, place: Place): StatementSpec | undefined {
  return byPlace.get(place)?.get(keyword);
}

/** Every statement with that keyword, in any place. */
export function statementsNamed(keyword: string): readonly StatementSpec[] {
  return byKeyword.get(keyword) ?? [];
}

export function statementsIn(place: Place): readonly StatementSpec[] {
  return listByPlace.get(place) ?? [];
}

/** The places where `keyword` is allowed. */
export function placesOf(keyword: string): readonly Place[] {
  return statementsNamed(keyword).flatMap((spec) => spec.places);
}

/** Whether an argument of the language is written with this word. */
export function isArgumentWord(word: string): boolean {
  return argumentWords.has(word);
}

/** The first statement that takes it as the word of a device or an option, such as `disk` or `boot`. */
export function statementWithOption(word: string): StatementSpec | undefined {
  return byOptionWord.get(word);
}

/** How messages name a place. */
export const placeNames: Readonly<Record<Place, string>> = {
  file: "the file",
  host: "a host",
  cluster: "a cluster",
  volume: "the block of a volume",
  media: "a media definition",
  vm: "a VM",
  disk: "the block of a disk",
  parent: "the block of a parent",
  load: "a load",
};

const byKeyword = new Map<string, StatementSpec[]>();
const byPlace = new Map<Place, Map<string, StatementSpec>>();
for (const spec of statements) {
  byKeyword.set(spec.keyword, [...(byKeyword.get(spec.keyword) ?? []), spec]);
  for (const place of spec.places) {
    if (!byPlace.has(place)) byPlace.set(place, new Map());
    byPlace.get(place)!.set(spec.keyword, spec);
  }
}

const listByPlace = new Map([...byPlace].map(([place, specs]) => [place, [...specs.values()]]));

const argumentWords = new Set(statements.flatMap(wordsOf));
const byOptionWord = new Map(
  [...statements].reverse().flatMap((spec) => optionWordsOf(spec).map((word) => [word, spec] as const)),
);
