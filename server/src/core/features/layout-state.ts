/** A layout in the form in which it is compared: its devices with what identifies each, and the lines of its statements. */
import type { HvvmDocument } from "../document.ts";
import { identityOf } from "../exchange/drift/disk-identity.ts";
import type { BoundStatement } from "../model/bound.ts";
import { type Device, known, type LayoutItem, slotName, type VirtualMachine } from "../model/layout.ts";
import { toNative } from "../model/to-native.ts";
import type { StatementLine, StatementLines } from "./changed-statements.ts";
import type { LayoutState, PlacedDevice } from "./compare-layouts.ts";
import { statementMeaning } from "./statement-meaning.ts";

export function layoutState(document: HvvmDocument): LayoutState {
  const layout = document.items.flatMap(({ item }) => item.read().layout);
  const devices = layout.flatMap((vm) => (vm.kind === "vm" ? vm.devices.map((device) => placed(vm, device)) : []));
  return { devices, statements: layout.map(linesOf) };
}

function placed(vm: VirtualMachine, device: Device): PlacedDevice {
  const { content, statement } = device;
  // The slot already says the keyword and the address.
  const text = textOf(statement).replace(/^\S+\s+\S+\s+/, "");
  return {
    vm: vm.name?.value ?? "",
    slot: slotName(device),
    text,
    meaning: statementMeaning(statement),
    isDvd: content.kind === "dvd",
    identity: identityOf(content, known(vm.on)),
    ownIdentity: identityOf(content) ?? text,
  };
}

function linesOf(item: LayoutItem): StatementLines {
  const { statement } = item;
  // If the file has a single platform, it changes like a line of the file.
  if (item.kind === "platform") return { statement: "platform", lines: [lineOf(statement)] };
  const devices = new Set(item.kind === "vm" ? item.devices.map((device) => device.statement) : []);
  const lines = statement.children.filter((child) => !devices.has(child)).map(lineOf);
  const head = textOf({ ...statement, children: [] })
    .replace(/\{[^{}]*\}$/, "")
    .trimEnd();
  return { statement: head, lines };
}

function lineOf(statement: BoundStatement): StatementLine {
  return { text: textOf(statement), meaning: statementMeaning(statement) };
}

function textOf(statement: BoundStatement): string {
  return toNative([statement]).trim();
}
