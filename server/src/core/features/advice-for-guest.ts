/** Advice about a disk that depends on the guest system and is not worth a rule. */
import { type Device, effectiveType, known, type VirtualMachine } from "../model/layout.ts";
import { pages } from "../schema/hyper-v-limits.ts";
import { paragraphs } from "./hover-text.ts";

/** Markdown for a disk of a Linux guest; empty for any other device. */
export function adviceFor({ content }: Device, vm: VirtualMachine): string {
  if (content.kind === "dvd" || known(vm.guest) !== "linux") return "";
  const controllers = new Set(
    vm.devices.map(({ controllerType, slot }) => `${controllerType} ${slot.value.controller}`),
  );
  const isGrowing =
    content.kind === "disk" && content.file.value.extension === ".vhdx" && effectiveType(content) === "dynamic";
  const advice = [
    ...(controllers.size > 1
      ? [
          "With disks on several controllers, Linux may name them in another order at each start (/dev/sda, /dev/sdb): mount file systems by UUID.",
        ]
      : []),
    ...(isGrowing && !content.blockSizeBytes
      ? [
          `For Linux file systems on a dynamic VHDX [Microsoft advises](${pages.linux}) a block size of 1 MB: \`block-size 1MB\`.`,
        ]
      : []),
  ];
  return paragraphs(...advice);
}
