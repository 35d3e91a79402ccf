/** Names and paths that a target would misread: a VM with such a name is not exported. */
import type { Target } from "./target-limits.ts";
import type { VmPlan } from "./vm-plan.ts";

/** Why the VM cannot be exported to `target`, as the end of a sentence; `undefined` if it can. */
export function refusal(vm: VmPlan, target: Target): string | undefined {
  const texts = textsOf(vm);
  // They look it up by Get-VM: https://learn.microsoft.com/powershell/module/hyper-v/get-vm.
  const reader = target === "ansible" ? "the modules of Ansible read" : "the provider reads";
  if (target !== "powershell" && /[*?[\]`]/.test(vm.name))
    return `its name has one of * ? [ ] \`, which ${reader} as a pattern`;
  const path = target === "taliesins" && vm.files.find((file) => /[[\]`]/.test(file.path))?.path;
  if (path) return `"${path}" has one of [ ] \`, which the provider reads as a pattern`;
  if (target === "ansible") {
    if (isControlNode(vm.host)) return `Ansible takes the host "${vm.host}" for the computer that it runs on itself`;
    if (!isAnsibleHost(vm.host)) return `Ansible reads the name of its host, "${vm.host}", as a pattern or a group`;
    // YAML 1.1: line breaks lose the spaces around them, and a code unit that is not a character makes the whole playbook invalid.
    const misread = texts.find((text) => /[\u2028\u2029\ufffe\uffff]/.test(text));
    if (misread) return `"${misread}" has a line separator or a noncharacter, which Ansible does not read as it is`;
  }
  const quoted = target === "taliesins" && texts.find((text) => /['\u2018-\u201b]/.test(text));
  if (quoted) return `"${quoted}" has a single quote, which the provider passes on to PowerShell unquoted`;
  const isTerraform = target === "windsorcli" || target === "taliesins";
  const decomposed = isTerraform && texts.find((text) => text !== text.normalize("NFC"));
  if (decomposed)
    return `"${decomposed}" has accents as characters of their own, which Terraform joins with their letters`;
  const broken = target !== "powershell" && texts.find((text) => /\p{Cs}/u.test(text));
  if (broken) return `"${broken}" has half a character (a lone surrogate), which a text file cannot hold`;
  return undefined;
}

/** Where the inventory does not define them: https://docs.ansible.com/ansible/latest/inventory/implicit_localhost.html. */
function isControlNode(host: string): boolean {
  return ["localhost", "127.0.0.1", "::1"].includes(host.toLowerCase());
}

function textsOf({ name, host, files, disks, dvds, floppy, adapters }: VmPlan): readonly string[] {
  const texts = [
    name,
    host,
    floppy,
    ...files.flatMap(({ path, parent }) => [path, parent]),
    ...disks.map(({ content }) => (typeof content === "string" ? content : undefined)),
    ...dvds.map(({ path }) => path),
    ...adapters.map(({ switchName }) => switchName),
  ];
  return texts.filter((text) => text !== undefined);
}

/** Host patterns have special characters of their own, and `all` and `ungrouped` are groups. A VM without a host is put in a group of ours. */
function isAnsibleHost(host: string): boolean {
  return host === "" || (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(host) && !/^(?:all|ungrouped)$/i.test(host));
}
