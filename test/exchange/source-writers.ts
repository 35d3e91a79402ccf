/** The inventories of other tools, made from the collector's: each in the form that its tool prints. */
import { parseWindowsPath } from "../../server/src/core/model/windows-path.ts";
import type { CollectorInventory, CollectorVhd, CollectorVm, InventoryFile } from "./inventory-writer.ts";

/** How ConvertTo-Json writes an enumeration: of the cmdlets' objects, by -EnumsAsStrings, after remoting. */
export type EnumForm = "number" | "name" | "remoting";

const enums: Readonly<Record<string, readonly string[]>> = {
  ControllerType: ["IDE", "SCSI"],
  DvdMediaType: ["None", "ISO", "PassThrough"],
  VhdType: ["", "", "Fixed", "Dynamic", "Differencing"],
  BootType: ["Unknown", "Drive", "Network", "File"],
  StartupOrder: ["Floppy", "CD", "IDE", "LegacyNetworkAdapter", "NetworkAdapter", "VHD"],
};

function withEnums(value: unknown, form: EnumForm, names?: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => withEnums(each, form, names));
  if (typeof value === "string" && names) {
    const number = names.indexOf(value);
    return form === "name" ? value : form === "number" ? number : { value: number, Value: value };
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withEnums(each, form, enums[name])]));
}

/** Get-VM, and Get-VHD, which is not part of a VM. */
export function getVm(inventories: readonly CollectorInventory[], form: EnumForm): readonly InventoryFile[] {
  return inventories.flatMap(({ Name, VMs, VHDs }, index) => [
    {
      name: `vm${index}.json`,
      text: json(
        withEnums(
          VMs.map((vm) => vmObject(vm, Name)),
          form,
        ),
      ),
    },
    ...(VHDs.length > 0
      ? [
          {
            name: `vhd${index}.json`,
            text: json(
              withEnums(
                VHDs.map((vhd) => ({ ...vhd, ComputerName: Name })),
                form,
              ),
            ),
          },
        ]
      : []),
    ...parts(
      "bios",
      VMs.flatMap((vm) =>
        vm.StartupOrder.length > 0 ? [{ StartupOrder: vm.StartupOrder, ...belongs(vm, Name) }] : [],
      ),
      form,
      index,
    ),
    ...parts(
      "firmware",
      VMs.flatMap((vm) => firmware(vm, belongs(vm, Name))),
      form,
      index,
    ),
    ...parts(
      "controllers",
      VMs.flatMap((vm) =>
        vm.SCSIControllers.map((each) => ({ ...each, Drives: [], Name: "SCSI Controller", ...belongs(vm, Name) })),
      ),
      form,
      index,
    ),
  ]);
}

function vmObject({ SCSIControllers, StartupOrder, BootOrder, SecureBoot, VMId, ...vm }: CollectorVm, host: string) {
  return { ...vm, Id: VMId, VMId, ComputerName: host, ParentSnapshotName: null };
}

/** Each kind of object in a file of its own, and Get-VM only for what no other command has. */
export function separateCmdlets(
  inventories: readonly CollectorInventory[],
  form: EnumForm,
  withIds: boolean,
): readonly InventoryFile[] {
  return inventories.flatMap(({ Name, VMs, VHDs }, index) => {
    const of = (vm: CollectorVm) => (withIds ? belongs(vm, Name) : { VMName: vm.Name, ComputerName: Name });
    const whole = VMs.map(({ VMId, Name: name, Generation, State, ProcessorCount }) => ({
      ...(withIds ? { Id: VMId } : {}),
      Name: name,
      Generation,
      State,
      ProcessorCount,
      ComputerName: Name,
    }));
    return [
      ...parts(
        "drives",
        VMs.flatMap((vm) => vm.HardDrives.map((drive) => ({ ...drive, ...of(vm) }))),
        form,
        index,
      ),
      ...parts(
        "dvds",
        VMs.flatMap((vm) => vm.DVDDrives.map((drive) => ({ ...drive, ...of(vm) }))),
        form,
        index,
      ),
      ...parts(
        "controllers",
        VMs.flatMap((vm) => vm.SCSIControllers.map((each) => ({ ...each, Drives: [], ...of(vm) }))),
        form,
        index,
      ),
      ...parts(
        "adapters",
        VMs.flatMap((vm) => vm.NetworkAdapters.map((each) => ({ ...each, MacAddress: "00155D000000", ...of(vm) }))),
        form,
        index,
      ),
      ...parts(
        "bios",
        VMs.flatMap((vm) => (vm.StartupOrder.length > 0 ? [{ StartupOrder: vm.StartupOrder, ...of(vm) }] : [])),
        form,
        index,
      ),
      ...parts(
        "firmware",
        VMs.flatMap((vm) => firmware(vm, of(vm))),
        form,
        index,
      ),
      ...parts(
        "vhds",
        VHDs.map((vhd) => ({ ...vhd, ComputerName: Name })),
        form,
        index,
      ),
      { name: `vms${index}.json`, text: json(whole) },
    ];
  });
}

