/** What a firmware tries, what a VM starts from, and what keeps it from starting, in words. */
import type { BootAttempt } from "../../model/boot-attempts.ts";
import { isDisk, known, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import { contentTitle, guestTitle, writeSlot } from "../../model/slots.ts";
import type { StartFailure } from "../../model/start-failure.ts";
import type { StartSequence } from "../../model/start-sequence.ts";

export interface StartAttempt {
  readonly title: string;
  readonly result: BootAttempt["result"];
  /** The result in words. */
  readonly meaning: string;
}

export function startInWords({ attempts }: StartSequence, from: BootAttempt, vm: VirtualMachine): string {
  const earlier = attempts.slice(0, attempts.indexOf(from)).filter(({ result }) => result === "may-start");
  const unless =
    earlier.length > 0 ? `, unless ${earlier.map((each) => title(each, vm)).join(" or ")} starts first` : "";
  const provided = from.result === "may-start" ? `, if ${condition(from)}` : "";
  return `starts from ${title(from, vm)}${provided}${unless}`;
}

/** `fails`: what the firmware starts does not get far. */
export function attemptInWords(attempt: BootAttempt, vm: VirtualMachine, fails: boolean): StartAttempt {
  const { result } = attempt;
  const meanings: Readonly<Record<BootAttempt["result"], string>> = {
    absent: "skipped",
    "may-start": `starts if ${condition(attempt)}`,
    starts: fails ? "the start fails here" : "the VM starts here",
    "not-reached": "not reached",
  };
  return { title: title(attempt, vm), result, meaning: meanings[result] };
}

function title({ source, device, slot, result }: BootAttempt, vm: VirtualMachine): string {
  if (device) return `${slotTitle(device)} (${contentTitle(device)})`;
  const isThere = result !== "absent";
  switch (source) {
    case "cd":
      return "CD (no DVD drive on IDE)";
    case "ide":
      return "IDE (no disk)";
    case "scsi":
      return slot ? `SCSI ${writeSlot(slot)} (an empty slot)` : "SCSI (no disk)";
    case "floppy":
      return isThere ? `floppy ("${vm.floppy!.file!.value.text}")` : "floppy (no image)";
    case "file":
      return "the loader that the guest entered";
    case "legacy-network":
      if (isThere) return "the network (legacy adapter)";
      return vm.adapters.length > 0
        ? "network (no legacy adapter, and the BIOS sees no other)"
        : "network (no adapter)";
    case "network":
      return isThere ? "the network" : "network (no adapter)";
  }
}

/** The condition for an attempt to succeed. */
function condition({ source, device }: BootAttempt): string {
  if (device) return isDisk(device) ? "it has a boot sector" : "its disc is bootable";
  if (source === "floppy") return "it is bootable";
  return source === "file" ? "it is there" : "a server answers";
}

export function failureInWords(
  { code, device }: StartFailure,
  vm: VirtualMachine,
  { generation }: StartSequence,
): string {
  switch (code) {
    case "boot-disk-not-on-ide":
      return `generation 1, boot device on ${slotTitle(device!)}, and its BIOS sees IDE only`;
    case "several-boot-devices":
      return `${slotTitle(device!)} is marked as another boot device`;
    case "partition-style-not-bootable":
      return `generation ${generation}, and the boot disk ${slotTitle(device!)} is ${generation === 1 ? "gpt" : "mbr"}`;
    case "boot-disk-not-first":
      return `the boot disk is ${slotTitle(device!)}, and this release starts from IDE 0:0 only`;
    case "no-boot-disk":
      return "it has nothing to start from";
    case "guest-not-on-generation-2":
      return `${known(vm.guest)} cannot start in generation 2`;
    case "scsi-without-drivers":
      return `${lowerFirst(guestTitle(vm))} has no VMBus drivers and loses its disks after the boot loader`;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
