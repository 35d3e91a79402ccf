/** Changes the medium of the volume or physical disk that a disk is on. */
import type { HvvmDocument } from "../../document.ts";
import type { MediumChange } from "../../forecast/changes.ts";
import { type HostVolume, volumeListings } from "../../model/effective-hosts.ts";
import { known } from "../../model/layout.ts";
import { contentSubject, contentTitle } from "../../model/slots.ts";
import { volumeOf } from "../../model/volumes.ts";
import { editsOf } from "./apply-steps.ts";
import type { ChangedDisk, ChangeEdit } from "./changed-disk.ts";
import { setValue } from "./item-edits.ts";
import { itemText } from "./item-text.ts";
import { applyReplacements } from "./replacement.ts";

export function mediumEdit({ document, vm, device }: ChangedDisk, { medium, insteadOf }: MediumChange): ChangeEdit {
  const { definitions } = document;
  if (definitions.media.has(medium))
    return { refusal: `Here "${medium}" is a medium of the layout itself, not the built-in one.` };
  const host = definitions.hosts.get(known(vm.on)?.toLowerCase() ?? "");
  const { content } = device;
  if (!host || content.kind === "dvd") {
    return {
      refusal:
        "No host says which volume this disk is on. Describe a host with its volumes, and name that host in the VM.",
    };
  }
  const volume = content.kind === "disk" ? volumeOf(content.file.value, host) : undefined;
  if (volume && timesListed(volume, document) > 1) {
    const title = `"${volume.prefix.value.text}"`;
    return { refusal: `Several hosts list ${title}, and the first one counts. Change its medium in each of them.` };
  }
  const media =
    content.kind === "disk"
      ? volume?.media
      : host.physicalDisks.find(({ number }) => number.value === content.number.value)?.media;
  const { statement } = volume?.listedIn ?? host;
  const placed = document.items.find(
    ({ item }) => item.isDefining && item.layout.some((part) => part.statement === statement),
  );
  if (!media || !placed) {
    return { refusal: `"${host.name!.value}" does not say which volume ${contentTitle(device)} is on.` };
  }
  if (media.value !== insteadOf)
    return { refusal: `${contentSubject(device)} is on ${media.value} now, not ${insteadOf}.` };
  const before = itemText(document, placed);
  const after = { ...before, text: applyReplacements(before.text, setValue(before, media, medium)) };
  return { edits: editsOf(document, placed, before, after) };
}

/** How many hosts and clusters list the volume: several may list a share or a cluster volume. */
function timesListed({ key }: HostVolume, { items, definitions }: HvvmDocument): number {
  const owners = items.flatMap(({ item }) =>
    item.isDefining ? item.layout.filter((part) => part.kind === "host" || part.kind === "cluster") : [],
  );
  return owners.filter((owner) => volumeListings(owner, definitions.hosts).some((listing) => listing.key === key))
    .length;
}
