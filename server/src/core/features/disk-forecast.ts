/** What the analytic engine expects of one loaded disk with all others idle: the figures that a hover tells in full. */
import { forecast } from "../forecast/forecast.ts";
import type { Device, VirtualMachine } from "../model/layout.ts";
import { type Definitions, ruleContextOf } from "../rule-context.ts";
import { busyLoadOf } from "../rules/loaded-disks.ts";
import { type Prediction, predict } from "../simulation/analytic/predict.ts";
import { buildNetwork } from "../simulation/network.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { stationName } from "../simulation/station-names.ts";
import { checkSpec } from "../simulation/system-spec.ts";

export interface DiskForecast {
  readonly device: Device;
  readonly prediction: Prediction;
  /** The station that limits it, in words. */
  readonly bottleneck: string;
}

/** The disks that carry a load other than `boot`, `system` and `idle`. */
export function loadedDisks(vm: VirtualMachine, definitions: Definitions): readonly Device[] {
  const around = ruleContextOf(vm, definitions);
  return vm.devices.filter((device) => busyLoadOf(device, around) !== undefined);
}

/** `undefined` for a disk without load, for one that cannot be simulated, and where only a simulation can tell. */
export function diskForecast(
  device: Device,
  vm: VirtualMachine,
  definitions: Definitions,
  costs: Costs,
): DiskForecast | undefined {
  if (!busyLoadOf(device, ruleContextOf(vm, definitions))) return undefined;
  const { spec } = forecast([vm], definitions, { costs, device });
  const [own] = spec.vms;
  if (!own || checkSpec(spec) !== undefined) return undefined;
  const prediction = predict(buildNetwork(spec), 0);
  // A figure is right or absent.
  if (prediction.method === "simulation") return undefined;
  return { device, prediction, bottleneck: stationName(prediction.bottleneck.station, own.name) };
}
