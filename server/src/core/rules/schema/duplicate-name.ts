import type { LayoutItem, Ranged } from "../../model/layout.ts";
import type { Range } from "../../syntax/tree.ts";
import { defineRule, type Report } from "../rule.ts";

interface NamedItem {
  readonly kind: LayoutItem["kind"];
  readonly name: Ranged<string>;
}

/** Each name is defined once. */
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
    const volumes = item.volumes.map(({ prefix: { value, range } }) => ({
      key: value.key,
      at: range,
      title: `The volume "${value.text}"`,
    }));
    reportDuplicates(volumes, report);
    if (item.kind === "cluster") return;
    const disks = item.physicalDisks.map(({ number: { value, range } }) => ({
      key: value,
      at: range,
      title: `Physical disk ${value}`,
    }));
    reportDuplicates(disks, report);
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

interface Described {
  readonly key: string | number;
  readonly at: Range;
  readonly title: string;
}

function reportDuplicates(described: readonly Described[], report: Report): void {
  const first = new Map<string | number, Range>();
  for (const { key, at, title } of described) {
    const earlier = first.get(key);
    if (!earlier) first.set(key, at);
    else {
      const related = [{ at: earlier, message: "It is described here first." }];
      report({ at, message: `${title} is already described. Remove one of the two.`, related });
    }
  }
}
