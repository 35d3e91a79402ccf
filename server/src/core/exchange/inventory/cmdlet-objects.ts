/**
 * Reads objects of the Hyper-V cmdlets that were piped to ConvertTo-Json: whole VMs with everything attached to them,
 * or drives, controllers, adapters, firmware and virtual disks on their own. The collector's VMs have the same form.
 */
import { exactly } from "../../figures.ts";
import type { EstateDraft, VmIdentity } from "./estate-draft.ts";
import { elements, enumerationName, Fields } from "./fields.ts";
import { type Refusal, truncated, vmCommand } from "./refusal.ts";
import type { VhdFacts } from "./vhd-index.ts";
import { type DriveRecord, kindOfFile, type VmDraft } from "./vm-draft.ts";

const controllerTypes = ["ide", "scsi", "pmem"];
const dvdMediaTypes = ["none", "iso", "passthrough"];
/** BootDevice of New-VM: https://learn.microsoft.com/powershell/module/hyper-v/new-vm. */
const bootDevices = ["floppy", "cd", "ide", "legacynetworkadapter", "networkadapter", "vhd"];
/** https://learn.microsoft.com/windows/win32/hyperv_v2/msvm-bootsourcesettingdata. */
const bootTypes = ["unknown", "drive", "network", "file"];
/** https://learn.microsoft.com/windows/win32/hyperv_v2/msvm-virtualharddisksettingdata. */
const vhdTypes = ["", "", "fixed", "dynamic", "differencing"];
const startupWords: Readonly<Record<string, string>> = {
  cd: "cd",
  ide: "ide",
  vhd: "ide",
  legacynetworkadapter: "legacy-network",
  networkadapter: "legacy-network",
  floppy: "floppy",
};

/** Reads one object. `undefined` if it is not an object of a known cmdlet. */
export function readCmdletObject(fields: Fields, draft: EstateDraft, source: unknown): Refusal | "read" | undefined {
  if (fields.has("snapshottype") || fields.text("vmsnapshotname") !== undefined) {
    draft.remark("Checkpoints and their drives are left out: a layout describes VMs as they are now.");
    return "read";
  }
  if (
    fields.has("harddrives") ||
    (fields.has("generation") && fields.hasAny("processorcount", "memorystartup", "state"))
  )
    return readVm(fields, draft, source);
  const part = partOf(fields, source);
  if (part) {
    if (typeof part === "object") return part;
    draft.part(vmIdentity(fields), part);
    return "read";
  }
  if (fields.hasAny("vhdtype", "vhdformat") && fields.has("path")) return readVhd(fields, draft, hostOf(fields));
  if (fields.has("logicalprocessorcount")) {
    const name = fields.text("name") ?? hostOf(fields);
    if (name !== undefined) setProcessors(draft, name, fields);
    return "read";
  }
  return undefined;
}

export function readVm(fields: Fields, draft: EstateDraft, source: unknown, host = hostOf(fields)): Refusal | "read" {
  const name = fields.text("name") ?? fields.text("vmname");
  const vm = draft.vm({ id: fields.text("vmid") ?? fields.text("id"), name, host }, source);
  if (!vm) return "read";
  vm.set("generation", fields.generation("generation"));
  vm.set("processors", fields.count("processorcount"));
  remarkOnRest(fields, vm);
  for (const { property, whole, add } of lists) {
    const value = fields.value(property);
    if (value === undefined || value === null) continue;
    if (whole) vm.listsAll(whole);
    for (const element of elements(value)) {
      if (typeof element !== "object" || element === null) return truncated(`"${fields.written(property)}"`, vmCommand);
      add(new Fields(element), vm, fields);
    }
  }
  setFirmware(fields, vm);
  return "read";
}

