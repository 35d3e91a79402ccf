/** Compares a VM apart from its devices: host, generation, processors, controllers, adapters, start-up order. */
import { exactly } from "../../figures.ts";
import { bootDevice, devicesInReach, startupOf } from "../../model/boot.ts";
import { generationOf, known, type VirtualMachine } from "../../model/layout.ts";
import { vmSlotTitle, writeSlot } from "../../model/slots.ts";
import { type EstateVm, isSameHost } from "../inventory/estate.ts";
import type { Report } from "./difference.ts";
import { identityOf } from "./disk-identity.ts";

/** `clusterOf` returns the cluster of a host of the layout, by the host's name. */
export function compareVm(
  vm: VirtualMachine,
  host: EstateVm,
  clusterOf: (host: string) => string | undefined,
  report: Report,
): void {
  const name = vm.name!;
  const on = known(vm.on);
  const cluster = on === undefined ? undefined : clusterOf(on);
  // Within a cluster, VMs move between hosts.
  const isInCluster = cluster !== undefined && host.host !== undefined && clusterOf(host.host) === cluster;
  if (on !== undefined && host.host !== undefined && !isInCluster && !isSameHost(on, host.host))
    report("host-differs", `"${name.value}" is on "${host.host}", not on "${on}".`, rangeOf(vm, vm.on));
  const generation = generationOf(vm);
  if (host.generation !== undefined && generation !== undefined && generation !== host.generation) {
    const message = `"${name.value}" is of generation ${host.generation} on the host, not ${generation}.`;
    report("generation-differs", message, rangeOf(vm, vm.generation));
    return; // Slots of different generations cannot be compared.
  }
  const processors = vm.processors === undefined ? 1 : known(vm.processors);
  if (host.processors !== undefined && processors !== undefined && host.processors !== processors) {
    const message = `"${name.value}" has ${exactly(host.processors, "processor")} on the host, not ${processors}.`;
    report("processors-differ", message, rangeOf(vm, vm.processors));
  }
  compareControllers(vm, host, report);
  compareStartup(vm, host, report);
  compareBootOrder(vm, host, report);
  compareAdapters(vm, host, report);
}

/**
 * Controllers that hold no device on either side. A controller that the layout needs for a device is reported with that
 * device; an empty controller 0 is what New-VM creates.
 */
function compareControllers(vm: VirtualMachine, host: EstateVm, report: Report): void {
  if (!host.controllers) return;
  const used = vm.devices.flatMap(({ controllerType, slot }) =>
    controllerType === "SCSI" ? [slot.value.controller] : [],
  );
  const wanted = Math.max(-1, ...used, ...vm.controllers.map(({ value }) => value)) + 1;
  const there = Math.max(-1, ...host.controllers) + 1;
  const missing = vm.controllers.find(({ value }) => value >= there);
  if (!missing && there <= Math.max(wanted, 1)) return;
  const message = `"${vm.name!.value}" has ${exactly(there, "SCSI controller")} on the host, not ${wanted}.`;
  report("controllers-differ", message, missing?.range ?? vm.name!.range);
}

function compareStartup(vm: VirtualMachine, host: EstateVm, report: Report): void {
  if (!host.startup || generationOf(vm) !== 1 || vm.startup === "unknown") return;
  const wanted = startupOf(vm).join(" ");
  const there = host.startup.join(" ");
  if (wanted === there) return;
  const message = `"${vm.name!.value}" starts in the order ${there} on the host, not ${wanted}.`;
  report("startup-differs", message, vm.startup?.range ?? vm.name!.range);
}

/**
 * If the layout has no order, only the first device is compared. If the layout has no `file`, those of the host are not
 * a difference: guests enter them themselves, and the exported script keeps them. Disks without a number in the inventory
 * are not in its order, so they are not compared.
 */
function compareBootOrder(vm: VirtualMachine, host: EstateVm, report: Report): void {
  if (!host.bootOrder || vm.bootOrder === "unknown" || generationOf(vm) !== 2) return;
  if (!vm.bootOrder) {
    compareBootDevice(vm, host, report);
    return;
  }
  const entries = vm.bootOrder.entries.map(({ value }) => (typeof value === "string" ? value : writeSlot(value)));
  const unnumbered = new Set(host.unnumberedDisks.map(writeSlot));
  const isComparable = (entry: string) => (entry !== "file" || entries.includes(entry)) && !unnumbered.has(entry);
  const [wanted, there] = [entries, host.bootOrder].map((order) => order.filter(isComparable).join(" "));
  if (wanted === there) return;
  const message = `"${vm.name!.value}" tries ${host.bootOrder.join(" ")} on the host, not ${entries.join(" ")}.`;
  report("boot-order-differs", message, vm.bootOrder.range);
}

/** The boot device of a layout without a boot order is the first that the firmware tries. */
function compareBootDevice(vm: VirtualMachine, host: EstateVm, report: Report): void {
  const [first] = host.bootOrder!.filter((entry) => entry !== "file");
  const boot = bootDevice(vm, devicesInReach(vm));
  if (first === undefined || !boot || first === writeSlot(boot.slot.value)) return;
  const there = host.devices.find((device) => vmSlotTitle(device) === `SCSI ${first}`);
  const identity = identityOf(boot.content);
  // It has moved, which is reported elsewhere.
  if (there && identity !== undefined && identityOf(there.content) === identity) return;
  const tried = first === "network" ? first : `SCSI ${first}`;
  const message = `"${vm.name!.value}" starts from ${tried} first on the host, not from SCSI ${writeSlot(boot.slot.value)}.`;
  report("boot-order-differs", message, boot.boot ?? boot.slot.range);
}

/** Adapters have no names in a layout: those of the same kind and switch are interchangeable. */
function compareAdapters(vm: VirtualMachine, host: EstateVm, report: Report): void {
  if (!host.adapters) return;
  const title = (isLegacy: boolean, to: string | undefined) =>
    `${isLegacy ? "a legacy adapter" : "an adapter"} ${to === undefined ? "without a switch" : `on "${to}"`}`;
  const wanted = vm.adapters.map(({ legacy, switchName }) => title(legacy !== undefined, switchName?.value));
  const there = host.adapters.map(({ isLegacy, switchName }) => title(isLegacy, switchName));
  const key = (titles: readonly string[]) => JSON.stringify(titles.map((each) => each.toLowerCase()).sort());
  if (key(wanted) === key(there)) return;
  const list = (titles: readonly string[]) => (titles.length === 0 ? "no adapter" : titles.join(", "));
  const message = `"${vm.name!.value}" has ${list(there)} on the host, not ${list(wanted)}.`;
  report("adapters-differ", message, vm.adapters[0]?.keyword ?? vm.name!.range);
}

function rangeOf(
  vm: VirtualMachine,
  value: VirtualMachine["on"] | VirtualMachine["processors"] | VirtualMachine["generation"],
) {
  return value === undefined || value === "unknown" ? vm.name!.range : value.range;
}
