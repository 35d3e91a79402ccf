/**
 * The root's side of a request: container format, file system, storage stack and medium, with what a growing disk does
 * when a block is created. Both paths, emulated and synthetic, end here.
 */
import type { DiskSpec, VolumeSpec } from "../system-spec.ts";
import type { ChainEnd } from "./chain.ts";
import { delay, type IoPath, type RequestShape, serve } from "./path.ts";

/** Value of a cost by its id. */
type CostOf = (id: string) => number;

/** Steps from the limit of Storage QoS and the root's disk container to the medium under one end of the chain, and back. */
export function backend(
  disk: DiskSpec,
  request: RequestShape,
  end: ChainEnd,
  volumes: readonly VolumeSpec[],
  cost: CostOf,
): IoPath {
  const { volume } = end;
  const on = volumes.find(({ key }) => key === volume)!;
  return [
    ...(disk.maximumIops === undefined ? [] : [{ kind: "limit", bytes: request.bytes } as const]),
    ...container(disk, end),
    ...allocation(disk, request, on, cost),
    ...access(disk, request, on, cost),
  ];
}

/** From the root's file system to the medium, and back. */
function access(
  disk: DiskSpec,
  request: RequestShape,
  { key, network, isShare, disks = 1 }: VolumeSpec,
  cost: CostOf,
): IoPath {
  const spaces = request.isRead ? "spaces.read" : "spaces.write";
  return [
    ...(disk.type === "physical" ? [] : [serve("ntfs", "host")]),
    // Behind a share the server does it.
    ...(disks > 1 && !isShare && cost(spaces) > 0 ? [serve(spaces, "host")] : []),
    serve("root.disk", "host"),
    ...(network ? thereAndBack(request, key) : [{ kind: "media", ...request, volume: key } as const]),
    serve("root.cmpl", "host"),
  ];
}

/** Bytes of a request or an answer without its data. */
const headerBytes = 200;

/** To a share and back: the client's work, the data on the link in one direction, the server's work, the medium. */
function thereAndBack(request: RequestShape, volume: string): IoPath {
  const { bytes, isRead } = request;
  return [
    serve("smb.client", "host"),
    { kind: "link", volume, bytes: headerBytes + (isRead ? 0 : bytes), isAnswer: false },
    { kind: "round-trip", volume },
    delay("smb.leg"),
    delay("smb.server"),
    { kind: "media", ...request, volume },
    { kind: "link", volume, bytes: headerBytes + (isRead ? bytes : 0), isAnswer: true },
  ];
}

function container(disk: DiskSpec, { lookups }: ChainEnd): IoPath {
  switch (disk.type) {
    case "physical":
      return [];
    case "fixed":
      return [serve("vhd.fixed", "host")];
    case "dynamic":
      return [serve("vhd.dyn", "host")];
    case "differencing":
      return [serve("vhd.diff", "host", lookups)];
  }
}

/** The host's file grows by this much at a time. */
const extensionBytes = 32 * 2 ** 20;

/** `volume` is that of the disk itself, where writes end. */
function allocation(disk: DiskSpec, request: RequestShape, volume: VolumeSpec, cost: CostOf): IoPath {
  const grows = disk.type === "dynamic" || disk.type === "differencing";
  if (!grows || request.isRead || disk.blocks === "filled") return [];
  const write = (bytes: number, isRandom: boolean): IoPath =>
    access(disk, { bytes, isRead: false, isRandom, isDurable: false }, volume, cost);
  const rest = Math.max(0, disk.blockSizeBytes - request.bytes);
  const zeros = Math.floor((cost("alloc.hostZero") * rest) / 512) * 512;
  const extensions = Math.min(1, disk.blockSizeBytes / extensionBytes);
  const steps: IoPath = [
    serve("alloc.cpu", "host"),
    serve("alloc.extend", "file", extensions),
    ...(zeros > 0 ? write(zeros, true) : []),
    // The changed page of a VHDX's block table stays in memory until 62 are dirty, or goes to the log for a durable write,
    // which then flushes once for its data and the log (microsoft/openvmm, vhdx).
    ...(disk.format === "vhdx" && request.isDurable ? write(8192, false) : []),
    ...(disk.format === "vhd"
      ? vhdMetadata(cost("vhd.allocationWrites")).flatMap((random) => write(4096, random))
      : []),
  ];
  return [{ kind: "allocate", steps }];
}

/**
 * A VHD's small writes, and whether each is in another place: bitmap and footer are next to the data, block table and
 * host's metadata are not.
 */
const vhdMetadata = (writes: number): readonly boolean[] =>
  [false, true, false, true].slice(0, Math.max(0, Math.min(4, Math.round(writes))));
