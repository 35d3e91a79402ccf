/** One difference between a host and the layout: what a report, an editor and a fix need to know about it. */
import type { Range } from "../../syntax/tree.ts";
import type { EstateDevice, EstateVm } from "../inventory/estate.ts";

/** The kinds of differences, with the sentence that explains each in a SARIF log. */
export const differenceKinds = {
  "vm-missing": "The layout has a VM that is not on the hosts.",
  "vm-extra": "The hosts have a VM that is not in the layout.",
  "vm-ambiguous": "The hosts have several VMs of that name.",
  "host-differs": "The VM is on another host.",
  "generation-differs": "The VM is of another generation.",
  "processors-differ": "The VM has another number of processors.",
  "device-missing": "The VM on the host does not have the device.",
  "device-extra": "The slot holds a device that the layout does not have.",
  "device-moved": "The device is in another slot, or in another VM.",
  "device-differs": "The slot holds something else.",
  "type-differs": "The virtual disk is of another type.",
  "size-differs": "The virtual disk has another size.",
  "parent-differs": "The differencing disk has another parent.",
  "block-size-differs": "The virtual disk has another block size.",
  "sector-size-differs": "The virtual disk has another logical sector size.",
  "physical-sector-size-differs": "The virtual disk has another physical sector size.",
  "sharing-differs": "The disk is shared on one side only.",
  "iops-differ": "The disk has other IOPS limits.",
  "controllers-differ": "The VM has more or fewer SCSI controllers.",
  "startup-differs": "The VM starts in another order.",
  "boot-order-differs": "The VM's firmware tries its devices in another order.",
  "adapters-differ": "The VM has other network adapters.",
} as const;

export type DifferenceKind = keyof typeof differenceKinds;

export interface Difference {
  readonly kind: DifferenceKind;
  /** As the layout writes it, or else as the host does. */
  readonly vm: string;
  /** `scsi 0:1`: the slot in the layout; for what only the host has, the slot on the host. */
  readonly slot: string | undefined;
  /** A sentence. */
  readonly message: string;
  /** Where the layout says otherwise; `undefined` if there is no such place. `at` is relative to `start`. */
  readonly place: { readonly start: number; readonly at: Range } | undefined;
  /** The host's state, for the edit that takes it over into the text. */
  readonly host: { readonly vm: EstateVm | undefined; readonly device: EstateDevice | undefined };
}

export interface Drift {
  /** In the order of the layout; what only the hosts have comes last. */
  readonly differences: readonly Difference[];
  /** VMs of the layout that the inventory lists. */
  readonly comparedCount: number;
  /** VMs of the layout whose hosts are in no inventory. */
  readonly skipped: readonly string[];
}

/** Reports one difference of a VM that exists on both sides. */
export type Report = (
  kind: DifferenceKind,
  message: string,
  at: Range,
  slot?: string,
  device?: EstateDevice | undefined,
) => void;
