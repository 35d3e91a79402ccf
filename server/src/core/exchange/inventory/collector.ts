/** Reads the JSON of the collector script: one host with its VMs, virtual disks and volumes. */
import type { Media } from "../../schema/media.ts";
import type { Release } from "../../schema/releases.ts";
import { readVhd, readVm } from "./cmdlet-objects.ts";
import type { EstateDraft, HostDraft } from "./estate-draft.ts";
import { elements, Fields } from "./fields.ts";
import { type Refusal, truncated } from "./refusal.ts";

export function isCollectorInventory(fields: Fields): boolean {
  return fields.has("hvvminventory");
}

export function readCollectorInventory(fields: Fields, draft: EstateDraft, source: unknown): Refusal | "read" {
  if (fields.count("hvvminventory") !== 1)
    return {
      refusal:
        "is from a newer collector than this version of hvvm reads; run the one that hvvm import --collector prints",
    };
  const name = fields.text("name");
  if (name === undefined) return { refusal: "does not name its host; collect it again with hvvm import --collector" };
  const host = draft.host(name);
  const processors = fields.count("logicalprocessorcount");
  const cluster = fields.text("clustername");
  const release = releaseOf(fields.count("buildnumber") ?? 0, fields.count("producttype") === 1);
  if (release) host.release = release;
  else
    host.remarks.add(
      `The host runs ${fields.text("operatingsystem") ?? "a system"}, build ${fields.count("buildnumber") ?? "unknown"}, which is not a release that hvvm knows.`,
    );
  if (processors) host.processors = processors;
  if (cluster !== undefined) host.cluster = cluster;
  setStorage(fields, host);
  for (const vhd of fields.objects("vhds")) readVhd(vhd, draft, name);
  for (const vm of elements(fields.value("vms"))) {
    if (typeof vm !== "object" || vm === null) return truncated("VMs", "the script of hvvm import --collector");
    const read = readVm(new Fields(vm), draft, source, name);
    if (read !== "read") return read;
  }
  return "read";
}

function setStorage(fields: Fields, host: HostDraft): void {
  const disks = new Map(
    fields.objects("disks").flatMap((disk) => {
      const number = disk.count("number");
      return number === undefined
        ? []
        : [[number, { media: mediaOf(disk), capacityBytes: disk.count("size") || undefined }] as const];
    }),
  );
  host.disks = disks;
  host.volumes = fields.objects("volumes").flatMap((volume) => {
    const prefix = volume.text("path");
    if (prefix === undefined) return [];
    const on = disks.get(volume.count("disknumber") ?? -1);
    return [{ prefix, media: on?.media, capacityBytes: volume.count("size") || undefined }];
  });
}

/** The medium, if the disk says enough to determine it. A disk of a RAID controller or a SAN does not. */
function mediaOf(disk: Fields): Media | undefined {
  const type = disk.text("mediatype")?.toLowerCase();
  const bus = disk.text("bustype")?.toLowerCase();
  if (bus === "raid" || bus === "iscsi" || bus === "fibre channel") return undefined;
  if (type === "ssd") return ssds[bus ?? ""];
  if (type !== "hdd") return undefined;
  const speeds: Readonly<Record<number, Media>> = { 5400: "hdd-5400", 7200: "hdd-7200", 15000: "hdd-15000" };
  return speeds[disk.count("spindlespeed") ?? 0];
}

const ssds: Readonly<Record<string, Media>> = { nvme: "ssd-nvme", sata: "ssd-sata", sas: "ssd-sas" };

/**
 * Clients and servers may share a build number. One that is not listed here is not guessed, because it may belong to a
 * later release.
 */
function releaseOf(build: number, isClient: boolean): Release | undefined {
  return (isClient ? clientBuilds : serverBuilds).get(build);
}

/** Windows 10 and 11: https://learn.microsoft.com/windows/release-health/release-information and its page on Windows 11. */
const clientBuilds = buildsOf({
  "windows-8": [9200],
  "windows-8.1": [9600],
  "windows-10": [10240, 10586, 14393, 15063, 16299, 17134, 17763, 18362, 18363, 19041, 19042, 19043, 19044, 19045],
  "windows-11": [22000, 22621, 22631, 26100, 26200, 26300, 28000],
});

/** https://learn.microsoft.com/windows-server/get-started/windows-server-release-info. */
const serverBuilds = buildsOf({
  "windows-server-2012": [9200],
  "windows-server-2012-r2": [9600],
  "windows-server-2016": [14393],
  "windows-server-2019": [17763],
  "windows-server-2022": [20348],
  "windows-server-2025": [26100],
});

function buildsOf(builds: { readonly [Name in Release]?: readonly number[] }): ReadonlyMap<number, Release> {
  const releases = Object.entries(builds) as [Release, readonly number[]][];
  return new Map(releases.flatMap(([release, numbers]) => numbers.map((build) => [build, release] as const)));
}
