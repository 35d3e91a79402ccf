import type { EffectiveHost } from "../../model/effective-hosts.ts";
import type { Ranged } from "../../model/layout.ts";
import type { Fix } from "../../model/problem.ts";
import { volumeOf } from "../../model/volumes.ts";
import { isOnClusterVolume, isSharedByHosts, parseWindowsPath, type WindowsPath } from "../../model/windows-path.ts";
import type { Definitions } from "../../rule-context.ts";
import { isWellFormed, namedFiles } from "../files-of.ts";
import { defineRule } from "../rule.ts";
import { hasClearVolumes } from "../volume-use.ts";

/** A host that lists its volumes lists those of its VMs' files. */
export const volumeUnknown = defineRule({
  code: "volume-unknown",
  severity: "information",
  why: "The host of this VM lists its volumes. A file that is on none of them is a typing mistake, or its volume is missing from the list. Without the volume neither the medium nor the free space is known.",
  bad: String.raw`
host hv01 {
  volume "C:" ssd-sata
}
vm web01 {
  on hv01
  ide 0:0 disk "D:\VMs\web01\os.vhdx" boot
               ^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
host hv01 {
  volume "C:" ssd-sata
}
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check(context, report) {
    const { host } = context;
    if (!host || host === "unknown" || host.volumes.length === 0 || !hasClearVolumes(host)) return;
    for (const { file } of namedFiles(context)) {
      if (!isWellFormed(file.value) || volumeOf(file.value, host)) continue;
      const owner = clusterFor(file.value, host, context.definitions) ? "cluster" : "host";
      const message = `No volume of host "${host.name?.value}" holds "${file.value.text}". Add a volume such as "${placeOf(file.value)}" to the ${owner}, or correct the path.`;
      report({ at: file.range, message, fixes: [addVolume(file, host, context.definitions)] });
    }
  },
});

/** The cluster that should list the volume, because its other hosts see it, too. */
function clusterFor(path: WindowsPath, host: EffectiveHost, { clusters }: Definitions) {
  return isSharedByHosts(path) ? clusters.get(host.clusterScope) : undefined;
}

/** The medium is that of another host for the same share, or else the only medium of the host, or a guess. */
function addVolume({ value, range }: Ranged<WindowsPath>, host: EffectiveHost, definitions: Definitions): Fix {
  const { hosts } = definitions;
  const prefix = placeOf(value);
  const cluster = clusterFor(value, host, definitions);
  const { key } = parseWindowsPath(prefix);
  const everywhere = [...hosts.values()].flatMap(({ volumes }) => volumes);
  const same = isSharedByHosts(value) ? everywhere.find((volume) => volume.prefix.value.key === key) : undefined;
  const own = new Set(host.volumes.map(({ media }) => media.value));
  const media = same?.media.value ?? (own.size === 1 ? [...own][0]! : "ssd-sata");
  const owner = { kind: cluster ? "cluster" : "host", name: (cluster ?? host).name!.value } as const;
  return {
    title: `Add volume "${prefix}" (${media}) to ${owner.kind} "${owner.name}"`,
    edits: [{ range, lists: { owner, prefix, media } }],
    isChoice: true,
  };
}

/** The drive, share or cluster volume that the path is on. */
function placeOf(path: WindowsPath): string {
  if (path.form === "drive" && !isOnClusterVolume(path)) return path.root.toUpperCase();
  if (!isOnClusterVolume(path)) return path.root;
  const [folder, volume = "Volume1"] = path.segments;
  return `${path.root.toUpperCase()}\\${folder}\\${path.segments.length > 2 ? volume : "Volume1"}`;
}
