/**
 * Which station serves a stage, and what a station is called. The report names stages by cost and stations by what they
 * are, such as `web01: vmwp.exe`; a stage whose station is not found is drawn as one where nothing queues.
 */
import type { DiskReport, StageReport, StationReport } from "../../server/src/core/simulation/report.ts";

/** What serves a stage: the ends that a station's name may have, for the disk's own VM, controller, slot or volume. */
type Role = "processors" | "controller" | "limit" | "worker" | "channel" | "root" | "medium" | "link";

const roles: Readonly<Record<string, Role>> = {
  "g.issue": "processors",
  "vsc.build": "processors",
  processor: "processors",
  "g.cmpl": "processors",
  "g.wake": "processors",
  "ide.channel": "controller",
  outstanding: "limit",
  "ide.access": "worker",
  "ide.copy": "worker",
  "vsp.exec": "channel",
  chan: "channel",
  "chan.before2012": "channel",
  "vsp.cmpl": "channel",
  ctx: "root",
  "vhd.fixed": "root",
  "vhd.dyn": "root",
  "vhd.diff": "root",
  ntfs: "root",
  "root.disk": "root",
  "root.cmpl": "root",
  "media.service": "medium",
  "media.transfer": "link",
};

/** The stations of a stage: none for a plain delay, several for the channels of one controller. */
export function stationsOf(
  stage: StageReport,
  disk: DiskReport,
  stations: readonly StationReport[],
): readonly StationReport[] {
  const role = roles[stage.id];
  const labels = role ? labelsOf(role, disk) : [stage.id];
  return stations.filter(({ id }) => labels.some((label) => id === label || isNumbered(id, label)));
}

/** A station in words; its VM is named only where the chosen disk belongs to another. */
export function stationName(id: string, vm?: string): string {
  const volume = /^(.+) (units|link|medium)$/.exec(id);
  if (volume) return `the ${volume[2] === "link" ? "link" : "medium"} of "${volume[1]}"`;
  const colon = id.indexOf(": ");
  if (colon > 0) {
    const owner = id.slice(0, colon);
    const part = partName(id.slice(colon + 2));
    return owner === vm ? part : `${part} of ${owner}`;
  }
  return partName(id);
}

function partName(part: string): string {
  if (part === "root processors") return "the host's processors";
  if (part === "processors") return "the guest's processors";
  const found = /^(ide|scsi) ([\d:]+)( .*)?$/.exec(part);
  if (found) {
    const where = `${found[1]!.toUpperCase()} ${found[2]}`;
    const role = found[3]?.trim();
    if (role === undefined) return `${found[1]!.toUpperCase()} controller ${found[2]}`;
    if (role === "outstanding") return `the request limit of ${where}`;
    return role.startsWith("channel") ? `VMBus ${role} of ${where}` : part;
  }
  return part;
}

function labelsOf(role: Role, disk: DiskReport): readonly string[] {
  const controller = disk.slot.slice(0, Math.max(0, disk.slot.lastIndexOf(":")));
  const own = (name: string) => `${disk.vm}: ${name}`;
  const volume = disk.volume ?? "";
  switch (role) {
    case "processors":
      return [own("processors")];
    case "controller":
      return [own(controller), own("firmware")];
    case "limit":
      return [own(`${controller} outstanding`), own(`${disk.slot} outstanding`)];
    case "worker":
      return [own("vmwp.exe")];
    case "channel":
      return [own(`${controller} channel`), own(`${disk.slot} channel`)];
    case "root":
      return ["root processors"];
    case "medium":
      return [`${volume} units`, `${volume} medium`];
    case "link":
      return [`${volume} link`, `${volume} medium`];
  }
}

/** `web01: scsi 0 channel 3` is one of several `web01: scsi 0 channel`. */
function isNumbered(id: string, label: string): boolean {
  return id.startsWith(`${label} `) && /^\d+$/.test(id.slice(label.length + 1));
}
