/** Reads what `terraform show -json` prints for a state of the providers windsorcli/hyperv and taliesins/hyperv. */
import { diskTypes } from "../../model/layout.ts";
import { controllerTypes } from "../../schema/controllers.ts";
import type { EstateDraft } from "./estate-draft.ts";
import type { Fields } from "./fields.ts";
import type { Refusal } from "./refusal.ts";
import type { VhdFacts } from "./vhd-index.ts";
import type { VmDraft } from "./vm-draft.ts";

/** `refusal` for other JSON of Terraform; `undefined` for JSON that is not of Terraform. */
export function recognizeTerraform(fields: Fields): "state" | Refusal | undefined {
  if (fields.has("lineage", "serial") || fields.has("terraform_version", "resources"))
    return { refusal: "is Terraform's raw state; run terraform show -json in its folder" };
  if (fields.hasAny("planned_values", "resource_changes"))
    return { refusal: "is a plan of changes to come; run terraform show -json without a plan file" };
  if (!fields.has("format_version")) return undefined;
  if (!fields.has("values")) return { refusal: "is an empty state; run terraform show -json after terraform apply" };
  return "state";
}

export function readTerraform(fields: Fields, draft: EstateDraft, source: unknown): Refusal | "read" {
  let found = 0;
  for (const resource of resourcesOf(fields.object("values"))) {
    const values = resource.object("values");
    if (resource.text("mode") === "data" || !values) continue;
    const read = readers[resource.text("type") ?? ""];
    if (!read) continue;
    found++;
    read(values, draft, source);
  }
  if (found > 0) return "read";
  return {
    refusal:
      "has no hyperv_vm, hyperv_machine_instance or hyperv_vhd; run terraform show -json in the folder that has them",
  };
}

const readers: Readonly<Record<string, (values: Fields, draft: EstateDraft, source: unknown) => void>> = {
  hyperv_vm: readWindsor,
  hyperv_machine_instance: readTaliesins,
  hyperv_vhd: (values, draft) => {
    const path = values.text("path");
    if (path !== undefined) draft.vhds.add(undefined, path, vhdFacts(values));
  },
};

/** Resources of a module and of the modules in it. */
function resourcesOf(values: Fields | undefined): readonly Fields[] {
  const pending = [values?.object("root_module")];
  const resources: Fields[] = [];
  for (let module = pending.pop(); module; module = pending.pop()) {
    resources.push(...module.objects("resources"));
    pending.push(...module.objects("child_modules"));
  }
  return resources;
}

/** The properties of both providers: `size_bytes` is windsorcli's, `size` taliesins'. */
function vhdFacts(values: Fields): VhdFacts {
  const parent = values.text("parent_path");
  return {
    type: values.word("vhd_type", diskTypes),
    sizeBytes: values.count("size_bytes") || values.count("size") || undefined,
    blockSizeBytes: values.count("block_size_bytes") || values.count("block_size") || undefined,
    sectorSizeBytes: values.count("logical_sector_size") || undefined,
    physicalSectorSizeBytes: values.count("physical_sector_size") || undefined,
    parentPath: parent ?? null,
  };
}

function beginVm(values: Fields, draft: EstateDraft, source: unknown): VmDraft | undefined {
  const vm = draft.vm({ id: undefined, name: values.text("name"), host: undefined }, source);
  if (!vm) return undefined;
  vm.set("generation", values.generation("generation"));
  vm.listsAll("disks");
  vm.listsAll("dvds");
  vm.listsAll("adapters");
  vm.remark(
    "Terraform's state says neither the host nor, in generation 1, the start-up order, and lists no empty controllers.",
  );
  return vm;
}

function readWindsor(values: Fields, draft: EstateDraft, source: unknown): void {
  const vm = beginVm(values, draft, source);
  if (!vm) return;
  vm.set("processors", values.object("cpu")?.count("count"));
  for (const drive of values.objects("hard_disk_drive"))
    vm.addDrive({ ...slotOf(drive, "SCSI"), kind: "disk", path: drive.text("path") });
  for (const drive of values.objects("dvd_drive"))
    vm.addDrive({ ...slotOf(drive, "SCSI"), kind: "dvd", path: drive.text("iso_path") });
  for (const adapter of values.objects("network_adapter"))
    vm.addAdapter({ isLegacy: false, switchName: adapter.text("switch_name") }, values);
  const entries = values.objects("boot_order");
  if (entries.length > 0)
    vm.set(
      "bootOrder",
      entries.flatMap((entry) => bootEntry(entry, entry.text("type") === "network_adapter")),
    );
}

function readTaliesins(values: Fields, draft: EstateDraft, source: unknown): void {
  const vm = beginVm(values, draft, source);
  if (!vm) return;
  vm.set("processors", values.count("processor_count"));
  for (const drive of values.objects("hard_disk_drives")) {
    const number = drive.count("disk_number");
    vm.addDrive({
      ...slotOf(drive, "SCSI"),
      kind: "disk",
      path: drive.text("path"),
      diskNumber: number === noDisk ? undefined : number,
      isShared: drive.flag("support_persistent_reservations"),
      minimumIops: drive.count("minimum_iops"),
      maximumIops: drive.count("maximum_iops"),
    });
  }
  for (const drive of values.objects("dvd_drives"))
    vm.addDrive({ ...slotOf(drive, undefined), kind: "dvd", path: drive.text("path") });
  for (const adapter of values.objects("network_adaptors"))
    vm.addAdapter({ isLegacy: adapter.flag("is_legacy") ?? false, switchName: adapter.text("switch_name") }, values);
  const entries = values.objects("vm_firmware").flatMap((firmware) => firmware.objects("boot_order"));
  if (entries.length > 0)
    vm.set(
      "bootOrder",
      entries.flatMap((entry) => bootEntry(entry, entry.text("boot_type")?.toLowerCase() === "networkadapter")),
    );
}

/** The provider's number for a drive without a disk of the host. */
const noDisk = 4294967295;

function slotOf(drive: Fields, byDefault: "SCSI" | undefined) {
  return {
    controllerType: drive.word("controller_type", controllerTypes) ?? byDefault,
    controller: drive.count("controller_number"),
    location: drive.count("controller_location"),
  } as const;
}

function bootEntry(entry: Fields, isNetwork: boolean): readonly string[] {
  const [controller, location] = [entry.count("controller_number"), entry.count("controller_location")];
  if (isNetwork) return ["network"];
  return controller === undefined || location === undefined ? [] : [`${controller}:${location}`];
}
