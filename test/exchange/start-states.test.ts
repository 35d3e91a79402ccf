/** From whatever a host holds, the script ends at the layout, or stops before it has changed anything. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { apply, hostFor, hostNames, scriptOf, stateOf, wantedState } from "./exports.ts";
import { type MockHost, type MockVm, snapshotOf } from "./mock-host/host.ts";
import { ScriptError } from "./mock-host/values.ts";
import { validLayout } from "./random-layouts.ts";

/** A change to a host since the layout was built on it. `pick` chooses among several. */
type Disturbance = (host: MockHost, vm: MockVm, pick: number) => void;

const disturbances: Readonly<Record<string, Disturbance>> = {
  "a drive was moved": (_, vm, pick) => {
    const drive = vm.drives[pick % Math.max(1, vm.drives.length)];
    if (!drive || vm.drives.some((other) => other.ControllerType === "SCSI" && other.ControllerLocation === 40)) return;
    if (vm.scsiControllers === 0) return;
    Object.assign(drive, { ControllerType: "SCSI", ControllerNumber: 0, ControllerLocation: 40 });
  },
  "two drives changed places": (_, vm, pick) => {
    const disks = vm.drives.filter(({ kind }) => kind === "disk");
    const [a, b] = [disks[pick % Math.max(1, disks.length)], disks[(pick + 1) % Math.max(1, disks.length)]];
    if (!a || !b || a === b) return;
    const slot = ({ ControllerType, ControllerNumber, ControllerLocation }: typeof a) => ({
      ControllerType,
      ControllerNumber,
      ControllerLocation,
    });
    const [first, second] = [slot(a), slot(b)];
    Object.assign(a, second);
    Object.assign(b, first);
  },
  "a drive was removed": (_, vm, pick) => {
    const [gone] = vm.drives.splice(pick % Math.max(1, vm.drives.length), 1);
    vm.bootOrder = vm.bootOrder.filter(({ Device }) => Device !== gone);
  },
  "a disk was attached": (host, vm, pick) => {
    if (vm.scsiControllers === 0) return;
    const vhd = { VhdType: "Fixed", Size: 2 ** 30, BlockSize: 0, LogicalSectorSize: 512, PhysicalSectorSize: 512 };
    const path = `D:\\other${pick}.vhdx`;
    if (vm.drives.some((drive) => drive.Path === path)) return;
    host.addFile({ Path: path, vhd: { ...vhd, ParentPath: "" } });
    const location = pick % 64;
    const isTaken = vm.drives.some(
      (drive) =>
        drive.ControllerType === "SCSI" && drive.ControllerNumber === 0 && drive.ControllerLocation === location,
    );
    if (!isTaken) host.addDrive(vm, "disk", "SCSI", 0, location, { Path: path });
  },
  "limits were set": (_, vm, pick) => {
    const drive = vm.drives.find(({ kind, DiskNumber }) => kind === "disk" && DiskNumber === null);
    if (drive) Object.assign(drive, { MinimumIOPS: pick % 7, SupportPersistentReservations: pick % 2 === 1 });
  },
  "a disc was changed": (_, vm) => {
    for (const drive of vm.drives) if (drive.kind === "dvd") drive.Path = drive.Path === null ? "D:\\" : null;
  },
  "an adapter was added": (host, vm) => host.addAdapter(vm, false, null),
  "adapters were disconnected": (_, vm) => {
    for (const adapter of vm.adapters) adapter.SwitchName = null;
  },
  "adapters were removed": (_, vm) => {
    vm.adapters = [];
    vm.bootOrder = vm.bootOrder.filter(({ BootType }) => BootType !== "Network");
  },
  "a switch was removed": (host) => host.switches.splice(0),
  "the order was changed": (_, vm, pick) => {
    vm.startupOrder.reverse();
    vm.bootOrder.push(...vm.bootOrder.splice(0, pick % 3));
    vm.bootOrder.unshift({ BootType: "File", Device: null });
  },
  "processors were added": (_, vm) => vm.ProcessorCount++,
  "a controller was added": (_, vm) => {
    if (vm.scsiControllers < 4) vm.scsiControllers++;
  },
  "the floppy was taken out": (_, vm) => {
    vm.floppy = null;
  },
  "the VM was started": (_, vm) => {
    vm.State = "Running";
  },
  "a checkpoint was made": (_, vm) => vm.snapshots.push("before the update"),
  "another VM took the name": (host, vm) => host.newVm(vm.Name.toUpperCase(), vm.Generation),
  "the VM is of the other generation": (host, vm) => {
    host.vms.splice(host.vms.indexOf(vm), 1);
    host.newVm(vm.Name, vm.Generation === 1 ? 2 : 1);
  },
  "the VM was removed": (host, vm) => host.vms.splice(host.vms.indexOf(vm), 1),
  "a file has another size": (host, _, pick) => {
    const files = [...host.files.values()].filter(({ vhd }) => vhd);
    const file = files[pick % Math.max(1, files.length)];
    if (file?.vhd) host.addFile({ Path: file.Path, vhd: { ...file.vhd, Size: file.vhd.Size + 4096 } });
  },
  "an image is gone": (host) => {
    for (const path of [...host.files.keys()]) if (path.endsWith(".iso")) host.files.delete(path);
  },
};

const disturbance = fc.tuple(fc.constantFrom(...Object.keys(disturbances)), fc.nat(200));

