/** What the status bar says of a layout beside its findings: how many VMs, and which releases they are held against. */
import type { HvvmDocument } from "../document.ts";
import { listReleases, type Release } from "../schema/releases.ts";
import { readDefinitions, surroundingsOf } from "../surroundings.ts";

export interface LayoutStatus {
  readonly virtualMachines: number;
  /** Stated releases in words, such as `windows-server-2008, windows-server-2019`; absent if no VM states one. */
  readonly platforms?: string;
}

export function layoutStatus(document: HvvmDocument): LayoutStatus {
  const definitions = readDefinitions(document.items);
  const vms = document.items.flatMap(({ item }) => item.layout.filter((part) => part.kind === "vm"));
  const stated = new Set<Release>();
  for (const vm of vms) {
    const { releases, isReleaseStated } = surroundingsOf(vm, definitions);
    if (isReleaseStated) for (const release of releases ?? []) stated.add(release);
  }
  const platforms = stated.size > 0 ? { platforms: listReleases([...stated]) } : {};
  return { virtualMachines: vms.length, ...platforms };
}
