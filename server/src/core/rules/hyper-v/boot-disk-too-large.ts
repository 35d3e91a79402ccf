import { bootDisk } from "../../model/boot.ts";
import { type Device, generationOf, type Ranged } from "../../model/layout.ts";
import { formatSize } from "../../schema/format.ts";
import { largestGeneration1Boot, pages } from "../../schema/hyper-v-limits.ts";
import { mayUseGeneration2 } from "../advice.ts";
import { largestDisk } from "../disk-sizes.ts";
import { devicesOf } from "../files-of.ts";
import { defineRule, type VmContext } from "../rule.ts";

/** In generation 1 the boot partition ends at 2 TB. */
export const bootDiskTooLarge = defineRule({
  code: "boot-disk-too-large",
  severity: "warning",
  why: "Generation 1 starts from a disk with a master boot record, which can describe 2 TB. The VM starts from a larger disk, but the space beyond 2 TB cannot be used.",
  link: pages.generations,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" dynamic 3TB boot
                                              ^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" dynamic 2TB boot
}`,
  scope: "vm",
  check(context, report) {
    const { vm } = context;
    if (generationOf(vm) !== 1) return;
    const start = bootDisk(vm, devicesOf(context));
    const size = start && (start.boot || !vm.mayBeIncomplete) ? sizeOf(start, context) : undefined;
    if (!size || size.value <= largestGeneration1Boot) return;
    const message = `The boot disk has ${formatSize(size.value)}, but in generation 1 its partitions end at 2 TB. Put the data on a disk of its own${mayUseGeneration2(context) ? ", or use generation 2" : ""}.`;
    report({ at: size.range, message });
  },
});

/** What the disk states, or the host of a whole disk; `undefined` if another rule reports that the size is not possible. */
function sizeOf({ content }: Device, { host }: VmContext): Ranged<number> | undefined {
  if (content.kind === "disk") {
    const { sizeBytes } = content;
    const isRefused = sizeBytes && sizeBytes.value > (largestDisk(content) ?? Number.POSITIVE_INFINITY);
    return isRefused ? undefined : sizeBytes;
  }
  if (content.kind !== "physical-disk" || !host || host === "unknown") return undefined;
  const { value, range } = content.number;
  const capacity = host.physicalDisks.find(({ number }) => number.value === value)?.capacityBytes;
  return capacity && { value: capacity.value, range };
}
