import { known, type LayoutItem, type MediaDefinition, type Ranged } from "../../model/layout.ts";
import { madeOf } from "../../model/media.ts";
import { changeTo, replaceName } from "../../model/problem.ts";
import { type Definitions, isPossibleName } from "../../rule-context.ts";
import { isBuiltInMedia, mediaWords, resiliencies } from "../../schema/media.ts";
import { didYouMean, nearest } from "../../schema/nearest.ts";
import { defineRule, type Report } from "../rule.ts";

/** A value of the wrong kind, an unknown word, a medium that does not exist, or a number out of range. */
export const invalidValue = defineRule({
  code: "invalid-value",
  severity: "error",
  why: "The statement does not accept the value: it is of another kind, a misspelt word, a name that means nothing there, or a number that no release allows.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 40GiB boot
                                            ^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 40GB boot
}`,
  scope: "item",
  check({ item, definitions }, report) {
    for (const name of mediaNames(item)) reportUnknownMedia(name, item, definitions, report);
    if (item.kind !== "media" || definitions.media.get(item.name?.value.toLowerCase() ?? "") !== item) return;
    reportMadeOf(item, definitions, report);
    reportTooFewDisks(item, report);
  },
});

/** Where an item says what something is made of. */
function mediaNames(item: LayoutItem): readonly Ranged<string>[] {
  switch (item.kind) {
    case "host":
      return [...item.volumes, ...item.physicalDisks].map(({ media }) => media);
    case "cluster":
      return item.volumes.map(({ media }) => media);
    case "media":
      return item.of && item.of !== "unknown" ? [item.of] : [];
    default:
      return [];
  }
}

function reportUnknownMedia(
  { value, range }: Ranged<string>,
  item: LayoutItem,
  definitions: Definitions,
  report: Report,
): void {
  const { media } = definitions;
  const key = value.toLowerCase();
  if (isBuiltInMedia(key) || media.has(key) || isPossibleName("media", value, definitions)) return;
  // A medium is made of a single disk, and not of itself.
  const possible = [...media.values()].filter((one) => item.kind !== "media" || (one !== item && !one.disks));
  const names = [...possible.flatMap(({ name }) => name?.value ?? []), ...Object.keys(mediaWords)];
  const found = nearest(value, names);
  const definition = item.kind === "media" && found !== undefined ? media.get(found.toLowerCase()) : undefined;
  const isAbove = definition && definition !== item && chainOf(definition, media).some((one) => one === item);
  const meant = isAbove ? undefined : found;
  const advice = didYouMean(meant, `Write one of ${names.join(", ")}, or describe it: media ${key} { … }.`);
  const message = `"${value}" is not a known medium.${advice}`;
  report({ at: range, message, fixes: changeTo(range, meant, replaceName) });
}

/**
 * The `of` of a medium must be a single disk: a medium with `disks` is several, and one that is made of itself is none.
 */
function reportMadeOf(item: MediaDefinition, { media }: Definitions, report: Report): void {
  const { of } = item;
  const below = madeOf(item, media);
  if (!of || of === "unknown" || typeof below !== "object") return;
  if (isLastOfCircle(item, media)) {
    const message = `"${item.name!.value}" is made of itself. Name a built-in medium, or another media of the file.`;
    report({ at: of.range, message });
  } else if (below.disks !== undefined && !isInCircle(item, media)) {
    const message = `"${of.value}" has "disks", so it is not a single disk. Name the medium of its disks, or remove "disks" from it.`;
    report({ at: of.range, message });
  }
}

/**
 * The media that the item is made of, beginning with the item, up to the first that occurs again or is not defined in
 * the file.
 */
function chainOf(item: MediaDefinition, media: Definitions["media"]): readonly MediaDefinition[] {
  const chain = new Set<MediaDefinition>();
  for (let next = item; !chain.has(next); ) {
    chain.add(next);
    const below = madeOf(next, media);
    if (typeof below !== "object") return [...chain];
    next = below;
  }
  return [...chain];
}

function isInCircle(item: MediaDefinition, media: Definitions["media"]): boolean {
  return madeOf(chainOf(item, media).at(-1)!, media) === item;
}

/** A cycle is reported once, at the last of its media in the file. */
function isLastOfCircle(item: MediaDefinition, media: Definitions["media"]): boolean {
  if (!isInCircle(item, media)) return false;
  const circle = new Set(chainOf(item, media));
  return [...media.values()].filter((one) => circle.has(one)).at(-1) === item;
}

function reportTooFewDisks({ resiliency, disks, statement }: MediaDefinition, report: Report): void {
  if (!resiliency || resiliency === "unknown" || disks === "unknown" || (!disks && statement.hasBrokenBlock)) return;
  const { min } = resiliencies[resiliency.value];
  const count = known(disks) ?? 1;
  if (count >= min) return;
  const message = `"${resiliency.value}" needs at least ${min} disks, but this has ${count}. Write "disks ${min}" or more, or another resiliency.`;
  report({ at: resiliency.range, message, messageInJson: message.replace(`"disks ${min}"`, `"disks": ${min}`) });
}
