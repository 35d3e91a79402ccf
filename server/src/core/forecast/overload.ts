/** Whether a disk's open load brings more requests than its path can serve, even if it were alone on its host. */
import type { Device } from "../model/layout.ts";
import type { Definitions } from "../rule-context.ts";
import { capacity } from "../simulation/analytic/predict.ts";
import { buildNetwork } from "../simulation/network.ts";
import { stationName } from "../simulation/station-names.ts";
import { checkSpec, type SystemSpec } from "../simulation/system-spec.ts";
import { type Change, readChange, sensibleChanges } from "./changes.ts";
import { effectiveLoad } from "./forecast.ts";
import { type LoneContext, loneDisk, loneForecast } from "./lone-disk.ts";
import { standInMedium } from "./spec-volumes.ts";

export interface Overload {
  /** Arrivals per second. */
  readonly rate: number;
  readonly maximumIops: number;
  /** What limits the path, in words. */
  readonly bottleneck: string;
  /** The medium that was assumed, if no host says what the disk is on. */
  readonly standIn: string | undefined;
  /** Whether the limit is the disk's own `maximum-iops`. */
  readonly isHeldBack: boolean;
  /** A change after which the path serves the load, such as `move to SCSI`. */
  readonly remedy: string | undefined;
}

/** `undefined` for a disk whose load is closed, unknown or served. */
export function overload(device: Device, context: LoneContext): Overload | undefined {
  const { vm, definitions } = context;
  const rate = effectiveLoad(device, vm, definitions)?.rate;
  if (rate === undefined) return undefined;
  const lone = loneDisk(device, context);
  if (!lone?.isOverloaded) return undefined;
  const system = loneForecast(device, context);
  const disk = system.spec.vms[0]!.disks[0]!;
  const network = buildNetwork(system.spec);
  const { station } = capacity(network, 0);
  return {
    rate,
    maximumIops: lone.maximumIops,
    bottleneck: stationName(station, vm.name?.value ?? ""),
    standIn: disk.volumeLabel === undefined ? standInMedium : undefined,
    isHeldBack: network.stations.find(({ id }) => id === station)?.kind === "limit",
    remedy: sensibleChanges(system).find((change) => isServed(change.spec) && !isRedefined(change, definitions))
      ?.change,
  };
}

/** In a layout that redefines the medium, its name means another one. */
function isRedefined({ change }: Change, { media }: Definitions): boolean {
  const read = readChange(change);
  return typeof read === "object" && media.has(read.medium);
}

const isServed = (spec: SystemSpec): boolean =>
  checkSpec(spec) === undefined && !capacity(buildNetwork(spec), 0).isExceeded;
