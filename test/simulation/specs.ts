/** Small systems for tests of the simulation: one disk on one volume, with everything else at its default. */
import type { Costs } from "../../server/src/core/simulation/paths/costs.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import type {
  DiskSpec,
  LoadSpec,
  SystemSpec,
  VmSpec,
  VolumeSpec,
} from "../../server/src/core/simulation/system-spec.ts";

export const gib = 2 ** 30;

export const load = (changes: Partial<LoadSpec> = {}): LoadSpec => ({
  sizes: [{ bytes: 4096, share: 1 }],
  read: 1,
  random: 1,
  ...(changes.rate === undefined ? { queueDepth: 1 } : {}),
  ...changes,
});

export const disk = (changes: Partial<DiskSpec> = {}): DiskSpec => ({
  slot: "scsi 0:0",
  transport: "scsi-synthetic",
  controller: "scsi 0",
  type: "fixed",
  format: "vhdx",
  parentVolumes: [],
  blockSizeBytes: 2 * 2 ** 20,
  sizeBytes: 64 * gib,
  blocks: "filled",
  volume: "C:",
  volumeLabel: "C:",
  load: load(),
  ...changes,
});

export const ideDisk = (changes: Partial<DiskSpec> = {}): DiskSpec =>
  disk({ slot: "ide 0:0", controller: "ide 0", transport: "ide-emulated", ...changes });

export const system = (
  disks: readonly DiskSpec[],
  changes: {
    phase?: SystemSpec["phase"];
    vm?: Partial<VmSpec>;
    volumes?: readonly VolumeSpec[];
    costs?: Record<string, number>;
  } = {},
): SystemSpec => ({
  phase: changes.phase ?? "with-drivers",
  vms: [{ name: "web", processors: 4, guest: "other", channelRules: "since-2012", disks, ...changes.vm }],
  volumes: changes.volumes ?? [{ key: "C:", medium: "ssd-sata" }],
  costs: costs(changes.costs),
});

export const costs = (overrides: Record<string, number> = {}): Costs => resolveCosts(overrides).costs;
