/** Reads bound statements as a typed layout. What cannot be read is left out; the binding has reported the reason. */
import { type ControllerType, controllers, controllerTypes } from "../schema/controllers.ts";
import { defaultLoad, type LoadFigures } from "../schema/loads.ts";
import type { Release } from "../schema/releases.ts";
import type { Address } from "../syntax/tree.ts";
import { type BoundItem, type BoundStatement, childOf, type Field } from "./bound.ts";
import {
  type Adapter,
  type Device,
  type Disk,
  type DiskLoad,
  type DiskOptions,
  type DiskType,
  type Dvd,
  type Expectation,
  type Floppy,
  type LayoutItem,
  type LoadDefinition,
  type Metric,
  metrics,
  type Order,
  type ParentDisk,
  type PhysicalDiskUse,
  type VirtualMachine,
} from "./layout.ts";
import { argumentValue, childArgumentValue, flag, path, read, readChild, validChildren } from "./read-fields.ts";
import { readCluster, readHost, readMedia } from "./read-hosts.ts";

export function readLayoutItems(bound: BoundItem): readonly LayoutItem[] {
  return bound.statements.flatMap((statement): LayoutItem[] => {
    switch (statement.spec.keyword) {
      case "platform":
        return [{ kind: "platform", statement, release: read<Release>(statement, "release") }];
      case "host":
        return [readHost(statement)];
      case "cluster":
        return [readCluster(statement)];
      case "media":
        return [readMedia(statement)];
      case "load":
        return [readLoad(statement)];
      case "vm":
        return [readVm(statement)];
      default:
        return [];
    }
  });
}

function readLoad(statement: BoundStatement): LoadDefinition {
  return { kind: "load", statement, name: argumentValue<string>(statement, "name"), figures: readFigures(statement) };
}

function readFigures(statement: BoundStatement): LoadFigures {
  const value = (keyword: string, argument: string): number | undefined => {
    const child = validChildren(statement)(keyword)[0];
    return child && argumentValue<number>(child, argument)?.value;
  };
  const bytes = value("request-size", "size");
  const read = value("read", "percent");
  const random = value("random", "percent");
  const durable = value("durable", "percent");
  const rate = value("rate", "count");
  const queueDepth = value("queue-depth", "count");
  const isOpen = rate !== undefined && !comesFirst(statement, "queue-depth", "rate");
  return {
    requestSizes: bytes === undefined ? defaultLoad.requestSizes : [{ bytes, weight: 1 }],
    read: read === undefined ? defaultLoad.read : read / 100,
    random: random === undefined ? defaultLoad.random : random / 100,
    ...(durable === undefined ? {} : { durable: durable / 100 }),
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
    name: argumentValue<string>(statement, "name"),
    on: readChild<string>(statement, "on", "host"),
    generation: readChild<1 | 2>(statement, "generation", "generation"),
    guest: readChild<string>(statement, "guest", "system"),
    integrationServices: readChild<boolean>(statement, "integration-services", "state"),
    processors: readChild<number>(statement, "processors", "count"),
    startup: readOrder(statement, "startup", "classes"),
    bootOrder: readOrder(statement, "boot-order", "entries"),
    devices: readDevices(statement),
    controllers: sound("scsi").flatMap(readController),
    floppy: sound("floppy").map(readFloppy)[0],
    adapters: sound("network").map(readAdapter),
    mayBeIncomplete: statement.isBroken || statement.hasBrokenBlock,
  };
}

function readOrder<Entry>(vm: BoundStatement, keyword: string, argument: string): Order<Entry> | "unknown" | undefined {
  const child = childOf(vm, keyword);
  if (!child) return vm.uncertainKeywords.has(keyword) ? "unknown" : undefined;
  const list = child.fields.get(argument);
  if (child.isBroken || !list) return "unknown";
  const entries = (list.value as readonly Field[]).map(({ value, range }) => ({ value: value as Entry, range }));
  return { keyword: child.keyword, range: list.range, entries };
}

/** In the order of the text. */
function readDevices(vm: BoundStatement): readonly Device[] {
  const devices: Device[] = [];
  for (const statement of vm.children) {
    const controllerType = statement.isBroken ? undefined : controllerTypeOf.get(statement.spec.keyword);
    const slot = controllerType && argumentValue<Address>(statement, "slot");
    const content = slot && readContent(statement);
    if (content) devices.push({ statement, controllerType, slot, content, boot: flag(statement, "boot") });
  }
  return devices;
}