/** The lists that belong to a VM. */
const lists: readonly {
  readonly property: string;
  readonly whole?: "disks" | "dvds" | "controllers" | "adapters";
  /** `list` identifies the list, so that all objects of one list are counted together. */
  readonly add: (fields: Fields, vm: VmDraft, list: unknown) => void;
}[] = [
  { property: "harddrives", whole: "disks", add: (fields, vm) => vm.addDrive(hardDrive(fields)) },
  { property: "dvddrives", whole: "dvds", add: (fields, vm) => vm.addDrive(dvdDrive(fields)) },
  { property: "scsicontrollers", whole: "controllers", add: addController },
  { property: "networkadapters", whole: "adapters", add: addAdapter },
  { property: "floppydrive", add: (fields, vm) => vm.set("floppy", { file: fields.text("path") }) },
];

/** What an object on its own says about the VM that it names. `source` identifies the inventory that contains it. */
function partOf(fields: Fields, source: unknown): ((vm: VmDraft) => void) | Refusal | undefined {
  if (fields.has("controllerlocation")) {
    const drive = driveOf(fields);
    return (vm) => {
      const kind = drive.kind === "unknown" ? kindOfFile(drive.path) : drive.kind;
      if (kind) vm.listsAll(kind === "dvd" ? "dvds" : "disks");
      vm.addDrive(drive);
    };
  }
  if (fields.hasAny("startuporder", "bootorder")) {
    if (elements(fields.value("bootorder")).some(isCutOff))
      return truncated(
        '"BootOrder"',
        "Get-VM | Where-Object Generation -eq 2 | Get-VMFirmware | ConvertTo-Json -Depth 4",
      );
    // Each of these cmdlets is for VMs of one generation only.
    const generation = (fields.value("startuporder") ?? null) !== null ? 1 : 2;
    return (vm) => {
      vm.set("generation", generation);
      setFirmware(fields, vm);
    };
  }
  if (fields.hasAny("switchname") && fields.hasAny("macaddress", "islegacy", "switchid")) {
    return (vm) => {
      vm.listsAll("adapters");
      addAdapter(fields, vm, source);
    };
  }
  if (fields.has("controllernumber")) {
    if (elements(fields.value("drives")).some((drive) => typeof drive !== "object"))
      return truncated('"Drives"', "Get-VM | Get-VMScsiController | ConvertTo-Json -Depth 4");
    const drives = fields.objects("drives").map(driveOf);
    // The name is in the host's language, but IDE is called IDE in all of them.
    const isIde = /\bIDE\b/.test(fields.text("name") ?? "") || drives.some((drive) => drive.controllerType === "IDE");
    return (vm) => {
      for (const drive of drives) vm.addDrive(drive);
      if (isIde) return;
      vm.listsAll("controllers");
      addController(fields, vm);
    };
  }
  return undefined;
}

function isCutOff(entry: unknown): boolean {
  return typeof entry !== "object" || typeof new Fields(entry as object).value("device") === "string";
}

/** The boot orders of Get-VMBios and Get-VMFirmware. */
function setFirmware(fields: Fields, vm: VmDraft): void {
  const startup = elements(fields.value("startuporder")).map((device) => enumerationName(device, bootDevices));
  const words = startup.map((device) => (device === undefined ? undefined : startupWords[device]));
  if (startup.length > 0 && !words.includes(undefined)) vm.set("startup", words as readonly string[]);
  else if (startup.length > 0) vm.remark("Its start-up order has a device that is not known; it is left out.");
  const entries = fields.objects("bootorder");
  if (entries.length > 0) vm.set("bootOrder", entries.flatMap(bootEntry));
  if (fields.enumeration("secureboot", ["on", "off"]) === "on") vm.addExtra("secure boot");
}

/** A slot such as `0:1`, on SCSI unless it begins with another type, `network` or `file`; empty for anything unknown. */
function bootEntry(fields: Fields): readonly string[] {
  const slot = fields.object("device") ?? fields;
  const [controller, location] = [slot.count("controllernumber"), slot.count("controllerlocation")];
  if (controller !== undefined && location !== undefined) {
    const controllerType = slot.enumeration("controllertype", controllerTypes) ?? "scsi";
    return [`${controllerType === "scsi" ? "" : `${controllerType.toUpperCase()} `}${controller}:${location}`];
  }
  const type = fields.enumeration("boottype", bootTypes);
  return type === "network" || type === "file" ? [type] : [];
}

