import { listFirst } from "../../model/expectation.ts";
import type { Host } from "../../model/layout.ts";
import { physicalDisksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A host that lists its physical disks lists all that its VMs use. */
export const physicalDiskUnknown = defineRule({
  code: "physical-disk-unknown",
  severity: "warning",
  why: "The host of this VM lists its physical disks, so a number that is not among them is a typing mistake or a disk that is missing from the list. Without it nothing is known about the medium that the VM will use.",
  bad: String.raw`
host hv01 {
  physical 3 ssd-sata
}
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk physical 4
                         ^
}`,
  good: String.raw`
host hv01 {
  physical 3 ssd-sata
}
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk physical 3
}`,
  scope: "vm",
  check(context, report) {
    const { host } = context;
    if (!host || host === "unknown" || host.hasUncertainPhysicalDisks || host.physicalDisks.length === 0) return;
    const { numbers, listed } = numbersOf(host);
    for (const { disk } of physicalDisksOf(context)) {
      const { value, range } = disk.number;
      if (numbers.has(value)) continue;
      const message = (entry: string) =>
        `Host "${host.name?.value}" lists no physical disk ${value} (it lists ${listed}). Add ${entry}, or name one of its disks.`;
      report({
        at: range,
        message: message(`"physical ${value} …" to the host`),
        messageInJson: message(`"${value}" to its "physicalDisks"`),
      });
    }
  },
});

interface KnownNumbers {
  readonly numbers: ReadonlySet<number>;
  readonly listed: string;
}

const numbersByHost = new WeakMap<Host, KnownNumbers>();

/** Called for each VM of the host. */
function numbersOf(host: Host): KnownNumbers {
  const cached = numbersByHost.get(host);
  if (cached) return cached;
  const numbers = new Set(host.physicalDisks.map(({ number }) => number.value));
  const sorted = [...numbers].sort((a, b) => a - b);
  const known = { numbers, listed: listFirst(sorted.map(String), 20) };
  numbersByHost.set(host, known);
  return known;
}
