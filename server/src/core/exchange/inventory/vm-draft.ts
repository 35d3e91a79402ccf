/** One virtual machine as it is assembled from the records of inventories, in any order. */
import { compareVmSlots, vmSlotTitle } from "../../model/slots.ts";
import { parseWindowsPath } from "../../model/windows-path.ts";
import type { VmSlot } from "../../schema/controllers.ts";
import { cleaner, cleanText } from "./clean-text.ts";
import type { DriveOptions, EstateAdapter, EstateDevice, EstateVm } from "./estate.ts";
import type { VhdFacts, VhdIndex } from "./vhd-index.ts";

/** A drive as an inventory lists it. `undefined` for what the inventory does not say. */
export interface DriveRecord extends Partial<DriveOptions> {
  readonly kind: "disk" | "dvd" | "unknown";
  readonly controllerType: "IDE" | "SCSI" | undefined;
  readonly controller: number | undefined;
  readonly location: number | undefined;
  readonly path: string | undefined;
  /** The host's disk, for a pass-through disk. */
  readonly diskNumber?: number | undefined;
  /** A disk or DVD drive of the host. */
  readonly isPhysical?: boolean;
  /** Facts about the file that are listed with the drive. */
  readonly facts?: VhdFacts;
}

/** Facts that a VM has once. The first value that is set stays. */
interface VmFacts {
  host: string;
  generation: 1 | 2;
  processors: number;
  floppy: { readonly file: string | undefined };
  startup: readonly string[];
  bootOrder: readonly string[];
}

/** A drive that is left out, and why. */
interface Omission {
  readonly reason: string;
  readonly slot?: VmSlot;
  readonly isDiskOfHost?: boolean;
}

export class VmDraft {
  private readonly facts: { [Name in keyof VmFacts]?: VmFacts[Name] | undefined } = {};
  private readonly drives: DriveRecord[] = [];
  private readonly remarks = new Set<string>();
  private readonly extras = new Set<string>();
  private readonly controllers = new Set<number>();
  /** By the list that contains them, so that the adapters of a VM that is listed twice are counted once. */
  private readonly adapters = new Map<unknown, EstateAdapter[]>();
  private readonly complete = new Set<"disks" | "dvds" | "controllers" | "adapters">();
  /** The inventory whose VM object created it. */
  source: unknown;

  constructor(
    readonly name: string,
    public id: string | undefined,
  ) {}

  set<Name extends keyof VmFacts>(name: Name, value: VmFacts[Name] | undefined): void {
    if (value !== undefined) this.facts[name] ??= value;
  }

  get host(): string | undefined {
    return this.facts.host;
  }

  /** The rest of that kind will follow, or does not exist. */
  listsAll(what: "disks" | "dvds" | "controllers" | "adapters"): void {
    this.complete.add(what);
  }

  addDrive(drive: DriveRecord): void {
    this.drives.push(drive);
  }

  addController(number: number): void {
    this.controllers.add(number);
  }

  /** `list` identifies the list, so that all adapters of one list are counted together. */
  addAdapter(adapter: EstateAdapter, list: unknown): void {
    const others = this.adapters.get(list);
    if (others) others.push(adapter);
    else this.adapters.set(list, [adapter]);
  }

  remark(text: string): void {
    this.remarks.add(text);
  }

  /** Something that a layout does not express, such as `8192 MB of memory`. */
  addExtra(text: string): void {
    this.extras.add(text);
  }

  /** Adds the facts about files that are listed with its drives. */
  addFacts(vhds: VhdIndex): void {
    for (const { path, facts } of this.drives)
      if (path !== undefined && facts) vhds.add(this.host?.toLowerCase(), path, facts);
  }

  /** The VM, once all inventories have been read. */
  finish(vhds: VhdIndex): EstateVm {
    const { host, generation, processors, floppy, startup, bootOrder } = this.facts;
    const remarks = new Set(this.remarks);
    if (this.extras.size > 0) remarks.add(`Not part of a layout: ${[...this.extras].join(", ")}.`);
    const clean = cleaner(remarks);
    const devices = new Map<string, EstateDevice>();
    const omissions = new Map<string, Omission>();
    for (const drive of this.drives) {
      const device = this.device(drive, vhds, clean);
      if ("reason" in device) {
        omissions.set(device.reason, device);
        continue;
      }
      const title = vmSlotTitle(device);
      const before = devices.get(title);
      if (!before) devices.set(title, device);
      else if (before.content.kind === "disk" && sameFile(before, device)) devices.set(title, united(before, device));
      else if (!sameContent(before, device))
        remarks.add(`${title} is listed twice, with different contents; the first is written.`);
    }
    // What one record does not tell of a slot, another may.
    const omitted = [...omissions.values()].filter(({ slot }) => !slot || !devices.has(vmSlotTitle(slot)));
    for (const { reason } of omitted) remarks.add(reason);
    const isLeftOut = (entry: string) =>
      entry.includes(" ") || (this.complete.has("disks") && entry.includes(":") && !devices.has(`SCSI ${entry}`));
    // An entry for each adapter is one for all of them.
    const order = new Set(bootOrder);
    const leftOut = [...order].filter(isLeftOut);
    for (const entry of leftOut) order.delete(entry);
    if (leftOut.length > 0)
      remarks.add(`Its boot order is written without ${leftOut.join(", ")}, because no drive is written there.`);
    const [adapters = [], ...otherAdapters] = this.adapters.values();
    if (otherAdapters.some((others) => !sameAdapters(adapters, others)))
      remarks.add("Its network adapters are listed twice, and differ; the first list is written.");
    return {
      id: this.id,
      name: clean(this.name),
      host: host === undefined ? undefined : clean(host),
      generation,
      processors,
      devices: [...devices.values()].sort(compareVmSlots),
      unnumberedDisks: omitted.flatMap(({ slot, isDiskOfHost }) => (slot && isDiskOfHost ? [slot] : [])),
      listsDisks: this.complete.has("disks"),
      listsDvds: this.complete.has("dvds"),
      controllers: this.complete.has("controllers") ? [...this.controllers].sort((a, b) => a - b) : undefined,
      floppy: floppy && { file: floppy.file === undefined ? undefined : clean(floppy.file) },
      adapters: this.complete.has("adapters")
        ? adapters.map(({ isLegacy, switchName }) => ({
            isLegacy,
            switchName: switchName === undefined ? undefined : clean(switchName),
          }))
        : undefined,
      startup,
      bootOrder: order.size > 0 ? [...order] : undefined,
      remarks: [...remarks],
    };
  }

