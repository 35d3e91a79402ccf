/** Another medium for the volume or the physical disk that a disk lies on. */
import type { HvvmDocument } from "../../document.ts";
import type { MediumChange } from "../../forecast/changes.ts";
import { known, type Ranged } from "../../model/layout.ts";
import { contentTitle } from "../../model/slots.ts";
import { volumeOf } from "../../model/volumes.ts";
import { isSharedByHosts, type WindowsPath } from "../../model/windows-path.ts";
import { editsOf } from "./apply-steps.ts";
import type { ChangedDisk, ChangeEdit } from "./changed-disk.ts";
import { setValue } from "./item-edits.ts";
import { itemText } from "./item-text.ts";
import { applyReplacements } from "./replacement.ts";

export function mediumEdit({ document, vm, device }: ChangedDisk, { medium, insteadOf }: MediumChange): ChangeEdit {
  const name = known(vm.on)?.toLowerCase();
  const placed = document.items.find(
    ({ item }) =>
      item.isDefining && item.layout.some((part) => part.kind === "host" && part.name?.value.toLowerCase() === name),
  );
  const host = placed?.item.layout.find((part) => part.kind === "host");
  const { content } = device;
  if (!placed || !host || name === undefined || content.kind === "dvd") {
    return {
      refusal:
        "No host says which volume this disk is on. Describe a host with its volumes, and name that host in the VM.",
    };
  }
  const volume = content.kind === "disk" ? volumeOf(content.file.value, host) : undefined;
  if (volume && isListedElsewhere(document, volume.prefix)) {
    const title = `"${volume.prefix.value.text}"`;
    return { refusal: `Several hosts list ${title}, and the first one counts. Change its medium in each of them.` };
  }
  const media =
    content.kind === "disk"
      ? volume?.media
      : host.physicalDisks.find(({ number }) => number.value === content.number.value)?.media;
  if (!media) return { refusal: `"${host.name!.value}" does not say which volume ${contentTitle(device)} is on.` };
  if (media.value !== insteadOf) return { refusal: `${contentTitle(device)} is on ${media.value} now.` };
  const before = itemText(document, placed);
  const after = { ...before, text: applyReplacements(before.text, setValue(before, media, medium)) };
  return { edits: editsOf(document, placed, before, after) };
}

/** Whether another host or cluster lists a volume that is one for all of them. */
function isListedElsewhere({ items }: HvvmDocument, prefix: Ranged<WindowsPath>): boolean {
  if (!isSharedByHosts(prefix.value)) return false;
  const listed = items.flatMap(({ item }) =>
    item.isDefining
      ? item.layout.flatMap((part) => (part.kind === "host" || part.kind === "cluster" ? part.volumes : []))
      : [],
  );
  return listed.filter((volume) => volume.prefix.value.key === prefix.value.key).length > 1;
}
