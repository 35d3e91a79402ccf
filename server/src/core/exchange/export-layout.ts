/** A layout as text that builds it on a host, for each target. */
import { known, type LayoutItem } from "../model/layout.ts";
import { type Definitions, isPlatformUncertain, statedRelease } from "../rule-context.ts";
import { ansiblePlaybook } from "./ansible/playbook.ts";
import { type ExportedVm, exportedVm, lossLines, withSharedFiles } from "./exported-vm.ts";
import { powerShellScript } from "./powershell/script.ts";
import { refusal } from "./refused-name.ts";
import { type Target, targets } from "./target-limits.ts";
import { taliesinsConfiguration } from "./terraform/taliesins.ts";
import { windsorcliConfiguration } from "./terraform/windsorcli.ts";

export interface ExportOptions {
  readonly target: Target;
  /** Export only the VM of this name, without regard to case. */
  readonly vm?: string | undefined;
  /** For PowerShell: only ASCII characters, for readers that may mistake the encoding. */
  readonly isAscii: boolean;
}

export interface LayoutExport {
  /** `undefined` if no VM could be exported. */
  readonly text: string | undefined;
  /** What the text leaves out: a sentence for each kind of loss and VM, and for each VM that is missing. */
  readonly notes: readonly string[];
}

/** `layout` must not have errors. */
export function exportLayout(
  layout: readonly LayoutItem[],
  definitions: Definitions,
  { target, vm: wanted, isAscii }: ExportOptions,
): LayoutExport {
  const notes: string[] = [];
  const vms: ExportedVm[] = [];
  for (const item of layout) {
    if (item.kind !== "vm") continue;
    if (wanted !== undefined && item.name?.value.toLowerCase() !== wanted.toLowerCase()) continue;
    const release = known(statedRelease({ on: item.on, isPlatformUncertain: isPlatformUncertain(item) }, definitions));
    const host = definitions.hosts.get((known(item.on) ?? "").toLowerCase());
    const isInCluster = known(host?.cluster) !== undefined;
    const exported = withHost(exportedVm(item, { release, isInCluster }, target), definitions);
    const reason = refusal(exported.vm, target);
    if (reason !== undefined) {
      notes.push(`VM "${exported.vm.name}" is not exported to ${targets[target].title}: ${reason}.`);
      continue;
    }
    vms.push(exported);
    notes.push(...lossLines(exported, target));
  }
  return { text: vms.length === 0 ? undefined : writeTarget(withSharedFiles(vms), target, isAscii), notes };
}

/** The host is written as it is defined; a VM may name it in different case. */
function withHost({ vm, losses }: ExportedVm, { hosts }: Definitions): ExportedVm {
  return { vm: { ...vm, host: hosts.get(vm.host.toLowerCase())?.name?.value ?? vm.host }, losses };
}

function writeTarget(vms: readonly ExportedVm[], target: Target, isAscii: boolean): string {
  switch (target) {
    case "powershell":
      return powerShellScript(vms, isAscii);
    case "ansible":
      return ansiblePlaybook(vms);
    case "windsorcli":
      return windsorcliConfiguration(vms);
    case "taliesins":
      return taliesinsConfiguration(vms);
  }
}
