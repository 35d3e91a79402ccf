/** What changed from one layout to another, slot by slot; a disk that is in another slot has moved. Works on plain data, because the page compares, too. */
import { group } from "d3-array";
import { changedStatements, type StatementChange, type StatementLines } from "./changed-statements.ts";

/** What a comparison reads of one layout. */
export interface LayoutState {
  readonly devices: readonly PlacedDevice[];
  readonly statements: readonly StatementLines[];
}

/** A slot of one of the layouts. */
export interface ComparedSlot {
  readonly vm: string;
  /** As the report writes it, such as `scsi 0:1`. */
  readonly slot: string;
  /** Its content in the native notation, such as `disk "D:\a.vhdx" fixed 40GB`. */
  readonly text: string;
}

/** A device on both sides, or on one. A device that moved may have changed, too. */
export type SlotPair =
  | { readonly kind: "same" | "changed" | "moved"; readonly before: ComparedSlot; readonly after: ComparedSlot }
  | { readonly kind: "added"; readonly before?: undefined; readonly after: ComparedSlot }
  | { readonly kind: "removed"; readonly before: ComparedSlot; readonly after?: undefined };

export interface LayoutComparison {
  /** Every slot: those of the new layout in its order, then the removed ones. */
  readonly slots: readonly SlotPair[];
  /** What else changed: hosts, loads, and the settings of VMs apart from their devices. */
  readonly statements: readonly StatementChange[];
}

export interface PlacedDevice extends ComparedSlot {
  /** Equal for texts with the same meaning. */
  readonly meaning: string;
  readonly isDvd: boolean;
  /** Identifies its content, whichever VM of the layout has it; the same drive path on another host is another file. */
  readonly identity: string | undefined;
  /** The same within one VM, whichever host it runs on. */
  readonly ownIdentity: string;
}

/** The layouts must be free of problems of the syntax group. */
export function compareLayouts(before: LayoutState, after: LayoutState): LayoutComparison {
  return {
    slots: compareSlots(before.devices, after.devices),
    statements: changedStatements(before.statements, after.statements),
  };
}

/** By what stays the same, the closest match first: slot and device, device in its VM, device, slot. */
function compareSlots(before: readonly PlacedDevice[], after: readonly PlacedDevice[]): readonly SlotPair[] {
  const rest = new Set(before);
  const pairs = new Map<PlacedDevice, PlacedDevice>();
  const pairBy = (keyOf: (device: PlacedDevice) => string | undefined) => {
    const open = group([...rest].reverse(), keyOf);
    for (const device of after) {
      const key = pairs.has(device) ? undefined : keyOf(device);
      const match = key === undefined ? undefined : open.get(key)?.pop();
      if (!match) continue;
      pairs.set(device, match);
      rest.delete(match);
    }
  };
  const vmOf = ({ vm }: PlacedDevice) => JSON.stringify(vm.toLowerCase());
  // Discs are changed often, so a DVD drive is identified by its slot.
  pairBy((device) => `${vmOf(device)} ${device.slot} ${device.isDvd ? "dvd" : device.ownIdentity}`);
  pairBy((device) => `${vmOf(device)} ${device.ownIdentity}`);
  pairBy(({ identity }) => identity);
  pairBy((device) => `${vmOf(device)} ${device.slot}`);
  return [
    ...after.map((device): SlotPair => {
      const match = pairs.get(device);
      if (!match) return { kind: "added", after: shown(device) };
      const isThere = vmOf(match) === vmOf(device) && match.slot === device.slot;
      const kind = !isThere ? "moved" : match.meaning === device.meaning ? "same" : "changed";
      return { kind, before: shown(match), after: shown(device) };
    }),
    ...[...rest].map((device): SlotPair => ({ kind: "removed", before: shown(device) })),
  ];
}

function shown({ vm, slot, text }: PlacedDevice): ComparedSlot {
  return { vm, slot, text };
}
