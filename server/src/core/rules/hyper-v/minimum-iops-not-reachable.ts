import { atMost, bytes, count } from "../../figures.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";
import { type DemandFact, demandFacts, demandsOf, relatedDemands, shareOf } from "../volume-demands.ts";
import { volumeTitle } from "../volume-use.ts";

/** The reservations on a volume do not exceed what it can serve. */
export const minimumIopsNotReachable = defineRule<DemandFact>({
  code: "minimum-iops-not-reachable",
  severity: "warning",
  link: pages.addHardDisk,
  why: "minimum-iops does not reserve anything: the host only raises an event when a disk gets less. If the reservations on one volume exceed what its medium can serve at the request sizes of the disks, they cannot all be kept, and the host raises these events all day.",
  bad: String.raw`
platform windows-server-2022
host hv01 { volume "D:" hdd-7200 }
                   ^^^^
vm a { on hv01; generation 2; scsi 0:0 disk "D:\VMs\a\os.vhdx" fixed boot { minimum-iops 5000 } }`,
  good: String.raw`
platform windows-server-2022
host hv01 { volume "D:" ssd-sata }
vm a { on hv01; generation 2; scsi 0:0 disk "D:\VMs\a\os.vhdx" fixed boot { minimum-iops 5000 } }`,
  spanning: {
    facts: demandFacts,
    check(facts, report) {
      const found = demandsOf(facts);
      const disks = found?.disks.filter(({ demand }) => demand.reservedIops > 0) ?? [];
      const share = shareOf(disks, ({ reservedRequests }) => reservedRequests);
      if (!found || share <= 1) return;
      const reserved = disks.reduce((sum, { demand }) => sum + demand.reservedIops, 0);
      const message = `The reservations on ${volumeTitle(found.volume)} add up to ${count(reserved)} I/Os of ${bytes(disks[0]!.demand.unitBytes)} a second, and it can serve about ${atMost(reserved / share)} at these request sizes. Lower minimum-iops, or use a faster medium.`;
      const related = relatedDemands(disks, "A disk with a reservation.");
      report(found.volume.item, { at: found.volume.volume.prefix.range, message, related });
    },
  },
});
