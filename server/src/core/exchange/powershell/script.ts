/** A layout as a PowerShell script: fixed functions, the layout as literal data, one loop. */
import { upperFirst } from "../../model/expectation.ts";
import { vmSlotTitle } from "../../model/slots.ts";
import type { VmSlot } from "../../schema/controllers.ts";
import { commentText } from "../comment-text.ts";
import { type ExportedVm, notesOf } from "../exported-vm.ts";
import {
  type AdapterPlan,
  type BootEntry,
  bootDeviceNames,
  type DiskPlan,
  type DvdPlan,
  type FilePlan,
} from "../vm-plan.ts";
import { changeFunctions } from "./change-functions.ts";
import { basicFunctions, machineFunctions } from "./compare-functions.ts";
import { driveFunctions } from "./drive-functions.ts";
import { scriptEnd, scriptHead } from "./frame.ts";
import { powerShellString } from "./literal.ts";

/** The part that is the same in every script. */
export const fixedFunctions = basicFunctions + driveFunctions + machineFunctions + changeFunctions;

/** With `isAscii` the text is ASCII; otherwise a file with other characters needs a byte order mark. */
export function powerShellScript(vms: readonly ExportedVm[], isAscii: boolean): string {
  const data = vms.map((exported) => vmData(exported, isAscii)).join("");
  return `${scriptHead}${fixedFunctions}
# The layout.
$layout = @(
${data})
${scriptEnd}`;
}

function vmData(exported: ExportedVm, isAscii: boolean): string {
  const text = (value: string | undefined) => (value === undefined ? "$null" : powerShellString(value, isAscii));
  const { vm } = exported;
  // Generation 2 always has controller 0.
  const controllers = vm.generation === 2 ? Math.max(1, vm.scsiControllers) : vm.scsiControllers;
  const lines = [
    ...notesOf(exported, "powershell").map((note) => `# ${commentText(note, isAscii)}`),
    `Name = ${text(vm.name)}`,
    `Host = ${text(vm.host)}`,
    `Generation = ${vm.generation}`,
    `Processors = ${vm.processors}`,
    `ScsiControllers = ${controllers}`,
    ...list(
      "Files",
      vm.files.map((file) => fileData(file, text)),
    ),
    ...list(
      "Disks",
      vm.disks.map((disk) => diskData(disk, text)),
    ),
    ...list(
      "Dvds",
      vm.dvds.map((dvd) => dvdData(dvd, text)),
    ),
    `Floppy = ${text(vm.floppy)}`,
    ...list(
      "Adapters",
      vm.adapters.map((adapter) => adapterData(adapter, text)),
    ),
    `Startup = @(${vm.generation === 1 ? vm.startup.map((name) => `'${bootDeviceNames[name]}'`).join(", ") : ""})`,
    `BootOrder = @(${vm.bootOrder.map((entry) => `'${bootName(entry)}'`).join(", ")})`,
    `BootFirst = ${vm.bootDevice ? `'${vmSlotTitle(vm.bootDevice)}'` : "$null"}`,
  ];
  return `    @{\n${lines.map((line) => `        ${line}\n`).join("")}    }\n`;
}

/** In the form in which Get-BootName of the script names an entry. */
function bootName(entry: BootEntry): string {
  if (entry === "network") return "Network";
  return entry === "file" ? "File" : vmSlotTitle(entry);
}

type Text = (value: string | undefined) => string;

function list(name: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [`${name} = @()`] : [`${name} = @(`, ...entries.map((entry) => `    ${entry}`), ")"];
}

function fileData(file: FilePlan, text: Text): string {
  const { path, type, parent, sizeBytes, blockSizeBytes, sectorSizeBytes, physicalSectorSizeBytes } = file;
  return table({
    Path: text(path),
    Type: type ? `'${upperFirst(type)}'` : "$null",
    ParentPath: text(parent),
    SizeBytes: number(sizeBytes),
    BlockSizeBytes: number(blockSizeBytes),
    LogicalSectorSizeBytes: number(sectorSizeBytes),
    PhysicalSectorSizeBytes: number(physicalSectorSizeBytes),
  });
}

function diskData({ content, minimumIops, maximumIops, isShared, ...slot }: DiskPlan, text: Text): string {
  return table({
    ...slotData(slot),
    Path: text(typeof content === "string" ? content : undefined),
    DiskNumber: number(typeof content === "number" ? content : undefined),
    MinimumIOPS: `${minimumIops}`,
    MaximumIOPS: `${maximumIops}`,
    Shared: boolean(isShared),
  });
}

function dvdData({ path, ...slot }: DvdPlan, text: Text): string {
  return table({ ...slotData(slot), Path: text(path) });
}

function adapterData({ isLegacy, switchName }: AdapterPlan, text: Text): string {
  return table({ IsLegacy: boolean(isLegacy), SwitchName: text(switchName) });
}

function slotData({ controllerType, controller, location }: VmSlot) {
  return {
    ControllerType: `'${controllerType}'`,
    ControllerNumber: `${controller}`,
    ControllerLocation: `${location}`,
  };
}

function table(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return `@{ ${pairs.join("; ")} }`;
}

/** In bytes: PowerShell reads whole numbers above 2147483647 as Int64. */
function number(value: number | undefined): string {
  return value === undefined ? "$null" : `${value}`;
}

function boolean(value: boolean): string {
  return value ? "$true" : "$false";
}
