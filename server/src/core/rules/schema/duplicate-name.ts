import type { Cluster, Host, LayoutItem, Ranged } from "../../model/layout.ts";
import { defineRule, type Report } from "../rule.ts";

interface NamedItem {
  readonly kind: LayoutItem["kind"];
  readonly name: Ranged<string>;
}

/** Names stand for one thing each. */
export const duplicateName = defineRule<NamedItem>({
  code: "duplicate-name",
  severity: "error",
  why: "Hosts, clusters, media and loads are found by their names, and a second VM, host, cluster, medium, load, volume or physical disk with the same name could not be distinguished from the first. Case makes no difference.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}
vm WEB01 {
   ^^^^^
  ide 0:0 disk "C:\VMs\web02\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}
vm web02 {
  ide 0:0 disk "C:\VMs\web02\os.vhdx" boot
}`,
  scope: "item",
  check({ item }, report) {
    if (item.kind !== "host" && item.kind !== "cluster") return;
    reportDuplicates(volumes(item), (written) => `The volume ${written} is already described.`, report);
    if (item.kind === "cluster") return;
    reportDuplicates(physicalDisks(item), (written) => `Physical disk ${written} is already described.`, report);
  },
  spanning: {
    facts({ item }) {
      if (item.kind === "platform" || item.statement.isBroken || !item.name) return [];
      return [{ key: `${item.kind} ${item.name.value.toLowerCase()}`, fact: { kind: item.kind, name: item.name } }];
    },
    check([first, ...later], report) {
      for (const { item, fact } of later) {
        const { kind, name } = fact;
        const message = `There is already a ${titles[kind]} named "${name.value}". Give one of them another name.`;
        const related = [
          { at: first!.fact.name.range, in: first!.item, message: `The first ${titles[kind]} of this name.` },
        ];
        report(item, { at: name.range, message, related });
      }
    },
  },
});

const titles: Readonly<Record<LayoutItem["kind"], string>> = {
  host: "host",
  cluster: "cluster",
  media: "media",
  load: "load",
  vm: "VM",
  platform: "platform",
};

function volumes(host: Host | Cluster): readonly (Ranged<string> & { written: string })[] {
  return host.volumes.map(({ prefix }) => ({
    value: prefix.value.key,
    range: prefix.range,
    written: `"${prefix.value.text}"`,
  }));
}

function physicalDisks(host: Host): readonly (Ranged<string> & { written: string })[] {
  return host.physicalDisks.map(({ number }) => ({
    value: `${number.value}`,
    range: number.range,
    written: `${number.value}`,
  }));
}

function reportDuplicates(
  names: readonly (Ranged<string> & { written: string })[],
  describe: (written: string) => string,
  report: Report,
): void {
  const first = new Map<string, Ranged<string>>();
  for (const name of names) {
    const earlier = first.get(name.value);
    if (!earlier) first.set(name.value, name);
    else {
      const related = [{ at: earlier.range, message: "It is described here first." }];
      report({ at: name.range, message: `${describe(name.written)} Remove one of the two.`, related });
    }
  }
}
