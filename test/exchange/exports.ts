/** Helpers for the tests of exports: plans of a layout, its script, and a mock host on which the script can run. */
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { exportLayout, type LayoutExport } from "../../server/src/core/exchange/export-layout.ts";
import { exportedVm, withSharedFiles } from "../../server/src/core/exchange/exported-vm.ts";
import type { Target } from "../../server/src/core/exchange/target-limits.ts";
import { type VmPlan, vmPlan } from "../../server/src/core/exchange/vm-plan.ts";
import { vmSlotTitle } from "../../server/src/core/model/slots.ts";
import { cmdletsOf } from "./mock-host/cmdlets.ts";
import { pathRoot } from "./mock-host/dotnet.ts";
import { MockHost } from "./mock-host/host.ts";
import { type Run, runScript } from "./mock-host/interpreter.ts";

export function exported(text: string, target: Target, notation: Notation = "hvvm"): LayoutExport {
  const document = HvvmDocument.read(text, notation);
  const layout = document.items.flatMap(({ item }) => item.layout);
  return exportLayout(layout, document.definitions, { target, isAscii: true });
}

/** The script, or a failure of the test. */
export function scriptOf(text: string): string {
  const { text: script, notes } = exported(text, "powershell");
  if (script === undefined) throw new Error(`Nothing was exported: ${notes.join(" ")}`);
  return script;
}

/** The VMs as PowerShell supports them. */
function plansOf(text: string): readonly VmPlan[] {
  return vmsOf(text).map((vm) => exportedVm(vm, {}, "powershell").vm);
}

function vmsOf(text: string) {
  return HvvmDocument.read(text, "hvvm").items.flatMap(({ item }) =>
    item.layout.flatMap((part) => (part.kind === "vm" ? [part] : [])),
  );
}

/** A host that has what a layout presupposes: drives, images, parents, files without size, disks, switches; no VM. */
export function hostFor(text: string, name: string, newScsiControllers: 0 | 1 = 0): MockHost {
  const host = new MockHost(name, newScsiControllers);
  for (const { vm: plan } of withSharedFiles(vmsOf(text).map((vm) => ({ vm: vmPlan(vm), losses: [] })))) {
    if (plan.host.toLowerCase() !== name.toLowerCase()) continue;
    const images = [plan.floppy, ...plan.dvds.map(({ path }) => path)].filter((path) => path !== undefined);
    for (const path of [...plan.files.map((file) => file.path), ...images]) host.roots.add(pathRoot(path));
    for (const path of images) host.addFile({ Path: path });
    for (const { path, type, sizeBytes } of plan.files) {
      if (type === "differencing" || (type !== undefined && sizeBytes !== undefined)) continue;
      if (host.file(path)) continue;
      const VhdType = type === "fixed" ? "Fixed" : "Dynamic";
      const sectors = { LogicalSectorSize: 512, PhysicalSectorSize: 4096 };
      host.addFile({ Path: path, vhd: { VhdType, Size: 2 ** 34, BlockSize: 2 ** 25, ...sectors, ParentPath: "" } });
    }
    for (const { content } of plan.disks)
      if (typeof content === "number") host.disks.push({ Number: content, IsOffline: true });
    for (const { switchName } of plan.adapters) {
      const isKnown = host.switches.some(({ Name }) => Name.toLowerCase() === switchName?.toLowerCase());
      if (switchName !== undefined && !isKnown) host.switches.push({ Name: switchName });
    }
  }
  return host;
}

export interface Apply {
  readonly whatIf?: boolean;
  readonly force?: boolean;
}

/** Runs the script on the host as the layout's host of that name. */
export function apply(script: string, host: MockHost, { whatIf = false, force = false }: Apply = {}): Run {
  const parameters = { ...(force ? { Force: true } : {}), LayoutHost: host.name };
  return runScript(script, cmdletsOf(host), { parameters, whatIf, computerName: "THIS-COMPUTER" });
}