const controllerTypeOf: ReadonlyMap<string, ControllerType> = new Map(
  controllerTypes.map((type) => [controllers[type].keyword, type]),
);

function readContent(statement: BoundStatement): Disk | PhysicalDiskUse | Dvd | undefined {
  const file = path(statement, "file");
  if (file) return { kind: "disk", file, ...readUse(statement), ...readOptions(statement) };
  const number = argumentValue<number>(statement, "number");
  if (number) return { kind: "physical-disk", number, ...readUse(statement), ...readOptions(statement) };
  const form = statement.form.json?.property;
  if (form !== "dvd" && form !== "physicalDvd") return undefined;
  return {
    kind: "dvd",
    iso: path(statement, "iso"),
    drive: argumentValue<string>(statement, "drive"),
    physical:
      statement.words.get("physical") ?? (form === "physicalDvd" ? statement.fields.get("drive")?.range : undefined),
  };
}

function readUse(statement: BoundStatement): Pick<Disk, "load" | "partitionStyle" | "expectations"> {
  return {
    load: readDiskLoad(statement),
    partitionStyle: childArgumentValue<"mbr" | "gpt">(statement, "partition-style", "style"),
    expectations: readExpectations(statement),
  };
}

/** Of two with the same metric, the first. */
function readExpectations(statement: BoundStatement): readonly Expectation[] {
  const found = new Map<string, Expectation>();
  for (const child of statement.children) {
    const [metric] = child.form.sequence;
    if (child.spec.keyword !== "expect" || child.isBroken || !isMetric(metric) || found.has(metric)) continue;
    const field = [...child.fields.values()][0];
    if (field) found.set(metric, { metric, bound: { value: field.value as number, range: field.range } });
  }
  return found.size === 0 ? noExpectations : [...found.values()];
}

const noExpectations: readonly Expectation[] = [];

function isMetric(word: unknown): word is Metric {
  return (metrics as readonly unknown[]).includes(word);
}

function readOptions(statement: BoundStatement): DiskOptions {
  const ofChild = (keyword: string, argument: string) => childArgumentValue<number>(statement, keyword, argument);
  return {
    type: argumentValue<DiskType>(statement, "type"),
    sizeBytes: argumentValue<number>(statement, "size"),
    shared: flag(statement, "shared"),
    parent: readParent(statement),
    blockSizeBytes: ofChild("block-size", "size"),
    sectorSizeBytes: ofChild("sector-size", "bytes"),
    physicalSectorSizeBytes: ofChild("physical-sector-size", "bytes"),
    minimumIops: ofChild("minimum-iops", "count"),
    maximumIops: ofChild("maximum-iops", "count"),
  };
}

/** The whole chain, from its far end on, so that only the memory limits its length. */
function readParent(statement: BoundStatement): ParentDisk | "unknown" | undefined {
  const chain: BoundStatement[] = [];
  let innermost = statement;
  for (let child = childOf(innermost, "parent"); child && !child.isBroken; child = childOf(child, "parent")) {
    chain.push(child);
    innermost = child;
  }
  let parent: ParentDisk | "unknown" | undefined =
    childOf(innermost, "parent") || innermost.uncertainKeywords.has("parent") || innermost.hasBrokenBlock
      ? "unknown"
      : undefined;
  for (const child of chain.reverse()) {
    const file = path(child, "file");
    parent = file ? { keyword: child.keyword, file, parent } : "unknown";
  }
  return parent;
}

function readDiskLoad(statement: BoundStatement): DiskLoad | "unknown" | undefined {
  const child = childOf(statement, "load");
  if (!child) return statement.uncertainKeywords.has("load") ? "unknown" : undefined;
  if (child.isBroken) return "unknown";
  const name = argumentValue<string>(child, "name");
  return name ? { name } : { figures: readFigures(child), keyword: child.keyword };
}

function readFloppy(statement: BoundStatement): Floppy {
  return { keyword: statement.keyword, file: path(statement, "file") };
}

function readAdapter(statement: BoundStatement): Adapter {
  return {
    keyword: statement.keyword,
    legacy: flag(statement, "legacy"),
    switchName: argumentValue<string>(statement, "switch"),
  };
}

function readController(statement: BoundStatement): VirtualMachine["controllers"] {
  const field = statement.fields.get("controller");
  return field ? [{ value: field.value as number, range: field.range, digits: field.digits ?? field.range }] : [];
}
