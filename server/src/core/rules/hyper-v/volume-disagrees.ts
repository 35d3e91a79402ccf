import { isSharedByHosts } from "../../model/windows-path.ts";
import { formatSize } from "../../schema/format.ts";
import { defineRule } from "../rule.ts";
import { type VolumeFact, volumeFacts } from "../volume-use.ts";

/** All descriptions of a share or cluster volume agree. */
export const volumeDisagrees = defineRule<VolumeFact>({
  code: "volume-disagrees",
  severity: "warning",
  why: "A share is one volume for all hosts, and a cluster volume one for all hosts of its cluster, wherever it is listed. The first line that lists it counts; if a later line says something else, one of the two is wrong.",
  bad: String.raw`
host hv01 { volume "\\nas01\vms" ssd-sata 4TB }
host hv02 { volume "\\nas01\vms" hdd-7200 4TB }
                   ^^^^^^^^^^^^^
vm web01 {
  on hv01
  generation 2
  scsi 0:0 disk "\\nas01\vms\web01\os.vhdx" boot
}
vm web02 {
  on hv02
  generation 2
  scsi 0:0 disk "\\nas01\vms\web02\os.vhdx" boot
}`,
  good: String.raw`
host hv01 { volume "\\nas01\vms" ssd-sata 4TB }
host hv02 { volume "\\nas01\vms" ssd-sata }
vm web01 {
  on hv01
  generation 2
  scsi 0:0 disk "\\nas01\vms\web01\os.vhdx" boot
}
vm web02 {
  on hv02
  generation 2
  scsi 0:0 disk "\\nas01\vms\web02\os.vhdx" boot
}`,
  spanning: {
    facts: volumeFacts,
    check(facts, report) {
      let medium: string | undefined;
      let capacity: number | undefined;
      let first:
        | { readonly at: { start: number; end: number }; readonly in: (typeof facts)[number]["item"] }
        | undefined;
      for (const { item, fact } of facts) {
        if (!("volume" in fact) || !isSharedByHosts(fact.volume.prefix.value)) continue;
        const { prefix, media, capacityBytes } = fact.volume;
        const isOtherMedium = medium !== undefined && medium !== media.value.toLowerCase();
        const isOtherCapacity =
          capacity !== undefined && capacityBytes !== undefined && capacity !== capacityBytes.value;
        if (first && (isOtherMedium || isOtherCapacity)) {
          const here = isOtherMedium ? `made of ${media.value}` : formatSize(capacityBytes!.value);
          const before = isOtherMedium ? medium : formatSize(capacity!);
          const message = `"${prefix.value.text}" is one volume for all its hosts. Here it is ${here}, but the first line that lists it says ${before}, and that line counts. Make the lines agree.`;
          report(item, { at: prefix.range, message, related: [{ ...first, message: "This line counts." }] });
          return;
        }
        medium ??= media.value.toLowerCase();
        capacity ??= capacityBytes?.value;
        first ??= { at: prefix.range, in: item };
      }
    },
  },
});
