import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";
import { type DemandFact, demandFacts, demandsOf, relatedDemands, shareOf } from "../volume-demands.ts";
import { volumeTitle } from "../volume-use.ts";

/** The open loads on a volume are together no more than it can serve. */
export const volumeOverloaded = defineRule<DemandFact>({
  code: "volume-overloaded",
  severity: "warning",
  link: pages.storagePerformance,
  why: "Loads with a rate send their requests whether or not earlier ones are done. If those on one volume together bring more than it can serve, its queue and the response times of all its disks grow without end, though each disk alone would be served. The limit comes from the model of the medium with the configured costs; system disks count with the load of a system at work.",
  bad: String.raw`
platform windows-server-2022
host hv01 { volume "D:" ssd-sata }
                   ^^^^
load steady { rate 30000 }
vm a { on hv01; generation 2; scsi 0:0 disk "D:\VMs\a\os.vhdx" fixed boot { load steady } }
vm b { on hv01; generation 2; scsi 0:0 disk "D:\VMs\b\os.vhdx" fixed boot { load steady } }
vm c { on hv01; generation 2; scsi 0:0 disk "D:\VMs\c\os.vhdx" fixed boot { load steady } }`,
  good: String.raw`
platform windows-server-2022
host hv01 { volume "D:" ssd-nvme }
load steady { rate 30000 }
vm a { on hv01; generation 2; scsi 0:0 disk "D:\VMs\a\os.vhdx" fixed boot { load steady } }
vm b { on hv01; generation 2; scsi 0:0 disk "D:\VMs\b\os.vhdx" fixed boot { load steady } }
vm c { on hv01; generation 2; scsi 0:0 disk "D:\VMs\c\os.vhdx" fixed boot { load steady } }`,
  spanning: {
    facts: demandFacts,
    check(facts, report) {
      const found = demandsOf(facts);
      const disks = found?.disks.filter(({ demand }) => demand.rate > 0) ?? [];
      const share = shareOf(disks, ({ rate }) => rate);
      // A load that is too much alone has a finding of its own.
      if (!found || share < 1 || disks.some((disk) => shareOf([disk], ({ rate }) => rate) >= 1)) return;
      const faster = found.volume.volume.linkBitsPerSecond ? "medium or link" : "medium";
      const message = `The loads with a rate on ${volumeTitle(found.volume)} together bring ${Math.ceil(share * 100)}% of what it can serve. Move some of the ${disks.length} disks to another volume, lower their rates, or use a faster ${faster}.`;
      const related = relatedDemands(disks, "A disk whose load has a rate.");
      report(found.volume.item, { at: found.volume.volume.prefix.range, message, related });
    },
  },
});
