/** The path of one disk beside another one: another controller, another phase of the start, or a faster medium. */
import { hasDrivers } from "../model/drivers.ts";
import type { Device, VirtualMachine } from "../model/layout.ts";
import { startSequence } from "../model/start-sequence.ts";
import { type ControllerType, controllers, hasControllerType, type Transport } from "../schema/controllers.ts";
import type { Way } from "../simulation/plan.ts";
import type { SystemSpec } from "../simulation/system-spec.ts";
import { fasterMediumOf } from "./changes.ts";
import type { Forecast } from "./forecast.ts";

/** The three transports, of which `ide-emulated` is also that of the start, and the same path to a faster medium. */
const otherWays = ["ide-emulated", "ide-enlightened", "scsi-synthetic", "faster-medium"] as const;

export type OtherWay = (typeof otherWays)[number];

/** One of the two paths, in words that do not need the layout. */
export interface WayLane {
  readonly transport: Transport;
  /** As the layout names it. */
  readonly medium: string;
  /** Whether it is the path of the layout itself. */
  readonly isOwn: boolean;
  /** Why the VM would not start, or the guest would not see the disk, over this path. */
  readonly problem?: string | undefined;
}

export interface TwoWays {
  readonly vm: string;
  readonly slot: string;
  readonly offered: readonly OtherWay[];
  /** The layout's own path first. */
  readonly lanes: readonly (WayLane & Way)[];
}

/** `any`: the path that differs most: emulated IDE, or synthetic SCSI if the layout's own is that. */
export function twoWaysOf({ spec, disks }: Forecast, disk: number, wanted: OtherWay | "any"): TwoWays {
  const { vm, device } = disks[disk]!;
  const { name, own } = spec.vms.flatMap((each) => each.disks.map((one) => ({ name: each.name, own: one })))[disk]!;
  const volume = spec.volumes.find(({ key }) => key === own.volume)!;
  const faster = fasterMediumOf(volume);
  const offered = otherWays.filter((way) => (way === "faster-medium" ? faster : way !== own.transport));
  const usual = own.transport === "ide-emulated" ? "scsi-synthetic" : "ide-emulated";
  const way = wanted !== "any" && offered.includes(wanted) ? wanted : usual;
  const transport = way === "faster-medium" ? own.transport : way;
  const medium = way === "faster-medium" ? faster! : volume.medium;
  const laneOf = (by: Transport, to: string, isOwn: boolean, system: SystemSpec) => {
    return { transport: by, problem: problemOf(vm, device, by), medium: to, isOwn, disk, spec: system };
  };
  const volumes = spec.volumes.map((each) => (each === volume ? { ...each, medium } : each));
  return {
    vm: name,
    slot: own.slot,
    offered,
    lanes: [
      laneOf(own.transport, volume.medium, true, spec),
      laneOf(transport, medium, false, overTransport({ ...spec, volumes }, disk, transport)),
    ],
  };
}

/** The same system with the disk on the first controller with that transport. */
function overTransport(spec: SystemSpec, disk: number, transport: Transport): SystemSpec {
  const type = controllers[typeOf(transport)].keyword;
  let at = 0;
  const vms = spec.vms.map((vm) => ({
    ...vm,
    disks: vm.disks.map((each) =>
      at++ === disk
        ? { ...each, transport, controller: each.controller.startsWith(type) ? each.controller : `${type} 0` }
        : each,
    ),
  }));
  return { ...spec, vms };
}

function typeOf(transport: Transport): ControllerType {
  const { emulated, synthetic } = controllers.IDE.transports;
  return transport === emulated || transport === synthetic ? "IDE" : "SCSI";
}

/** What keeps the VM from starting with the disk on that controller. */
function problemOf(vm: VirtualMachine, device: Device, transport: Transport): string | undefined {
  const controllerType = typeOf(transport);
  const moved = { ...device, controllerType };
  const there = { ...vm, devices: vm.devices.map((each) => (each === device ? moved : each)) };
  const sequence = startSequence(there);
  if (!sequence) return undefined;
  const { generation, failure, unseenByGuest } = sequence;
  if (!hasControllerType(controllerType, generation)) return `generation ${generation} has no ${controllerType}`;
  // Without a `boot` mark, the place alone determines which disk the VM starts from.
  if (failure?.device === moved || failure?.code === "no-boot-disk")
    return `generation ${generation} does not start from ${controllerType}`;
  if (unseenByGuest.includes(moved)) return "the guest has no VMBus drivers and does not see it";
  return transport !== "ide-emulated" && hasDrivers(vm) === false ? "the guest has no VMBus drivers" : undefined;
}
