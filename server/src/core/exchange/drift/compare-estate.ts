/**
 * Finds out how hosts differ from a layout: by VM, then slot, then file. What the inventory does not list is not
 * compared, and neither are the media in DVD and floppy drives, which are changed often.
 */
import { group } from "d3-array";
import type { HvvmDocument } from "../../document.ts";
import { upperFirst } from "../../model/expectation.ts";
import { known, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import { vmSlotTitle } from "../../model/slots.ts";
import { type Estate, type EstateDevice, type EstateVm, isSameHost } from "../inventory/estate.ts";
import { compareDevices, estateTitle, type FileElsewhere } from "./compare-devices.ts";
import { compareVm } from "./compare-vm.ts";
import type { Difference, Drift, Report } from "./difference.ts";
import { identityOf } from "./disk-identity.ts";

/** A VM of the layout with its place in the file. */
export interface PlacedVm {
  readonly start: number;
  readonly vm: VirtualMachine;
  readonly name: string;
}

/** Whether the text has no error of the syntax group. The rules, which take longer, do not matter here. */
export function isComparable({ problems, items }: HvvmDocument): boolean {
  return problems.length === 0 && items.every(({ item }) => item.bound.problems.length === 0);
}

/** The layout must be comparable. */
export function compareEstate(document: HvvmDocument, estate: Estate): Drift {
  const placed = document.items.flatMap(({ start, item }): PlacedVm[] =>
    item.layout.flatMap((vm) => (vm.kind === "vm" && vm.name ? [{ start, vm, name: vm.name.value }] : [])),
  );
  const pairs = pairUp(placed, estate);
  const elsewhere = filesElsewhere(estate, pairs);
  const arrivals = new Map<EstateDevice, string>();
  const clusters = document.items.flatMap(({ item }) =>
    item.layout.flatMap((host) =>
      host.kind === "host" && host.name && known(host.cluster) !== undefined
        ? [{ host: host.name.value, cluster: known(host.cluster)!.toLowerCase() }]
        : [],
    ),
  );
  const clusterOf = (name: string) => clusters.find(({ host }) => isSameHost(host, name))?.cluster;
  const differences: Difference[] = [];
  const skipped: string[] = [];
  let comparedCount = 0;
  for (const { vm, start, name } of placed) {
    const hosts = pairs.get(vm) ?? [];
    const [host] = hosts;
    const report: Report = (kind, message, at, slot, device) => {
      differences.push({ kind, vm: name, slot, message, place: { start, at }, host: { vm: host, device } });
    };
    const at = vm.name!.range;
    if (!host) {
      if (isListed(vm, estate)) report("vm-missing", `"${name}" is not on the hosts.`, at);
      else skipped.push(name);
      continue;
    }
    comparedCount++;
    if (hosts.length > 1) {
      report("vm-ambiguous", `The hosts have ${hosts.length} VMs named "${name}"; none is compared.`, at);
      continue;
    }
    compareVm(vm, host, clusterOf, report);
    const follow: FileElsewhere = (device, there) => {
      const found = elsewhere(device, there);
      if (found) arrivals.set(found.device, `${slotTitle(device)} of "${name}"`);
      return found;
    };
    compareDevices(vm, host, follow, report);
  }
  const found = new Set([...pairs.values()].flat());
  for (const host of estate.vms.filter((vm) => !found.has(vm))) {
    const message = `"${host.name}" is ${host.host === undefined ? "on the hosts" : `on "${host.host}"`} and not in the layout.`;
    differences.push({
      kind: "vm-extra",
      vm: host.name,
      slot: undefined,
      message,
      place: undefined,
      host: { vm: host, device: undefined },
    });
  }
  return {
    differences: differences.map((difference) => arrived(difference, arrivals)).sort(byPlace),
    comparedCount,
    skipped,
  };
}

/** A device that the layout has in another VM, but not in this one, has moved here. */
function arrived(difference: Difference, arrivals: ReadonlyMap<EstateDevice, string>): Difference {
  const { device } = difference.host;
  const from = device && difference.kind === "device-extra" ? arrivals.get(device) : undefined;
  if (!device || from === undefined) return difference;
  const message = `${upperFirst(estateTitle(device))} is at ${vmSlotTitle(device)} on the host, not at ${from}.`;
  return { ...difference, kind: "device-moved", message };
}

function byPlace({ place: a }: Difference, { place: b }: Difference): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return a.start + a.at.start - (b.start + b.at.start);
}

/** The VMs of the estate for each name, reduced to those on the expected host if there are any. */
function pairUp(placed: readonly PlacedVm[], estate: Estate): ReadonlyMap<VirtualMachine, readonly EstateVm[]> {
  const byName = group(estate.vms, (vm) => vm.name.toLowerCase());
  return new Map(
    placed.map(({ vm, name }) => {
      const named = byName.get(name.toLowerCase()) ?? [];
      const on = known(vm.on);
      const onHost = named.filter(({ host }) =>
        host === undefined || on === undefined ? host === on : isSameHost(host, on),
      );
      return [vm, onHost.length > 0 ? onHost : named] as const;
    }),
  );
}

/** Whether the inventory would list the VM if it existed. */
function isListed(vm: VirtualMachine, { vms, hosts, listsAllVms }: Estate): boolean {
  const host = known(vm.on);
  const isHostKnown = host === undefined || hosts.length === 0 || hosts.some(({ name }) => isSameHost(name, host));
  if (!isHostKnown) return false;
  return (
    listsAllVms ||
    (vms.some(({ listsDisks }) => listsDisks) && vm.devices.some(({ content }) => content.kind !== "dvd"))
  );
}

/** Where each virtual disk file and disk of a host is attached, except in VMs that have it in the layout, too: it is shared. */
function filesElsewhere(estate: Estate, pairs: ReadonlyMap<VirtualMachine, readonly EstateVm[]>): FileElsewhere {
  const wanted = new Map<EstateVm, Set<string | undefined>>();
  for (const [{ devices }, hosts] of pairs)
    for (const vm of hosts) wanted.set(vm, new Set(devices.map(({ content }) => identityOf(content, vm.host))));
  const places = new Map<string, { vm: EstateVm; device: EstateDevice }>();
  for (const vm of estate.vms) {
    for (const device of vm.devices) {
      const identity = identityOf(device.content, vm.host);
      if (identity === undefined || places.has(identity) || wanted.get(vm)?.has(identity)) continue;
      places.set(identity, { vm, device });
    }
  }
  return ({ content }, vm) => places.get(identityOf(content, vm.host) ?? "");
}
