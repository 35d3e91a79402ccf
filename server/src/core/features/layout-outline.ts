/** The parts of a layout with their positions, for the preview: what is in which slot, and what is wrong. */
import { group } from "d3-array";
import type { HvvmDocument } from "../document.ts";
import { type ExpectedFigure, expectedFigure } from "../forecast/expectations.ts";
import { bootDevice, bootDisk, devicesInReach } from "../model/boot.ts";
import { type Device, generationOf, known, slotName, type VirtualMachine } from "../model/layout.ts";
import { ruleContextOf } from "../rule-context.ts";
import { isSyntaxCode } from "../rules/registry.ts";
import type { PlacedFinding } from "../rules/rule-runner.ts";
import { builtInLoads } from "../schema/loads.ts";
import { listedFindings } from "./diagnostics.ts";
import { type OutlinedVolumes, type OutlineVolume, outlineVolumes } from "./outline-volumes.ts";
import { type VmStart, vmStart } from "./start/vm-start.ts";

export type { OutlineVolume } from "./outline-volumes.ts";

/** What the preview draws in addition to the report: the layout's parts with their positions in the text. Lines and characters are counted from 0. */
export interface LayoutOutline {
  readonly vms: readonly OutlineVm[];
  readonly hosts: readonly OutlineHost[];
  readonly volumes: readonly OutlineVolume[];
  /** The loads with requests that a disk could carry: first those of the file, then the built-in ones. */
  readonly loads: readonly OutlineLoad[];
  /** Errors of the layout: the picture may be incomplete. */
  readonly problems: readonly OutlineProblem[];
  /** Whether parts of the text cannot be read, so that parts of the layout may be missing here. */
  readonly isBroken?: true;
}

export interface OutlineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface OutlineVm {
  readonly name: string;
  /** The host that it runs on; absent if the layout names none. Distinguishes two volumes with the same prefix. */
  readonly host?: string | undefined;
  readonly generation: 1 | 2;
  readonly range: OutlineRange;
  readonly slots: readonly OutlineSlot[];
  readonly start: OutlineStart;
}

/** How the VM starts, or where to fix what keeps it from starting. */
export interface OutlineStart extends Omit<VmStart, "mend"> {
  readonly mend?: { readonly range: OutlineRange; readonly fixes: readonly string[] } | undefined;
}

export interface OutlineSlot {
  /** As in the report, such as `scsi 0:1`. */
  readonly slot: string;
  readonly kind: "disk" | "physical" | "dvd";
  /** File, `physical N`, or `empty`. */
  readonly label: string;
  readonly boot: boolean;
  /** What the layout expects of the disk; absent if it expects nothing. */
  readonly expectations?: readonly ExpectedFigure[] | undefined;
  readonly range: OutlineRange;
  /** Index of the volume that it is on; absent if the layout does not say. */
  readonly volume?: number | undefined;
  /** Whether the load is not written in the layout: `assumed` for a boot disk, which always carries one. */
  readonly load?: "assumed" | "none" | undefined;
}

export interface OutlineHost {
  readonly name: string;
  /** Logical processors; absent if the layout does not say. */
  readonly processors?: number | undefined;
}

export interface OutlineLoad {
  readonly name: string;
  readonly isBuiltIn: boolean;
}

export interface OutlineProblem {
  readonly code: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly message: string;
  readonly range: OutlineRange;
}

export function layoutOutline(document: HvvmDocument, findings: readonly PlacedFinding[]): LayoutOutline {
  const vms: OutlineVm[] = [];
  const hosts: OutlineHost[] = [];
  const loads = new Set<string>();
  const errors = group(
    findings.filter(({ severity }) => severity === "error"),
    ({ start }) => start,
  );
  const volumes = outlineVolumes(document);
  for (const { start, item } of document.items) {
    for (const part of item.read().layout) {
      if (part.kind === "vm") vms.push(outlineVm(part, start, document, errors.get(start) ?? [], volumes));
      if (part.kind === "host" && part.name) hosts.push({ name: part.name.value, processors: known(part.processors) });
      if (part.kind === "load" && part.name) loads.add(part.name.value);
    }
  }
  const problems = listedFindings(findings).listed.map((finding) => outlineProblem(finding, document));
  const isBroken = findings.some(({ code, severity }) => severity === "error" && isSyntaxCode(code));
  return {
    vms,
    hosts,
    volumes: volumes.all(),
    loads: outlineLoads(loads),
    problems,
    ...(isBroken ? { isBroken } : {}),
  };
}

/** A load of the file hides a built-in one with the same name, as it does for disks. */
function outlineLoads(own: ReadonlySet<string>): OutlineLoad[] {
  const hidden = new Set([...own].map((name) => name.toLowerCase()));
  const builtIn = Object.keys(builtInLoads).filter((name) => builtInLoads[name]!.queueDepth !== 0 && !hidden.has(name));
  return [
    ...[...own].map((name) => ({ name, isBuiltIn: false })),
    ...builtIn.map((name) => ({ name, isBuiltIn: true })),
  ];
}

function outlineVm(
  vm: VirtualMachine,
  start: number,
  document: HvvmDocument,
  errorsOfItem: readonly PlacedFinding[],
  volumes: OutlinedVolumes,
): OutlineVm {
  const inReach = devicesInReach(vm);
  const boot = bootDevice(vm, inReach);
  const startDisk = bootDisk(vm, inReach);
  const host = known(vm.on);
  return {
    name: vm.name?.value ?? "",
    generation: generationOf(vm) ?? 1,
    ...(host === undefined ? {} : { host }),
    range: document.rangeOf(vm.statement.range, start),
    slots: vm.devices.map((device): OutlineSlot => {
      return {
        ...outlineContent(device),
        slot: slotName(device),
        boot: device === boot,
        ...outlineExpectations(device),
        range: document.rangeOf(device.statement.range, start),
        volume: volumes.put(device, vm),
        ...(statesNoLoad(device) ? { load: device === startDisk ? "assumed" : "none" } : {}),
      };
    }),
    start: outlineStart(vm, start, document, errorsOfItem),
  };
}

function statesNoLoad({ content }: Device): boolean {
  return content.kind !== "dvd" && content.load === undefined;
}

function outlineStart(
  vm: VirtualMachine,
  start: number,
  document: HvvmDocument,
  errorsOfItem: readonly PlacedFinding[],
): OutlineStart {
  const { range } = vm.statement;
  const own = errorsOfItem.filter(({ finding: { at } }) => at.start >= range.start && at.start <= range.end);
  const { mend, ...said } = vmStart(vm, ruleContextOf(vm, document.definitions).releases, own);
  return mend ? { ...said, mend: { range: document.rangeOf(mend.at, start), fixes: mend.fixes } } : said;
}

function outlineExpectations({ content }: Device): Pick<OutlineSlot, "expectations"> {
  const expectations = content.kind === "dvd" ? [] : content.expectations.map(expectedFigure);
  return expectations.length === 0 ? {} : { expectations };
}

function outlineContent({ content }: Device): Pick<OutlineSlot, "kind" | "label"> {
  switch (content.kind) {
    case "disk":
      return { kind: "disk", label: content.file.value.text };
    case "physical-disk":
      return { kind: "physical", label: `physical ${content.number.value}` };
    case "dvd":
      return { kind: "dvd", label: content.iso?.value.text ?? content.drive?.value ?? "empty" };
  }
}

function outlineProblem({ code, severity, start, finding }: PlacedFinding, document: HvvmDocument): OutlineProblem {
  return { code, severity, message: finding.message, range: document.rangeOf(finding.at, start) };
}
