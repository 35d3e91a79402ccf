/** Notes at each disk which requests in its figures the layout does not state: its own, and those of boot disks on its media. */
import { counted, whole } from "../figures.ts";
import { formatSize } from "../schema/format.ts";
import type { DiskSpec, VmSpec } from "../simulation/system-spec.ts";

/** The VMs with a note at each disk that such requests reach. `assumed`: boot disks without a load in the layout. */
export function withAssumedLoads(vms: readonly VmSpec[], assumed: ReadonlySet<DiskSpec>): readonly VmSpec[] {
  if (assumed.size === 0) return vms;
  const bootDisks = new Map<string, number>();
  for (const disk of assumed) for (const key of mediaOf(disk)) bootDisks.set(key, (bootDisks.get(key) ?? 0) + 1);
  const notesOf = (disk: DiskSpec): readonly string[] => {
    const own = assumed.has(disk) ? 1 : 0;
    const beside = [...mediaOf(disk)].flatMap((key) => {
      const others = (bootDisks.get(key) ?? 0) - own;
      return others > 0 ? [besideNote(key, others, [...assumed][0]!)] : [];
    });
    return [...(own ? [ownNote(disk)] : []), ...beside];
  };
  return vms.map((vm) => ({
    ...vm,
    disks: vm.disks.map((disk) => ({ ...disk, notes: [...notesOf(disk), ...(disk.notes ?? [])] })),
  }));
}

/** Keys of the volumes that a disk's requests reach. */
const mediaOf = ({ volume, parentVolumes }: DiskSpec): ReadonlySet<string> => new Set([volume, ...parentVolumes]);

function ownNote({ load: { sizes, rate, queueDepth } }: DiskSpec): string {
  const size = formatSize(sizes[0]!.bytes);
  return rate === undefined
    ? `It states no load; as the boot disk of a system that starts it is assumed to have ${counted(queueDepth!, "request")} of ${size} outstanding ("boot").`
    : `It states no load; as the boot disk it is assumed to send ${counted(rate, "request")} of ${size} a second ("system").`;
}

/** `like`: any of the boot disks, because all carry the same load. */
function besideNote(key: string, count: number, { load: { rate } }: DiskSpec): string {
  const disks = count === 1 ? "a boot disk that states no load" : `${whole(count)} boot disks that state no load`;
  return rate === undefined
    ? `${key} also serves ${disks}, assumed to be starting all the time ("boot").`
    : `${key} also serves ${counted(count * rate, "request")} a second of ${disks} ("system").`;
}
