import { isDisk } from "../../model/layout.ts";
import { isOnClusterVolume, isSharedByHosts } from "../../model/windows-path.ts";
import { mayUseShares } from "../advice.ts";
import { devicesOf, isDiskFile, isWellFormed, namedFiles } from "../files-of.ts";
import { defineRule, type VmContext } from "../rule.ts";

/** Whatever a VM of a cluster needs is where every node can access it. */
export const localFileInCluster = defineRule({
  code: "local-file-in-cluster",
  severity: "information",
  why: "A VM moves to another node of its cluster with the files on cluster volumes and shares. A file, a disk or a drive of one host stays behind, and the VM cannot move while it needs it.",
  bad: String.raw`
cluster c1 { volume "C:\ClusterStorage\Volume1" ssd-sata }
host hv01 { cluster c1; volume "D:" ssd-sata }
vm web01 {
  on hv01
  generation 2
  scsi 0:0 disk "C:\ClusterStorage\Volume1\web01\os.vhdx" boot
  scsi 0:1 disk "D:\VMs\web01\data.vhdx"
                ^^^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
cluster c1 { volume "C:\ClusterStorage\Volume1" ssd-sata }
host hv01 { cluster c1; volume "D:" ssd-sata }
vm web01 {
  on hv01
  generation 2
  scsi 0:0 disk "C:\ClusterStorage\Volume1\web01\os.vhdx" boot
  scsi 0:1 disk "C:\ClusterStorage\Volume1\web01\data.vhdx"
}`,
  scope: "vm",
  check(context, report) {
    if (!isInCluster(context) || !hasSharedFiles(context)) return;
    const stays = "stays behind when the VM moves to another node";
    for (const named of namedFiles(context)) {
      const { file, use, device } = named;
      if (!isWellFormed(file.value) || isSharedByHosts(file.value)) continue;
      // Another rule reports that a shared disk must not be there.
      if (use === "disk" && device?.content.kind === "disk" && device.content.shared) continue;
      const orShare = mayUseShares(context) || !isDiskFile(named) ? " or a share" : "";
      const message = `"${file.value.text}" is on a drive of one host and ${stays}. Put it on a cluster volume${orShare}.`;
      report({ at: file.range, message });
    }
    for (const { content } of devicesOf(context)) {
      if (content.kind === "physical-disk") {
        const message = `Physical disk ${content.number.value} of one host ${stays}. Use a virtual hard disk file on a cluster volume.`;
        report({ at: content.number.range, message });
      } else if (content.kind === "dvd" && content.drive && context.vm.generation !== "unknown") {
        const message = `The optical drive "${content.drive.value}" of one host ${stays}. Use a disc image on a cluster volume or a share.`;
        report({ at: content.drive.range, message });
      }
    }
  },
});

/** A host whose cluster is broken or not defined counts as in no cluster. */
function isInCluster({ host, definitions }: VmContext): boolean {
  return host !== undefined && host !== "unknown" && definitions.clusters.has(host.clusterScope);
}

function hasSharedFiles(context: VmContext): boolean {
  return devicesOf(context).some(
    (device) =>
      isDisk(device) &&
      device.content.kind === "disk" &&
      (device.content.file.value.form === "share" || isOnClusterVolume(device.content.file.value)),
  );
}
