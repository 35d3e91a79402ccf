/** Converts a VM of generation 1 to generation 2: what generation 2 supports moves there, everything else is dropped and reported. */
import { bootDevice, bootOrderOf, bySlot, deviceAt, devicesInReach } from "../../model/boot.ts";
import { childOf } from "../../model/bound.ts";
import { type Device, isDisk, type VirtualMachine } from "../../model/layout.ts";
import { freeSlots, writeSlot } from "../../model/slots.ts";
import type { Release } from "../../schema/releases.ts";
import type { Step } from "./apply-steps.ts";
import { addOption, addStatement, moveDevice, removeOption, removeStatement } from "./item-edits.ts";
import { type ItemText, vmOf } from "./item-text.ts";
import type { Replacement } from "./replacement.ts";

/** What is lost, for the title of the action; empty if nothing is. */
export function lossesOf(vm: VirtualMachine): string {
  const dropped = [
    ...(vm.floppy ? ["the floppy drive"] : []),
    ...(vm.startup === "unknown" ? ["the start-up order"] : []),
    ...(vm.devices.some(isPhysicalDvd) ? ["the host's DVD drive"] : []),
  ];
  const last = dropped.slice(-2).join(" and ");
  const losses = [
    ...(dropped.length > 0 ? [`drops ${[...dropped.slice(0, -2), last].join(", ")}`] : []),
    ...(vm.adapters.some(({ legacy }) => legacy) ? ["legacy adapters become synthetic"] : []),
  ];
  return losses.join("; ");
}

export function toGeneration2(vm: VirtualMachine, releases: readonly Release[]): readonly Step[] {
  const drives = vm.devices.filter(isPhysicalDvd);
  const legacy = vm.adapters.filter((adapter) => adapter.legacy);
  const boot = bootDevice(vm, devicesInReach(vm, releases));
  const movable = vm.devices.filter((device) => device.controllerType === "IDE" && !isPhysicalDvd(device));
  const inOrder = [...movable].sort((a, b) => Number(b === boot) - Number(a === boot) || bySlot(a, b));
  return [
    // Each step takes the last remaining one, so that the positions of those before it stay valid.
    ...dropped(vm).map((): Step => (source) => removeLast(source, dropped)),
    ...drives.map(
      (): Step => (source) => removeLast(source, (now) => now.devices.filter(isPhysicalDvd).map(statementOf)),
    ),
    ...legacy.map(
      (): Step => (source) => {
        const adapter = vmOf(source)?.adapters.find((candidate) => candidate.legacy);
        return adapter?.legacy ? removeOption(source, { range: adapter.legacy }) : [];
      },
    ),
    ...inOrder.map(
      (device): Step =>
        (source) => {
          const now = vmOf(source)!;
          const place = now.devices.find((other) => other.controllerType === "IDE" && bySlot(other, device) === 0);
          const [slot] = freeSlots(now, "SCSI", releases);
          return place && slot ? moveDevice(source, place.statement, "SCSI", slot) : [];
        },
    ),
    setGeneration,
    (source) => markBoot(source, boot, releases),
    (source) => writeBootOrder(source, vm, boot),
    (source) => unmarkLater(source),
  ];
}

/**
 * The devices of the four classes in their order, with the boot disk first among the disks. Generation 2 has no floppy.
 */
function writeBootOrder(source: ItemText, before: VirtualMachine, boot: Device | undefined): readonly Replacement[] {
  const now = vmOf(source)!;
  if (!before.startup || before.startup === "unknown") return [];
  const first = boot && contentText(boot);
  const devices = [...now.devices]
    .filter(({ controllerType }) => controllerType === "SCSI")
    .sort((a, b) => Number(contentText(b) === first) - Number(contentText(a) === first) || bySlot(a, b));
  const ofIde = new Set(before.devices.filter(({ controllerType }) => controllerType === "IDE").map(contentText));
  const slots = (isWanted: (device: Device) => boolean) =>
    devices
      .filter((device) => isWanted(device) && ofIde.has(contentText(device)))
      .map(({ slot }) => writeSlot(slot.value));
  const entries = before.startup.entries.flatMap(({ value }) => {
    if (value === "cd") return slots((device) => !isDisk(device));
    if (value === "ide") return slots(isDisk);
    return value === "legacy-network" && now.adapters.length > 0 ? ["network"] : [];
  });
  if (entries.length === 0) return [];
  const unique = [...new Set(entries)];
  const generation = now.statement.children.filter(({ spec }) => spec.keyword === "generation");
  const value = `[ ${unique.map((entry) => JSON.stringify(entry)).join(", ")} ]`;
  const added = { native: `boot-order ${unique.join(" ")}`, json: { property: "bootOrder", value } };
  return addStatement(source, now.statement, added, generation);
}

/** A `boot` mark would contradict an order that tries something else first, so only the order is kept. */
function unmarkLater(source: ItemText): readonly Replacement[] {
  const now = vmOf(source)!;
  const [first] = bootOrderOf(now);
  const marked = now.devices.find((device) => device.boot);
  if (!first || !marked?.boot || deviceAt(first.value, [marked])) return [];
  return removeOption(source, { range: marked.boot });
}

function isPhysicalDvd({ content }: Device): boolean {
  return content.kind === "dvd" && content.physical !== undefined;
}

function statementOf({ statement }: Device) {
  return statement;
}

function dropped({ statement }: VirtualMachine) {
  return statement.children.filter(({ spec }) => spec.keyword === "floppy" || spec.keyword === "startup");
}

function removeLast(source: ItemText, statements: (vm: VirtualMachine) => readonly Device["statement"][]) {
  const last = statements(vmOf(source)!).at(-1);
  return last ? removeStatement(source, last) : [];
}

const setGeneration: Step = (source) => {
  const { statement } = vmOf(source)!;
  const field = childOf(statement, "generation")?.fields.get("generation");
  if (field) return [{ range: field.range, newText: "2" }];
  const before = statement.children.filter(({ spec }) => spec.keyword === "on");
  return addStatement(
    source,
    statement,
    { native: "generation 2", json: { property: "generation", value: "2" } },
    before,
  );
};

/** Generation 2 starts from the first SCSI disk, unless another one is marked. */
function markBoot(source: ItemText, boot: Device | undefined, releases: readonly Release[]): readonly Replacement[] {
  const now = vmOf(source)!;
  if (!boot || now.devices.some((device) => device.boot)) return [];
  const text = contentText(boot);
  const wanted = now.devices.find((device) => contentText(device) === text);
  if (!wanted || wanted === bootDevice(now, devicesInReach(now, releases))) return [];
  return addOption(source, wanted.statement, "boot", true);
}

function contentText({ content }: Device): string {
  if (content.kind === "disk") return content.file.value.text;
  return content.kind === "physical-disk" ? `physical ${content.number.value}` : (content.iso?.value.text ?? "");
}
