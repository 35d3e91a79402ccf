/** The language status of a layout, apart from its findings: the number of VMs, and the releases they are checked against. */

import type { HvvmDocument } from "../document.ts";
import { oncePerItem } from "../document-item.ts";
import { isPlatformUncertain, statedRelease } from "../rule-context.ts";
import { listReleases, type Release } from "../schema/releases.ts";

export interface LayoutStatus {
  readonly virtualMachines: number;
  /** Stated releases in words, such as `windows-server-2008, windows-server-2019`; absent if no VM states one. */
  readonly platforms?: string;
}

export function layoutStatus(document: HvvmDocument): LayoutStatus {
  const definitions = document.definitions;
  const vms = document.items.flatMap(({ item }) => platformsOf(item));
  const stated = new Set<Release>();
  for (const vm of vms) {
    const release = statedRelease(vm, definitions);
    if (release && release !== "unknown") stated.add(release.value);
  }
  const platforms = stated.size > 0 ? { platforms: listReleases([...stated]) } : {};
  return { virtualMachines: vms.length, ...platforms };
}

/** What identifies the platform of each VM in an item. */
const platformsOf = oncePerItem(({ layout }) =>
  layout.flatMap((part) =>
    part.kind === "vm" ? [{ on: part.on, isPlatformUncertain: isPlatformUncertain(part) }] : [],
  ),
);