function belongs(vm: CollectorVm, host: string) {
  return { VMName: vm.Name, VMId: vm.VMId, ComputerName: host };
}

function parts(name: string, objects: readonly object[], form: EnumForm, index: number): readonly InventoryFile[] {
  return objects.length === 0 ? [] : [{ name: `${name}${index}.json`, text: json(withEnums(objects, form)) }];
}

/** Get-VMFirmware: each entry contains a device, except the guest's own. */
function firmware(vm: CollectorVm, owner: object): readonly object[] {
  if (vm.BootOrder.length === 0) return [];
  const entries = vm.BootOrder.map(({ BootType, ControllerNumber, ControllerLocation }) => ({
    BootType,
    Device:
      BootType === "Drive"
        ? { ControllerType: "SCSI", ControllerNumber, ControllerLocation }
        : BootType === "Network"
          ? { SwitchName: "LAN" }
          : null,
  }));
  return [{ BootOrder: entries, SecureBoot: "On", ...owner }];
}

/** A single object, as Windows PowerShell prints it. */
function json(objects: unknown): string {
  return JSON.stringify(Array.isArray(objects) && objects.length === 1 ? objects[0] : objects);
}

/** HVTools' rows: only disks, physical disks twice, 0 for unknown numbers. */
export function hvToolsRows(
  inventories: readonly CollectorInventory[],
): readonly Readonly<Record<string, string | number | boolean>>[] {
  return inventories.flatMap(({ Name, VMs, VHDs }) => {
    const facts = new Map(VHDs.map((vhd) => [parseWindowsPath(vhd.Path).key, vhd]));
    return VMs.flatMap((vm) =>
      vm.HardDrives.flatMap((drive) => {
        const vhd = facts.get(parseWindowsPath(drive.Path ?? "").key);
        const isPhysical = drive.DiskNumber !== null;
        const row = {
          VMName: vm.Name,
          VMState: vm.State,
          VMId: vm.VMId,
          VMGeneration: String(vm.Generation),
          DiskPath: drive.Path ?? "",
          DiskType: isPhysical ? "" : (vhd?.VhdType ?? ""),
          MaxSizeGB: isPhysical || !vhd || "Error" in vhd ? 0 : Math.round((vhd.Size / 2 ** 30) * 100) / 100,
          LogicalSectorSizeBytes: isPhysical || !vhd || "Error" in vhd ? 0 : vhd.LogicalSectorSize,
          BlockSizeBytes: isPhysical || !vhd || "Error" in vhd ? 0 : vhd.BlockSize,
          ControllerType: drive.ControllerType,
          ControllerNumber: drive.ControllerNumber,
          ControllerLocation: drive.ControllerLocation,
          AttachmentType: "VHD",
          SupportPersistentReservations: drive.SupportPersistentReservations ? "Yes" : "No",
          QoSMinimumIOPS: drive.MinimumIOPS ? String(drive.MinimumIOPS) : "",
          QoSMaximumIOPS: drive.MaximumIOPS ? String(drive.MaximumIOPS) : "",
          ParentPath: vhd?.ParentPath ?? "",
          CurrentHost: Name,
        };
        return isPhysical ? [row, { ...row, DiskType: "PassThrough", AttachmentType: "Physical" }] : [row];
      }),
    );
  });
}

