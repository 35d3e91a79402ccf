import { formatSize } from "../../schema/format.ts";
import { defineRule } from "../rule.ts";
import { addUp, relatedDisks, type VolumeFact, volumeFacts, volumeTitle } from "../volume-use.ts";

/** Fixed disks fit on their volume. */
export const volumeTooSmall = defineRule<VolumeFact>({
  code: "volume-too-small",
  severity: "error",
  why: "A fixed disk takes all its space when it is created. Fixed disks that together are larger than their volume cannot all be created.",
  bad: String.raw`
host hv01 {
  volume "C:" ssd-sata 100GB
         ^^^^
}
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 101GB boot
}`,
  good: String.raw`
host hv01 {
  volume "C:" ssd-sata 200GB
}
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 101GB boot
}`,
  spanning: {
    facts: volumeFacts,
    check(facts, report) {
      const { volume, capacityBytes, fixedBytes, disks } = addUp(facts);
      if (!volume || capacityBytes === undefined || fixedBytes <= capacityBytes) return;
      const message = `The fixed disks on ${volumeTitle(volume)} take ${formatSize(fixedBytes)}, but it has ${formatSize(capacityBytes)}. Make them smaller, or move some to another volume.`;
      const related = relatedDisks(disks.filter(({ disk }) => disk.type === "fixed"));
      report(volume.item, { at: volume.volume.prefix.range, message, related });
    },
  },
});
