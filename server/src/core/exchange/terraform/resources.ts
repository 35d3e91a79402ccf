/** What the configurations of both providers have in common: labels of files and VMs, hosts, comments. */
import type { VmSlot } from "../../schema/controllers.ts";
import { type ExportedVm, fileKey, notesOf } from "../exported-vm.ts";
import type { Target } from "../target-limits.ts";
import type { FilePlan } from "../vm-plan.ts";
import { type BodyPart, block, comment, Expression, type HclObject, Labels } from "./hcl.ts";

export interface Resources {
  /** A file that is created, once for each host; its path is a value for the resources that use it. */
  readonly files: readonly { readonly file: FilePlan; readonly label: string; readonly host: string }[];
  pathOf(path: string, host: string): string | Expression;
  labelOf(vm: ExportedVm): string;
  /** Which provider configuration a resource uses, if the layout has several hosts. */
  providerOf(host: string): HclObject;
}

/** `write`: the form in which the provider expects a path. `canBeMade`: whether the provider can create the file. */
export function resourcesOf(
  vms: readonly ExportedVm[],
  write: (path: string) => string,
  canBeMade: (file: FilePlan) => boolean,
): Resources {
  const hosts = [...new Set(vms.map(({ vm }) => vm.host))];
  const labels = new Labels();
  const aliases = new Labels();
  const aliasOf = new Map(hosts.map((host) => [host, aliases.next(host)]));
  const labelOf = new Map(vms.map((exported) => [exported, labels.next(exported.vm.name)]));
  const fileLabels = new Labels();
  const files = new Map<string, { file: FilePlan; label: string; host: string }>();
  for (const exported of vms) {
    const { vm } = exported;
    for (const file of vm.files) {
      const key = fileKey(file.path, vm.host);
      if (!canBeMade(file) || files.has(key)) continue;
      const name = file.path.slice(file.path.lastIndexOf("\\") + 1).replace(/\.[^.]*$/, "");
      files.set(key, { file, label: fileLabels.next(`${labelOf.get(exported)}_${name}`), host: vm.host });
    }
  }
  return {
    files: [...files.values()],
    pathOf(path, host) {
      const made = files.get(fileKey(path, host));
      return made ? new Expression(`hyperv_vhd.${made.label}.path`) : write(path);
    },
    labelOf: (exported) => labelOf.get(exported) ?? "",
    providerOf: (host) => (hosts.length > 1 ? { provider: new Expression(`hyperv.${aliasOf.get(host)}`) } : {}),
  };
}

/** What the VM's block leaves out, and what must exist. */
export function vmComments(exported: ExportedVm, target: Target): readonly BodyPart[] {
  return notesOf(exported, target).map((text) => ({ comment: text }));
}

/** The head of a configuration: its description and the provider that it needs. */
export function configurationHead(
  source: string,
  version: string,
  notes: readonly string[],
  vms: readonly ExportedVm[],
) {
  const hasHosts = new Set(vms.map(({ vm }) => vm.host)).size > 1;
  const lines = [
    ...notes,
    ...(hasHosts
      ? ["Each host needs a provider configuration of its own, defined elsewhere, whose alias is made from its name."]
      : []),
  ];
  const comments = [
    "The virtual machines of an HVVM layout.",
    ...lines,
    "To Terraform, a VM or file that is renamed in the layout is a new one, and the old one would be destroyed;",
    "prevent_destroy prevents that.",
  ];
  const provider = { attributes: { source, version } };
  const required = { block: "required_providers", body: [{ block: "hyperv =", body: [provider] }] };
  return `${comments.map(comment).join("\n")}\n\n${block("terraform", [required])}`;
}

export const preventDestroy: BodyPart = { block: "lifecycle", body: [{ attributes: { prevent_destroy: true } }] };

export function slotAttributes(slot: VmSlot): HclObject {
  return { controller_number: slot.controller, controller_location: slot.location };
}
