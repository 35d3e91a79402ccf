/** What the values of options mean: phases, names of VMs, numbers. */
import { InvalidArgumentError } from "commander";
import type { LayoutItem, VirtualMachine } from "../core/model/layout.ts";
import type { Phase } from "../core/simulation/report.ts";
import { UsageError } from "./exit-codes.ts";

export const phases: readonly Phase[] = ["firmware", "without-drivers", "with-drivers", "first-writes"];

/** UsageError if there is none of that name. Names of VMs differ by more than their capitals. */
export function vmNamed(name: string, layout: readonly LayoutItem[], path: string): VirtualMachine {
  const vms = layout.filter((item) => item.kind === "vm");
  const vm = vms.find((candidate) => candidate.name?.value.toLowerCase() === name.toLowerCase());
  if (!vm) throw new UsageError(`"${path}" has no VM "${name}".`);
  return vm;
}

/** Throws what commander shows as one line of misuse. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return Number(text);
}