  private device(drive: DriveRecord, vhds: VhdIndex, clean: (text: string) => string): EstateDevice | Omission {
    const { controller, location, path } = drive;
    const controllerType = drive.controllerType ?? defaultController(drive, this.facts.generation);
    if (controllerType === undefined || controller === undefined || location === undefined)
      return {
        reason: `A drive ${path === undefined ? "" : `with "${cleanText(path)}" `}is left out, because no slot on IDE or SCSI is listed for it.`,
      };
    const slot: VmSlot = { controllerType, controller, location };
    const title = vmSlotTitle(slot);
    const kind = drive.kind === "unknown" ? kindOfFile(path) : drive.kind;
    const omit = (what: string, isDiskOfHost = false) => ({
      reason: `${title} holds ${what}; it is left out.`,
      slot,
      isDiskOfHost,
    });
    if (kind === undefined) return omit("a drive of an unknown kind");
    if (kind === "dvd") {
      const physical = drive.isPhysical || /^[a-z]:\\?$/i.test(path ?? "");
      if (physical && path === undefined) return omit("a drive of the host whose letter is not listed");
      const drivePath = path === undefined ? undefined : clean(path);
      const content = physical
        ? { kind, iso: undefined, drive: drivePath?.replace(/\\$/, "") }
        : { kind, iso: drivePath, drive: undefined };
      return { ...slot, content, remarks: [] };
    }
    if (drive.diskNumber !== undefined)
      return { ...slot, content: { kind: "physical-disk", number: drive.diskNumber }, remarks: [] };
    // In place of a path, Hyper-V describes such a disk: `Disk 3 465.76 GB Bus 0 Lun 0 Target 0`, in the host's language.
    const isDescription = path !== undefined && !/[\\/:]/.test(path) && kindOfFile(path) === undefined;
    if (drive.isPhysical || isDescription) return omit("a disk of the host whose number is not listed", true);
    if (path === undefined) return omit("a hard disk drive without a file");
    const { file, facts, remarks } = vhds.resolve(this.host?.toLowerCase(), path);
    const { isShared, minimumIops, maximumIops } = drive;
    const parents = facts.parents?.map(clean);
    const content = { kind, file: clean(file), facts: { ...facts, parents }, isShared, minimumIops, maximumIops };
    return { ...slot, content, remarks: remarks.map(cleanText) };
  }
}

/** DVD drives of generation 2 are on SCSI, those of generation 1 on IDE: https://learn.microsoft.com/powershell/module/hyper-v/add-vmdvddrive. */
function defaultController({ kind }: DriveRecord, generation: 1 | 2 | undefined): "IDE" | "SCSI" | undefined {
  if (kind !== "dvd" || generation === undefined) return undefined;
  return generation === 1 ? "IDE" : "SCSI";
}

/** What a drive holds, according to the extension of its file. */
export function kindOfFile(path: string | undefined): "disk" | "dvd" | undefined {
  const { extension } = parseWindowsPath(path ?? "");
  if (extension === ".iso") return "dvd";
  return [".vhd", ".vhdx", ".vhds", ".avhd", ".avhdx"].includes(extension) ? "disk" : undefined;
}

function sameFile(a: EstateDevice, b: EstateDevice): boolean {
  return (
    a.content.kind === "disk" &&
    b.content.kind === "disk" &&
    parseWindowsPath(a.content.file).key === parseWindowsPath(b.content.file).key
  );
}

function sameContent(a: EstateDevice, b: EstateDevice): boolean {
  return JSON.stringify(a.content) === JSON.stringify(b.content);
}

function sameAdapters(a: readonly EstateAdapter[], b: readonly EstateAdapter[]): boolean {
  const texts = [a, b].map((adapters) =>
    adapters
      .map((adapter) => JSON.stringify(adapter).toLowerCase())
      .sort()
      .join(),
  );
  return texts[0] === texts[1];
}

/** Merges what two listings of the same disk say. */
function united(a: EstateDevice, b: EstateDevice): EstateDevice {
  if (a.content.kind !== "disk" || b.content.kind !== "disk") return a;
  return {
    ...a,
    content: {
      ...a.content,
      isShared: a.content.isShared ?? b.content.isShared,
      minimumIops: a.content.minimumIops ?? b.content.minimumIops,
      maximumIops: a.content.maximumIops ?? b.content.maximumIops,
    },
  };
}
