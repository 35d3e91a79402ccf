import { count } from "../../figures.ts";
import type { MediaDefinition, Ranged, SheetFigure } from "../../model/layout.ts";
import { formatDuration, formatSize } from "../../schema/format.ts";
import { defineRule, type Report } from "../rule.ts";

/** The figures of a data sheet are consistent. */
export const mediaContradictsItself = defineRule({
  code: "media-contradicts-itself",
  severity: "warning",
  why: "One request at a time already gives as many IOPS as the latency allows, so the highest IOPS cannot be lower. The highest IOPS of 4 KB each also move data: a bandwidth of less than half of that belongs to another disk or is in another unit.",
  bad: String.raw`
media slow { of ssd-sata; read-latency 100us; read-iops 5000 }
                                                        ^^^^
host hv01 { volume "C:" slow }
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
media slow { of ssd-sata; read-latency 100us; read-iops 50000 }
host hv01 { volume "C:" slow }
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "item",
  check({ item }, report) {
    if (item.kind !== "media") return;
    checkSide(item, ["readLatencyUs", "readIops", "readBandwidth"], "read", report);
    checkSide(item, ["writeLatencyUs", "writeIops", "writeBandwidth"], "write", report);
  },
});

type Side = readonly [latency: SheetFigure, iops: SheetFigure, bandwidth: SheetFigure];

function checkSide({ sheet }: MediaDefinition, [latency, iops, bandwidth]: Side, title: string, report: Report): void {
  const [us, max, bytes]: readonly (Ranged<number> | undefined)[] = [sheet[latency], sheet[iops], sheet[bandwidth]];
  if (us && max && max.value < Math.floor(1e6 / us.value)) {
    const message = `A ${title} latency of ${formatDuration(us.value)} already gives ${count(Math.floor(1e6 / us.value))} IOPS with one request at a time, but at most ${count(max.value)} are stated. Correct one of them.`;
    report({ at: max.range, message });
    return;
  }
  if (!bytes || !max || bytes.value >= (max.value * requestBytes) / 2) return;
  const message = `${count(max.value)} ${title} IOPS of 4 KB move ${formatSize(max.value * requestBytes)} a second, but the stated bandwidth is ${formatSize(bytes.value)}. Correct one of them.`;
  report({ at: bytes.range, message });
}

/** The request size of a data sheet's IOPS. */
const requestBytes = 4096;
