/** Says what the statement or argument under the cursor means: of a device first what its I/O gets, of a name what has it. */
import type { Hover } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import type { Device, VirtualMachine } from "../model/layout.ts";
import { ruleContextOf } from "../rule-context.ts";
import { type Costs, resolveCosts } from "../simulation/paths/costs.ts";
import { adviceFor } from "./advice-for-guest.ts";
import { describeDevice } from "./describe-device.ts";
import { describeName } from "./describe-name.ts";
import { describePart, describeUsage, paragraphs } from "./hover-text.ts";
import { type Located, locate } from "./located.ts";
import { describeStart } from "./start/describe-start.ts";

/** Figures rest on `costs`, the configured ones. */
export function hover(
  document: HvvmDocument,
  position: Position,
  costs: Costs = resolveCosts().costs,
): Hover | undefined {
  const located = locate(document, position);
  if (!located) return undefined;
  const found = deviceAt(located);
  const isPath =
    located.part.kind === "keyword" || (located.part.kind === "argument" && located.part.spec.type.kind === "address");
  const device = found ? describeDevice(found.device, found.vm, document, costs, isPath) : "";
  const start = startAt(located, document);
  const usage = located.part.kind === "keyword" ? describeUsage(located.statement.spec) : "";
  const meaning = nameAt(located, document, costs) ?? describePart(located.statement, located.part);
  const advice = found && isPath ? adviceFor(found.device, found.vm) : "";
  const value =
    found && isPath ? paragraphs(device, meaning, advice, usage) : paragraphs(meaning, start ?? device, usage);
  return { contents: { kind: "markdown", value }, range: document.rangeOf(located.range, located.placed.start) };
}

function nameAt({ placed, part }: Located, document: HvvmDocument, costs: Costs): string | undefined {
  if (part.kind !== "argument" || part.spec.type.kind !== "name" || typeof part.field.value !== "string")
    return undefined;
  return describeName(document, placed, part.spec.type.of, part.field.value, costs);
}

/** How the VM starts, on a word that decides it. */
function startAt({ placed, path, statement, part }: Located, { definitions }: HvvmDocument): string | undefined {
  const isAboutStart = statement.spec.isAboutStart || (part.kind === "argument" && part.spec.isAboutStart);
  if (!isAboutStart) return undefined;
  const vm = placed.item.layout.find((each) => each.kind === "vm" && path.includes(each.statement));
  return vm?.kind === "vm" ? describeStart(vm, ruleContextOf(vm, definitions).releases) : undefined;
}

/** The device whose line or block the position is in. */
function deviceAt({ placed, path }: Located): { device: Device; vm: VirtualMachine } | undefined {
  for (const vm of placed.item.layout) {
    const device = vm.kind === "vm" ? vm.devices.find(({ statement }) => path.includes(statement)) : undefined;
    if (device && vm.kind === "vm") return { device, vm };
  }
  return undefined;
}
