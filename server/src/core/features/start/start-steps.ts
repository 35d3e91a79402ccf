/** The steps of a start from the power button to the data disks, in words. */

import type { BootAttempt } from "../../model/boot-attempts.ts";
import { listFirst } from "../../model/expectation.ts";
import { type Device, isDisk, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import type { StartSequence } from "../../model/start-sequence.ts";
import { startInWords } from "./start-words.ts";

export interface StartStep {
  readonly name: (typeof stepNames)[number];
  readonly state: "done" | "failed" | "not-reached" | "unknown";
  readonly text: string;
}

const stepNames = ["firmware", "boot device", "drivers", "data disks"] as const;

export function startSteps(sequence: StartSequence, from: BootAttempt, vm: VirtualMachine): readonly StartStep[] {
  const { generation, unseenByFirmware, unseenByGuest } = sequence;
  const kind = generation === 1 ? "BIOS" : "UEFI";
  const blind = unseenByFirmware.length > 0 ? `, does not see ${listed(unseenByFirmware)} (no VMBus)` : "";
  const data = vm.devices.filter((device) => isDisk(device) && device !== from.device);
  const lost = data.filter((device) => unseenByGuest.includes(device));
  return [
    { name: "firmware", state: "done", text: `${kind} of generation ${generation}${blind}` },
    { name: "boot device", state: "done", text: startInWords(sequence, from, vm) },
    { name: "drivers", ...drivers(sequence) },
    {
      name: "data disks",
      state: lost.length > 0 ? "failed" : sequence.hasDrivers === undefined ? "unknown" : "done",
      text: lost.length > 0 ? `the guest does not see ${listed(lost)}` : data.length > 0 ? listed(data) : "none",
    },
  ];
}

function drivers({ hasDrivers, staysEmulated, generation }: StartSequence): Pick<StartStep, "state" | "text"> {
  if (hasDrivers === undefined) return { state: "unknown", text: "whether the guest has VMBus drivers is not known" };
  if (!hasDrivers) return { state: "not-reached", text: "the guest has no VMBus drivers: IDE stays emulated" };
  if (staysEmulated) return { state: "done", text: "the guest loads its VMBus drivers for SCSI; IDE stays emulated" };
  if (generation === 2) return { state: "done", text: "the guest loads its VMBus drivers" };
  const text =
    "IDE is emulated until the guest loads its VMBus drivers; then its disks leave emulation, and SCSI appears";
  return { state: "done", text };
}

/** All steps before it are done, all after it are not reached. */
export function stoppedSteps(at: StartStep["name"], state: "failed" | "unknown", text: string): readonly StartStep[] {
  const stopped = stepNames.indexOf(at);
  return stepNames.map((name, index): StartStep => {
    if (index === stopped) return { name, state, text };
    return index < stopped ? { name, state: "done", text: "" } : { name, state: "not-reached", text: "not reached" };
  });
}

/** The first three slots, and how many more there are. */
export function listed(devices: readonly Device[]): string {
  return listFirst(devices.map(slotTitle), 3);
}
