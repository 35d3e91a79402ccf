/** Another medium for the volume or the physical disk that a disk lies on. */
import type { MediumChange } from "../../forecast/changes.ts";
import { known } from "../../model/layout.ts";
import { contentTitle } from "../../model/slots.ts";
import { volumeOf } from "../../model/volumes.ts";
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
  const media =
    content.kind === "disk"
      ? volumeOf(content.file.value, host)?.media
      : host.physicalDisks.find(({ number }) => number.value === content.number.value)?.media;
  if (!media) return { refusal: `"${host.name!.value}" does not say which volume ${contentTitle(device)} is on.` };
  if (media.value !== insteadOf) return { refusal: `${contentTitle(device)} is on ${media.value} now.` };
  const before = itemText(document, placed);
  const after = { ...before, text: applyReplacements(before.text, setValue(before, media, medium)) };
  return { edits: editsOf(document, placed, before, after) };
}
