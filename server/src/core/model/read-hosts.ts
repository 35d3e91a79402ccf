/** Reads the meaning of hosts, clusters and media. */
import type { Resiliency } from "../schema/media.ts";
import type { Release } from "../schema/releases.ts";
import type { BoundStatement } from "./bound.ts";
import type { Cluster, Host, MediaDefinition, PhysicalDisk, Ranged, SheetFigure, Volume } from "./layout.ts";
import { argumentValue, childArgumentValue, mayBeBroken, path, readChild, validChildren } from "./read-fields.ts";

export function readHost(statement: BoundStatement): Host {
  const sound = validChildren(statement);
  return {
    kind: "host",
    statement,
    name: argumentValue<string>(statement, "name"),
    platform: readChild<Release>(statement, "platform", "release"),
    cluster: readChild<string>(statement, "cluster", "name"),
    processors: readChild<number>(statement, "processors", "count"),
    volumes: sound("volume").flatMap(readVolume),
    physicalDisks: sound("physical").flatMap(readPhysicalDisk),
    hasUncertainVolumes: mayBeBroken(statement, "volume"),
    hasUncertainPhysicalDisks: mayBeBroken(statement, "physical"),
  };
}

export function readCluster(statement: BoundStatement): Cluster {
  return {
    kind: "cluster",
    statement,
    name: argumentValue<string>(statement, "name"),
    platform: readChild<Release>(statement, "platform", "release"),
    volumes: validChildren(statement)("volume").flatMap(readVolume),
    hasUncertainVolumes: mayBeBroken(statement, "volume"),
  };
}

function readVolume(statement: BoundStatement): Volume[] {
  const prefix = path(statement, "prefix");
  const media = argumentValue<string>(statement, "media");
  if (!prefix || !media) return [];
  return [
    {
      prefix,
      media,
      capacityBytes: argumentValue<number>(statement, "capacity"),
      linkBitsPerSecond: childArgumentValue<number>(statement, "link", "rate"),
      latencyUs: childArgumentValue<number>(statement, "latency", "duration"),
    },
  ];
}

function readPhysicalDisk(statement: BoundStatement): PhysicalDisk[] {
  const number = argumentValue<number>(statement, "number");
  const media = argumentValue<string>(statement, "media");
  return number && media ? [{ number, media, capacityBytes: argumentValue<number>(statement, "capacity") }] : [];
}

export function readMedia(statement: BoundStatement): MediaDefinition {
  const sheet: Partial<Record<SheetFigure, Ranged<number>>> = {};
  for (const [figure, keyword, argument] of sheetStatements) {
    const value = childArgumentValue<number>(statement, keyword, argument);
    if (value) sheet[figure] = value;
  }
  return {
    kind: "media",
    statement,
    name: argumentValue<string>(statement, "name"),
    of: readChild<string>(statement, "of", "media"),
    disks: readChild<number>(statement, "disks", "count"),
    resiliency: readChild<Resiliency>(statement, "resiliency", "resiliency"),
    sheet,
    powerLossProtection: readChild<boolean>(statement, "power-loss-protection", "state"),
  };
}

/** Each figure of a data sheet with the statement and the argument that state it. */
export const sheetStatements: readonly (readonly [SheetFigure, keyword: string, argument: string])[] = [
  ["readLatencyUs", "read-latency", "duration"],
  ["writeLatencyUs", "write-latency", "duration"],
  ["readIops", "read-iops", "count"],
  ["writeIops", "write-iops", "count"],
  ["readBandwidth", "read-bandwidth", "size"],
  ["writeBandwidth", "write-bandwidth", "size"],
];
