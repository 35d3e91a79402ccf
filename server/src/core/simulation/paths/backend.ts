/**
 * The root's side of a request: container format, file system, storage stack and medium, with the writes that a dynamic
 * disk makes when a block comes into being. Both paths, emulated and synthetic, end here.
 */
import type { DiskSpec } from "../system-spec.ts";
import { type IoPath, type RequestShape, serve } from "./path.ts";

/** Value of a cost by its id. */
type CostOf = (id: string) => number;

/** Steps from the limit of Storage QoS and the root's disk container to the medium and back. */
export function backend(disk: DiskSpec, request: RequestShape, cost: CostOf): IoPath {
  return [
    ...(disk.maximumIops === undefined ? [] : [{ kind: "limit", bytes: request.bytes } as const]),
    ...container(disk, request, cost),
    ...allocation(disk, request, cost),
    ...(disk.type === "physical" ? [] : [serve("ntfs", "host")]),
    serve("root.disk", "host"),
    { kind: "media", ...request },
    serve("root.cmpl", "host"),
  ];
}

function container(disk: DiskSpec, request: RequestShape, cost: CostOf): IoPath {
  switch (disk.type) {
    case "physical":
      return [];
    case "fixed":
      return [serve("vhd.fixed", "host")];
    case "dynamic":
      return [serve("vhd.dyn", "host")];
    case "differencing":
      // A write goes to the top of the chain; a read walks down until a level has the sector.
      return [serve("vhd.diff", "host", request.isRead ? expectedLevels(disk.chainLength, cost("vhd.hit")) : 1)];
  }
}

/** Mean number of levels that a read looks into: the sum of (1 - hit)^(i-1) over the levels. */
export function expectedLevels(levels: number, hit: number): number {
  let sum = 0;
  let reached = 1;
  for (let level = 0; level < levels; level++) {
    sum += reached;
    reached *= 1 - hit;
  }
  return sum;
}

function allocation(disk: DiskSpec, request: RequestShape, cost: CostOf): IoPath {
  const grows = disk.type === "dynamic" || disk.type === "differencing";
  if (!grows || request.isRead || disk.blocks === "filled") return [];
  const write = (bytes: number): IoPath => [
    serve("ntfs", "host"),
    serve("root.disk", "host"),
    { kind: "media", bytes, isRead: false, isRandom: true },
    serve("root.cmpl", "host"),
  ];
  const isVhdx = disk.format === "vhdx";
  const count = Math.min(16, Math.round(cost(isVhdx ? "vhdx.allocationWrites" : "vhd.allocationWrites")));
  // A VHDX first writes a log entry of a descriptor and a page, later the page of the block table.
  const metadata = Array.from({ length: count }, (_, index) => write(isVhdx && index === 0 ? 8192 : 4096));
  const zeros = isVhdx
    ? Math.floor((cost("vhdx.zeroFill") * Math.max(0, disk.blockSizeBytes - request.bytes)) / 512) * 512
    : 0;
  return [{ kind: "allocate", steps: [...(zeros > 0 ? write(zeros) : []), ...metadata.flat()] }];
}