function remarkOnRest(fields: Fields, vm: VmDraft): void {
  const memory = fields.count("memorystartup");
  if (memory !== undefined && memory > 0) vm.addExtra(`${Math.round(memory / 2 ** 20)} MB of memory`);
  const adapters = elements(fields.value("fibrechannelhostbusadapters")).length;
  if (adapters > 0) vm.addExtra(exactly(adapters, "virtual Fibre Channel adapter"));
}

function slotOf(fields: Fields): Pick<DriveRecord, "controllerType" | "controller" | "location"> {
  const type = fields.enumeration("controllertype", controllerTypes)?.toUpperCase();
  return {
    controllerType: type === "IDE" || type === "SCSI" ? type : undefined,
    controller: fields.count("controllernumber"),
    location: fields.count("controllerlocation"),
  };
}

/** The kind is recognized by the properties. */
function driveOf(fields: Fields): DriveRecord {
  if (fields.has("dvdmediatype")) return dvdDrive(fields);
  if (fields.hasAny("disknumber", "maximumiops", "supportpersistentreservations")) return hardDrive(fields);
  return { ...slotOf(fields), kind: "unknown", path: fields.text("path") };
}

function hardDrive(fields: Fields): DriveRecord {
  const vhd = fields.object("vhd");
  return {
    ...slotOf(fields),
    kind: "disk",
    path: fields.text("path"),
    diskNumber: fields.count("disknumber"),
    isShared: fields.flag("supportpersistentreservations"),
    minimumIops: fields.count("minimumiops"),
    maximumIops: fields.count("maximumiops"),
    ...(vhd ? { facts: vhdFacts(vhd) } : {}),
  };
}

function dvdDrive(fields: Fields): DriveRecord {
  const isPhysical = fields.enumeration("dvdmediatype", dvdMediaTypes) === "passthrough";
  return { ...slotOf(fields), kind: "dvd", path: fields.text("path"), isPhysical };
}

function addController(fields: Fields, vm: VmDraft): void {
  const number = fields.count("controllernumber");
  if (number !== undefined) vm.addController(number);
}

function addAdapter(fields: Fields, vm: VmDraft, list: unknown): void {
  vm.addAdapter({ isLegacy: fields.flag("islegacy") ?? false, switchName: fields.text("switchname") }, list);
  const vlan = fields.object("vlansetting")?.count("accessvlanid") ?? fields.count("vlanid");
  if (vlan) vm.addExtra(`VLAN ${vlan}`);
}

export function readVhd(fields: Fields, draft: EstateDraft, host: string | undefined): "read" {
  const path = fields.text("path");
  if (path !== undefined && !fields.text("error"))
    draft.vhds.add(host && draft.hostName(host).toLowerCase(), path, vhdFacts(fields));
  return "read";
}

function vhdFacts(fields: Fields): VhdFacts {
  const type = fields.enumeration("vhdtype", vhdTypes);
  const isType = type === "fixed" || type === "dynamic" || type === "differencing";
  return {
    type: isType ? type : undefined,
    sizeBytes: fields.count("size"),
    blockSizeBytes: fields.count("blocksize") || undefined,
    sectorSizeBytes: fields.count("logicalsectorsize") || undefined,
    physicalSectorSizeBytes: fields.count("physicalsectorsize") || undefined,
    parentPath: fields.text("parentpath") ?? (fields.has("parentpath") ? null : undefined),
  };
}

function setProcessors(draft: EstateDraft, host: string, fields: Fields): void {
  const count = fields.count("logicalprocessorcount");
  if (count !== undefined) draft.host(host).processors ??= count;
}

export function vmIdentity(fields: Fields): VmIdentity {
  return { id: fields.text("vmid"), name: fields.text("vmname"), host: hostOf(fields) };
}

/** The name of the host, unless it is one that every computer has for itself. */
function hostOf(fields: Fields): string | undefined {
  const name = fields.text("pscomputername") ?? fields.text("computername");
  return name !== undefined && !["localhost", ".", "127.0.0.1", "::1"].includes(name.toLowerCase()) ? name : undefined;
}