export function csv(
  rows: readonly Readonly<Record<string, string | number | boolean>>[],
  separator: "," | ";" | "\t",
): string {
  const cell = (value: string | number | boolean) => {
    const text = typeof value === "number" && separator === ";" ? String(value).replace(".", ",") : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  return lines.map((line) => line.map(cell).join(separator)).join("\r\n");
}

/** `terraform show -json` of a state with these VMs. */
export function terraformShow(
  inventories: readonly CollectorInventory[],
  provider: "windsorcli" | "taliesins",
): string {
  const vms = inventories
    .flatMap(({ VMs }) => VMs)
    .map((vm) => (provider === "windsorcli" ? windsorVm(vm) : taliesinsVm(vm)));
  const vhds = inventories
    .flatMap(({ VHDs }) => VHDs)
    .map((vhd) => ({ type: "hyperv_vhd", mode: "managed", values: vhdValues(vhd, provider) }));
  return JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.9.0",
    values: { root_module: { resources: vhds, child_modules: [{ address: "module.vms", resources: vms }] } },
  });
}

function vhdValues(vhd: CollectorVhd, provider: "windsorcli" | "taliesins") {
  const isChild = vhd.ParentPath !== null;
  return provider === "windsorcli"
    ? {
        path: vhd.Path.replaceAll("\\", "/"),
        vhd_type: vhd.VhdType.toLowerCase(),
        size_bytes: isChild ? null : vhd.Size,
        block_size_bytes: vhd.BlockSize,
        parent_path: vhd.ParentPath,
      }
    : {
        path: vhd.Path,
        vhd_type: vhd.VhdType,
        size: vhd.Size,
        block_size: vhd.BlockSize,
        logical_sector_size: vhd.LogicalSectorSize,
        parent_path: vhd.ParentPath ?? "",
      };
}

function windsorVm(vm: CollectorVm) {
  return {
    type: "hyperv_vm",
    mode: "managed",
    values: {
      name: vm.Name,
      generation: vm.Generation,
      cpu: { count: vm.ProcessorCount },
      memory: { startup_bytes: vm.MemoryStartup },
      hard_disk_drive: vm.HardDrives.filter(({ DiskNumber }) => DiskNumber === null).map((drive) => ({
        path: drive.Path,
        controller_type: drive.ControllerType,
        controller_number: drive.ControllerNumber,
        controller_location: drive.ControllerLocation,
      })),
      dvd_drive: vm.DVDDrives.map((drive) => ({
        iso_path: drive.Path,
        controller_type: drive.ControllerType,
        controller_number: drive.ControllerNumber,
        controller_location: drive.ControllerLocation,
      })),
      network_adapter: vm.NetworkAdapters.filter(({ SwitchName }) => SwitchName !== null).map(
        ({ Name, SwitchName }) => ({ name: Name, switch_name: SwitchName }),
      ),
      boot_order: null,
    },
  };
}

function taliesinsVm(vm: CollectorVm) {
  return {
    type: "hyperv_machine_instance",
    mode: "managed",
    values: {
      name: vm.Name,
      generation: vm.Generation,
      processor_count: vm.ProcessorCount,
      hard_disk_drives: vm.HardDrives.map((drive) => ({
        controller_type: drive.ControllerType === "IDE" ? "Ide" : "Scsi",
        controller_number: drive.ControllerNumber,
        controller_location: drive.ControllerLocation,
        path: drive.DiskNumber === null ? drive.Path : "",
        disk_number: drive.DiskNumber ?? 4294967295,
        support_persistent_reservations: drive.SupportPersistentReservations,
        minimum_iops: drive.MinimumIOPS,
        maximum_iops: drive.MaximumIOPS,
      })),
      // The provider finds DVD drives where the cmdlets attach them.
      dvd_drives: vm.DVDDrives.filter(({ ControllerType }) => (ControllerType === "IDE") === (vm.Generation === 1)).map(
        (drive) => ({
          controller_number: drive.ControllerNumber,
          controller_location: drive.ControllerLocation,
          path: drive.Path ?? "",
        }),
      ),
      network_adaptors: vm.NetworkAdapters.map(({ Name, SwitchName, IsLegacy }) => ({
        name: Name,
        switch_name: SwitchName ?? "",
        is_legacy: IsLegacy,
      })),
      vm_firmware: [],
    },
  };
}
