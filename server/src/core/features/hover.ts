/** Explains the statement or argument under the cursor: for a device, first the figures of its I/O; for a name, what it stands for. */
import type { Hover, MarkupContent } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import type { VirtualMachine } from "../model/layout.ts";
import { ruleContextOf } from "../rule-context.ts";
import { type Costs, resolveCosts } from "../simulation/paths/costs.ts";
import { adviceFor } from "./advice-for-guest.ts";
import { describeDevice } from "./describe-device.ts";
import { describeName, describePlace } from "./describe-name.ts";
import { describePart, describeUsage, paragraphs } from "./hover-text.ts";
import { type Located, locate } from "./located.ts";
import { describeStart } from "./start/describe-start.ts";

/** Figures are based on `costs`, the configured ones. */
export function hover(
  document: HvvmDocument,
  position: Position,
  costs: Costs = resolveCosts().costs,
): (Hover & { readonly contents: MarkupContent }) | undefined {
  const located = locate(document, position);
  if (!located) return undefined;
  const { statement, part } = located;
  const vm = vmAt(located);
  const device = vm?.devices.find((each) => located.path.includes(each.statement));
  const isPath = part.kind === "keyword" || (part.kind === "argument" && part.spec.type.kind === "address");
  // On other words of a device's line the hover explains the word; the figures are at its slot and at its load.
  const isAboutIo = isPath || part.kind === "word" || statement !== device?.statement;
  const io = vm && device && isAboutIo ? describeDevice(device, vm, document, costs, isPath) : "";
  const meaning = nameAt(located, document, costs) ?? describePart(statement, part, placeAt(located, vm, document));
  const usage = part.kind === "keyword" ? describeUsage(statement.spec) : "";
  const value =
    vm && device && isPath
      ? paragraphs(io, meaning, adviceFor(device, vm), usage)
      : paragraphs(meaning, startAt(located, vm, document) ?? io, usage);
  return { contents: { kind: "markdown", value }, range: document.rangeOf(located.range, located.placed.start) };
}

function vmAt({ placed, path }: Located): VirtualMachine | undefined {
  return placed.item.layout.flatMap((each) => (each.kind === "vm" && path.includes(each.statement) ? [each] : []))[0];
}

/** Which volume a file of a VM is on. */
function placeAt({ part }: Located, vm: VirtualMachine | undefined, document: HvvmDocument): string {
  const isFile = part.kind === "argument" && part.spec.type.kind === "path";
  return vm && isFile ? describePlace(document, vm, String(part.field.value)) : "";
}

function nameAt({ placed, part }: Located, document: HvvmDocument, costs: Costs): string | undefined {
  if (part.kind !== "argument" || part.spec.type.kind !== "name" || typeof part.field.value !== "string")
    return undefined;
  return describeName(document, placed, part.spec.type.of, part.field.value, costs);
}

/** How the VM starts, on a word that determines it. */
function startAt({ statement, part }: Located, vm: VirtualMachine | undefined, { definitions }: HvvmDocument) {
  const isAboutStart = statement.spec.isAboutStart || (part.kind === "argument" && part.spec.isAboutStart);
  return vm && isAboutStart ? describeStart(vm, ruleContextOf(vm, definitions).releases) : undefined;
}