/** What PowerShell supports of the layout's VMs on that host, in the form of `stateOf`. */
export function wantedState(text: string, hostName: string): unknown {
  const plans = plansOf(text).filter(({ host }) => host.toLowerCase() === hostName.toLowerCase());
  return plans
    .map((plan) => ({
      name: plan.name,
      generation: plan.generation,
      processors: plan.processors,
      scsiControllers: plan.generation === 2 ? Math.max(1, plan.scsiControllers) : plan.scsiControllers,
      disks: plan.disks.map((disk) => [
        disk.controllerType,
        disk.controller,
        disk.location,
        disk.content,
        disk.minimumIops,
        disk.maximumIops,
        disk.isShared,
      ]),
      dvds: plan.dvds.map((dvd) => [dvd.controllerType, dvd.controller, dvd.location, dvd.path ?? null]),
      floppy: plan.floppy ?? null,
      adapters: plan.adapters.map(({ isLegacy, switchName }) => JSON.stringify([isLegacy, switchName ?? null])).sort(),
      startup: plan.generation === 1 ? plan.startup : [],
      ...(plan.bootDevice ? { first: vmSlotTitle(plan.bootDevice) } : {}),
      ...(orderOf(plan).length > 0 ? { order: orderOf(plan) } : {}),
    }))
    .sort(byName);
}

/** Without the entries that the guest's boot loader added, which exist only on some hosts. */
function orderOf({ bootOrder }: VmPlan): readonly string[] {
  return bootOrder
    .filter((entry) => entry !== "file")
    .map((entry) => (typeof entry === "string" ? entry : vmSlotTitle(entry)));
}

const startupClasses: Readonly<Record<string, string>> = {
  CD: "cd",
  IDE: "ide",
  LegacyNetworkAdapter: "legacy-network",
  Floppy: "floppy",
};

/**
 * The state of the host; in the boot order, entries of one kind count once, and those of the guest's boot loader not at
 * all.
 */
export function stateOf(host: MockHost): unknown {
  const bySlot = (a: { ControllerType: string; ControllerNumber: number; ControllerLocation: number }, b: typeof a) =>
    a.ControllerType.localeCompare(b.ControllerType) ||
    a.ControllerNumber - b.ControllerNumber ||
    a.ControllerLocation - b.ControllerLocation;
  return host.vms
    .map((vm) => {
      const drives = [...vm.drives].sort(bySlot);
      const order = vm.bootOrder.map(({ BootType, Device }) =>
        Device && "ControllerNumber" in Device
          ? `${Device.ControllerType} ${Device.ControllerNumber}:${Device.ControllerLocation}`
          : BootType.toLowerCase(),
      );
      return {
        name: vm.Name,
        generation: vm.Generation,
        processors: vm.ProcessorCount,
        scsiControllers: vm.scsiControllers,
        disks: drives
          .filter(({ kind }) => kind === "disk")
          .map((drive) => [
            drive.ControllerType,
            drive.ControllerNumber,
            drive.ControllerLocation,
            drive.DiskNumber ?? drive.Path,
            drive.MinimumIOPS,
            drive.MaximumIOPS,
            drive.SupportPersistentReservations,
          ]),
        dvds: drives
          .filter(({ kind }) => kind === "dvd")
          .map((drive) => [drive.ControllerType, drive.ControllerNumber, drive.ControllerLocation, drive.Path]),
        floppy: vm.floppy,
        adapters: vm.adapters.map(({ IsLegacy, SwitchName }) => JSON.stringify([IsLegacy, SwitchName])).sort(),
        startup: vm.Generation === 1 ? vm.startupOrder.map((each) => startupClasses[each]) : [],
        first: order[0],
        order: [...new Set(order)].filter((entry) => entry !== "file"),
      };
    })
    .sort(byName);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** The hosts of a layout; the empty name is the host of VMs without one. */
export function hostNames(text: string): readonly string[] {
  return [...new Map(plansOf(text).map(({ host }) => [host.toLowerCase(), host])).values()];
}
