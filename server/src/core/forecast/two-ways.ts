/** The way of one disk beside another: another controller, another phase of the start, or a faster medium. */
import { hasDrivers } from "../model/drivers.ts";
import type { Device, VirtualMachine } from "../model/layout.ts";
import { startSequence } from "../model/start-sequence.ts";
import { type ControllerType, controllers, hasControllerType, type Transport } from "../schema/controllers.ts";
import type { Way } from "../simulation/plan.ts";
import type { SystemSpec } from "../simulation/system-spec.ts";
import { fasterMediumOf } from "./changes.ts";
import type { Forecast } from "./forecast.ts";

/** The three transports, `ide-emulated` being that of the start too, and the same way to a faster medium. */
const otherWays = ["ide-emulated", "ide-enlightened", "scsi-synthetic", "faster-medium"] as const;

export type OtherWay = (typeof otherWays)[number];

/** One of the two ways, in words that need no layout. */
export interface WayLane {
  readonly transport: Transport;
  /** As the layout names it. */
  readonly medium: string;
  /** The way of the layout itself. */
  readonly isOwn: boolean;
  /** Why the VM would not start, or the guest not see the disk, this way. */
  readonly problem?: string | undefined;
}

export interface TwoWays {
  readonly vm: string;
  readonly slot: string;
  readonly offered: readonly OtherWay[];
  /** The layout's own way first. */
  readonly lanes: readonly (WayLane & Way)[];
}

/** `any`: the way that differs most, which is emulated IDE, or synthetic SCSI where the layout's own is that. */
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
  const volumes = spec.volumes.map((each) => (each === volume ? { ...each, medium } : each));
  return {
    vm: name,
    slot: own.slot,
    offered,
    lanes: [
      { ...laneOf(vm, device, own.transport), medium: volume.medium, isOwn: true, disk, spec },
      {
        ...laneOf(vm, device, transport),
        medium,
        isOwn: false,
        disk,
        spec: overTransport({ ...spec, volumes }, disk, transport),
      },
    ],
  };
}

function laneOf(vm: VirtualMachine, device: Device, transport: Transport) {
  return { transport, problem: problemOf(vm, device, transport) };
}

/** The same system with the disk on the first controller of the transport. */
function overTransport(spec: SystemSpec, disk: number, transport: Transport): SystemSpec {
  const type = controllerOf(transport);
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

function controllerOf(transport: Transport): string {
  return controllers[typeOf(transport)].keyword;
}

function typeOf(transport: Transport): ControllerType {
  const { emulated, synthetic } = controllers.IDE.transports;
  return transport === emulated || transport === synthetic ? "IDE" : "SCSI";
}

/** What the start says of the VM with the disk on that controller. */
function problemOf(vm: VirtualMachine, device: Device, transport: Transport): string | undefined {
  const controllerType = typeOf(transport);
  const moved = { ...device, controllerType };
  const there = { ...vm, devices: vm.devices.map((each) => (each === device ? moved : each)) };
  const sequence = startSequence(there);
  if (!sequence) return undefined;
  const { generation, failure, unseenByGuest } = sequence;
  if (!hasControllerType(controllerType, generation)) return `generation ${generation} has no ${controllerType}`;
  // Without a mark nothing but the place says that the disk is the one to start from.
  if (failure?.device === moved || failure?.code === "no-boot-disk")
    return `generation ${generation} does not start from ${controllerType}`;
  if (unseenByGuest.includes(moved)) return "the guest has no VMBus drivers and does not see it";
  return transport !== "ide-emulated" && hasDrivers(vm) === false ? "the guest has no VMBus drivers" : undefined;
}
