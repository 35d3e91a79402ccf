/** Parses the values of options: names of VMs, slots, numbers. */
import { InvalidArgumentError } from "commander";
import { type LayoutItem, slotName, type VirtualMachine } from "../core/model/layout.ts";
import { UsageError } from "./exit-codes.ts";

/** Throws a UsageError if there is no VM of that name. Names of VMs are compared without regard to case. */
export function vmNamed(name: string, layout: readonly LayoutItem[], path: string): VirtualMachine {
  const vms = layout.filter((item) => item.kind === "vm");
  const vm = vms.find((candidate) => candidate.name?.value.toLowerCase() === name.toLowerCase());
  if (!vm) throw new UsageError(`"${path}" has no VM "${name}".`);
  return vm;
}

/** A slot as reports write it, such as `scsi 0:0`; case, spaces and leading zeros are ignored. */
export function slotTitle(text: string): string {
  const [, type = "", controller, location] = /^\s*([a-z]+)\s+(\d{1,9}):(\d{1,9})\s*$/i.exec(text) ?? [];
  return type === "" ? text : `${type.toLowerCase()} ${Number(controller)}:${Number(location)}`;
}

/**
 * An address alone, such as `0:1`, is the slot with that address if the VMs have only one kind of it; otherwise the
 * text is returned unchanged.
 */
export function slotNamed(text: string, vms: readonly VirtualMachine[]): string {
  const [, controller, location] = /^\s*(\d{1,9}):(\d{1,9})\s*$/.exec(text) ?? [];
  if (controller === undefined) return text;
  const address = `${Number(controller)}:${Number(location)}`;
  const names = new Set(
    vms.flatMap(({ devices }) => devices.map(slotName)).filter((name) => name.endsWith(` ${address}`)),
  );
  const [only = text] = names.size === 1 ? names : [];
  return only;
}

/** The file of `--out`; `undefined` for standard output, which may also be written as `-`. */
export function outputFile(out: string | undefined): string | undefined {
  return out === "-" ? undefined : out;
}

/** Throws what commander reports as misuse in one line. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return Number(text);
}
