/** Reads bound statements as a typed layout. What cannot be read is left out; the binding has said why. */
import { type ControllerType, controllers, controllerTypes } from "../schema/controllers.ts";
import { builtInLoads, defaultLoad, type LoadFigures } from "../schema/loads.ts";
import type { Media } from "../schema/media.ts";
import type { Release } from "../schema/releases.ts";
import type { Address, Range } from "../syntax/tree.ts";
import type { BoundItem, BoundStatement, Field, FieldValue } from "./bound.ts";
import type {
  Adapter,
  Device,
  Disk,
  DiskLoad,
  DiskOptions,
  DiskType,
  Dvd,
  Floppy,
  Host,
  LayoutItem,
  LoadDefinition,
  Maybe,
  ParentDisk,
  PhysicalDisk,
  PhysicalDiskUse,
  Ranged,
  Startup,
  VirtualMachine,
  Volume,
} from "./layout.ts";
import { parseWindowsPath, type WindowsPath } from "./windows-path.ts";

export function readLayoutItems(bound: BoundItem): readonly LayoutItem[] {
  return bound.statements.flatMap((statement): LayoutItem[] => {
    switch (statement.spec.keyword) {
      case "platform":
        return [{ kind: "platform", statement, release: read<Release>(statement, "release") }];
      case "host":
        return [readHost(statement)];
      case "load":
        return [readLoad(statement)];
      case "vm":
        return [readVm(statement)];
      default:
        return [];
    }
  });
}

function readHost(statement: BoundStatement): Host {
  const sound = validChildren(statement);
  return {
    kind: "host",
    statement,
    name: said<string>(statement, "name"),
    platform: readChild<Release>(statement, "platform", "release"),
    volumes: sound("volume").flatMap(readVolume),
    physicalDisks: sound("physical").flatMap(readPhysicalDisk),
    hasUncertainVolumes: mayBeBroken(statement, "volume"),
    hasUncertainPhysicalDisks: mayBeBroken(statement, "physical"),
  };
}

function readVolume(statement: BoundStatement): Volume[] {
  const prefix = path(statement, "prefix");
  const media = said<Media>(statement, "media");
  return prefix && media ? [{ prefix, media, capacityBytes: said<number>(statement, "capacity") }] : [];
}

function readPhysicalDisk(statement: BoundStatement): PhysicalDisk[] {
  const number = said<number>(statement, "number");
  const media = said<Media>(statement, "media");
  return number && media ? [{ number, media, capacityBytes: said<number>(statement, "capacity") }] : [];
}

function readLoad(statement: BoundStatement): LoadDefinition {
  return { kind: "load", statement, name: said<string>(statement, "name"), figures: readFigures(statement) };
}

function readFigures(statement: BoundStatement): LoadFigures {
  const value = (keyword: string, argument: string): number | undefined => {
    const child = validChildren(statement)(keyword)[0];
    return child && said<number>(child, argument)?.value;
  };
  const bytes = value("request-size", "size");
  const read = value("read", "percent");
  const random = value("random", "percent");
  const rate = value("rate", "count");
  const queueDepth = value("queue-depth", "count");
  const isOpen = rate !== undefined && !comesFirst(statement, "queue-depth", "rate");
  return {
    requestSizes: bytes === undefined ? defaultLoad.requestSizes : [{ bytes, weight: 1 }],
    read: read === undefined ? defaultLoad.read : read / 100,
    random: random === undefined ? defaultLoad.random : random / 100,
    ...(isOpen ? { rate } : { queueDepth: queueDepth ?? defaultLoad.queueDepth! }),
  };
}

function comesFirst(statement: BoundStatement, keyword: string, other: string): boolean {
  const index = (wanted: string) => statement.children.findIndex((child) => child.spec.keyword === wanted);
  return index(keyword) !== -1 && (index(other) === -1 || index(keyword) < index(other));
}

function readVm(statement: BoundStatement): VirtualMachine {
  const sound = validChildren(statement);
  return {
    kind: "vm",
    statement,
    name: said<string>(statement, "name"),
    on: readChild<string>(statement, "on", "host"),
    generation: readChild<1 | 2>(statement, "generation", "generation"),
    guest: readChild<string>(statement, "guest", "system"),
    integrationServices: readChild<boolean>(statement, "integration-services", "state"),
    processors: readChild<number>(statement, "processors", "count"),
    startup: readStartup(statement),
    devices: controllerTypes.flatMap((type) => readDevices(sound(controllers[type].keyword), type)).sort(byPlace),
    controllers: sound("scsi").flatMap(readController),
    floppy: sound("floppy").map(readFloppy)[0],
    adapters: sound("network").map(readAdapter),
    mayBeIncomplete: mayBeIncomplete(statement),
  };
}

function byPlace(a: Device, b: Device): number {
  return a.statement.range.start - b.statement.range.start;
}

function readStartup(vm: BoundStatement): Startup | "unknown" | undefined {
  const child = vm.children.find((candidate) => candidate.spec.keyword === "startup");
  if (!child) return vm.uncertainKeywords.has("startup") ? "unknown" : undefined;
  const classes = child.fields.get("classes");
  if (child.isBroken || !classes) return "unknown";
  const said = (classes.value as readonly Field[]).map(({ value, range }) => ({ value: value as string, range }));
  return { keyword: child.keyword, range: classes.range, classes: said };
}

function readDevices(statements: readonly BoundStatement[], controllerType: ControllerType): readonly Device[] {
  return statements.flatMap((statement) => {
    const slot = said<Address>(statement, "slot");
    const content = slot && readContent(statement);
    return content ? [{ statement, controllerType, slot, content, boot: flag(statement, "boot") }] : [];
  });
}