/** A host on which the layout was built, and which was changed afterwards. */
function disturbedHost(text: string, script: string, disturbed: readonly (readonly [string, number])[]): MockHost {
  const [name = ""] = hostNames(text);
  const host = hostFor(text, name);
  apply(script, host);
  for (const [what, pick] of disturbed) {
    const vm = host.vms[pick % Math.max(1, host.vms.length)];
    if (vm) disturbances[what]!(host, vm, pick);
  }
  return host;
}

/** Runs the script; returns whether it reached the layout, rather than stopping before a change. */
function outcomeOf(text: string, script: string, host: MockHost, force: boolean): "ended" | "stopped" {
  const before = snapshotOf(host);
  const filesBefore = [...host.files];
  const names = host.vms.map(({ Name }) => Name);
  const states = host.vms.map(({ State }) => State);
  let outcome: "ended" | "stopped" = "ended";
  try {
    apply(script, host, { force });
  } catch (error) {
    if (!(error instanceof ScriptError) || !error.message.startsWith("Nothing was changed.")) throw error;
    outcome = "stopped";
  }
  if (outcome === "stopped") expect(snapshotOf(host)).toBe(before);
  else expect(stateOf(host)).toMatchObject(wantedState(text, host.name) as object);
  for (const [path, file] of filesBefore) expect(host.files.get(path)).toEqual(file);
  expect(host.vms.slice(0, names.length).map(({ Name }) => Name)).toEqual(names);
  expect(host.vms.slice(0, names.length).map(({ State }) => State)).toEqual(states);
  return outcome;
}

test("from any other state the script ends at the layout, or stops before it changes anything", () => {
  const outcomes = { ended: 0, stopped: 0 };
  fc.assert(
    fc.property(
      validLayout,
      fc.array(disturbance, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (text, disturbed, force) => {
        const script = scriptOf(text);
        outcomes[outcomeOf(text, script, disturbedHost(text, script, disturbed), force)]++;
      },
    ),
    { numRuns: 24 },
  );
  expect(outcomes.ended).toBeGreaterThan(5);
  expect(outcomes.stopped).toBeGreaterThan(5);
}, 240_000);

test("every single disturbance, with and without -Force", () => {
  const text = `platform windows-server-2019
vm first {
  processors 2
  startup ide cd floppy legacy-network
  ide 0:0 disk "D:\\VMs\\first\\os.vhdx" dynamic 40GB boot
  ide 1:0 dvd "D:\\ISO\\setup.iso"
  scsi 0:0 disk "D:\\VMs\\first\\data.vhdx" fixed 10GB { minimum-iops 5 }
  scsi 0:1 disk physical 3
  floppy "D:\\Images\\drivers.vfd"
  network "Office"
}`;
  const script = scriptOf(text);
  for (const what of Object.keys(disturbances)) {
    const host = () => disturbedHost(text, script, [[what, 1]]);
    const outcome = outcomeOf(text, script, host(), false);
    if (outcome === "ended") expect(outcomeOf(text, script, host(), true), what).toBe("ended");
    else outcomeOf(text, script, host(), true);
  }
});

test("a device that is added does not enter the boot order", () => {
  const layout = (order: string) =>
    `vm a {\n generation 2\n ${order}\n scsi 0:0 disk "D:\\V\\a.vhdx" dynamic 1GB boot\n scsi 0:1 disk "D:\\V\\b.vhdx" dynamic 1GB\n network\n}`;
  for (const order of ["boot-order network", ""]) {
    const script = scriptOf(layout(order));
    const host = disturbedHost(layout(order), script, [["a drive was removed", 0]]);
    expect(outcomeOf(layout(order), script, host, false), order).toBe("ended");
  }
});

test("a VM that another node of the cluster has is not created a second time", () => {
  const text = String.raw`vm Web01 { generation 2; scsi 0:0 disk "C:\ClusterStorage\V1\web.vhdx" dynamic 40GB boot }`;
  const script = scriptOf(text);
  const group = (GroupType: string, node: string) => ({ Name: "WEB01", GroupType, OwnerNode: { Name: node } });
  const built = (clusterGroups: MockHost["clusterGroups"]) => {
    const host = hostFor(text, "");
    host.clusterGroups = clusterGroups;
    return { host, run: () => outcomeOf(text, script, host, false) };
  };
  const elsewhere = built([group("VirtualMachine", "node2")]);
  expect(elsewhere.run()).toBe("stopped");
  expect(elsewhere.host.vms).toEqual([]);
  for (const groups of [
    undefined, // no module
    [], // the module, and no cluster
    [group("VirtualMachine", "this-computer")],
    [group("FileServer", "node2")],
  ]) {
    expect(built(groups).run()).toBe("ended");
  }
});

test("a run that the host broke off is repeated, and ends at the layout", () => {
  fc.assert(
    fc.property(validLayout, fc.nat(30), (text, changes) => {
      const script = scriptOf(text);
      const [name = ""] = hostNames(text);
      const host = hostFor(text, name);
      host.changesLeft = changes;
      try {
        apply(script, host);
      } catch (error) {
        if (!(error instanceof ScriptError)) throw error;
      }
      host.changesLeft = Number.POSITIVE_INFINITY;
      // The default adapter and DVD drive of a new VM may still be there.
      expect(outcomeOf(text, script, host, true)).toBe("ended");
    }),
    { numRuns: 12 },
  );
}, 240_000);
