/** The controller types of a VM, as data: where devices can be, which VMs have them, and which path their I/O takes. */
import { ideControllers, ideLocations, scsiControllers, scsiLocations } from "./hyper-v-limits.ts";
import type { Release } from "./releases.ts";

/** As Hyper-V and messages write it. */
export type ControllerType = "IDE" | "SCSI";

/** A slot of a controller type. */
export interface Slot {
  readonly controller: number;
  readonly location: number;
}

/** A slot of a VM. */
export interface VmSlot extends Slot {
  readonly controllerType: ControllerType;
}

/** The path of a device's I/O. */
export type Transport = "ide-emulated" | "ide-enlightened" | "scsi-synthetic";

export type Generation = 1 | 2;

export interface ControllerSpec {
  /** The statement in native text, the property in JSON. */
  readonly keyword: string;
  /** Generations whose VMs have the type. */
  readonly generations: readonly Generation[];
  /** Generations that start from it; their DVD drives are there, too. */
  readonly bootGenerations: readonly Generation[];
  /** The maximum for a VM. */
  readonly controllers: number;
  /** Whether a VM always has all controllers; otherwise they are added one by one, and numbered without gaps. */
  readonly isBuiltIn: boolean;
  /** Number of locations on one controller. */
  locations(release: Release): number;
  /** `emulated`: without VMBus storage drivers, if the guest then sees the device at all. */
  readonly transports: { readonly emulated?: Transport; readonly synthetic: Transport };
}

export const controllers: Readonly<Record<ControllerType, ControllerSpec>> = {
  IDE: {
    keyword: "ide",
    generations: [1],
    bootGenerations: [1],
    controllers: ideControllers,
    isBuiltIn: true,
    locations: () => ideLocations,
    transports: { emulated: "ide-emulated", synthetic: "ide-enlightened" },
  },
  SCSI: {
    keyword: "scsi",
    generations: [1, 2],
    bootGenerations: [2],
    controllers: scsiControllers,
    isBuiltIn: false,
    locations: scsiLocations,
    transports: { synthetic: "scsi-synthetic" },
  },
};

/** In the order in which lists show them. */
export const controllerTypes = Object.keys(controllers) as readonly ControllerType[];

/** Whether VMs of the generation have the type; if the generation is unknown, whether any have it. */
export function hasControllerType(type: ControllerType, generation: Generation | undefined): boolean {
  return generation === undefined || controllers[type].generations.includes(generation);
}

/** Whether VMs of the generation start from the type. */
export function startsFrom(type: ControllerType, generation: Generation): boolean {
  return controllers[type].bootGenerations.includes(generation);
}