function readContent(statement: BoundStatement): Disk | PhysicalDiskUse | Dvd | undefined {
  const file = path(statement, "file");
  if (file) return { kind: "disk", file, load: readDiskLoad(statement), ...readOptions(statement) };
  const number = said<number>(statement, "number");
  if (number) return { kind: "physical-disk", number, load: readDiskLoad(statement), ...readOptions(statement) };
  const form = statement.form.json?.property;
  if (form !== "dvd" && form !== "physicalDvd") return undefined;
  return {
    kind: "dvd",
    iso: path(statement, "iso"),
    drive: said<string>(statement, "drive"),
    physical:
      statement.words.get("physical") ?? (form === "physicalDvd" ? statement.fields.get("drive")?.range : undefined),
  };
}

function readOptions(statement: BoundStatement): DiskOptions {
  const ofChild = (keyword: string, argument: string): Ranged<number> | undefined => {
    const read = readChild<number>(statement, keyword, argument);
    return read === "unknown" ? undefined : read;
  };
  return {
    type: said<DiskType>(statement, "type"),
    sizeBytes: said<number>(statement, "size"),
    shared: flag(statement, "shared"),
    parent: readParent(statement),
    blockSizeBytes: ofChild("block-size", "size"),
    sectorSizeBytes: ofChild("sector-size", "bytes"),
    minimumIops: ofChild("minimum-iops", "count"),
    maximumIops: ofChild("maximum-iops", "count"),
  };
}

/** The whole chain, from its far end on, so that its length is bounded by memory alone. */
function readParent(statement: BoundStatement): ParentDisk | "unknown" | undefined {
  const chain: BoundStatement[] = [];
  let innermost = statement;
  for (let child = firstParent(innermost); child && !child.isBroken; child = firstParent(child)) {
    chain.push(child);
    innermost = child;
  }
  let parent: ParentDisk | "unknown" | undefined =
    firstParent(innermost) || innermost.uncertainKeywords.has("parent") || innermost.hasBrokenBlock
      ? "unknown"
      : undefined;
  for (const child of chain.reverse()) {
    const file = path(child, "file");
    parent = file ? { keyword: child.keyword, file, parent } : "unknown";
  }
  return parent;
}

function firstParent(statement: BoundStatement): BoundStatement | undefined {
  return statement.children.find((child) => child.spec.keyword === "parent");
}

function readDiskLoad(statement: BoundStatement): DiskLoad | "unknown" | undefined {
  const child = statement.children.find((candidate) => candidate.spec.keyword === "load");
  if (!child) return statement.uncertainKeywords.has("load") ? "unknown" : undefined;
  if (child.isBroken) return "unknown";
  const name = said<string>(child, "name");
  return name ? { name } : { figures: readFigures(child), keyword: child.keyword };
}

/** The figures of a load by its name: the file's own before the built-in ones. */
export function builtInLoad(name: string): LoadFigures | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(builtInLoads, key) ? builtInLoads[key] : undefined;
}

function readFloppy(statement: BoundStatement): Floppy {
  return { keyword: statement.keyword, file: path(statement, "file") };
}

function readAdapter(statement: BoundStatement): Adapter {
  return {
    keyword: statement.keyword,
    legacy: flag(statement, "legacy"),
    switchName: said<string>(statement, "switch"),
  };
}

/** Statements of a keyword that are whole; of those that may stand once, the first. */
function validChildren(statement: BoundStatement): (keyword: string) => readonly BoundStatement[] {
  return (keyword) => {
    const all = statement.children.filter((child) => child.spec.keyword === keyword);
    const held = all[0]?.spec.once === undefined ? all : all.slice(0, 1);
    return held.filter((child) => !child.isBroken);
  };
}

/** Whether something broken in the block is, or may have been meant as, a statement of the keyword. */
function mayBeBroken(statement: BoundStatement, keyword: string): boolean {
  const broken = statement.children.filter((child) => child.isBroken || child.hasBrokenBlock);
  const isUnexplained = statement.hasBrokenBlock && broken.length === 0;
  return (
    statement.isBroken ||
    isUnexplained ||
    statement.uncertainKeywords.has(keyword) ||
    broken.some((child) => child.spec.keyword === keyword)
  );
}

function mayBeIncomplete(statement: BoundStatement): boolean {
  return statement.isBroken || statement.hasBrokenBlock;
}

function readChild<T extends FieldValue>(statement: BoundStatement, keyword: string, argument: string): Maybe<T> {
  const child = statement.children.find((candidate) => candidate.spec.keyword === keyword);
  if (child) return read<T>(child, argument);
  return statement.uncertainKeywords.has(keyword) ? "unknown" : undefined;
}

function read<T extends FieldValue>(statement: BoundStatement, argument: string): Maybe<T> {
  return statement.isBroken ? "unknown" : (said<T>(statement, argument) ?? "unknown");
}

function readController(statement: BoundStatement): VirtualMachine["controllers"] {
  const field = statement.fields.get("controller");
  return field ? [{ value: field.value as number, range: field.range, digits: field.digits ?? field.range }] : [];
}

function said<T extends FieldValue>(statement: BoundStatement, argument: string): Ranged<T> | undefined {
  const field = statement.fields.get(argument);
  return field && { value: field.value as T, range: field.range };
}

function path(statement: BoundStatement, argument: string): Ranged<WindowsPath> | undefined {
  const field = statement.fields.get(argument);
  return field && { value: parseWindowsPath(field.value as string), range: field.range };
}

function flag(statement: BoundStatement, argument: string): Range | undefined {
  return statement.fields.get(argument)?.range;
}
