/** The documentation page on what each export target does not support; generated from the table. */
import { type LimitKind, reasonOf, targetLimits, targetNames, targets } from "./target-limits.ts";

export function limitsPage(): string {
  const kinds = Object.keys(targetLimits) as readonly LimitKind[];
  const head = ["part of a layout", ...targetNames.map((target) => targets[target].title)];
  const rows = kinds.map((kind) => [
    targetLimits[kind].title,
    ...targetNames.map((target) => (reasonOf(kind, target) === undefined ? "yes" : "no")),
  ]);
  const reasons = kinds.map((kind) => {
    const each = targetNames.flatMap((target) => {
      const reason = reasonOf(kind, target);
      return reason === undefined ? [] : `${targets[target].title}: ${reason}.`;
    });
    return `- **${targetLimits[kind].title}**. ${each.join(" ")}`;
  });
  return `# What each target of an export supports

\`hvvm export\` names what its target does not support: in a comment in the file that it writes, and in one line on standard
error for each kind and virtual machine. What the table does not list, such as disks in their slots, files, processors
and network adapters with a switch, is supported by all targets.

${[head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")}

## Why

${reasons.join("\n")}

## Names

A virtual machine with a name, host or path that a target would misread is not exported to it, and a line on standard error
gives the reason: wildcards, where a VM is looked up by Get-VM; for Ansible, hosts such as \`all\` and \`localhost\`; for
taliesins/hyperv, single quotes.

## What no target builds

Loads, expectations, guest system, integration services and the style of a disk's partitions describe what runs in a
virtual machine; media, volumes and capacities describe the host. They are for checks and simulation, and no export
mentions them. Memory, secure boot and checkpoints are not part of a layout: a new virtual machine has the defaults of
New-VM.
`;
}
