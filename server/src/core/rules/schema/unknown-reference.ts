import type { Host, VirtualMachine } from "../../model/layout.ts";
import { replaceName } from "../../model/problem.ts";
import { type Definitions, loadNamed } from "../../rule-context.ts";
import { builtInLoads } from "../../schema/loads.ts";
import { nearest } from "../../schema/nearest.ts";
import type { Range } from "../../syntax/tree.ts";
import { defineRule, type Finding, type Report } from "../rule.ts";

/** What `on`, `cluster` and `load` name must be there. */
export const unknownReference = defineRule({
  code: "unknown-reference",
  severity: "error",
  isAboutAbsence: true,
  why: "A VM runs on a host of this file, a host belongs to a cluster of this file, and a disk carries a load of this file or one that every file knows. Nothing is looked up in other files.",
  bad: String.raw`
host hv01 { volume "C:" hdd-7200 }
vm web01 {
  on hv02
     ^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
host hv01 { volume "C:" hdd-7200 }
vm web01 {
  on hv01
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "item",
  check(context, report) {
    const { item } = context;
    if (item.kind === "host") checkCluster(item, context.definitions, report);
    else if (item.kind === "vm") checkVm(item, context.definitions, report);
  },
});

function checkCluster({ cluster }: Host, { clusters, possibleNames }: Definitions, report: Report): void {
  if (!cluster || cluster === "unknown") return;
  const key = cluster.value.toLowerCase();
  if (clusters.has(key) || possibleNames.has(key)) return;
  const known = [...clusters.values()].flatMap(({ name }) => name?.value ?? []);
  report(unknown("cluster", cluster, known));
}

function checkVm(vm: VirtualMachine, definitions: Definitions, report: Report): void {
  const { hosts, loads, possibleNames } = definitions;
  if (vm.on && vm.on !== "unknown") {
    const key = vm.on.value.toLowerCase();
    if (!hosts.has(key) && !possibleNames.has(key)) {
      report(
        unknown(
          "host",
          vm.on,
          [...hosts.values()].flatMap((host) => host.name?.value ?? []),
        ),
      );
    }
  }
  for (const { content } of vm.devices) {
    const load = content.kind === "dvd" ? undefined : content.load;
    if (!load || load === "unknown" || !("name" in load)) continue;
    if (loadNamed(load.name.value, definitions) !== undefined) continue;
    const own = [...loads.values()].flatMap((definition) => definition.name?.value ?? []);
    report(unknown("load", load.name, [...own, ...Object.keys(builtInLoads)]));
  }
}

function unknown(
  kind: "host" | "cluster" | "load",
  name: { value: string; range: Range },
  known: readonly string[],
): Finding {
  const meant = nearest(name.value, known);
  const advice = meant
    ? `Did you mean "${meant}"?`
    : known.length > 0
      ? `Known: ${known.join(", ")}.`
      : `Add a ${kind} of this name to the file.`;
  return {
    at: name.range,
    message: `There is no ${kind} "${name.value}" in this file. ${advice}`,
    fixes: meant ? [replaceName(`Change to "${meant}"`, name.range, meant)] : [],
  };
}
