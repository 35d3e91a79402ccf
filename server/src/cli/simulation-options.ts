/** What the commands that simulate share: the VM that is asked for, and the phases. */
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
