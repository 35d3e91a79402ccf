/** Describes how a VM starts, as Markdown: what its firmware tries, in which order, and what the guest's drivers reach. */
import type { VirtualMachine } from "../../model/layout.ts";
import { vmTitle } from "../../model/slots.ts";
import type { Release } from "../../schema/releases.ts";
import { paragraphs, plain } from "../hover-text.ts";
import { type VmStart, vmStart } from "./vm-start.ts";

const marks: Readonly<Record<VmStart["outcome"], string>> = { starts: "✓", fails: "✗", unknown: "?" };

export function describeStart(vm: VirtualMachine, releases: readonly Release[] | undefined): string {
  const start = vmStart(vm, releases);
  const { outcome, reason, attempts, unseenByFirmware, steps } = start;
  const verdict =
    outcome === "fails" ? `does not start: ${reason}` : outcome === "starts" ? reason : `may start: ${reason}`;
  const tried = attempts.map(({ title, meaning }, index) => `${index + 1}. ${plain(title)}: ${meaning}`);
  const unseen = unseenByFirmware !== "" ? `Not seen by the BIOS, which has no VMBus: ${unseenByFirmware}.` : "";
  const later = steps.filter(({ name, text }) => outcome === "starts" && text !== "" && isAfterFirmware(name));
  return paragraphs(
    `${marks[outcome]} ${plain(vmTitle(vm))} ${plain(verdict)}.`,
    tried.length > 0 ? `The firmware tries, in this order:\n\n${tried.join("\n")}` : "",
    unseen,
    later.map(({ name, text }) => `- ${name}: ${plain(text)}`).join("\n"),
  );
}

function isAfterFirmware(name: VmStart["steps"][number]["name"]): boolean {
  return name === "drivers" || name === "data disks";
}
