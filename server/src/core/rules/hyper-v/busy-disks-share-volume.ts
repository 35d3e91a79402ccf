import { volumeOf } from "../../model/volumes.ts";
import { isSpinning } from "../../schema/media.ts";
import { disksOf, type WrittenFile, writtenFile } from "../files-of.ts";
import { busyLoadOf } from "../loaded-disks.ts";
import { defineRule, isOfVm } from "../rule.ts";
import { hasClearVolumes } from "../volume-use.ts";

interface LoadedFile {
  readonly file: WrittenFile;
  readonly prefix: string;
}

/** Loaded disks do not share one set of heads. */
export const busyDisksShareVolume = defineRule<LoadedFile>({
  code: "busy-disks-share-volume",
  severity: "information",
  why: "A hard disk moves its heads from one file to the other and back, so two loads on it together get less than each would alone. On volumes of their own, or on flash, they do not disturb each other.",
  bad: String.raw`
host hv01 { volume "D:" hdd-15000 }
vm sql01 {
  on hv01
  generation 2
  scsi 0:0 disk "D:\VMs\sql01\data.vhdx" boot { load oltp }
  scsi 0:1 disk "D:\VMs\sql01\log.vhdx" { load database-log }
                ^^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
host hv01 { volume "D:" hdd-15000; volume "E:" hdd-15000 }
vm sql01 {
  on hv01
  generation 2
  scsi 0:0 disk "D:\VMs\sql01\data.vhdx" boot { load oltp }
  scsi 0:1 disk "E:\VMs\sql01\log.vhdx" { load database-log }
}`,
  spanning: {
    facts(context) {
      const { host } = context;
      if (!isOfVm(context) || !host || host === "unknown" || !hasClearVolumes(host)) return [];
      return disksOf(context).flatMap(({ device, disk: { file } }) => {
        const volume = busyLoadOf(device, context) && volumeOf(file.value, host);
        const medium = volume?.medium;
        if (!volume || !medium || medium === "unknown" || !medium.base || !isSpinning(medium.base)) return [];
        return [{ key: volume.key, fact: { file: writtenFile(file), prefix: volume.prefix.value.text } }];
      });
    },
    check([first, second, ...others], report) {
      if (!first || !second) return;
      const message = `${others.length + 2} loaded disks share the spinning volume "${second.fact.prefix}". Move "${second.fact.file.text}" to a volume of its own, or to flash.`;
      const related = [first, ...others].map(({ item, fact }) => ({
        at: fact.file.at,
        in: item,
        message: "Loaded, on the same volume.",
      }));
      report(second.item, { at: second.fact.file.at, message, related });
    },
  },
});
