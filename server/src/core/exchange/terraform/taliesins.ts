/** A layout as a Terraform configuration for the provider taliesins/hyperv 1.2. Its lists are blocks. */
import type { ExportedVm } from "../exported-vm.ts";
import { type FilePlan, isDescribed } from "../vm-plan.ts";
import { type BodyPart, block, Expression, type HclObject } from "./hcl.ts";
import {
  configurationHead,
  preventDestroy,
  type Resources,
  resourcesOf,
  slotAttributes,
  vmComments,
} from "./resources.ts";

export function taliesinsConfiguration(vms: readonly ExportedVm[]): string {
  const resources = resourcesOf(vms, (path) => path, canBeMade);
  const head = configurationHead(
    "taliesins/hyperv",
    "~> 1.2",
    [
      "Good for building VMs, not for changing them: the provider matches disks by their position in the list, and turns a",
      "VM off to change its disks. Memory is not part of a layout: each VM has the 512 MB that New-VM gives.",
    ],
    vms,
  );
  const files = resources.files.map(({ file, label, host }) => {
    const attributes: HclObject = {
      ...resources.providerOf(host),
      path: file.path,
      vhd_type: file.type && { fixed: "Fixed", dynamic: "Dynamic", differencing: "Differencing" }[file.type],
      size: file.sizeBytes,
      parent_path: file.parent === undefined ? undefined : resources.pathOf(file.parent, host),
      block_size: file.blockSizeBytes,
      logical_sector_size: file.sectorSizeBytes,
      physical_sector_size: file.physicalSectorSizeBytes,
    };
    return block(`resource "hyperv_vhd" "${label}"`, [{ attributes }, preventDestroy]);
  });
  return [head, ...files, ...vms.map((vm) => vmBlock(vm, resources))].join("\n");
}

/** The provider accepts sizes in steps of 4096 bytes. */
function canBeMade(file: FilePlan): boolean {
  return isDescribed(file) && (file.sizeBytes ?? 0) % 4096 === 0;
}

function vmBlock(exported: ExportedVm, resources: Resources): string {
  const { vm } = exported;
  const body: readonly BodyPart[] = [
    ...vmComments(exported, "taliesins"),
    {
      attributes: {
        ...resources.providerOf(vm.host),
        name: vm.name,
        generation: vm.generation,
        processor_count: vm.processors,
        // The default is Running. A VM that has been started since then keeps running, because its state is ignored below.
        state: "Off",
      },
    },
    ...vm.disks.map((disk) =>
      part("hard_disk_drives", {
        controller_type: disk.controllerType === "IDE" ? "Ide" : "Scsi",
        ...slotAttributes(disk),
        path: typeof disk.content === "string" ? resources.pathOf(disk.content, vm.host) : undefined,
        disk_number: typeof disk.content === "number" ? disk.content : undefined,
        minimum_iops: disk.minimumIops || undefined,
        maximum_iops: disk.maximumIops || undefined,
        support_persistent_reservations: disk.isShared || undefined,
      }),
    ),
    ...vm.dvds.map((dvd) => part("dvd_drives", { ...slotAttributes(dvd), path: dvd.path })),
    ...vm.adapters.map(({ name, switchName, isLegacy }) =>
      part("network_adaptors", { name, switch_name: switchName, is_legacy: isLegacy || undefined }),
    ),
    {
      block: "lifecycle",
      body: [{ attributes: { prevent_destroy: true, ignore_changes: new Expression("[state]") } }],
    },
  ];
  return block(`resource "hyperv_machine_instance" "${resources.labelOf(exported)}"`, body);
}

function part(name: string, attributes: HclObject): BodyPart {
  return { block: name, body: [{ attributes }] };
}
