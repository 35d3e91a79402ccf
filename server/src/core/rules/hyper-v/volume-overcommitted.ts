import { formatSize } from "../../schema/format.ts";
import { defineRule } from "../rule.ts";
import { addUp, relatedDisks, type VolumeFact, volumeFacts, volumeTitle } from "../volume-use.ts";

/** Dynamic disks have room to grow. */
export const volumeOvercommitted = defineRule<VolumeFact>({
  code: "volume-overcommitted",
  severity: "warning",
  why: "Dynamic disks grow up to their sizes. When their volume is full, Hyper-V pauses every VM that wants to write to it.",
  bad: String.raw`
host hv01 {
  volume "C:" ssd-sata 100GB
         ^^^^
}
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" dynamic 127GB boot
}`,
  good: String.raw`
host hv01 {
  volume "C:" ssd-sata 200GB
}
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" dynamic 127GB boot
}`,
  spanning: {
    facts: volumeFacts,
    check(facts, report) {
      const { volume, capacityBytes, fixedBytes, dynamicBytes, disks } = addUp(facts);
      const total = fixedBytes + dynamicBytes;
      if (!volume || capacityBytes === undefined || fixedBytes > capacityBytes || total <= capacityBytes) return;
      const message = `The disks on ${volumeTitle(volume)} may grow to ${formatSize(total)}, but it has ${formatSize(capacityBytes)}. Move some to another volume, or watch its free space.`;
      report(volume.item, { at: volume.volume.prefix.range, message, related: relatedDisks(disks) });
    },
  },
});
