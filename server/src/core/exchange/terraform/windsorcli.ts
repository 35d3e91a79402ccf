/** A layout as a Terraform configuration for the provider windsorcli/hyperv 0.4. Its lists are attributes, in canonical order. */
import { isSameSlot } from "../../model/slots.ts";
import type { ExportedVm } from "../exported-vm.ts";
import { type BootEntry, isDescribed, type VmPlan } from "../vm-plan.ts";
import { type BodyPart, block, type HclObject } from "./hcl.ts";
import {
  configurationHead,
  preventDestroy,
  type Resources,
  resourcesOf,
  slotAttributes,
  vmComments,
} from "./resources.ts";

export function windsorcliConfiguration(vms: readonly ExportedVm[]): string {
  const resources = resourcesOf(vms, slashes, isDescribed);
  const head = configurationHead(
    "windsorcli/hyperv",
    "~> 0.4",
    ["Memory is not part of a layout: each VM has the 512 MB that New-VM gives."],
    vms,
  );
  const files = resources.files.map(({ file, label, host }) => {
    const attributes: HclObject = {
      ...resources.providerOf(host),
      path: slashes(file.path),
      vhd_type: file.type,
      size_bytes: file.sizeBytes,
      block_size_bytes: file.blockSizeBytes,
      parent_path: file.parent === undefined ? undefined : resources.pathOf(file.parent, host),
    };
    return block(`resource "hyperv_vhd" "${label}"`, [{ attributes }, preventDestroy]);
  });
  return [head, ...files, ...vms.map((vm) => vmBlock(vm, resources))].join("\n");
}

function vmBlock(exported: ExportedVm, resources: Resources): string {
  const { vm } = exported;
  const boot = [...vm.bootOrder, ...(vm.bootDevice ? [vm.bootDevice] : [])].flatMap((entry) => bootEntries(entry, vm));
  const lists: Readonly<Record<string, readonly HclObject[]>> = {
    hard_disk_drive: vm.disks.map((disk) => ({
      path: resources.pathOf(`${disk.content}`, vm.host),
      controller_type: disk.controllerType,
      ...slotAttributes(disk),
    })),
    dvd_drive: vm.dvds.map((dvd) => ({
      controller_type: dvd.controllerType,
      ...slotAttributes(dvd),
      iso_path: dvd.path === undefined ? undefined : slashes(dvd.path),
    })),
    boot_order: boot,
    network_adapter: [...vm.adapters]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, switchName }) => ({ name, switch_name: switchName })),
  };
  const body: readonly BodyPart[] = [
    ...vmComments(exported, "windsorcli"),
    {
      attributes: {
        ...resources.providerOf(vm.host),
        name: vm.name,
        generation: vm.generation,
        cpu: { count: vm.processors },
        memory: { startup_bytes: newVmMemory },
      },
    },
    ...Object.entries(lists).flatMap(([name, list]) => (list.length > 0 ? [{ attributes: { [name]: list } }] : [])),
    preventDestroy,
  ];
  return block(`resource "hyperv_vm" "${resources.labelOf(exported)}"`, body);
}

function bootEntries(entry: BootEntry, { disks, dvds, adapters }: VmPlan): readonly HclObject[] {
  if (entry === "file") return [];
  if (entry === "network") return adapters.map(({ name }) => ({ type: "network_adapter", name }));
  const isDisk = disks.some((disk) => isSameSlot(disk, entry));
  if (!isDisk && !dvds.some((dvd) => isSameSlot(dvd, entry))) return [];
  const type = isDisk ? "hard_disk_drive" : "dvd_drive";
  return [{ type, controller_type: entry.controllerType, ...slotAttributes(entry) }];
}

/** The default of New-VM: the provider requires a figure. */
const newVmMemory = 512 * 1024 * 1024;

/** The provider accepts both separators, and this one needs no escape. */
function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}
