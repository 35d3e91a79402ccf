import { atMost, whole } from "../../figures.ts";
import { type Overload, overload } from "../../forecast/overload.ts";
import { childOf } from "../../model/bound.ts";
import type { Device } from "../../model/layout.ts";
import type { RuleContext } from "../../rule-context.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import type { Range } from "../../syntax/tree.ts";
import { devicesOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** Requests arrive no faster than the path takes them. */
export const overloaded = defineRule({
  code: "overloaded",
  severity: "warning",
  why: "A load with a rate sends its requests whether or not earlier ones are done. If more arrive than the path can serve, the queue and the response time grow without end. The limit comes from the model of the I/O path with the configured costs, and holds for this disk alone: disks that share its volume or controller leave it less.",
  link: pages.storagePerformance,
  bad: String.raw`
host hv01 { volume "C:" hdd-7200 }
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { load { rate 5000 } }
                                                         ^^^^
}`,
  good: String.raw`
host hv01 { volume "C:" hdd-7200 }
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { load { rate 50 } }
}`,
  scope: "vm",
  check(context, report) {
    if (context.host === "unknown" || context.releases === undefined) return;
    for (const device of devicesOf(context)) {
      const at = rateRange(device, context);
      if (!at) continue;
      const found = overload(device, context);
      if (found) report({ at, message: messageOf(found) });
    }
  },
});

/** The rate in the disk's own load, or else the load's name; `undefined` where the load is partly unknown. */
function rateRange({ content, statement }: Device, { definitions }: RuleContext): Range | undefined {
  if (content.kind === "dvd" || !content.load || content.load === "unknown") return undefined;
  if ("name" in content.load) {
    const { value, range } = content.load.name;
    return definitions.loads.get(value.toLowerCase())?.statement.hasBrokenBlock ? undefined : range;
  }
  const load = childOf(statement, "load");
  if (!load || load.hasBrokenBlock) return undefined;
  return childOf(load, "rate")?.fields.get("count")?.range;
}

function messageOf({ rate, maximumIops, bottleneck, standIn, isHeldBack, remedy }: Overload): string {
  // A limit is exact; the product of times that it is computed from may be a hair below it.
  const isExact = isHeldBack && maximumIops >= 1;
  const most = isExact ? whole(Math.floor(maximumIops + 1e-6)) : `about ${atMost(maximumIops)}`;
  const limit = `${bottleneck} lets ${most} through`;
  const assumed = standIn ? ` (no host says what the disk lies on; the model takes ${standIn})` : "";
  const advice = isHeldBack ? ", or raise maximum-iops" : remedy ? `, or ${adviceFor(remedy)}` : "";
  return `${whole(rate)} requests a second are more than the path can serve: ${limit}${assumed}. Lower the rate${advice}.`;
}

/** What to do, from the name of a change. */
function adviceFor(change: string): string {
  if (change === "fixed disk") return "make it a fixed disk";
  if (change === "own SCSI controller") return "give it a SCSI controller of its own";
  return /^(move|load) /.test(change) ? change : `take ${change}`;
}
